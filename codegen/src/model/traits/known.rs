//! Recognizes the traits that Smithy defines, and suggests one for an unknown id.
//!
//! Most traits do not affect a client and are ignored, so that a misspelled trait would be ignored
//! too.

use crate::error::{did_you_mean, nearest};

/// The newest version of Smithy whose traits are known.
pub(crate) const SMITHY: &str = "1.73";

/// The traits in the namespaces of Smithy and AWS, up to version [`SMITHY`].
const NAMESPACES: [(&str, &[&str]); 16] = [
    (
        "aws.api",
        &[
            "arn",
            "arnReference",
            "awsChunked",
            "clientDiscoveredEndpoint",
            "clientEndpointDiscovery",
            "clientEndpointDiscoveryId",
            "controlPlane",
            "data",
            "dataPlane",
            "service",
            "tagEnabled",
            "taggable",
        ],
    ),
    (
        "aws.apigateway",
        &[
            "apiKeyRequired",
            "apiKeySource",
            "apiTlsPolicy",
            "authorizer",
            "authorizers",
            "endpointConfiguration",
            "gatewayResponses",
            "integration",
            "minimumCompressionSize",
            "mockIntegration",
            "requestValidator",
            "resourcePolicy",
        ],
    ),
    (
        "aws.auth",
        &["cognitoUserPools", "cognitoUserPoolsScopes", "sigv4", "sigv4a", "unsignedPayload"],
    ),
    (
        "aws.cloudformation",
        &[
            "cfnAdditionalIdentifier",
            "cfnDefaultValue",
            "cfnExcludeProperty",
            "cfnMutability",
            "cfnName",
            "cfnResource",
        ],
    ),
    ("aws.customizations", &["s3UnwrappedXmlOutput"]),
    (
        "aws.endpoints",
        &[
            "dualStackOnlyEndpoints",
            "endpointsModifier",
            "rulesBasedEndpoints",
            "standardPartitionalEndpoints",
            "standardRegionalEndpoints",
        ],
    ),
    (
        "aws.iam",
        &[
            "actionName",
            "actionPermissionDescription",
            "conditionKeyValue",
            "conditionKeys",
            "defineConditionKeys",
            "disableConditionKeyInference",
            "iamAction",
            "iamResource",
            "requiredActions",
            "serviceResolvedConditionKeys",
            "supportedPrincipalTypes",
        ],
    ),
    (
        "aws.protocols",
        &[
            "awsJson1_0",
            "awsJson1_1",
            "awsQuery",
            "awsQueryCompatible",
            "awsQueryError",
            "ec2Query",
            "ec2QueryName",
            "httpChecksum",
            "restJson1",
            "restXml",
        ],
    ),
    (
        "smithy.api",
        &[
            "addedDefault",
            "auth",
            "authDefinition",
            "box",
            "clientOptional",
            "cors",
            "default",
            "deprecated",
            "documentation",
            "endpoint",
            "enum",
            "enumValue",
            "error",
            "eventHeader",
            "eventPayload",
            "examples",
            "externalDocumentation",
            "hostLabel",
            "http",
            "httpApiKeyAuth",
            "httpBasicAuth",
            "httpBearerAuth",
            "httpChecksumRequired",
            "httpDigestAuth",
            "httpError",
            "httpHeader",
            "httpLabel",
            "httpPayload",
            "httpPrefixHeaders",
            "httpQuery",
            "httpQueryParams",
            "httpResponseCode",
            "idRef",
            "idempotencyToken",
            "idempotent",
            "input",
            "internal",
            "jsonName",
            "length",
            "longPoll",
            "mediaType",
            "metadata",
            "mixin",
            "nestedProperties",
            "noReplace",
            "notProperty",
            "optionalAuth",
            "output",
            "paginated",
            "pattern",
            "private",
            "property",
            "protocolDefinition",
            "range",
            "readonly",
            "recommended",
            "references",
            "requestCompression",
            "required",
            "requiresLength",
            "resourceIdentifier",
            "retryable",
            "sensitive",
            "since",
            "sparse",
            "streaming",
            "suppress",
            "tags",
            "timestampFormat",
            "title",
            "trait",
            "traitValidators",
            "uniqueItems",
            "unitType",
            "unstable",
            "xmlAttribute",
            "xmlFlattened",
            "xmlName",
            "xmlNamespace",
        ],
    ),
    ("smithy.contracts", &["conditions"]),
    ("smithy.mqtt", &["mqttJson", "publish", "subscribe", "topicLabel"]),
    ("smithy.openapi", &["specificationExtension"]),
    ("smithy.protocols", &["rpcv2Cbor", "rpcv2Json"]),
    (
        "smithy.rules",
        &[
            "clientContextParams",
            "contextParam",
            "endpointBdd",
            "endpointRuleSet",
            "endpointTests",
            "operationContextParams",
            "staticContextParams",
        ],
    ),
    (
        "smithy.test",
        &[
            "eventStreamTests",
            "httpMalformedRequestTests",
            "httpRequestTests",
            "httpResponseTests",
            "smokeTests",
        ],
    ),
    ("smithy.waiters", &["waitable"]),
];

