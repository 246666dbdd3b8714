// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The endpoint rules of Amazon Chime.

pub use whitesmith_runtime::endpoint::{AuthScheme, BuiltIns, Endpoint, EndpointError};
use whitesmith_runtime::endpoint::partition;

/// The parameters of the endpoint rules of Amazon Chime.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Params {
    /// Where to send the call, for example us-east-1.
    pub region: Option<String>,
    /// Prefer a host that answers over both IPv4 and IPv6.
    pub use_dual_stack: bool,
    /// Prefer a host whose cryptography is FIPS 140 validated.
    pub use_fips: bool,
    /// A URL to use as it is, in place of the rules.
    pub endpoint: Option<String>,
}

impl From<&BuiltIns> for Params {
    fn from(built_ins: &BuiltIns) -> Self {
        Self {
            region: built_ins.region.clone(),
            use_dual_stack: built_ins.use_dual_stack,
            use_fips: built_ins.use_fips,
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
        if params.use_fips {
            return Err(EndpointError::new(
                "Invalid Configuration: FIPS and custom endpoint are not supported",
            ));
        }
        if params.use_dual_stack {
            return Err(EndpointError::new(
                "Invalid Configuration: Dualstack and custom endpoint are not supported",
            ));
        }
        return Ok(Endpoint::new(endpoint));
    }
    let Some(region) = params.region.as_deref() else {
        return Err(EndpointError::new("Invalid Configuration: Missing Region"));
    };
    let partition_result = partition(region);
    if partition_result.name == "aws" && !params.use_fips && !params.use_dual_stack {
        return Ok(Endpoint::new("https://chime.us-east-1.amazonaws.com").auth_scheme(
            AuthScheme::new("sigv4").signing_name("chime").signing_region("us-east-1"),
        ));
    }
    if params.use_fips && params.use_dual_stack {
        if partition_result.supports_fips && partition_result.supports_dual_stack {
            return Ok(
                Endpoint::new(format!(
                    "https://chime-fips.{region}.{}", partition_result.dual_stack_dns_suffix
                )),
            );
        }
        return Err(EndpointError::new(
            "FIPS and DualStack are enabled, but this partition does not support one or both",
        ));
    }
    if params.use_fips {
        if partition_result.supports_fips {
            return Ok(Endpoint::new(
                format!("https://chime-fips.{region}.{}", partition_result.dns_suffix),
            ));
        }
        return Err(EndpointError::new("FIPS is enabled but this partition does not support FIPS"));
    }
    if params.use_dual_stack {
        if partition_result.supports_dual_stack {
            return Ok(Endpoint::new(
                format!("https://chime.{region}.{}", partition_result.dual_stack_dns_suffix),
            ));
        }
        return Err(EndpointError::new(
            "DualStack is enabled but this partition does not support DualStack",
        ));
    }
    Ok(Endpoint::new(format!("https://chime.{region}.{}", partition_result.dns_suffix)))
}
