//! The operation that returns the endpoints of a service
//! (<https://smithy.io/2.0/aws/aws-core.html#client-endpoint-discovery>).

use std::collections::BTreeMap;

use super::{DiscoveredEndpoint, EndpointDiscovery};
use crate::Operation;

/// The operation that returns the endpoints of a service, implemented by its input: the trait
/// `aws.api#clientEndpointDiscovery`.
pub trait DiscoverEndpoints: Operation + Send + Sized + 'static {
    /// The code of the error by which the service's other operations report an expired endpoint.
    const EXPIRED: Option<&'static str> = None;

    /// Creates the input for an operation. Identifiers that it has no member for are left out.
    fn input(operation: &str, identifiers: &BTreeMap<String, String>) -> Self;

    /// Returns the endpoints of an output, in order of preference.
    fn endpoints(output: Self::Output) -> Vec<DiscoveredEndpoint>;
}

impl EndpointDiscovery {
    /// Creates endpoint discovery by the operation `D`, without identifiers.
    #[must_use]
    pub fn by<D: DiscoverEndpoints>(required: bool) -> Self {
        Self {
            required,
            identifiers: BTreeMap::new(),
            expired: D::EXPIRED,
            ask: |operation, identifiers| Box::new(D::input(operation, identifiers)),
        }
    }
}
