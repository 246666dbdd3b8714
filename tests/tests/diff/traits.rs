//! Tests each trait whose definition in Smithy has `breakingChanges`: what its change means for a crate.

use tests::changes::patched;

use super::{BASE, compared};

/// Where the trait is added, as `Shape` or `Shape$member`; its id and value; and the rules that find its addition
/// and its removal, or the most important of them.
type Case = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// The traits with `breakingChanges` in Smithy's prelude and in the definitions of AWS that a client can see. Those
/// that are not in the list say how shapes and traits are defined (`trait`, `protocolDefinition`,
/// `authDefinition`, `internal`), are about resources (`resourceIdentifier`, `property`, `notProperty`,
/// `nestedProperties`), or about events, which crates do not have yet (`eventPayload`, `eventHeader`).
const CASES: &[Case] = &[
    ("SendInput$proof", "jsonName", "\"evidence\"", "request-member-moved", "request-member-moved"),
    (
        "Event$when",
        "timestampFormat",
        "\"epoch-seconds\"",
        "response-type-changed",
        "response-type-changed",
    ),
    ("SendInput$tags", "required", "{}", "member-became-required", "member-became-optional"),
    ("ParcelDetails$note", "required", "{}", "member-became-required", "member-became-optional"),
    ("SendInput$weight", "default", "5", "member-type-changed", "member-became-optional"),
    ("SendInput$count", "addedDefault", "{}", "member-became-optional", "member-type-changed"),
    ("SendInput$note", "idempotencyToken", "{}", "token-changed", "token-changed"),
    ("Tags", "sparse", "{}", "member-type-changed", "member-type-changed"),
    ("Tags", "uniqueItems", "{}", "constraint-changed", "constraint-changed"),
    ("Tags", "length", "{\"max\": 3}", "constraint-changed", "constraint-changed"),
    ("SendInput$recipient", "pattern", "\"^a$\"", "constraint-changed", "constraint-changed"),
    ("SendInput$note", "httpHeader", "\"X-Note\"", "request-member-moved", "request-member-moved"),
    ("SendInput$note", "httpQuery", "\"note\"", "request-member-moved", "request-member-moved"),
    ("SendInput$labels", "httpQueryParams", "{}", "request-member-moved", "request-member-moved"),
    (
        "SendInput$labels",
        "httpPrefixHeaders",
        "\"X-Label-\"",
        "request-member-moved",
        "request-member-moved",
    ),
    (
        "ParcelDetails$note",
        "httpHeader",
        "\"X-Note\"",
        "response-member-moved",
        "response-member-moved",
    ),
    (
        "TrackOutput$status",
        "httpResponseCode",
        "{}",
        "response-member-moved",
        "response-member-moved",
    ),
    ("Single$part", "httpPayload", "{}", "response-member-moved", "response-member-moved"),
    (
        "Send",
        "endpoint",
        "{\"hostPrefix\": \"fast.\"}",
        "host-prefix-changed",
        "host-prefix-changed",
    ),
    ("Send", "optionalAuth", "{}", "auth-added", "auth-removed"),
    ("Send", "auth", "[\"smithy.api#httpBasicAuth\"]", "auth-removed", "auth-added"),
    ("Parcels", "httpDigestAuth", "{}", "trait-changed", "trait-changed"),
    ("Parcels", "cors", "{}", "trait-changed", "trait-changed"),
    ("Send", "idempotent", "{}", "retries-changed", "retries-changed"),
    ("Send", "readonly", "{}", "retries-changed", "retries-changed"),
    ("Send", "httpChecksumRequired", "{}", "checksum-required", "checksum-changed"),
    (
        "Send",
        "requestCompression",
        "{\"encodings\": [\"gzip\"]}",
        "serialization-changed",
        "serialization-changed",
    ),
    (
        "Track",
        "paginated",
        "{\"inputToken\": \"token\", \"outputToken\": \"next\", \"items\": \"events\"}",
        "function-added",
        "function-removed",
    ),
    ("TooHeavy", "retryable", "{}", "retries-changed", "retries-changed"),
    ("TooHeavy", "httpError", "400", "trait-changed", "trait-changed"),
    ("SendInput$recipient", "sensitive", "{}", "sensitivity-changed", "sensitivity-changed"),
    ("Speed", "sensitive", "{}", "sensitivity-changed", "sensitivity-changed"),
    ("Proof", "mediaType", "\"image/png\"", "media-type-changed", "media-type-changed"),
    ("Proof", "streaming", "{}", "member-type-changed", "member-type-changed"),
    ("Send", "deprecated", "{}", "deprecation-added", "deprecation-removed"),
    ("ParcelDetails", "deprecated", "{}", "deprecation-added", "deprecation-removed"),
];

