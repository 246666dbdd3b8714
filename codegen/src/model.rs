//! Loads a Smithy 2.0 JSON AST model (<https://smithy.io/2.0/spec/json-ast.html>) from its texts. A
//! shape is parsed when it is first needed.

pub(crate) mod context_params;
mod definition;
mod draft;
pub(crate) mod endpoint_rules;
pub(crate) mod endpoint_tests;
pub(crate) mod http_tests;
pub(crate) mod json;
mod merge;
mod metadata;
mod mixins;
pub(crate) mod modeled_examples;
pub(crate) mod paginated;
mod parse;
mod patches;
pub(crate) mod prelude;
pub(crate) mod shape;
pub(crate) mod shape_id;
pub(crate) mod smoke_tests;
pub(crate) mod sources;
pub(crate) mod traits;
pub(crate) mod waitable;

use std::borrow::Cow;
use std::ops::Bound;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::error::{Diagnostic, Diagnostics, Place};
use crate::source::Source;
use json::Entries;
use merge::{Applied, Merged};
use patches::Patches;
use shape::Shape;
use shape_id::ShapeId;
use sources::Sources;

/// A model whose top level has been parsed: the ids of its shapes, with their places in the texts.
pub(crate) struct Model<'a> {
    sources: Sources<'a>,
    merged: Merged<'a>,
}

#[derive(Deserialize)]
struct TopLevel<'a> {
    #[serde(borrow)]
    smithy: Option<&'a RawValue>,
    #[serde(borrow)]
    metadata: Option<&'a RawValue>,
    #[serde(borrow, default)]
    shapes: Option<Entries<'a>>,
}

