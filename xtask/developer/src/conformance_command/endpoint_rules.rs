//! Applies the endpoint rules of a service to the model of its protocol tests, which has none: those of the
//! service's own model, with the traits by which its operations set the parameters of the rules.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::suite::models_in;

/// The shape of the parameters of tests that need endpoint rules.
const CONFIG: &str = "\"aws.protocoltests.config#AwsConfig\"";

const RULE_SET: &str = "smithy.rules#endpointRuleSet";

/// Whether a trait belongs to the endpoint rules.
fn is_of_rules(id: &str) -> bool {
    id.starts_with("smithy.rules#") && id != "smithy.rules#endpointTests"
}

#[derive(Deserialize)]
struct Model<'a> {
    #[serde(borrow)]
    shapes: BTreeMap<Cow<'a, str>, Shape<'a>>,
}

#[derive(Deserialize)]
struct Shape<'a> {
    #[serde(rename = "type", borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow, default)]
    traits: Traits<'a>,
    #[serde(borrow, default)]
    members: BTreeMap<Cow<'a, str>, Member<'a>>,
}

#[derive(Deserialize)]
struct Member<'a> {
    #[serde(borrow, default)]
    traits: Traits<'a>,
}

type Traits<'a> = BTreeMap<Cow<'a, str>, &'a RawValue>;

/// A model that consists of `apply` statements.
#[derive(Serialize)]
struct Statements<'a> {
    smithy: &'static str,
    shapes: BTreeMap<String, Statement<'a>>,
}

#[derive(Serialize)]
struct Statement<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    traits: Traits<'a>,
}

/// The name and text of a source with the endpoint rules, from a model in the folder, if the tests need them
/// and the folder has a model of the service.
pub(super) fn for_tests(tests: &str, models: &Path) -> Result<Option<(String, String)>> {
    if !tests.contains(CONFIG) || tests.contains(RULE_SET) || !models.is_dir() {
        return Ok(None);
    }
    // The generator reports a malformed model.
    let Ok(tests) = serde_json::from_str::<Model<'_>>(tests) else { return Ok(None) };
    let Some(service) = tests.shapes.iter().find(|(_, shape)| shape.kind == "service") else {
        return Ok(None);
    };
    let (service, quoted) = (service.0, format!("\"{}\"", service.0));
    for path in models_in(models)? {
        let shown = path.display();
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {shown}"))?;
        if !text.contains(&quoted) {
            continue;
        }
        let model: Model<'_> =
            serde_json::from_str(&text).with_context(|| format!("{shown} is not a model"))?;
        if model.shapes.contains_key(service) {
            let statements = serde_json::to_string(&statements(&tests, model))?;
            return Ok(Some((format!("the endpoint rules of {shown}"), statements)));
        }
    }
    Ok(None)
}

/// The statements for the shapes and members that the model of the tests has too.
fn statements<'a>(tests: &Model<'_>, model: Model<'a>) -> Statements<'a> {
    let mut shapes = BTreeMap::new();
    let mut apply = |id: String, traits: Traits<'a>| {
        let traits: Traits<'_> = traits.into_iter().filter(|(id, _)| is_of_rules(id)).collect();
        if !traits.is_empty() {
            shapes.insert(id, Statement { kind: "apply", traits });
        }
    };
    for (id, shape) in model.shapes {
        let Some(of_tests) = tests.shapes.get(&id) else { continue };
        for (name, member) in shape.members {
            if of_tests.members.contains_key(&name) {
                apply(format!("{id}${name}"), member.traits);
            }
        }
        apply(id.into_owned(), shape.traits);
    }
    Statements { smithy: "2.0", shapes }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TESTS: &str = r#"{"smithy": "2.0", "shapes": {
        "a#S": {"type": "service", "traits": {"a#id": "aws.protocoltests.config#AwsConfig"}},
        "a#In": {"type": "structure", "members": {"A": {"target": "a#T"}, "B": {"target": "a#T"}}}
    }}"#;

    #[test]
    fn the_rules_of_the_same_service_are_applied() {
        let folder = tempfile::tempdir().unwrap();
        let rules = r#"{"version": "1.0", "rules": []}"#;
        let model = r#"{"smithy": "2.0", "shapes": {
            "a#S": {"type": "service", "traits": {"a#title": "S", "smithy.rules#endpointTests": {},
                "smithy.rules#endpointRuleSet": RULES}},
            "a#In": {"type": "structure", "members": {
                "A": {"target": "a#T", "traits": {"smithy.rules#contextParam": {"name": "A"}}},
                "C": {"target": "a#T", "traits": {"smithy.rules#contextParam": {"name": "C"}}}}},
            "a#Other": {"type": "operation", "traits": {"smithy.rules#staticContextParams": {}}}
        }}"#
        .replace("RULES", rules);
        fs::write(folder.path().join("b.json"), model).unwrap();
        fs::write(folder.path().join("a.json"), r#"{"shapes": {"b#S": {"type": "a#S"}}}"#).unwrap();
        let (name, text) = for_tests(TESTS, folder.path()).unwrap().unwrap();
        assert!(name.starts_with("the endpoint rules of ") && name.ends_with("b.json"), "{name}");
        let expected = r#"{"smithy":"2.0","shapes":{
            "a#In$A":{"type":"apply","traits":{"smithy.rules#contextParam":{"name": "A"}}},
            "a#S":{"type":"apply","traits":{"smithy.rules#endpointRuleSet":RULES}}}}"#;
        assert_eq!(text, expected.replace("\n            ", "").replace("RULES", rules));
    }

    #[test]
    fn other_tests_need_no_rules() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("b.json"), "{}").unwrap();
        let with_rules = TESTS.replace("a#id", "smithy.rules#endpointRuleSet");
        for tests in [TESTS, "{}", "nonsense", &with_rules, &TESTS.replace("AwsConfig", "Other")] {
            assert_eq!(for_tests(tests, folder.path()).unwrap(), None, "{tests}");
        }
        assert_eq!(for_tests(TESTS, &folder.path().join("none")).unwrap(), None);
    }
}
