//! Lowers one version of a model for the comparison.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::Config;
use crate::error::{Diagnostic, Place};
use crate::ir;
use crate::left_out::LeftOut;
use crate::model::Model;
use crate::model::shape::{Member, Shape};
use crate::model::shape_id::ShapeId;
use crate::model::sources::Sources;
use crate::projection::{self, Projection};
use crate::purpose::Purpose;

use super::change::Spot;

/// A version: the crate, and the shapes of the model that it was lowered from.
pub(super) struct Version<'m> {
    pub(super) emitted: ir::Crate,
    /// The Cargo features that the configuration adds.
    pub(super) features: BTreeSet<String>,
    projection: Projection<'m>,
    sources: Sources<'m>,
    lines: Vec<Lines>,
    own: BTreeMap<ShapeId, Own>,
    /// The indices of the crate's types.
    types: BTreeMap<ShapeId, usize>,
}

/// What a shape is that operations have besides those that members reach. Operations are given by their index.
enum Own {
    Service,
    Operation(usize),
    Input(usize),
    Output(usize),
}

/// The shapes that operations have besides those that members reach.
fn own(projection: &Projection<'_>) -> BTreeMap<ShapeId, Own> {
    let operations = projection.operations.iter().enumerate();
    let own = operations.flat_map(|(index, one)| {
        [
            (one.shape.id.clone(), Own::Operation(index)),
            (one.input.id.clone(), Own::Input(index)),
            (one.output.id.clone(), Own::Output(index)),
        ]
    });
    own.chain([(projection.service.id.clone(), Own::Service)]).collect()
}

/// The offsets of the lines of a text, so that the places of many changes are found in one pass over the text.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        let after = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self(std::iter::once(0).chain(after.map(|(newline, _)| newline + 1)).collect())
    }

    /// Line and column of an offset, both from 1, the column in characters.
    fn line_and_column(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.0.partition_point(|start| *start <= offset);
        let start = line.checked_sub(1).and_then(|index| self.0.get(index)).copied().unwrap_or(0);
        (line, text.get(start..offset).unwrap_or_default().chars().count() + 1)
    }
}

impl<'m> Version<'m> {
    /// Lowers a version, without those named operations that only the model of the `other` version has.
    pub(super) fn new(
        model: &Model<'m>,
        config: &Config,
        other: &Model<'_>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut config = Config { protocol_tests: false, ..config.clone() };
        let named = !config.operations.is_empty();
        if named {
            let (own, others) = (
                projection::operation_ids(model, &config),
                projection::operation_ids(other, &config),
            );
            let has = |ids: &BTreeSet<ShapeId>, name: &str| {
                ids.iter().any(|id| id.name() == name || id.as_str() == name)
            };
            config.operations.retain(|name| has(&own, name) || !has(&others, name));
        }
        if named && config.operations.is_empty() {
            return Err(vec![
                Diagnostic::new("the model has none of the operations that are compared")
                    .help("name an operation that both versions have"),
            ]);
        }
        let crate::Lowered { emitted, projection, .. } =
            crate::lowered(model, &config, Purpose::Inspect, &mut LeftOut::default())?;
        let sources = model.sources();
        let lines = sources.0.iter().map(|source| Lines::of(source.text)).collect();
        let features = config.features.keys().cloned().collect();
        let own = own(&projection);
        let types = emitted.types.iter().enumerate();
        let types = types.map(|(index, item)| (item.id().clone(), index)).collect();
        Ok(Self { emitted, features, projection, sources, lines, own, types })
    }

    /// A shape: the service, an operation, an input or output, or one that these reach.
    pub(super) fn shape(&self, id: &ShapeId) -> Option<&Shape<'m>> {
        if let Some(shape) = self.projection.shapes.get(id) {
            return Some(shape);
        }
        match self.own.get(id)? {
            Own::Service => Some(self.service()),
            Own::Operation(index) => Some(&self.projection.operations.get(*index)?.shape),
            Own::Input(index) => Some(&self.projection.operations.get(*index)?.input),
            Own::Output(index) => Some(&self.projection.operations.get(*index)?.output),
        }
    }

    /// A type of the crate.
    pub(super) fn definition(&self, id: &ShapeId) -> Option<&ir::Definition> {
        self.emitted.types.get(*self.types.get(id)?)
    }

    /// A member of a shape.
    pub(super) fn member(&self, id: &ShapeId, name: &str) -> Option<&Member<'m>> {
        let shape = self.shape(id)?;
        let of_list = || shape.all_members().into_iter().find(|member| member.name == name);
        shape.member(name).or_else(of_list)
    }

    /// The name of the member of an enum that has a value, which is given as text.
    pub(super) fn member_of_value(&self, id: &ShapeId, value: &str) -> Option<&str> {
        let has_value = |member: &&&Member<'_>| match &member.traits.enum_value {
            Some(Value::String(text)) => text == value,
            Some(number) => number.as_i64().is_some_and(|number| value.parse() == Ok(number)),
            None => member.name == value,
        };
        let member = self.shape(id)?.members().iter().find(|member| has_value(&member));
        member.map(|member| member.name.as_str())
    }

    pub(super) fn service(&self) -> &Shape<'m> {
        &self.projection.service
    }

    /// All shapes of the crate by their ids, without those of the prelude.
    pub(super) fn shapes(&self) -> BTreeMap<&ShapeId, &Shape<'m>> {
        let operations = self.projection.operations.iter();
        let own = operations.flat_map(|one| [&one.shape, &one.input, &one.output]);
        let shapes = own.chain(self.projection.shapes.values()).chain([self.service()]);
        let is_modeled = |shape: &&Shape<'_>| shape.id.namespace() != "smithy.api";
        shapes.filter(is_modeled).map(|shape| (&shape.id, shape)).collect()
    }

    /// The place of a shape, or of its member.
    pub(super) fn spot(&self, id: &ShapeId, member: Option<&str>) -> Option<Spot> {
        let of_member = member.map(|name| Some(self.member(id, name)?.offset));
        let place: Place = of_member.unwrap_or_else(|| Some(self.shape(id)?.offset))?;
        let text = self.sources.text(place.file());
        let (line, column) = self.lines.get(place.file())?.line_and_column(text, place.offset());
        Some(Spot { file: self.sources.name(place.file()).to_owned(), line, column })
    }
}