impl<'a> Model<'a> {
    /// Parses the top level of each text, in one pass over the bytes, and merges the texts.
    pub(crate) fn load(sources: &'a [Source<'a>]) -> Result<Self, Vec<Diagnostic>> {
        let sources = Sources(sources);
        let mut found = Diagnostics::default();
        let tops = (0..sources.0.len()).map(|file| found.keep(top_level(sources, file)));
        let tops: Vec<Option<TopLevel<'a>>> = tops.collect();
        // All texts are parsed before the first problem ends the pass, so that all problems are
        // found.
        let Some(tops) = tops.into_iter().collect::<Option<Vec<_>>>() else { return found.fail() };
        if tops.iter().all(|top| top.shapes.is_none()) {
            found.push(
                Diagnostic::new("the model has no `shapes`")
                    .help("a Smithy JSON AST model is `{\"smithy\": \"2.0\", \"shapes\": {…}}`"),
            );
            return found.fail();
        }
        if let [_, _, ..] = tops.as_slice() {
            let metadata = tops.iter().filter_map(|top| top.metadata);
            metadata::check(sources, metadata, &mut found);
        }
        let shapes = tops.into_iter().flat_map(|top| top.shapes.unwrap_or_default().0);
        let merged = merge::merge(sources, shapes, &mut found);
        found.finish(Self { sources, merged })
    }

    /// The ids as they are written, in order. They may be invalid.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.merged.shapes.keys().map(AsRef::as_ref)
    }

    /// The ids of the services, without parsing the shapes. A mixin is not a service.
    pub(crate) fn service_ids(&self) -> Vec<&str> {
        let services = self.ids_of(&["service"]);
        services.filter(|id| !self.has_trait(id, traits::MIXIN)).collect()
    }

    /// The ids of the operations, without parsing the shapes.
    pub(crate) fn operation_ids(&self) -> impl Iterator<Item = &str> {
        self.ids_of(&["operation"])
    }

    /// The ids of the shapes that may become types, without parsing them: neither mixins nor definitions of
    /// traits.
    pub(crate) fn type_ids(&self) -> impl Iterator<Item = &str> {
        // Enums of Smithy 1.0 are strings with a trait.
        let ids = self.ids_of(&["structure", "union", "enum", "intEnum", "string"]);
        ids.filter(|id| !self.has_trait(id, traits::MIXIN) && !self.has_trait(id, traits::TRAIT))
    }

    /// The ids of the shapes of these types.
    fn ids_of<'s>(&'s self, types: &'static [&'static str]) -> impl Iterator<Item = &'s str> {
        let is_one = |raw: &RawValue| {
            definition::shape_type(raw).is_some_and(|name| types.contains(&name.as_ref()))
        };
        let shapes = self.merged.shapes.iter().filter(move |(_, raw)| is_one(raw));
        shapes.map(|(id, _)| id.as_ref())
    }

    /// Whether a shape has a trait itself or by an `apply` statement, without parsing the shape.
    fn has_trait(&self, id: &str, wanted: &str) -> bool {
        #[derive(Deserialize)]
        struct TraitsOnly<'a> {
            #[serde(borrow, default)]
            traits: Entries<'a>,
        }
        let has = |traits: &Entries<'_>| traits.0.iter().any(|(id, _)| id == wanted);
        let raw = self.merged.shapes.get(id);
        let only = raw.and_then(|raw| serde_json::from_str::<TraitsOnly<'_>>(raw.get()).ok());
        only.is_some_and(|only| has(&only.traits))
            || self.applied_to(id).iter().any(|applied| has(&applied.traits))
    }

    /// The texts.
    pub(crate) fn sources(&self) -> Sources<'a> {
        self.sources
    }

    /// The place of a shape in the texts.
    pub(crate) fn offset(&self, id: &str) -> Option<Place> {
        self.merged.shapes.get(id).map(|raw| self.sources.place(raw))
    }

    /// Whether the model or the prelude defines a shape.
    pub(crate) fn defines(&self, id: &ShapeId) -> bool {
        self.merged.shapes.contains_key(id.as_str()) || prelude::shape(id).is_some()
    }

    /// Parses a shape, flattens its mixins, and adds the traits of `apply` statements and of our
    /// patches to it and its members. `None` if neither the model nor the prelude defines the
    /// shape.
    pub(crate) fn shape(&self, id: &ShapeId, found: &mut Diagnostics) -> Option<Shape<'a>> {
        let Some(raw) = self.merged.shapes.get(id.as_str()) else {
            return prelude::shape(id);
        };
        found.blaming(id, |found| {
            let mut shape = mixins::flattened(self, id, raw, found)?;
            Patches::all().apply(self.sources, &mut shape, found);
            Some(shape)
        })
    }

    /// The traits that are applied to a shape.
    fn applied_to(&self, id: &str) -> &[Applied<'a>] {
        self.merged.applied.get(id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The traits that are applied to the members of a shape, in the order of the members' names.
    fn applied_to_members(&self, id: &ShapeId) -> impl Iterator<Item = (&str, &Applied<'a>)> {
        // `$` separates a shape's id from a member's name; `%` is the next character.
        let (from, to) = (format!("{id}$"), format!("{id}%"));
        let members = (Bound::Included(from.as_str()), Bound::Excluded(to.as_str()));
        let applied = self.merged.applied.range::<str, _>(members);
        let start = from.len();
        applied.flat_map(move |(place, applied)| {
            let member = place.get(start..).unwrap_or_default();
            applied.iter().map(move |applied| (member, applied))
        })
    }
}

/// Parses the top level of one text.
fn top_level(sources: Sources<'_>, file: usize) -> Result<TopLevel<'_>, Diagnostic> {
    let text = sources.text(file);
    let start = Place::new(file, 0);
    let form = "a Smithy JSON AST model is one object: `{\"smithy\": \"2.0\", \"shapes\": {…}}`";
    if !text.trim_start().starts_with('{') && !text.trim().is_empty() {
        return Err(Diagnostic::new("expected a JSON object").at(start).help(form));
    }
    let top: TopLevel<'_> = serde_json::from_str(text)
        .map_err(|error| json::diagnostic(text, start, &error).help(form))?;
    check_version(sources, start, top.smithy)?;
    Ok(top)
}

fn check_version(
    sources: Sources<'_>,
    start: Place,
    smithy: Option<&RawValue>,
) -> Result<(), Diagnostic> {
    let help = "convert the model with the Smithy CLI (`smithy ast`), which writes version 2.0";
    let Some(raw) = smithy else {
        return Err(Diagnostic::new("the file is not a Smithy model: it has no key `smithy`")
            .at(start)
            .help(help));
    };
    let version = serde_json::from_str::<Cow<'_, str>>(raw.get());
    match version.as_deref() {
        Ok("2" | "2.0" | "2.1") => Ok(()),
        Err(_) => Err(Diagnostic::new("the value of `smithy` must be a string")
            .at(sources.place(raw))
            .help("write `\"smithy\": \"2.0\"`")),
        _ => Err(Diagnostic::new(format!(
            "Smithy version {} is not supported (supported: 2.0)",
            raw.get()
        ))
        .at(sources.place(raw))
        .help(help)),
    }
}
