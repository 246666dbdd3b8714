//! The parameters of endpoint rules that the configuration of a client sets: the built-in ones, which all
//! services share, and those of one service.

use std::fmt;

use super::{ClientContext, Endpoint, EndpointError, shown};

/// The values of the built-in parameters of endpoint rules, from a client's configuration
/// (<https://smithy.io/2.0/aws/rules-engine/built-ins.html>). `None` is a parameter that is not set.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
#[allow(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub struct BuiltIns {
    /// `AWS::Region`: the region of requests.
    pub region: Option<String>,
    /// `AWS::UseFIPS`: use FIPS endpoints (FIPS 140).
    pub use_fips: bool,
    /// `AWS::UseDualStack`: use dual-stack endpoints (IPv4 and IPv6).
    pub use_dual_stack: bool,
    /// `SDK::Endpoint`: the URL to use instead of the rules' endpoint.
    pub endpoint: Option<String>,
    /// `AWS::Auth::AccountId`: the AWS account id of the credentials.
    pub account_id: Option<String>,
    /// `AWS::Auth::AccountIdEndpointMode`: `preferred`, `disabled` or `required`.
    pub account_id_endpoint_mode: Option<String>,
    /// `AWS::S3::Accelerate`: use S3 Transfer Acceleration.
    pub s3_accelerate: bool,
    /// `AWS::S3::ForcePathStyle`: put the bucket into the path, never into the host.
    pub s3_force_path_style: bool,
    /// `AWS::S3::UseArnRegion`: the region of an ARN takes precedence over the client's; `true` if
    /// unset.
    pub s3_use_arn_region: Option<bool>,
    /// `AWS::S3::DisableMultiRegionAccessPoints`
    pub s3_disable_multi_region_access_points: bool,
    /// `AWS::S3::UseGlobalEndpoint`: use the global endpoint for `us-east-1`.
    pub s3_use_global_endpoint: bool,
    /// `AWS::S3Control::UseArnRegion`: the same for S3 Control; `true` if unset.
    pub s3_control_use_arn_region: Option<bool>,
    /// `AWS::STS::UseGlobalEndpoint`: use the global endpoint for the older regions.
    pub sts_use_global_endpoint: bool,
    /// The parameters of this service that are settings of its clients. They take precedence over the
    /// built-in parameters.
    pub client_context: ClientContext,
}

impl From<&BuiltIns> for BuiltIns {
    fn from(built_ins: &BuiltIns) -> Self {
        built_ins.clone()
    }
}

impl BuiltIns {
    /// Returns the configured endpoint, for a service without endpoint rules.
    ///
    /// # Errors
    ///
    /// No endpoint is configured.
    pub fn endpoint(&self) -> Result<Endpoint, EndpointError> {
        match &self.endpoint {
            Some(url) => Ok(Endpoint::new(url)),
            None => Err(EndpointError::new(
                "no endpoint is configured, and the service has no endpoint rules: set `endpoint_url`",
            )),
        }
    }
}

impl fmt::Debug for BuiltIns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BuiltIns")
            .field("region", &self.region)
            .field("use_fips", &self.use_fips)
            .field("use_dual_stack", &self.use_dual_stack)
            .field("endpoint", &self.endpoint.as_deref().map(shown))
            .field("account_id", &self.account_id)
            .field("account_id_endpoint_mode", &self.account_id_endpoint_mode)
            .field("s3_accelerate", &self.s3_accelerate)
            .field("s3_force_path_style", &self.s3_force_path_style)
            .field("s3_use_arn_region", &self.s3_use_arn_region)
            .field(
                "s3_disable_multi_region_access_points",
                &self.s3_disable_multi_region_access_points,
            )
            .field("s3_use_global_endpoint", &self.s3_use_global_endpoint)
            .field("s3_control_use_arn_region", &self.s3_control_use_arn_region)
            .field("sts_use_global_endpoint", &self.sts_use_global_endpoint)
            .field("client_context", &self.client_context)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_password() {
        let mut built_ins =
            BuiltIns { region: Some("us-east-1".to_owned()), ..BuiltIns::default() };
        built_ins.endpoint = Some("https://me:secret@example.com".to_owned());
        let text = format!("{built_ins:?}");
        assert!(!text.contains("secret") && text.contains("us-east-1"), "{text}");
        built_ins.endpoint = Some("https://example.com".to_owned());
        assert!(format!("{built_ins:?}").contains("https://example.com"));
    }
}
