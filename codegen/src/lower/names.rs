//! Gives the shapes of a projection their Rust names: types, members, and the variants for errors.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Diagnostic, Diagnostics};
use crate::ir::TypeName;
use crate::model::shape::{Shape, ShapeKind};
use crate::model::shape_id::ShapeId;
use crate::projection::Projection;
use crate::symbol::given::{Given, Namespace};
use crate::symbol::ident::identifier;
use crate::symbol::reserved::Space;

/// The Rust names of the shapes that become types.
pub(super) struct Names {
    types: BTreeMap<ShapeId, TypeName>,
    /// The variants for errors, which are the same in all operations.
    variants: BTreeMap<ShapeId, String>,
    inputs: BTreeSet<ShapeId>,
}

impl Names {
    pub(super) fn new(projection: &Projection<'_>, found: &mut Diagnostics) -> Self {
        let inputs = projection.operations.iter().map(|operation| operation.input.id.clone());
        let mut names =
            Self { types: BTreeMap::new(), variants: BTreeMap::new(), inputs: inputs.collect() };
        let mut types = Namespace::new(Space::Type);
        let mut errors = Namespace::new(Space::Type);
        let mut variants = Namespace::new(Space::Variant);
        for shape in in_model_order(projection) {
            let is_error = shape.traits.error.is_some();
            let namespace = if is_error { &mut errors } else { &mut types };
            let name =
                take(namespace.give(name(projection, shape), shape.id.as_str()), shape, found);
            if is_error {
                let variant = variants.give(&name, shape.id.as_str()).name;
                names.variants.insert(shape.id.clone(), variant);
            }
            found.keep(short_enough(shape, shape.id.name().len(), LONGEST_NAME));
            names.types.insert(shape.id.clone(), TypeName { id: shape.id.clone(), name, is_error });
        }
        for operation in projection.operations.iter().map(|operation| &operation.shape) {
            let module = identifier(Space::Function, operation.id.name());
            let longest = operation.id.name().len().max(module.len());
            found.keep(short_enough(operation, longest, LONGEST_MODULE));
        }
        names
    }

    /// The name of a shape that becomes a type.
    pub(super) fn of(&self, id: &ShapeId) -> TypeName {
        let fallback = || TypeName {
            id: id.clone(),
            name: identifier(Space::Type, id.name()),
            is_error: false,
        };
        self.types.get(id).cloned().unwrap_or_else(fallback)
    }

    /// The variant for an error.
    pub(super) fn variant(&self, error: &ShapeId) -> String {
        let fallback = || identifier(Space::Variant, error.name());
        self.variants.get(error).cloned().unwrap_or_else(fallback)
    }

    /// The names of the members of a structure, union or enum, in their order.
    pub(super) fn members(&self, owner: &Shape<'_>) -> Vec<Given> {
        let space = match &owner.kind {
            ShapeKind::Structure(_) if owner.traits.error.is_some() => Space::ErrorField,
            ShapeKind::Structure(_) if self.inputs.contains(&owner.id) => Space::InputField,
            ShapeKind::Structure(_) => Space::Field,
            _ => Space::Variant,
        };
        let mut namespace = Namespace::new(space);
        let members = owner.members().iter();
        members.map(|member| namespace.give(&member.name, member.name.as_str())).collect()
    }
}

/// The shapes that become types.
fn in_model_order<'p, 'a>(projection: &'p Projection<'a>) -> Vec<&'p Shape<'a>> {
    let mut shapes: Vec<_> =
        projection.shapes.values().filter(|shape| shape.becomes_type()).collect();
    shapes.sort_by_key(|shape| shape.offset);
    shapes
}

/// The name of a shape in the service.
fn name<'p>(projection: &'p Projection<'_>, shape: &'p Shape<'_>) -> &'p str {
    let renames = match &projection.service.kind {
        ShapeKind::Service(service) => service.rename.as_slice(),
        _ => &[],
    };
    let new_name = renames.iter().find(|(from, _)| *from == shape.id);
    new_name.map_or(shape.id.name(), |(_, to)| to.as_str())
}

/// Reports the name's warning and returns the name.
fn take(given: Given, shape: &Shape<'_>, found: &mut Diagnostics) -> String {
    found.warn(given.warning().map(|warning| warning.shape(&shape.id).at(shape.offset)));
    given.name
}

/// The maximum length of a shape's name: our files and rustdoc's are named after shapes, and a file
/// name has at most 255 bytes.
const LONGEST_NAME: usize = 200;

/// The maximum length of a module's name, in which `_` separates words.
const LONGEST_MODULE: usize = 240;

fn short_enough(shape: &Shape<'_>, length: usize, longest: usize) -> Result<(), Diagnostic> {
    if length <= longest && shape.id.name().len() <= LONGEST_NAME {
        return Ok(());
    }
    Err(Diagnostic::new(format!("the name of the shape is too long: {length} characters"))
        .shape(&shape.id)
        .at(shape.offset)
        .help(format!("files are named after it: use at most {LONGEST_NAME} characters")))
}
