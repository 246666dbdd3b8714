//! In: the text of a Smithy 2.0 JSON AST model
//! (<https://smithy.io/2.0/spec/json-ast.html>). Out: its shapes, each parsed when it is first
//! asked for.

pub(crate) mod context_params;
mod draft;
pub(crate) mod endpoint_rules;
pub(crate) mod endpoint_tests;
pub(crate) mod http_tests;
pub(crate) mod json;
mod mixins;
pub(crate) mod paginated;
mod parse;
mod patches;
pub(crate) mod prelude;
pub(crate) mod shape;
pub(crate) mod shape_id;
pub(crate) mod traits;
pub(crate) mod waitable;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Bound;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::error::{Diagnostic, Diagnostics, Offset, line_and_column};
use json::Entries;
use patches::Patches;
use shape::Shape;
use shape_id::ShapeId;

/// A model whose top level has been read: each shape is known by its id and its place in the text.
pub(crate) struct Model<'a> {
    text: &'a str,
    shapes: BTreeMap<Cow<'a, str>, &'a RawValue>,
    patches: Patches,
}

#[derive(Deserialize)]
struct TopLevel<'a> {
    #[serde(borrow)]
    smithy: Option<&'a RawValue>,
    #[serde(borrow, default)]
    shapes: Option<Entries<'a>>,
}

impl<'a> Model<'a> {
    /// Reads the top level: one pass over the bytes.
    pub(crate) fn load(text: &'a str) -> Result<Self, Diagnostic> {
        let form =
            "a Smithy JSON AST model is one object: `{\"smithy\": \"2.0\", \"shapes\": {…}}`";
        if !text.trim_start().starts_with('{') && !text.trim().is_empty() {
            return Err(Diagnostic::new("not a JSON object").at(0).help(form));
        }
        let top: TopLevel<'a> = serde_json::from_str(text)
            .map_err(|error| json::diagnostic(text, 0, &error).help(form))?;
        check_version(text, top.smithy)?;
        let Some(entries) = top.shapes else {
            return Err(Diagnostic::new("the model has no `shapes`")
                .help("a Smithy JSON AST model is `{\"smithy\": \"2.0\", \"shapes\": {…}}`"));
        };
        let mut shapes = BTreeMap::new();
        for (id, raw) in entries.0 {
            let offset = json::offset(text, raw);
            if let Some(first) = shapes.insert(id.clone(), raw) {
                let (line, column) = line_and_column(text, json::offset(text, first));
                return Err(Diagnostic::new(format!(
                    "this shape is defined twice, first at {line}:{column}"
                ))
                .shape(id)
                .at(offset)
                .help("remove one of the two definitions"));
            }
        }
        Ok(Self { text, shapes, patches: Patches::load() })
    }

    /// The ids as they are written, in order. They may hold ids that are not valid.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.shapes.keys().map(AsRef::as_ref)
    }

    /// The ids of the services, found without parsing any shape whole. A mixin is not a service.
    pub(crate) fn service_ids(&self) -> Vec<&str> {
        #[derive(Deserialize)]
        struct TypeOnly<'a> {
            #[serde(borrow, rename = "type")]
            shape_type: Option<Cow<'a, str>>,
        }
        #[derive(Deserialize)]
        struct TraitsOnly<'a> {
            #[serde(borrow, default)]
            traits: Entries<'a>,
        }
        let is_service = |raw: &RawValue| {
            let only = serde_json::from_str::<TypeOnly<'_>>(raw.get());
            only.is_ok_and(|only| only.shape_type.as_deref() == Some("service"))
        };
        let is_mixin = |raw: &RawValue| {
            let only = serde_json::from_str::<TraitsOnly<'_>>(raw.get());
            only.is_ok_and(|only| only.traits.0.iter().any(|(id, _)| id == traits::MIXIN))
        };
        let services = self.shapes.iter().filter(|(_, raw)| is_service(raw) && !is_mixin(raw));
        services.map(|(id, _)| id.as_ref()).collect()
    }

    /// The text.
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// Where a shape stands in the text.
    pub(crate) fn offset(&self, id: &str) -> Option<Offset> {
        self.shapes.get(id).map(|raw| json::offset(self.text, raw))
    }

    /// Whether the model, or the prelude, has a shape of this id.
    pub(crate) fn defines(&self, id: &ShapeId) -> bool {
        self.shapes.contains_key(id.as_str()) || prelude::shape(id).is_some()
    }

    /// Parses one shape, its mixins flattened, with the traits that `apply` statements add to it and
    /// to its members and that our patches add; a shape of the prelude needs no definition. `None` if
    /// the model has no such shape.
    pub(crate) fn shape(&self, id: &ShapeId, found: &mut Diagnostics) -> Option<Shape<'a>> {
        let Some(raw) = self.shapes.get(id.as_str()) else {
            return prelude::shape(id);
        };
        found.blaming(id, |found| {
            let mut shape = mixins::flattened(self, id, raw, found)?;
            self.patches.apply(&mut shape, found);
            Some(shape)
        })
    }

    /// The `apply` statements for the members of a shape, in the order of the members' names.
    fn applied_to_members(&self, id: &ShapeId) -> impl Iterator<Item = (&str, &'a RawValue)> {
        // `$` parts a shape's id from a member's name; `%` is the character after it.
        let (from, to) = (format!("{id}$"), format!("{id}%"));
        let members = (Bound::Included(from.as_str()), Bound::Excluded(to.as_str()));
        let applied = self.shapes.range::<str, _>(members);
        let start = from.len();
        applied.map(move |(place, raw)| (place.get(start..).unwrap_or_default(), *raw))
    }
}

fn check_version(text: &str, smithy: Option<&RawValue>) -> Result<(), Diagnostic> {
    let help = "convert the model with the Smithy CLI (`smithy ast`), which writes version 2.0";
    let Some(raw) = smithy else {
        return Err(Diagnostic::new("the file has no `smithy` version: it is not a Smithy model")
            .help(help));
    };
    let version = serde_json::from_str::<Cow<'_, str>>(raw.get());
    match version.as_deref() {
        Ok("2" | "2.0" | "2.1") => Ok(()),
        Err(_) => Err(Diagnostic::new("the Smithy version is not a string")
            .at(json::offset(text, raw))
            .help("write `\"smithy\": \"2.0\"`")),
        _ => Err(Diagnostic::new(format!(
            "Smithy version {} is not one that we read (2.0)",
            raw.get()
        ))
        .at(json::offset(text, raw))
        .help(help)),
    }
}
