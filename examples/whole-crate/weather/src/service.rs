// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The service Weather: its name, auth schemes and endpoint rules.

use super::endpoint::{self, Endpoint, EndpointError};
use whitesmith_runtime::Auth;

/// The service Weather: its name, auth schemes and endpoint rules.
#[derive(Clone, Copy, Debug)]
pub struct Service;

impl whitesmith_runtime::Service for Service {
    const SDK_ID: &'static str = "Weather";
    const VERSION: &'static str = "2026-01-01";
    const AUTH: &'static [Auth] = &[Auth::Bearer];
    type Protocol = whitesmith_runtime::protocol::RestJson1;
    type EndpointParams = endpoint::Params;

    fn endpoint(params: &endpoint::Params) -> Result<Endpoint, EndpointError> {
        endpoint::resolve(params)
    }
}
