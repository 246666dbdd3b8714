// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! Where the requests of Depot go.

pub use whitesmith_runtime::endpoint::{AuthScheme, BuiltIns, Endpoint, EndpointError};

/// What decides where a request of Depot goes.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Params {
    /// The URL that requests go to.
    pub endpoint: Option<String>,
}

impl From<&BuiltIns> for Params {
    fn from(built_ins: &BuiltIns) -> Self { Self { endpoint: built_ins.endpoint.clone() } }
}

/// Finds the endpoint of a request.
///
/// # Errors
///
/// The message of the rule that applies, when it is one that gives no endpoint.
pub fn resolve(params: &Params) -> Result<Endpoint, EndpointError> {
    if let Some(endpoint) = params.endpoint.as_deref() {
        return Ok(Endpoint::new(endpoint));
    }
    Err(EndpointError::new("the model does not say where requests go: set `Config::endpoint_url`"))
}
