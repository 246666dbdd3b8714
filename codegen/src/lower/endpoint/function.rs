//! Maps functions of the rules engine to their signatures and functions of the runtime, and
//! attributes to fields.

use crate::ir::endpoint::{Field, Function, RuleType};

/// The signature of a function.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signature {
    pub(super) function: Function,
    pub(super) arguments: &'static [RuleType],
    pub(super) result: RuleType,
    /// Whether the result is an `Option`.
    pub(super) optional: bool,
}

/// The names of all functions, for suggestions.
pub(super) const NAMES: [&str; 15] = [
    "aws.isVirtualHostableS3Bucket",
    "aws.parseArn",
    "aws.partition",
    "booleanEquals",
    "coalesce",
    "getAttr",
    "isSet",
    "isValidHostLabel",
    "ite",
    "not",
    "parseURL",
    "split",
    "stringEquals",
    "substring",
    "uriEncode",
];

/// The signature of a function that is implemented in the runtime.
pub(super) fn signature(name: &str) -> Option<Signature> {
    use RuleType::{Arn, Bool, Integer, Partition, Text, TextList, Url};
    let (function, arguments, result): (_, &[RuleType], _) = match name {
        "isValidHostLabel" => (Function::IsValidHostLabel, &[Text, Bool], Bool),
        "aws.isVirtualHostableS3Bucket" => {
            (Function::IsVirtualHostableS3Bucket, &[Text, Bool], Bool)
        }
        "aws.parseArn" => (Function::ParseArn, &[Text], Arn),
        "parseURL" => (Function::ParseUrl, &[Text], Url),
        "aws.partition" => (Function::Partition, &[Text], Partition),
        "split" => (Function::Split, &[Text, Text, Integer], TextList),
        "substring" => (Function::Substring, &[Text, Integer, Integer, Bool], Text),
        "uriEncode" => (Function::UriEncode, &[Text], Text),
        _ => return None,
    };
    let optional = match function {
        Function::ParseArn | Function::ParseUrl | Function::Substring => true,
        Function::IsValidHostLabel
        | Function::IsVirtualHostableS3Bucket
        | Function::Partition
        | Function::Split
        | Function::UriEncode => false,
    };
    Some(Signature { function, arguments, result, optional })
}

/// The meaning of a key in a path.
pub(super) enum Key {
    Field(Field),
    /// The resource of an ARN, which must be followed by an index.
    Resource,
}

/// The meaning of a key in a value of this type.
pub(super) fn key(of: RuleType, key: &str) -> Option<Key> {
    let field = |name, kind, owned| Some(Key::Field(Field { name, kind, owned }));
    match (of, key) {
        (RuleType::Partition, "name") => field("name", RuleType::Text, false),
        (RuleType::Partition, "dnsSuffix") => field("dns_suffix", RuleType::Text, false),
        (RuleType::Partition, "dualStackDnsSuffix") => {
            field("dual_stack_dns_suffix", RuleType::Text, false)
        }
        (RuleType::Partition, "supportsFIPS") => field("supports_fips", RuleType::Bool, false),
        (RuleType::Partition, "supportsDualStack") => {
            field("supports_dual_stack", RuleType::Bool, false)
        }
        (RuleType::Partition, "implicitGlobalRegion") => {
            field("implicit_global_region", RuleType::Text, false)
        }
        (RuleType::Arn, "partition") => field("partition", RuleType::Text, false),
        (RuleType::Arn, "service") => field("service", RuleType::Text, false),
        (RuleType::Arn, "region") => field("region", RuleType::Text, false),
        (RuleType::Arn, "accountId") => field("account_id", RuleType::Text, false),
        (RuleType::Arn, "resourceId") => Some(Key::Resource),
        (RuleType::Url, "scheme") => field("scheme", RuleType::Text, false),
        (RuleType::Url, "authority") => field("authority", RuleType::Text, false),
        (RuleType::Url, "path") => field("path", RuleType::Text, false),
        (RuleType::Url, "normalizedPath") => field("normalized_path", RuleType::Text, true),
        (RuleType::Url, "isIp") => field("is_ip", RuleType::Bool, false),
        _ => None,
    }
}
