//! Says what a change of a trait affects, for the comparison of two versions of a model.

/// What a trait affects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Documentation alone.
    Documentation,
    /// The values that a service accepts.
    Constraint,
    /// What is lowered: types, messages or calls.
    Lowered,
    /// Nothing in a crate, or nothing that is known.
    None,
}

/// What a trait affects, by its id.
pub(crate) fn effect(id: &str) -> Effect {
    if DOCUMENTATION.contains(&id) {
        Effect::Documentation
    } else if CONSTRAINTS.contains(&id) {
        Effect::Constraint
    } else if LOWERED.contains(&id) {
        Effect::Lowered
    } else {
        Effect::None
    }
}

/// Traits for people.
const DOCUMENTATION: [&str; 10] = [
    "aws.api#data",
    "smithy.api#documentation",
    "smithy.api#examples",
    "smithy.api#externalDocumentation",
    "smithy.api#internal",
    "smithy.api#recommended",
    "smithy.api#since",
    "smithy.api#tags",
    "smithy.api#title",
    "smithy.api#unstable",
];

/// Traits that limit values.
const CONSTRAINTS: [&str; 4] =
    ["smithy.api#length", "smithy.api#pattern", "smithy.api#range", "smithy.api#uniqueItems"];

/// Traits whose change is a change of the lowered crate, or has no effect where it is.
const LOWERED: [&str; 55] = [
    "aws.auth#sigv4",
    "aws.auth#unsignedPayload",
    "aws.iam#actionName",
    "aws.iam#iamAction",
    "aws.iam#requiredActions",
    "aws.protocols#awsQueryError",
    "aws.protocols#ec2QueryName",
    "aws.protocols#httpChecksum",
    "smithy.api#addedDefault",
    "smithy.api#auth",
    "smithy.api#clientOptional",
    "smithy.api#default",
    "smithy.api#deprecated",
    "smithy.api#endpoint",
    "smithy.api#enum",
    "smithy.api#enumValue",
    "smithy.api#error",
    "smithy.api#hostLabel",
    "smithy.api#http",
    "smithy.api#httpBasicAuth",
    "smithy.api#httpBearerAuth",
    "smithy.api#httpChecksumRequired",
    "smithy.api#httpHeader",
    "smithy.api#httpLabel",
    "smithy.api#httpPayload",
    "smithy.api#httpPrefixHeaders",
    "smithy.api#httpQuery",
    "smithy.api#httpQueryParams",
    "smithy.api#httpResponseCode",
    "smithy.api#idempotencyToken",
    "smithy.api#idempotent",
    "smithy.api#jsonName",
    "smithy.api#mediaType",
    "smithy.api#optionalAuth",
    "smithy.api#paginated",
    "smithy.api#readonly",
    "smithy.api#requestCompression",
    "smithy.api#required",
    "smithy.api#requiresLength",
    "smithy.api#retryable",
    "smithy.api#sensitive",
    "smithy.api#sparse",
    "smithy.api#streaming",
    "smithy.api#timestampFormat",
    "smithy.api#xmlAttribute",
    "smithy.api#xmlFlattened",
    "smithy.api#xmlName",
    "smithy.api#xmlNamespace",
    "smithy.protocols#rpcv2Cbor",
    "smithy.rules#clientContextParams",
    "smithy.rules#contextParam",
    "smithy.rules#endpointRuleSet",
    "smithy.rules#operationContextParams",
    "smithy.rules#staticContextParams",
    "smithy.waiters#waitable",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_order() {
        assert!(DOCUMENTATION.is_sorted() && CONSTRAINTS.is_sorted() && LOWERED.is_sorted());
    }
}
