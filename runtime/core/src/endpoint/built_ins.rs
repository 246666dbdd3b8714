//! In: the configuration of a client. Out: the values that rules ask for by a name which all
//! services share.

use std::fmt;

use super::{Endpoint, EndpointError, shown};

/// What a client's configuration says to the rules of any service
/// (<https://smithy.io/2.0/aws/rules-engine/built-ins.html>). `None` is what nobody has set.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
#[allow(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub struct BuiltIns {
    /// `AWS::Region`: the region that requests go to.
    pub region: Option<String>,
    /// `AWS::UseFIPS`: only endpoints with cryptography that FIPS 140 validates.
    pub use_fips: bool,
    /// `AWS::UseDualStack`: endpoints that IPv6 reaches, too.
    pub use_dual_stack: bool,
    /// `SDK::Endpoint`: the URL to use instead of what the rules would choose.
    pub endpoint: Option<String>,
    /// `AWS::Auth::AccountId`: the account of the credentials.
    pub account_id: Option<String>,
    /// `AWS::Auth::AccountIdEndpointMode`: `preferred`, `disabled` or `required`.
    pub account_id_endpoint_mode: Option<String>,
    /// `AWS::S3::Accelerate`: transfers through the edge locations.
    pub s3_accelerate: bool,
    /// `AWS::S3::ForcePathStyle`: the bucket in the path, never in the host.
    pub s3_force_path_style: bool,
    /// `AWS::S3::UseArnRegion`: the region of a bucket's ARN wins over the client's; true if unset.
    pub s3_use_arn_region: Option<bool>,
    /// `AWS::S3::DisableMultiRegionAccessPoints`
    pub s3_disable_multi_region_access_points: bool,
    /// `AWS::S3::UseGlobalEndpoint`: `us-east-1` means the endpoint without a region.
    pub s3_use_global_endpoint: bool,
    /// `AWS::S3Control::UseArnRegion`: like that of S3; true if unset.
    pub s3_control_use_arn_region: Option<bool>,
    /// `AWS::STS::UseGlobalEndpoint`: the older regions mean the endpoint without a region.
    pub sts_use_global_endpoint: bool,
}

impl From<&BuiltIns> for BuiltIns {
    fn from(built_ins: &BuiltIns) -> Self {
        built_ins.clone()
    }
}

impl BuiltIns {
    /// The endpoint that the configuration names, for a service that has no rules of its own.
    ///
    /// # Errors
    ///
    /// It names none.
    pub fn endpoint(&self) -> Result<Endpoint, EndpointError> {
        match &self.endpoint {
            Some(url) => Ok(Endpoint::new(url)),
            None => Err(EndpointError::new("nothing says where requests go: set `endpoint_url`")),
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
