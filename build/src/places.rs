//! Defines places in codegen.toml.

use std::collections::BTreeMap;

/// The name of the file.
pub const FILE_NAME: &str = "codegen.toml";

/// A line and a column, both from 1, the column in characters.
pub type Place = (usize, usize);

/// The places of keys and values in codegen.toml. Empty for a job of the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places(pub(crate) BTreeMap<(&'static str, String), Place>);
