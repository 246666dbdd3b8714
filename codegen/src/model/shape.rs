//! Defines the shapes of the model, with mixins merged, members in their order, and typed traits.

use super::shape_id::ShapeId;
use super::traits::Traits;
use crate::error::Place;

/// A shape of the model (<https://smithy.io/2.0/spec/model.html>).
#[derive(Clone, Debug)]
pub(crate) struct Shape<'a> {
    pub(crate) id: ShapeId,
    pub(crate) offset: Place,
    pub(crate) kind: ShapeKind<'a>,
    pub(crate) traits: Traits<'a>,
}

/// The type of a shape, with the data that only this type has.
#[derive(Clone, Debug)]
pub(crate) enum ShapeKind<'a> {
    Blob,
    Boolean,
    String,
    Byte,
    Short,
    Integer,
    Long,
    Float,
    Double,
    BigInteger,
    BigDecimal,
    Timestamp,
    Document,
    Enum(Vec<Member<'a>>),
    IntEnum(Vec<Member<'a>>),
    List(Box<Member<'a>>),
    Map(Box<MapMembers<'a>>),
    Structure(Vec<Member<'a>>),
    Union(Vec<Member<'a>>),
    Operation(OperationShape),
    Resource(ResourceShape),
    Service(ServiceShape),
}

/// The members of a map.
#[derive(Clone, Debug)]
pub(crate) struct MapMembers<'a> {
    pub(crate) key: Member<'a>,
    pub(crate) value: Member<'a>,
}

/// A member: a name and a target.
#[derive(Clone, Debug)]
pub(crate) struct Member<'a> {
    pub(crate) name: String,
    pub(crate) offset: Place,
    pub(crate) target: ShapeId,
    pub(crate) traits: Traits<'a>,
}

/// A reference to a shape, with its place.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    pub(crate) id: ShapeId,
    pub(crate) offset: Place,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct OperationShape {
    pub(crate) input: Option<Reference>,
    pub(crate) output: Option<Reference>,
    pub(crate) errors: Vec<Reference>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct ResourceShape {
    /// The names of its identifiers.
    pub(crate) identifiers: Vec<String>,
    /// The operations on a resource that its identifiers name.
    pub(crate) instance_operations: Vec<Reference>,
    /// The operations that create or list such resources.
    pub(crate) collection_operations: Vec<Reference>,
    pub(crate) resources: Vec<Reference>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct ServiceShape {
    pub(crate) version: String,
    pub(crate) operations: Vec<Reference>,
    pub(crate) resources: Vec<Reference>,
    pub(crate) errors: Vec<Reference>,
    /// Shapes and the names that they have in this service instead of their own.
    pub(crate) rename: Vec<(ShapeId, String)>,
}

impl<'a> Shape<'a> {
    /// A structure without members, for inputs and outputs that the model omits.
    pub(crate) fn empty_structure(id: ShapeId, offset: Place) -> Self {
        Self { id, offset, kind: ShapeKind::Structure(Vec::new()), traits: Traits::default() }
    }

    /// Whether the shape becomes a Rust type.
    pub(crate) fn becomes_type(&self) -> bool {
        let has_members = matches!(
            self.kind,
            ShapeKind::Structure(_)
                | ShapeKind::Union(_)
                | ShapeKind::Enum(_)
                | ShapeKind::IntEnum(_)
        );
        has_members && !self.id.is_unit()
    }

    /// Whether the shape is an operation with an input, which is not `smithy.api#Unit`.
    pub(crate) fn has_input(&self) -> bool {
        let ShapeKind::Operation(OperationShape { input, .. }) = &self.kind else { return false };
        input.as_ref().is_some_and(|input| !input.id.is_unit())
    }

    /// The members of a structure, union or enum; empty for other shapes.
    pub(crate) fn members(&self) -> &[Member<'a>] {
        match &self.kind {
            ShapeKind::Structure(members)
            | ShapeKind::Union(members)
            | ShapeKind::Enum(members)
            | ShapeKind::IntEnum(members) => members,
            _ => &[],
        }
    }

    /// The member of a structure, union or enum with this name.
    pub(crate) fn member(&self, name: &str) -> Option<&Member<'a>> {
        self.members().iter().find(|member| member.name == name)
    }

    /// All members, including those of lists and maps.
    pub(crate) fn all_members(&self) -> Vec<&Member<'a>> {
        match &self.kind {
            ShapeKind::List(member) => vec![member],
            ShapeKind::Map(map) => vec![&map.key, &map.value],
            _ => self.members().iter().collect(),
        }
    }

    /// All members, mutable.
    pub(crate) fn all_members_mut(&mut self) -> Vec<&mut Member<'a>> {
        match &mut self.kind {
            ShapeKind::Structure(members)
            | ShapeKind::Union(members)
            | ShapeKind::Enum(members)
            | ShapeKind::IntEnum(members) => members.iter_mut().collect(),
            ShapeKind::List(member) => vec![member],
            ShapeKind::Map(map) => vec![&mut map.key, &mut map.value],
            _ => Vec::new(),
        }
    }

    /// All members whose targets belong to the closure; the members of enums have none.
    pub(crate) fn targeting_members(&self) -> Vec<&Member<'a>> {
        match &self.kind {
            ShapeKind::Structure(members) | ShapeKind::Union(members) => members.iter().collect(),
            ShapeKind::List(member) => vec![member],
            ShapeKind::Map(map) => vec![&map.key, &map.value],
            _ => Vec::new(),
        }
    }
}
