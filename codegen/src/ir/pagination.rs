//! In: what the `paginated` trait of an operation names. Out: how the operation goes from page to page,
//! every name and type settled.

use super::{Element, Type};

/// The pages of an operation.
#[derive(Debug)]
pub(crate) struct Pagination {
    /// The name of the client's function for all pages.
    pub(crate) function: String,
    /// The index of the input's member that takes the token.
    pub(crate) input_token: usize,
    /// The type of the token.
    pub(crate) token: Type,
    /// The way to the token in the output.
    pub(crate) output_token: Vec<PathSegment>,
    /// What comes in pages, if the model says so.
    pub(crate) items: Option<Items>,
}

/// What comes in pages.
#[derive(Debug)]
pub(crate) struct Items {
    /// The way to the list or map in the output.
    pub(crate) path: Vec<PathSegment>,
    /// The key, if it is a map.
    pub(crate) key: Option<Type>,
    pub(crate) element: Element,
}

/// A step from a structure to one of its members.
#[derive(Debug)]
pub(crate) struct PathSegment {
    pub(crate) field: String,
    pub(crate) is_optional: bool,
}
