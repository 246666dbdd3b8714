//! Defines how serde serializes the types of a crate, independent of the codec of its protocol.

use std::collections::BTreeMap;

use super::{ShapeId, TimestampFormat};
use crate::config::SerdeNames;

/// The members of the structures and unions of the crate, the inputs, outputs and errors among them, in the
/// order of each shape.
#[derive(Debug)]
pub(crate) struct Serde {
    /// Which names members have.
    pub(crate) names: SerdeNames,
    pub(crate) members: BTreeMap<ShapeId, Vec<SerdeMember>>,
}

/// A member of a structure or union.
#[derive(Debug)]
pub(crate) struct SerdeMember {
    /// The key, if it is not the name in Rust.
    pub(crate) name: Option<String>,
    /// The format of the timestamps in its value.
    pub(crate) format: TimestampFormat,
    /// Whether it is left out unless the caller asks for what is sensitive.
    pub(crate) sensitive: bool,
}
