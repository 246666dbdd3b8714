//! Maps built-in values to fields of the runtime's `BuiltIns`.

use crate::ir::endpoint::{BuiltIn, RuleType};

/// The built-ins by name.
pub(super) const BUILT_INS: [(&str, BuiltIn); 13] = [
    ("SDK::Endpoint", text("endpoint")),
    ("AWS::Region", text("region")),
    ("AWS::UseFIPS", flag("use_fips")),
    ("AWS::UseDualStack", flag("use_dual_stack")),
    ("AWS::Auth::AccountId", text("account_id")),
    ("AWS::Auth::AccountIdEndpointMode", text("account_id_endpoint_mode")),
    ("AWS::S3::Accelerate", flag("s3_accelerate")),
    ("AWS::S3::ForcePathStyle", flag("s3_force_path_style")),
    ("AWS::S3::UseArnRegion", choice("s3_use_arn_region")),
    ("AWS::S3::DisableMultiRegionAccessPoints", flag("s3_disable_multi_region_access_points")),
    ("AWS::S3::UseGlobalEndpoint", flag("s3_use_global_endpoint")),
    ("AWS::S3Control::UseArnRegion", choice("s3_control_use_arn_region")),
    ("AWS::STS::UseGlobalEndpoint", flag("sts_use_global_endpoint")),
];

/// The built-in with this name.
pub(in crate::lower) fn named(name: &str) -> Option<BuiltIn> {
    BUILT_INS.iter().find(|(known, _)| *known == name).map(|(_, built_in)| *built_in)
}

/// Whether it is a setting of AWS, and not one that each client has.
pub(in crate::lower) fn is_of_aws(built_in: BuiltIn) -> bool {
    BUILT_INS.iter().any(|(name, known)| *known == built_in && name.starts_with("AWS::"))
}

const fn text(field: &'static str) -> BuiltIn {
    BuiltIn { field, kind: RuleType::Text, optional: true }
}

const fn flag(field: &'static str) -> BuiltIn {
    BuiltIn { field, kind: RuleType::Bool, optional: false }
}

const fn choice(field: &'static str) -> BuiltIn {
    BuiltIn { field, kind: RuleType::Bool, optional: true }
}
