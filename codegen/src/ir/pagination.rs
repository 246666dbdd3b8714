//! Defines the pagination of an operation.

use super::{Element, Type};

/// The pagination of an operation.
#[derive(Debug)]
pub(crate) struct Pagination {
    /// The name of the client's function that returns the pages.
    pub(crate) function: String,
    /// The index of the input's token member.
    pub(crate) input_token: usize,
    /// The type of the token.
    pub(crate) token: Type,
    /// The path to the token in the output.
    pub(crate) output_token: Vec<PathSegment>,
    /// The paginated items, if the model names them.
    pub(crate) items: Option<Items>,
}

/// The paginated items.
#[derive(Debug)]
pub(crate) struct Items {
    /// The path to the list or map in the output.
    pub(crate) path: Vec<PathSegment>,
    /// The type of the keys, if it is a map.
    pub(crate) key: Option<Type>,
    pub(crate) element: Element,
}

/// A member on a path, from the structure that has it.
#[derive(Debug)]
pub(crate) struct PathSegment {
    pub(crate) field: String,
    pub(crate) is_optional: bool,
}
