//! The properties of an operation that discovers its endpoint
//! (<https://smithy.io/2.0/aws/aws-core.html#client-endpoint-discovery>).

use std::collections::BTreeMap;

use crate::Text;
use crate::any_operation::AskForEndpoints;

/// How an operation discovers its endpoint: the trait `aws.api#clientDiscoveredEndpoint`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct EndpointDiscovery {
    /// Whether the operation requires endpoint discovery.
    pub required: bool,
    /// The values of the members with the trait `aws.api#clientEndpointDiscoveryId`, by member name.
    pub identifiers: BTreeMap<String, String>,
    /// The code of the error that reports an expired endpoint.
    pub expired: Option<&'static str>,
    /// Creates the input of the operation that returns the endpoints, from the name of an operation and
    /// its identifiers.
    #[doc(hidden)]
    pub ask: fn(&str, &BTreeMap<String, String>) -> Box<dyn AskForEndpoints>,
}

impl EndpointDiscovery {
    /// Adds the value of a member with the trait `aws.api#clientEndpointDiscoveryId`.
    #[must_use]
    pub fn identifier(mut self, member: &str, value: &(impl Text + ?Sized)) -> Self {
        if let Some(text) = value.text() {
            self.identifiers.insert(member.to_owned(), text.into_owned());
        }
        self
    }
}
