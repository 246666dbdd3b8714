//! In: the name of a function of the rules engine. Out: its signature, and what of the runtime it
//! becomes; or the field that a path of `getAttr` names.

use crate::ir::endpoint::{Field, Function, Kind};

/// What a function takes and gives.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signature {
    pub(super) function: Function,
    pub(super) arguments: &'static [Kind],
    pub(super) result: Kind,
    /// It gives an option.
    pub(super) optional: bool,
}

/// The names of all functions, for messages.
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

/// The signature of a function that is one of the runtime, too.
pub(super) fn signature(name: &str) -> Option<Signature> {
    use Kind::{Arn, Bool, Integer, Partition, Text, TextList, Url};
    let (function, arguments, result): (_, &[Kind], _) = match name {
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

/// What a key of a path means.
pub(super) enum Key {
    Field(Field),
    /// The resource of an ARN, which an index must follow.
    Resource,
}

/// The meaning of a key in a value of this type.
pub(super) fn key(of: Kind, key: &str) -> Option<Key> {
    let field = |name, kind, owned| Some(Key::Field(Field { name, kind, owned }));
    match (of, key) {
        (Kind::Partition, "name") => field("name", Kind::Text, false),
        (Kind::Partition, "dnsSuffix") => field("dns_suffix", Kind::Text, false),
        (Kind::Partition, "dualStackDnsSuffix") => {
            field("dual_stack_dns_suffix", Kind::Text, false)
        }
        (Kind::Partition, "supportsFIPS") => field("supports_fips", Kind::Bool, false),
        (Kind::Partition, "supportsDualStack") => field("supports_dual_stack", Kind::Bool, false),
        (Kind::Partition, "implicitGlobalRegion") => {
            field("implicit_global_region", Kind::Text, false)
        }
        (Kind::Arn, "partition") => field("partition", Kind::Text, false),
        (Kind::Arn, "service") => field("service", Kind::Text, false),
        (Kind::Arn, "region") => field("region", Kind::Text, false),
        (Kind::Arn, "accountId") => field("account_id", Kind::Text, false),
        (Kind::Arn, "resourceId") => Some(Key::Resource),
        (Kind::Url, "scheme") => field("scheme", Kind::Text, false),
        (Kind::Url, "authority") => field("authority", Kind::Text, false),
        (Kind::Url, "path") => field("path", Kind::Text, false),
        (Kind::Url, "normalizedPath") => field("normalized_path", Kind::Text, true),
        (Kind::Url, "isIp") => field("is_ip", Kind::Bool, false),
        _ => None,
    }
}
