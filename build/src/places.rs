//! Defines the places of keys and values in codegen.toml.

use std::collections::BTreeMap;

use crate::Place;

/// The name of the file.
pub const FILE_NAME: &str = "codegen.toml";

/// The places of keys and values in codegen.toml. Empty for a job of the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places(pub(crate) BTreeMap<(&'static str, String), Place>);
