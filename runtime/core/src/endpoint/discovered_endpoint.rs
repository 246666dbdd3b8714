//! What endpoint discovery finds.

use std::time::Duration;

/// A discovered endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DiscoveredEndpoint {
    /// A host, optionally with a port, or a URL.
    pub address: String,
    /// How long the endpoint may be cached.
    pub cache_period: Duration,
}

impl DiscoveredEndpoint {
    /// Creates an endpoint from the members `Address` and `CachePeriodInMinutes`. It is `None`
    /// without an address. Without a period, or with a negative one, it is not cached.
    pub fn new(
        address: impl Into<Option<String>>,
        cache_period_in_minutes: impl Into<Option<i64>>,
    ) -> Option<Self> {
        let minutes = cache_period_in_minutes.into().and_then(|minutes| minutes.try_into().ok());
        let cache_period = Duration::from_secs(minutes.unwrap_or(0_u64).saturating_mul(60));
        let address = address.into().filter(|address| !address.is_empty())?;
        Some(Self { address, cache_period })
    }

    /// Returns the URL of the endpoint, with `https` unless the address is a URL.
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