/// The same for restXml.
const XML: &[Case] = &[
    ("SendInput$note", "xmlName", "\"Remark\"", "request-member-moved", "request-member-moved"),
    ("SendInput$note", "xmlAttribute", "{}", "request-member-moved", "request-member-moved"),
    ("SendInput$tags", "xmlFlattened", "{}", "request-member-moved", "request-member-moved"),
    (
        "SendInput$tags",
        "xmlNamespace",
        "{\"uri\": \"urn:a\"}",
        "request-member-moved",
        "request-member-moved",
    ),
    ("SendInput", "xmlName", "\"Parcel\"", "request-member-moved", "request-member-moved"),
    ("Event$what", "xmlName", "\"Kind\"", "response-member-moved", "response-member-moved"),
];

/// Members for those traits that need one of a certain type.
const MEMBERS: &str = r#"{"shapes": {
    "com.example#SendInput": {"members": {"note": {"target": "smithy.api#String"}, "labels": {"target": "com.example#Labels"}}},
    "com.example#Labels": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "smithy.api#String"}},
    "com.example#TrackOutput": {"members": {"status": {"target": "smithy.api#Integer"}}},
    "com.example#Parcels": {"operations": [{"target": "com.example#Send"}, {"target": "com.example#Track"}, {"target": "com.example#Look"}]},
    "com.example#Look": {"type": "operation", "input": {"target": "com.example#ProofInput"}, "output": {"target": "com.example#Single"},
        "traits": {"smithy.api#http": {"method": "PUT", "uri": "/look"}}},
    "com.example#ProofInput": {"type": "structure", "members": {"proof": {"target": "com.example#Proof", "traits": {"smithy.api#required": {}, "smithy.api#httpPayload": {}}}}},
    "com.example#Proof": {"type": "blob"},
    "com.example#Single": {"type": "structure", "members": {"part": {"target": "com.example#Event"}}}}}"#;

#[test]
fn traits_that_break() {
    let base = patched(BASE, MEMBERS).unwrap();
    check(&base, CASES);
    let xml = r#"{"shapes": {"com.example#Parcels": {"traits": {"aws.protocols#restJson1": null, "aws.protocols#restXml": {}}}}}"#;
    check(&patched(&base, xml).unwrap(), XML);
}

fn check(base: &str, cases: &[Case]) {
    for (place, id, value, adding, removing) in cases {
        let traits = format!("{{\"traits\": {{\"smithy.api#{id}\": {value}}}}}");
        let (shape, patch) = match place.split_once('$') {
            Some((shape, member)) => {
                (shape, format!("{{\"members\": {{\"{member}\": {traits}}}}}"))
            }
            None => (*place, traits),
        };
        let patch = format!("{{\"shapes\": {{\"com.example#{shape}\": {patch}}}}}");
        let with = patched(base, &patch).unwrap();
        for (old, new, expected) in [(base, with.as_str(), adding), (with.as_str(), base, removing)]
        {
            let diff = compared(old, new);
            let first = diff.changes.first().map_or("none", |change| change.rule.name());
            let all: Vec<_> = diff.changes.iter().map(|change| change.rule.name()).collect();
            assert_eq!(first, *expected, "{place} {id}: {all:?}");
        }
    }
}
