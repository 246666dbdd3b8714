//! Finds the shapes that options name.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Diagnostic, did_you_mean};
use crate::model::shape::Shape;
use crate::model::shape_id::ShapeId;
use crate::projection::Projection;
use crate::selector::{Selector, is_named};

/// The shapes that options may name.
pub(super) struct Subjects<'p, 'a> {
    pub(super) projection: &'p Projection<'a>,
    /// The structures, unions and enums, including inputs and outputs.
    types: BTreeMap<&'p ShapeId, &'p Shape<'a>>,
    /// Those of them that the crate does not emit, because other code defines them.
    external: BTreeSet<ShapeId>,
}

/// What is wrong with the value of an option, and help.
pub(super) struct Mistake {
    message: String,
    help: String,
}

impl Mistake {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }

    /// The problem of the value of a setting.
    pub(super) fn of(self, setting: &'static str, value: &str) -> Diagnostic {
        let message = format!("`{setting}`: {}", self.message);
        Diagnostic::new(message).setting(setting, value).help(self.help)
    }
}

impl<'p, 'a> Subjects<'p, 'a> {
    pub(super) fn new(projection: &'p Projection<'a>) -> Self {
        let messages = projection
            .operations
            .iter()
            .flat_map(|operation| [&operation.input, &operation.output]);
        let shapes = projection.shapes.values().chain(messages);
        let types = shapes.filter(|shape| shape.becomes_type());
        let types = types.map(|shape| (&shape.id, shape)).collect();
        Self { projection, types, external: BTreeSet::new() }
    }

    /// Sets the types that other code defines.
    pub(super) fn leave_to_others<'s>(&mut self, external: impl Iterator<Item = &'s ShapeId>) {
        self.external = external.cloned().collect();
    }

    /// The types that a selector selects, at least one.
    pub(super) fn selected(&self, text: &str) -> Result<Vec<&'p Shape<'a>>, Mistake> {
        let selector = Selector::parse(text);
        if let Selector::Named(name) = selector {
            return Ok(vec![self.named(name)?]);
        }
        let is_emitted = |shape: &&Shape<'_>| !self.external.contains(&shape.id);
        let shapes = self.types.values().copied().filter(is_emitted);
        let shapes = shapes.filter(|shape| selector.selects(shape));
        let shapes: Vec<_> = shapes.collect();
        if shapes.is_empty() {
            let message = format!("`{text}` selects nothing: the crate has no such type");
            return Err(Mistake::new(message, "remove the entry"));
        }
        Ok(shapes)
    }

    /// The structure, union or enum with this name or absolute id.
    pub(super) fn named(&self, text: &str) -> Result<&'p Shape<'a>, Mistake> {
        let shape = one_of(self.types.values().copied(), text, "structure, union or enum")?;
        self.emitted(shape)
    }

    /// The structure, union, enum or operation with this name or absolute id.
    pub(super) fn named_item(&self, text: &str) -> Result<&'p Shape<'a>, Mistake> {
        let operations = self.projection.operations.iter().map(|operation| &operation.shape);
        let shapes = self.types.values().copied().chain(operations);
        let shape = one_of(shapes, text, "structure, union, enum or operation")?;
        self.emitted(shape)
    }

    /// The shape, if the crate emits it.
    fn emitted(&self, shape: &'p Shape<'a>) -> Result<&'p Shape<'a>, Mistake> {
        if !self.external.contains(&shape.id) {
            return Ok(shape);
        }
        let message = format!("the crate does not emit `{}`, which is an external type", shape.id);
        Err(Mistake::new(message, "remove the entry, or that of `extern_paths`"))
    }
}

/// The one shape with this name or absolute id.
fn one_of<'p, 'a: 'p>(
    shapes: impl Iterator<Item = &'p Shape<'a>> + Clone,
    text: &str,
    kind: &str,
) -> Result<&'p Shape<'a>, Mistake> {
    let named: Vec<&Shape<'_>> = shapes.clone().filter(|shape| is_named(&shape.id, text)).collect();
    match named.as_slice() {
        [one] => Ok(one),
        [] => {
            let otherwise = format!("name a {kind} that the operations of the crate need");
            let candidates = shapes.map(|shape| shape.id.name());
            let message = format!("the crate has no {kind} `{}`", text.escape_debug());
            Err(Mistake::new(message, did_you_mean(text, candidates, &otherwise)))
        }
        [first, second, ..] => {
            let message = format!(
                "`{text}` is the name of several shapes, such as `{}` and `{}`",
                first.id, second.id
            );
            Err(Mistake::new(message, "write the absolute shape id"))
        }
    }
}
