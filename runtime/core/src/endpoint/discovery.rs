//! Endpoint discovery: what an operation says of it, and the operation that answers
//! (<https://smithy.io/2.0/aws/aws-core.html#client-endpoint-discovery>).

use std::collections::BTreeMap;
use std::time::Duration;

#[cfg(feature = "client")]
use crate::client::AskForEndpoints;
use crate::{Operation, Text};

/// How an operation finds its endpoint: `aws.api#clientDiscoveredEndpoint`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct EndpointDiscovery {
    /// Whether the operation cannot be called at the endpoint of the service's rules.
    pub required: bool,
    /// The values of the members with `aws.api#clientEndpointDiscoveryId`, by the members' names.
    pub identifiers: BTreeMap<String, String>,
    /// The code of the error that says that an endpoint is no longer valid.
    pub expired: Option<&'static str>,
    /// Calls the operation that knows the endpoints.
    #[cfg(feature = "client")]
    pub(crate) ask: AskForEndpoints,
}

impl EndpointDiscovery {
    /// Endpoint discovery by the operation `D`: `required` or optional, without identifiers.
    #[must_use]
    pub fn by<D: DiscoverEndpoints>(required: bool) -> Self {
        Self {
            required,
            identifiers: BTreeMap::new(),
            expired: D::EXPIRED,
            #[cfg(feature = "client")]
            ask: AskForEndpoints::by::<D>(),
        }
    }

    /// Adds the value of a member with `aws.api#clientEndpointDiscoveryId`.
    #[must_use]
    pub fn identifier(mut self, member: &str, value: &(impl Text + ?Sized)) -> Self {
        if let Some(text) = value.text() {
            self.identifiers.insert(member.to_owned(), text.into_owned());
        }
        self
    }
}

/// The operation by which a service tells its endpoints, implemented by its input:
/// `aws.api#clientEndpointDiscovery`.
pub trait DiscoverEndpoints: Operation + Send + Sized + 'static {
    /// The code of the error by which the other operations of the service say that an endpoint is no
    /// longer valid.
    const EXPIRED: Option<&'static str> = None;

    /// The input that asks for the endpoints of an operation. What it has no member for is left out.
    fn input(operation: &str, identifiers: &BTreeMap<String, String>) -> Self;

    /// The endpoints of an output, the one to be preferred first.
    fn endpoints(output: Self::Output) -> Vec<DiscoveredEndpoint>;
}

/// An endpoint that a service has told.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DiscoveredEndpoint {
    /// A host, perhaps with a port, or a URL.
    pub address: String,
    /// How long it may be used before the service is asked again.
    pub cache_period: Duration,
}

impl DiscoveredEndpoint {
    /// Takes the members `Address` and `CachePeriodInMinutes`. Without an address there is no
    /// endpoint; without a period, or with a negative one, it is for one use.
    pub fn new(
        address: impl Into<Option<String>>,
        cache_period_in_minutes: impl Into<Option<i64>>,
    ) -> Option<Self> {
        let minutes = cache_period_in_minutes.into().and_then(|minutes| minutes.try_into().ok());
        let cache_period = Duration::from_secs(minutes.unwrap_or(0_u64).saturating_mul(60));
        let address = address.into().filter(|address| !address.is_empty())?;
        Some(Self { address, cache_period })
    }

    /// The URL of the endpoint: of HTTPS, unless the address says otherwise.
    #[must_use]
    pub fn url(&self) -> String {
        let is_url = ["https://", "http://"].iter().any(|scheme| self.address.starts_with(scheme));
        if is_url { self.address.clone() } else { format!("https://{}", self.address) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoints_have_an_address_and_a_period() {
        let endpoint =
            |address: &str, minutes| DiscoveredEndpoint::new(address.to_owned(), minutes);
        let found = endpoint("cell.example.com:444", 5).unwrap();
        assert_eq!(found.url(), "https://cell.example.com:444");
        assert_eq!(found.cache_period, Duration::from_secs(300));
        assert_eq!(endpoint("http://localhost:1", 5).unwrap().url(), "http://localhost:1");
        for minutes in [None, Some(-1), Some(0)] {
            let found = DiscoveredEndpoint::new(Some("a".to_owned()), minutes).unwrap();
            assert_eq!(found.cache_period, Duration::ZERO);
        }
        assert!(endpoint("a", i64::MAX).is_some());
        assert_eq!(endpoint("", 5), None);
        assert_eq!(DiscoveredEndpoint::new(None, 5), None);
    }
}
