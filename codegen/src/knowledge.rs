//! Answers questions about shapes that several passes have.

pub(crate) mod auth;
pub(crate) mod http_binding;
pub(crate) mod nullability;
pub(crate) mod pagination;
pub(crate) mod sensitive;
pub(crate) mod timestamp;
pub(crate) mod uri_pattern;
