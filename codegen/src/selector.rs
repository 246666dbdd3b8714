//! Selects the shapes that an option is for: by name, or by type as in Smithy's selectors
//! (<https://smithy.io/2.0/spec/selectors.html>).

use crate::model::shape::{Shape, ShapeKind};
use crate::model::shape_id::ShapeId;

/// What an option is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Selector<'t> {
    /// All structures, unions and enums: `*`.
    All,
    /// All structures, including inputs, outputs and errors: `structure`.
    Structures,
    /// All unions: `union`.
    Unions,
    /// All enums of strings: `enum`.
    Enums,
    /// All enums of integers: `intEnum`.
    IntEnums,
    /// The shape with this name or absolute id.
    Named(&'t str),
}

impl<'t> Selector<'t> {
    pub(crate) fn parse(text: &'t str) -> Self {
        match text {
            "*" => Self::All,
            "structure" => Self::Structures,
            "union" => Self::Unions,
            "enum" => Self::Enums,
            "intEnum" => Self::IntEnums,
            name => Self::Named(name),
        }
    }

    /// Whether it selects a shape, which is a structure, union or enum.
    pub(crate) fn selects(self, shape: &Shape<'_>) -> bool {
        match self {
            Self::All => true,
            Self::Structures => matches!(shape.kind, ShapeKind::Structure(_)),
            Self::Unions => matches!(shape.kind, ShapeKind::Union(_)),
            Self::Enums => matches!(shape.kind, ShapeKind::Enum(_)),
            Self::IntEnums => matches!(shape.kind, ShapeKind::IntEnum(_)),
            Self::Named(name) => is_named(&shape.id, name),
        }
    }
}

/// Whether a text is the name or the absolute id of a shape.
pub(crate) fn is_named(id: &ShapeId, text: &str) -> bool {
    id.as_str() == text || id.name() == text
}