/// The suggestion for a trait that does not exist; `None` if it exists, or if its namespace belongs
/// to others.
pub(super) fn help_for_unknown(id: &str) -> Option<String> {
    let (namespace, name) = id.split_once('#').unwrap_or(("", id));
    if let Some((_, names)) = NAMESPACES.iter().find(|(known, _)| *known == namespace) {
        let otherwise = "see the traits of its namespace in the Smithy specification";
        return (!names.contains(&name)).then(|| {
            let ids: Vec<String> = names.iter().map(|name| format!("{namespace}#{name}")).collect();
            did_you_mean(id, ids.iter().map(String::as_str), otherwise)
        });
    }
    // The namespace may be misspelled or missing.
    let has_name = |(_, names): &&(&str, &[&str])| names.contains(&name);
    let (known, _) = NAMESPACES.iter().filter(has_name).find(|(known, _)| {
        namespace.is_empty() || !nearest(namespace, std::iter::once(*known)).is_empty()
    })?;
    let is_near = namespace.is_empty() || strsim::levenshtein(namespace, known) <= 2;
    is_near.then(|| format!("did you mean `{known}#{name}`?"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    use super::*;

    #[test]
    fn misspelled_traits() {
        for (id, help) in [
            ("smithy.api#jsonNme", Some("did you mean `smithy.api#jsonName`?")),
            ("smithy.api#Required", Some("did you mean `smithy.api#required`")),
            ("aws.protocols#restJson", Some("did you mean `aws.protocols#restJson1`")),
            ("smithy.waiters#waitble", Some("did you mean `smithy.waiters#waitable`?")),
            ("smithy.api#zzz", Some("see the traits of its namespace")),
            ("smithy.ap#jsonName", Some("did you mean `smithy.api#jsonName`?")),
            ("jsonName", Some("did you mean `smithy.api#jsonName`?")),
            ("smithy.api#jsonName", None),
            ("smithy.api#cors", None),
            ("aws.iam#conditionKeys", None),
            ("vendor.example#jsonNme", None),
            ("vendor.api#required", None),
            ("shiny", None),
        ] {
            let found = help_for_unknown(id);
            let starts = |help: &str| found.as_deref().is_some_and(|found| found.starts_with(help));
            assert!(help.map_or(found.is_none(), starts), "{id}: {found:?}");
        }
    }

    #[test]
    fn tables_are_in_order() {
        assert!(NAMESPACES.is_sorted());
        for (namespace, names) in NAMESPACES {
            assert!(names.is_sorted(), "{namespace}");
        }
    }

    /// The keys in a text that are shape ids.
    fn keys(text: &str) -> impl Iterator<Item = &str> {
        text.split('"').zip(text.split('"').skip(1)).filter_map(|(key, after)| {
            (key.contains('#') && after.trim_start().starts_with(':')).then_some(key)
        })
    }

    #[test]
    fn what_we_read_is_known() {
        let (read, _) = include_str!("read.rs").split_once("#[cfg(test)]").unwrap();
        let ids = read.split('"').filter(|text| text.contains('#') && !text.contains(' '));
        let ids = ids.filter(|id| !id.ends_with('#') && !id.starts_with("whitesmith."));
        let unknown: Vec<&str> = ids.filter(|id| help_for_unknown(id).is_some()).collect();
        assert_eq!(unknown, ["smithy.api#noAuth"], "no trait, but the name of an auth scheme");
    }

    /// All traits of real models, if there are some beside the repository, are known.
    #[test]
    fn there_are_no_false_alarms() {
        let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
        let folders = ["models", "models-2026", "models-converted", "protocol-tests"];
        let files = |folder: &&str| -> Vec<PathBuf> {
            let entries = std::fs::read_dir(shared.join(folder)).into_iter().flatten();
            entries.map(|entry| entry.unwrap().path()).collect()
        };
        let mut unknown = BTreeSet::new();
        for path in folders.iter().flat_map(files) {
            let text = std::fs::read_to_string(&path).unwrap();
            unknown
                .extend(keys(&text).filter(|id| help_for_unknown(id).is_some()).map(str::to_owned));
        }
        assert_eq!(unknown, BTreeSet::new());
    }
}
