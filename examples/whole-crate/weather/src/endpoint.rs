// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The endpoint rules of Weather.

pub use whitesmith_runtime::endpoint::{AuthScheme, BuiltIns, Endpoint, EndpointError};

/// The parameters of the endpoint rules of Weather.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Params {
    /// The URL of the endpoint.
    pub endpoint: Option<String>,
}

impl From<&BuiltIns> for Params {
    fn from(built_ins: &BuiltIns) -> Self {
        Self {
            endpoint: built_ins.endpoint.clone(),
        }
    }
}

/// Resolves the endpoint of a request.
///
/// # Errors
///
/// Returns the message of the rule that applies if it is an error rule.
pub fn resolve(params: &Params) -> Result<Endpoint, EndpointError> {
    if let Some(endpoint) = params.endpoint.as_deref() {
        return Ok(Endpoint::new(endpoint));
    }
    Err(EndpointError::new("the model has no endpoint rules: set `Config::endpoint_url`"))
}
