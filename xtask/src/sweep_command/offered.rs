//! In: the text of a model. Out: the protocols that its services offer, by the names of their traits; and
//! whether an error means that we speak none of them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde::de::IgnoredAny;
use whitesmith::Error;

/// What the generator says of a service that it cannot serve.
const NOT_SPOKEN: &str = "the service speaks no protocol that we speak";

/// Whether that is what the generator says.
pub(crate) fn is_not_spoken(error: &Error) -> bool {
    error.problems().iter().any(|problem| problem.message == NOT_SPOKEN)
}

/// As much of a model as is needed here.
#[derive(Deserialize)]
struct Model {
    #[serde(default)]
    shapes: BTreeMap<String, Shape>,
}

#[derive(Deserialize)]
struct Shape {
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(default)]
    #[expect(clippy::zero_sized_map_values, reason = "it passes over the values of a map")]
    traits: BTreeMap<String, IgnoredAny>,
}

/// Their names with `+` between them; `-` if there are none, or the text is no model.
///
/// A trait counts if its namespace is one for protocols, so that a protocol nobody has heard of is
/// named as well.
pub(crate) fn protocols(text: &str) -> String {
    let Ok(model) = serde_json::from_str::<Model>(text) else { return "-".to_owned() };
    let services = model.shapes.values().filter(|shape| shape.kind == "service");
    let offered: BTreeSet<&str> = services
        .flat_map(|service| service.traits.keys())
        .filter_map(|id| id.split_once('#'))
        .filter(|(namespace, _)| namespace.ends_with(".protocols"))
        .map(|(_, name)| name)
        .collect();
    if offered.is_empty() {
        return "-".to_owned();
    }
    offered.into_iter().collect::<Vec<_>>().join("+")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_services_and_only_protocols() {
        let text = r#"{"smithy": "2.0", "metadata": [1], "shapes": {
            "a#S": {"type": "service", "version": "1", "traits": {
                "aws.protocols#awsJson1_0": {},
                "smithy.protocols#rpcv2Cbor": {},
                "smithy.api#title": "T",
                "aws.protocols#awsQueryCompatible": {}
            }},
            "a#O": {"type": "operation", "traits": {"aws.protocols#httpChecksum": {}}}
        }}"#;
        assert_eq!(protocols(text), "awsJson1_0+awsQueryCompatible+rpcv2Cbor");
        assert_eq!(protocols(r#"{"shapes": {"a#S": {"type": "service"}}}"#), "-");
        assert_eq!(protocols("{"), "-");
    }
}
