//! Tests that the generator returns a crate or a message for randomly mutated models, and does not
//! panic. The seed is fixed, so that a failure is reproducible.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config as ProptestConfig, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};
use tests::{Fixture, chime, fixtures};
use whitesmith::Config;

/// All valid models.
static MODELS: LazyLock<Vec<Fixture>> = LazyLock::new(|| {
    let mut models = fixtures("fixtures");
    // The realistic model gets as many cases as all others together.
    models.extend(vec![chime(); models.len()]);
    models
});

/// A mutation of the text of a model.
#[derive(Clone, Debug)]
enum Damage {
    Flip(Index, u8),
    Truncate(Index),
    Remove(Index, Index),
    Repeat(Index, Index),
}

/// A mutation of a value in a model.
#[derive(Clone, Debug)]
enum Graft {
    Delete,
    Replace(Value),
    /// Replaces the value by another one of the model.
    Copy(Index),
    Swap(Index),
    /// Replaces the value's key, or that of its parent, by that of another value.
    Rename(String),
}

#[test]
fn damaged_text() {
    let damage = prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Damage::Flip(at, byte)),
        any::<Index>().prop_map(Damage::Truncate),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Damage::Remove(from, to)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Damage::Repeat(from, to)),
    ];
    let cases = (any::<Index>(), prop::collection::vec(damage, 1..4));
    check(300, &cases, |(model, damages)| {
        let model = model.get(&MODELS);
        let bytes = damages
            .iter()
            .fold(model.text.clone().into_bytes(), |bytes, damage| damage.apply(bytes));
        String::from_utf8_lossy(&bytes).into_owned()
    });
}

#[test]
fn grafted_values() {
    let graft = prop_oneof![
        2 => Just(Graft::Delete),
        3 => prop::sample::select(odd_values()).prop_map(Graft::Replace),
        3 => any::<Index>().prop_map(Graft::Copy),
        2 => any::<Index>().prop_map(Graft::Swap),
        2 => prop::sample::select(odd_names()).prop_map(Graft::Rename),
    ];
    let cases = (any::<Index>(), prop::collection::vec((any::<Index>(), graft), 1..4));
    check(400, &cases, |(model, grafts)| {
        let mut tree: Value = serde_json::from_str(&model.get(&MODELS).text).unwrap();
        for (place, graft) in grafts {
            graft.apply(&mut tree, *place);
        }
        tree.to_string()
    });
}

/// Generates from each mutated model; only a panic is a failure.
fn check<S: Strategy>(cases: u32, strategy: &S, mutate: impl Fn(&S::Value) -> String) {
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let outcome = runner.run(strategy, |case| {
        let fixture = Fixture { name: "mutated".to_owned(), text: mutate(&case) };
        match fixture.generate(&Config::default()) {
            Ok(output) => prop_assert!(output.files.contains_key("Cargo.toml")),
            Err(error) => {
                prop_assert!(!error.problems().is_empty() && !error.to_string().is_empty());
            }
        }
        Ok(())
    });
    assert!(outcome.is_ok(), "{outcome:?}");
}

impl Damage {
    fn apply(&self, mut bytes: Vec<u8>) -> Vec<u8> {
        if bytes.is_empty() {
            return bytes;
        }
        match self {
            Self::Flip(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] ^= byte;
            }
            Self::Truncate(at) => bytes.truncate(at.index(bytes.len())),
            Self::Remove(from, length) => {
                let from = from.index(bytes.len());
                let to = (from + length.index(200)).min(bytes.len());
                bytes.drain(from..to);
            }
            Self::Repeat(from, length) => {
                let from = from.index(bytes.len());
                let to = (from + length.index(200)).min(bytes.len());
                let again = bytes[from..to].to_vec();
                bytes.splice(to..to, again);
            }
        }
        bytes
    }
}

impl Graft {
    fn apply(&self, tree: &mut Value, place: Index) {
        let places = pointers(tree);
        let pointer = place.get::<String>(&places);
        match self {
            Self::Delete => drop(take(tree, pointer)),
            Self::Replace(value) => put(tree, pointer, value.clone()),
            Self::Copy(from) => {
                let value = tree.pointer(from.get::<String>(&places)).cloned().unwrap_or_default();
                put(tree, pointer, value);
            }
            Self::Swap(other) => {
                let other = other.get::<String>(&places);
                let values = (tree.pointer(pointer).cloned(), tree.pointer(other).cloned());
                put(tree, pointer, values.1.unwrap_or_default());
                put(tree, other, values.0.unwrap_or_default());
            }
            Self::Rename(name) => {
                let parent = pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
                let value = take(tree, pointer);
                if let (Some(value), Some(Value::Object(siblings))) =
                    (value, tree.pointer_mut(parent))
                {
                    siblings.insert(name.clone(), value);
                }
            }
        }
    }
}

/// JSON pointers to all values except the root.
fn pointers(tree: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut pending = vec![(String::new(), tree)];
    while let Some((pointer, value)) = pending.pop() {
        let children: Vec<(String, &Value)> = match value {
            Value::Object(entries) => {
                entries.iter().map(|(key, value)| (escape(key), value)).collect()
            }
            Value::Array(items) => {
                items.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
            }
            _ => Vec::new(),
        };
        pending
            .extend(children.into_iter().map(|(key, child)| (format!("{pointer}/{key}"), child)));
        found.push(pointer);
    }
    found.retain(|pointer| !pointer.is_empty());
    // If earlier mutations have removed everything else, the root is left.
    if found.is_empty() { vec![String::new()] } else { found }
}

fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn put(tree: &mut Value, pointer: &str, value: Value) {
    if let Some(place) = tree.pointer_mut(pointer) {
        *place = value;
    }
}

fn take(tree: &mut Value, pointer: &str) -> Option<Value> {
    let (parent, key) = pointer.rsplit_once('/')?;
    match tree.pointer_mut(parent)? {
        Value::Object(entries) => entries.remove(&key.replace("~1", "/").replace("~0", "~")),
        Value::Array(items) => {
            key.parse().ok().filter(|index| *index < items.len()).map(|index| items.remove(index))
        }
        _ => None,
    }
}

fn odd_values() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(0),
        json!(-1),
        json!(1e300),
        json!(u64::MAX),
        json!(""),
        json!("\u{0}/{a}{b+}?x=&&{"),
        json!("smithy.api#Unit"),
        json!("smithy.api#Document"),
        json!("#"),
        json!("structure"),
        json!("union"),
        json!("list"),
        json!("enum"),
        json!("r#type ../../etc 🔥"),
        json!("<p>*/ \"# ]] <ul><li>"),
        json!([]),
        json!([[]]),
        json!({}),
        json!({"target": "smithy.api#String"}),
        json!({"target": "nowhere#Nothing", "traits": {"smithy.api#required": {}}}),
    ]
}

fn odd_names() -> Vec<String> {
    let names = [
        "",
        "$",
        "#",
        "a#b$c",
        "Self",
        "self",
        "Unknown",
        "type",
        "members",
        "member",
        "key",
        "traits",
        "target",
        "mixins",
        "smithy.api#mixin",
        "smithy.api#default",
        "smithy.api#httpPayload",
        "smithy.api#httpLabel",
        "smithy.api#enumValue",
        "smithy.api#streaming",
        "smithy.api#error",
        "smithy.api#sparse",
        "smithy.api#timestampFormat",
        "🔥",
        "../..",
    ];
    names.map(str::to_owned).to_vec()
}
