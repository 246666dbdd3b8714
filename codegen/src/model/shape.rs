//! In: a shape of the model with its mixins merged: its kind, its members in their order, its traits.
//! Out: the questions that other stages ask about them.

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

/// What a shape is, with what only that kind has.
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

/// The two members of a map.
#[derive(Clone, Debug)]
pub(crate) struct MapMembers<'a> {
    pub(crate) key: Member<'a>,
    pub(crate) value: Member<'a>,
}

/// A member: a name that targets a shape.
#[derive(Clone, Debug)]
pub(crate) struct Member<'a> {
    pub(crate) name: String,
    pub(crate) offset: Place,
    pub(crate) target: ShapeId,
    pub(crate) traits: Traits<'a>,
}

/// A shape id where the model refers to another shape.
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
    /// Lifecycle, instance and collection operations alike.
    pub(crate) operations: Vec<Reference>,
    pub(crate) resources: Vec<Reference>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct ServiceShape {
    pub(crate) version: String,
    pub(crate) operations: Vec<Reference>,
    pub(crate) resources: Vec<Reference>,
    pub(crate) errors: Vec<Reference>,
    /// Shape ids and the names they have in this service instead of their own.
    pub(crate) rename: Vec<(ShapeId, String)>,
}

impl<'a> Shape<'a> {
    /// A structure without members, for what the model leaves out.
    pub(crate) fn empty_structure(id: ShapeId, offset: Place) -> Self {
        Self { id, offset, kind: ShapeKind::Structure(Vec::new()), traits: Traits::default() }
    }

    /// Whether a Rust type stands for the shape.
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

    /// The members of a structure, union or enum; of other kinds none.
    pub(crate) fn members(&self) -> &[Member<'a>] {
        match &self.kind {
            ShapeKind::Structure(members)
            | ShapeKind::Union(members)
            | ShapeKind::Enum(members)
            | ShapeKind::IntEnum(members) => members,
            _ => &[],
        }
    }

    /// All members that there are, those of lists and maps included.
    pub(crate) fn all_members(&self) -> Vec<&Member<'a>> {
        match &self.kind {
            ShapeKind::List(member) => vec![member],
            ShapeKind::Map(map) => vec![&map.key, &map.value],
            _ => self.members().iter().collect(),
        }
    }

    /// The same, to be changed.
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

    /// The members whose targets belong to the closure: those of an enum target nothing.
    pub(crate) fn targeting_members(&self) -> Vec<&Member<'a>> {
        match &self.kind {
            ShapeKind::Structure(members) | ShapeKind::Union(members) => members.iter().collect(),
            ShapeKind::List(member) => vec![member],
            ShapeKind::Map(map) => vec![&map.key, &map.value],
            _ => Vec::new(),
        }
    }
}
