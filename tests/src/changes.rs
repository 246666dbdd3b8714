//! The changes of our model of Chime in `tests/changes`: JSON merge patches, and the models that they make.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::{Fixture, chime, fixtures};

/// Our model of Chime after each change, sorted by name.
///
/// # Panics
///
/// When a file cannot be read, or is not a merge patch that changes the model.
#[must_use]
pub fn changed_models() -> Vec<Fixture> {
    let original = chime().text;
    let mut changes = fixtures("changes");
    for Fixture { name, text } in &mut changes {
        match patched(&original, text) {
            Ok(model) if model == original => not_a_patch(name, "it changes nothing"),
            Ok(model) => *text = model,
            Err(error) => not_a_patch(name, &error.to_string()),
        }
    }
    changes
}

/// Applies a JSON merge patch ([RFC 7386](https://www.rfc-editor.org/rfc/rfc7386)), or an array of patches one
/// after the other. Members stay where they are, and new ones come last. What the patch does not name keeps its
/// text, if the objects of the target are indented by two spaces.
///
/// # Errors
///
/// When one of the texts is not JSON.
pub fn patched(target: &str, patch: &str) -> serde_json::Result<String> {
    let mut tree: Tree = serde_json::from_str(target)?;
    let patches: Vec<Tree> = if patch.trim_start().starts_with('[') {
        serde_json::from_str(patch)?
    } else {
        vec![serde_json::from_str(patch)?]
    };
    for patch in patches {
        tree = tree.merged(patch);
    }
    Ok(format!("{tree}\n"))
}

/// A JSON value whose objects keep the order of their members.
#[derive(Clone, Debug)]
enum Tree {
    Object(Vec<(String, Tree)>),
    Other(Box<RawValue>),
}

impl Tree {
    /// This value after a merge patch.
    fn merged(self, patch: Self) -> Self {
        let Self::Object(changes) = patch else { return patch };
        let mut members = match self {
            Self::Object(members) => members,
            Self::Other(_) => Vec::new(),
        };
        for (name, change) in changes {
            let place = members.iter().position(|(member, _)| *member == name);
            match (place, change.is_null()) {
                (Some(place), true) => drop(members.remove(place)),
                (None, true) => {}
                (Some(place), false) => {
                    let member = std::mem::replace(&mut members[place].1, Self::Object(Vec::new()));
                    members[place].1 = member.merged(change);
                }
                (None, false) => members.push((name, Self::Object(Vec::new()).merged(change))),
            }
        }
        Self::Object(members)
    }

    fn is_null(&self) -> bool {
        matches!(self, Self::Other(text) if text.get() == "null")
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, indentation: usize) -> fmt::Result {
        match self {
            Self::Other(text) => f.write_str(text.get()),
            Self::Object(members) if members.is_empty() => f.write_str("{}"),
            Self::Object(members) => {
                let inner = indentation + 2;
                for (index, (name, member)) in members.iter().enumerate() {
                    let before = if index == 0 { "{" } else { "," };
                    let name = serde_json::Value::from(name.as_str());
                    write!(f, "{before}\n{:inner$}{name}: ", "")?;
                    member.write(f, inner)?;
                }
                write!(f, "\n{:indentation$}}}", "")
            }
        }
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, 0)
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Box::<RawValue>::deserialize(deserializer)?;
        if !text.get().starts_with('{') {
            return Ok(Self::Other(text));
        }
        let mut json = serde_json::Deserializer::from_str(text.get());
        let members = json.deserialize_map(Members).map_err(serde::de::Error::custom)?;
        Ok(Self::Object(members))
    }
}

/// Reads the members of an object.
struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Vec<(String, Tree)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(members)
    }
}

#[allow(clippy::panic, reason = "a test that cannot read its own files fails")]
fn not_a_patch(name: &str, reason: &str) -> ! {
    panic!("tests/changes/{name}.json is not a merge patch of models/chime.json: {reason}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of RFC 7386, appendix A, with objects as targets.
    #[test]
    fn merge_patches() {
        let cases = [
            (r#"{"a":"b"}"#, r#"{"a":"c"}"#, r#"{"a":"c"}"#),
            (r#"{"a":"b"}"#, r#"{"b":"c"}"#, r#"{"a":"b","b":"c"}"#),
            (r#"{"a":"b"}"#, r#"{"a":null}"#, "{}"),
            (r#"{"a":"b","b":"c"}"#, r#"{"a":null}"#, r#"{"b":"c"}"#),
            (r#"{"a":["b"]}"#, r#"{"a":"c"}"#, r#"{"a":"c"}"#),
            (r#"{"a":"c"}"#, r#"{"a":["b"]}"#, r#"{"a":["b"]}"#),
            (r#"{"a":{"b":"c"}}"#, r#"{"a":{"b":"d","c":null}}"#, r#"{"a":{"b":"d"}}"#),
            (r#"{"a":[{"b":"c"}]}"#, r#"{"a":[1]}"#, r#"{"a":[1]}"#),
            (r#"{"e":null}"#, r#"{"a":1}"#, r#"{"e":null,"a":1}"#),
            ("{}", r#"{"a":{"bb":{"ccc":null}}}"#, r#"{"a":{"bb":{}}}"#),
            // Several patches in turn move a member to the end.
            (r#"{"z":1,"a":2}"#, r#"[{"z":null},{"z":1}]"#, r#"{"a":2,"z":1}"#),
        ];
        for (target, patch, expected) in cases {
            let found: String = patched(target, patch).unwrap().split_whitespace().collect();
            assert_eq!(found, expected, "{target} {patch}");
        }
        assert!(patched("{}", "{").is_err());
    }

    #[test]
    fn unchanged_text_is_kept() {
        let model = chime().text;
        assert_eq!(patched(&model, "{}").unwrap(), model);
    }

    #[test]
    fn every_changed_model_becomes_a_crate() {
        let changes = changed_models();
        assert!(changes.len() >= 30, "there are {} changes", changes.len());
        for change in changes {
            if let Err(error) = change.generate(&whitesmith::Config::default()) {
                panic!("{}: {error}", change.name);
            }
        }
    }
}
