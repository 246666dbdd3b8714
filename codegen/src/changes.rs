//! Compares two versions of a model: what changes for the selected operations, and the shapes that they
//! reach.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::error::{Diagnostics, Error};
use crate::model::Model;
use crate::model::shape::{Member, Shape, ShapeKind};
use crate::model::sources::Sources;
use crate::model::traits::Traits;
use crate::projection;
use crate::{Config, Source};

/// A change of a shape or of one of its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelChange {
    /// The absolute shape id.
    pub shape: String,
    /// The type of the shape, such as `structure`.
    pub shape_type: &'static str,
    /// The member, if the change is about one.
    pub member: Option<String>,
    /// What has changed.
    pub effect: Effect,
}

/// What has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The shape or member is new. The members of a new shape are not listed.
    Added,
    /// The shape or member is gone. The members of a shape that is gone are not listed.
    Removed,
    /// The names of what is different: ids of traits, `type`, `target`, `input`, `output`, `errors` and
    /// `version`.
    Changed(Vec<String>),
}

/// The changes between two versions of a model, for the operations that `config` selects and all shapes that
/// these reach, in the order of the shapes' ids. Of a version with problems, what can be parsed is compared.
///
/// # Errors
///
/// All problems of the texts as a whole, and all conflicts between them.
pub fn changes(
    before: &[Source<'_>],
    after: &[Source<'_>],
    config: &Config,
) -> Result<Vec<ModelChange>, Error> {
    let (before, after) = (closure(before, config)?, closure(after, config)?);
    let ids: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let mut found = Vec::new();
    for id in ids {
        match (before.get(id), after.get(id)) {
            (Some(old), Some(new)) => compare(id, old, new, &mut found),
            (Some(old), None) => found.push(old.change(id, None, Effect::Removed)),
            (None, Some(new)) => found.push(new.change(id, None, Effect::Added)),
            (None, None) => {}
        }
    }
    Ok(found)
}

/// The text of each aspect of a shape or member, by name.
type Aspects = BTreeMap<String, String>;

/// A shape as it is compared.
struct Compared {
    shape_type: &'static str,
    aspects: Aspects,
    members: BTreeMap<String, Aspects>,
}

impl Compared {
    fn new(shape: &Shape<'_>) -> Self {
        let members = shape.all_members().into_iter();
        Self {
            shape_type: shape_type(&shape.kind),
            aspects: of_shape(shape),
            members: members.map(|member| (member.name.clone(), of_member(member))).collect(),
        }
    }

    fn change(&self, id: &str, member: Option<&str>, effect: Effect) -> ModelChange {
        let (shape, member) = (id.to_owned(), member.map(str::to_owned));
        ModelChange { shape, shape_type: self.shape_type, member, effect }
    }
}

/// The selected operations and what they reach, by shape id.
fn closure(sources: &[Source<'_>], config: &Config) -> Result<BTreeMap<String, Compared>, Error> {
    let fail = |diagnostics| Error::new(diagnostics, Sources(sources));
    let model = Model::load(sources).map_err(fail)?;
    let mut found = Diagnostics::default();
    let projection = projection::project(&model, config, &|_| false, &mut found);
    let Some(projection) = projection else { return Ok(BTreeMap::new()) };
    let own = projection.operations.iter().flat_map(|operation| {
        let messages = [&operation.input, &operation.output];
        let messages = messages.into_iter().filter(|shape| !shape.members().is_empty());
        std::iter::once(&operation.shape).chain(messages)
    });
    let shapes = own.chain(projection.shapes.values()).chain([&projection.service]);
    let is_modeled = |shape: &&Shape<'_>| shape.id.namespace() != "smithy.api";
    let compared = |shape: &Shape<'_>| (shape.id.to_string(), Compared::new(shape));
    Ok(shapes.filter(is_modeled).map(compared).collect())
}

fn compare(id: &str, old: &Compared, new: &Compared, found: &mut Vec<ModelChange>) {
    let mut add = |member, effect| found.push(new.change(id, member, effect));
    let changed = differences(&old.aspects, &new.aspects);
    if !changed.is_empty() {
        add(None, Effect::Changed(changed));
    }
    let members: BTreeSet<&String> = old.members.keys().chain(new.members.keys()).collect();
    for member in members {
        match (old.members.get(member), new.members.get(member)) {
            (Some(old), Some(new)) => {
                let changed = differences(old, new);
                if !changed.is_empty() {
                    add(Some(member), Effect::Changed(changed));
                }
            }
            (Some(_), None) => add(Some(member), Effect::Removed),
            (None, Some(_)) => add(Some(member), Effect::Added),
            (None, None) => {}
        }
    }
}

/// The names of the aspects that differ.
fn differences(old: &Aspects, new: &Aspects) -> Vec<String> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    names.into_iter().filter(|name| old.get(*name) != new.get(*name)).cloned().collect()
}

fn of_shape(shape: &Shape<'_>) -> Aspects {
    let mut aspects = of_traits(&shape.traits);
    let mut add = |name: &str, value: String| aspects.insert(name.to_owned(), value);
    add("type", shape_type(&shape.kind).to_owned());
    match &shape.kind {
        ShapeKind::Operation(operation) => {
            let id = |reference: &Option<crate::model::shape::Reference>| {
                reference.as_ref().map_or_else(String::new, |reference| reference.id.to_string())
            };
            let mut errors: Vec<_> = operation.errors.iter().map(|e| e.id.to_string()).collect();
            errors.sort();
            add("input", id(&operation.input));
            add("output", id(&operation.output));
            add("errors", errors.join(" "));
        }
        ShapeKind::Service(service) => {
            add("version", service.version.clone());
        }
        _ => {}
    }
    aspects
}

fn of_member(member: &Member<'_>) -> Aspects {
    let mut aspects = of_traits(&member.traits);
    aspects.insert("target".to_owned(), member.target.to_string());
    aspects
}

/// The traits by id, each with its value without insignificant differences of the text.
fn of_traits(traits: &Traits<'_>) -> Aspects {
    let canonical = |text: &str| {
        serde_json::from_str::<Value>(text).map_or(text.to_owned(), |value| value.to_string())
    };
    traits.entries().map(|(id, raw)| (id.to_owned(), canonical(raw.get()))).collect()
}

/// The type of a shape, as a model writes it.
fn shape_type(kind: &ShapeKind<'_>) -> &'static str {
    match kind {
        ShapeKind::Blob => "blob",
        ShapeKind::Boolean => "boolean",
        ShapeKind::String => "string",
        ShapeKind::Byte => "byte",
        ShapeKind::Short => "short",
        ShapeKind::Integer => "integer",
        ShapeKind::Long => "long",
        ShapeKind::Float => "float",
        ShapeKind::Double => "double",
        ShapeKind::BigInteger => "bigInteger",
        ShapeKind::BigDecimal => "bigDecimal",
        ShapeKind::Timestamp => "timestamp",
        ShapeKind::Document => "document",
        ShapeKind::Enum(_) => "enum",
        ShapeKind::IntEnum(_) => "intEnum",
        ShapeKind::List(_) => "list",
        ShapeKind::Map(_) => "map",
        ShapeKind::Structure(_) => "structure",
        ShapeKind::Union(_) => "union",
        ShapeKind::Operation(_) => "operation",
        ShapeKind::Resource(_) => "resource",
        ShapeKind::Service(_) => "service",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: &str = r#"{"smithy": "2.0", "shapes": {
        "a.b#S": {"type": "service", "version": "1",
            "operations": [{"target": "a.b#Get"}, {"target": "a.b#Old"}]},
        "a.b#Get": {"type": "operation", "input": {"target": "a.b#In"}, "output": {"target": "a.b#Out"}},
        "a.b#Old": {"type": "operation"},
        "a.b#In": {"type": "structure", "members": {
            "id": {"target": "smithy.api#String"},
            "gone": {"target": "smithy.api#String"}}},
        "a.b#Out": {"type": "structure", "members": {"size": {"target": "smithy.api#Integer"}}}
    }}"#;

    fn lines(after: &str, operations: &[&str]) -> String {
        let source = |text| [Source { name: "m.json", text }];
        let operations = operations.iter().map(|name| (*name).to_owned()).collect();
        let config = Config { operations, ..Config::default() };
        let line = |change: ModelChange| {
            let ModelChange { shape, shape_type, member, effect } = change;
            format!("{shape_type} {shape} {} {effect:?}\n", member.unwrap_or_default())
        };
        let changes = changes(&source(BEFORE), &source(after), &config).unwrap();
        changes.into_iter().map(line).collect()
    }

    #[test]
    fn within_the_selection_only() {
        let after = BEFORE
            .replace("\"id\": {\"target\": \"smithy.api#String\"}", "\"id\": {\"target\": \"a.b#Kind\", \"traits\": {\"smithy.api#required\": {}}}")
            .replace("\"gone\": {\"target\": \"smithy.api#String\"}", "\"fresh\": {\"target\": \"smithy.api#String\"}")
            .replace("smithy.api#Integer", "smithy.api#Long")
            .replace("{\"target\": \"a.b#Old\"}", "{\"target\": \"a.b#New\"}")
            .replace("\"a.b#Old\":", "\"a.b#Kind\": {\"type\": \"enum\", \"members\": {\"X\": {\"target\": \"smithy.api#Unit\"}}}, \"a.b#New\":");
        let expected = [
            "structure a.b#In fresh Added",
            "structure a.b#In gone Removed",
            "structure a.b#In id Changed([\"smithy.api#required\", \"target\"])",
            "enum a.b#Kind  Added",
            "structure a.b#Out size Changed([\"target\"])",
        ];
        assert_eq!(lines(&after, &["Get"]).lines().collect::<Vec<_>>(), expected);
        let all = lines(&after, &[]);
        assert!(all.contains("operation a.b#New  Added\noperation a.b#Old  Removed\n"), "{all}");
        assert_eq!(lines(&BEFORE.replace("{\"type\"", "{ \"type\""), &[]), "");
    }
}
