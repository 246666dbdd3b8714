//! Gives the shapes of a projection their Rust names: types, members, and the variants for errors.

use std::collections::{BTreeMap, BTreeSet};

use super::options::{Options, space_of_members};
use crate::error::{Diagnostic, Diagnostics};
use crate::ir::{TypeHome, TypeName};
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
    pub(super) fn new(
        projection: &Projection<'_>,
        options: &Options,
        found: &mut Diagnostics,
    ) -> Self {
        let inputs = projection.operations.iter().map(|operation| operation.input.id.clone());
        let mut names =
            Self { types: BTreeMap::new(), variants: BTreeMap::new(), inputs: inputs.collect() };
        let mut types = Namespace::new(Space::Type);
        let mut errors = Namespace::new(Space::Type);
        let mut variants = Namespace::new(Space::Variant);
        // Of two shapes with one name, the one that the configuration names gets it.
        let (renamed, others): (Vec<_>, Vec<_>) = in_model_order(projection)
            .into_iter()
            .partition(|shape| options.name(&shape.id).is_some());
        for shape in renamed.into_iter().chain(others) {
            let id = shape.id.clone();
            let wanted = |space| match options.name(&shape.id) {
                Some(name) => name.to_owned(),
                None => identifier(space, name(projection, shape)),
            };
            let is_error = shape.traits.error.is_some();
            let (name, home, variant) = if let Some(path) = options.external(&shape.id) {
                let name = path.rsplit("::").next().unwrap_or_default().to_owned();
                (name, TypeHome::External { path: path.into() }, wanted(Space::Variant))
            } else {
                let namespace = if is_error { &mut errors } else { &mut types };
                let given = namespace.give_identifier(wanted(Space::Type), shape.id.as_str());
                let name = options.take(given, shape, found);
                let home = if is_error { TypeHome::Errors } else { TypeHome::Types };
                let variant = options.name(&shape.id).map(str::to_owned);
                let variant = variant.unwrap_or_else(|| identifier(Space::Variant, &name));
                (name, home, variant)
            };
            if is_error {
                let variant = variants.give_identifier(variant, shape.id.as_str()).name;
                names.variants.insert(id.clone(), variant);
            }
            found.keep(short_enough(shape, shape.id.name().len(), LONGEST_NAME));
            names.types.insert(id.clone(), TypeName { id, name, home });
        }
        for operation in projection.operations.iter().map(|operation| &operation.shape) {
            let name = options.name(&operation.id).unwrap_or(operation.id.name());
            let module = identifier(Space::Function, name);
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
            home: TypeHome::Types,
        };
        self.types.get(id).cloned().unwrap_or_else(fallback)
    }

    /// The variant for an error.
    pub(super) fn variant(&self, error: &ShapeId) -> String {
        let fallback = || identifier(Space::Variant, error.name());
        self.variants.get(error).cloned().unwrap_or_else(fallback)
    }

    /// The names of the members of a structure, union or enum, in their order.
    pub(super) fn members(&self, owner: &Shape<'_>, options: &Options) -> Vec<Given> {
        let space = space_of_members(owner, self.inputs.contains(&owner.id));
        let mut namespace = Namespace::new(space);
        let renamed = owner.members().iter().map(|member| {
            let name = options.member(&owner.id, &member.name)?;
            Some(namespace.give_identifier(name.to_owned(), member.name.clone()))
        });
        // Those that the configuration names get their names first.
        let renamed: Vec<Option<Given>> = renamed.collect();
        let members = owner.members().iter().zip(renamed);
        let given = members.map(|(member, renamed)| {
            renamed.unwrap_or_else(|| namespace.give(&member.name, member.name.clone()))
        });
        given.collect()
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
