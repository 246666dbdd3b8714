//! Lowers one version of a model for the comparison.

use std::collections::BTreeMap;

use crate::Config;
use crate::error::{Diagnostic, Place};
use crate::ir;
use crate::left_out::LeftOut;
use crate::model::Model;
use crate::model::shape::{Member, Shape};
use crate::model::shape_id::ShapeId;
use crate::model::sources::Sources;
use crate::projection::Projection;

use super::change::Spot;

/// A version: the crate, and the shapes of the model that it was lowered from.
pub(super) struct Version<'m> {
    pub(super) emitted: ir::Crate,
    projection: Projection<'m>,
    sources: Sources<'m>,
}

impl<'m> Version<'m> {
    /// Lowers a version, without those named operations that only the model of the `other` version has.
    pub(super) fn new(
        model: &Model<'m>,
        config: &Config,
        other: &Model<'_>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let has = |model: &Model<'_>, name: &str| {
            model.operation_ids().any(|id| id == name || id.ends_with(&format!("#{name}")))
        };
        let mut config = Config { protocol_tests: false, ..config.clone() };
        let named = !config.operations.is_empty();
        config.operations.retain(|name| has(model, name) || !has(other, name));
        if named && config.operations.is_empty() {
            return Err(vec![
                Diagnostic::new("the model has none of the operations that are compared")
                    .help("name an operation that both versions have"),
            ]);
        }
        let crate::Lowered { emitted, projection, .. } =
            crate::lowered(model, &config, &mut LeftOut::default())?;
        Ok(Self { emitted, projection, sources: model.sources() })
    }

    /// A shape: the service, an operation, an input or output, or one that these reach.
    pub(super) fn shape(&self, id: &ShapeId) -> Option<&Shape<'m>> {
        self.shapes_by_id(id).or_else(|| {
            let operations = self.projection.operations.iter();
            let mut own = operations.flat_map(|one| [&one.shape, &one.input, &one.output]);
            own.find(|shape| shape.id == *id)
                .or(Some(&self.projection.service).filter(|service| service.id == *id))
        })
    }

    fn shapes_by_id(&self, id: &ShapeId) -> Option<&Shape<'m>> {
        self.projection.shapes.get(id)
    }

    /// A member of a shape.
    pub(super) fn member(&self, id: &ShapeId, name: &str) -> Option<&Member<'m>> {
        self.shape(id)?.all_members().into_iter().find(|member| member.name == name)
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
        let place = of_member.unwrap_or_else(|| Some(self.shape(id)?.offset))?;
        self.spot_at(place)
    }

    fn spot_at(&self, place: Place) -> Option<Spot> {
        let text = self.sources.text(place.file());
        if text.is_empty() {
            return None;
        }
        let (line, column) = place.line_and_column(text);
        Some(Spot { file: self.sources.name(place.file()).to_owned(), line, column })
    }
}
