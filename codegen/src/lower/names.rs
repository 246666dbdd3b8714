//! In: the shapes of a projection. Out: the Rust name of each, no name twice.

use std::collections::BTreeMap;

use crate::error::{Diagnostic, Diagnostics};
use crate::ir::TypeName;
use crate::model::shape::{Shape, ShapeKind};
use crate::model::shape_id::ShapeId;
use crate::projection::Projection;
use crate::symbol::ident;

/// The Rust names of the shapes that become types.
pub(super) struct Names {
    names: BTreeMap<ShapeId, TypeName>,
}

impl Names {
    pub(super) fn new(projection: &Projection<'_>, found: &mut Diagnostics) -> Self {
        let renames = match &projection.service.kind {
            ShapeKind::Service(service) => service.rename.as_slice(),
            _ => &[],
        };
        let mut names = BTreeMap::new();
        let mut owners: BTreeMap<TypeName, &Shape<'_>> = BTreeMap::new();
        for (id, shape) in projection.shapes.iter().filter(|(_, shape)| shape.becomes_type()) {
            let new_name = renames.iter().find(|(from, _)| from == id).map(|(_, to)| to.as_str());
            let name = TypeName {
                name: ident::type_name(new_name.unwrap_or(id.name())),
                is_error: shape.traits.error.is_some(),
            };
            if let Some(owner) = owners.insert(name.clone(), shape) {
                found.push(same_name(&name.name, shape, owner));
            }
            found.keep(short_enough(shape, id.name().len(), LONGEST_NAME));
            names.insert(id.clone(), name);
        }
        check_operations(projection, found);
        Self { names }
    }

    /// The name of a shape that becomes a type.
    pub(super) fn of(&self, id: &ShapeId) -> TypeName {
        let fallback = || TypeName { name: ident::type_name(id.name()), is_error: false };
        self.names.get(id).cloned().unwrap_or_else(fallback)
    }
}

/// Each operation needs a module, and so a file, of its own.
fn check_operations(projection: &Projection<'_>, found: &mut Diagnostics) {
    let mut owners: BTreeMap<String, &Shape<'_>> = BTreeMap::new();
    for operation in projection.operations.iter().map(|operation| &operation.shape) {
        let module = ident::module(operation.id.name());
        let longest = operation.id.name().len().max(module.len());
        found.keep(short_enough(operation, longest, LONGEST_MODULE));
        if let Some(owner) = owners.insert(module.clone(), operation) {
            let message = format!(
                "this operation and `{}` would both become the module `{module}`",
                owner.id
            );
            found.push(
                Diagnostic::new(message)
                    .shape(&operation.id)
                    .at(operation.offset)
                    .help("rename one of the two in the model, or select only one"),
            );
        }
    }
}

/// Files are named after shapes, by us and by rustdoc, and a file's name has 255 bytes at the most.
const LONGEST_NAME: usize = 200;

/// Words are parted by `_` in the name of a module.
const LONGEST_MODULE: usize = 240;

fn short_enough(shape: &Shape<'_>, length: usize, longest: usize) -> Result<(), Diagnostic> {
    if length <= longest && shape.id.name().len() <= LONGEST_NAME {
        return Ok(());
    }
    Err(Diagnostic::new(format!(
        "the name of this shape is too long: it makes {length} characters"
    ))
    .shape(&shape.id)
    .at(shape.offset)
    .help(format!("give it a name of at most {LONGEST_NAME}: files are named after it")))
}

fn same_name(name: &str, shape: &Shape<'_>, owner: &Shape<'_>) -> Diagnostic {
    Diagnostic::new(format!(
        "this shape and `{}` would both become the Rust type `{name}`",
        owner.id
    ))
    .shape(&shape.id)
    .at(shape.offset)
    .help("give one of them another name with the service's `rename`")
}
