//! Defines values of shapes that a model states in tests and examples.

use super::Literal;

/// The value of a structure's member.
#[derive(Debug)]
pub(crate) struct MemberParam {
    /// The index of the member.
    pub(crate) member: usize,
    /// The value.
    pub(crate) param: Param,
}

/// A value of a test or an example.
#[derive(Debug)]
pub(crate) enum Param {
    /// A null element of a sparse collection.
    Null,
    /// A value that is possible as a default.
    Literal(Literal),
    /// The bytes of a blob, as text.
    Bytes(String),
    /// The elements.
    List(Vec<Param>),
    /// The entries, in the order of the model.
    Map(Vec<(String, Param)>),
    /// The members that have a value, in the order of their indices.
    Structure(Vec<MemberParam>),
    /// The variant with this index, with its value unless it has none.
    Union(usize, Option<Box<Param>>),
}
