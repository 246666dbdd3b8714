//! Places in codegen.toml, for problems with what it asks for.

use std::collections::BTreeMap;

/// The name of the file.
pub const FILE_NAME: &str = "codegen.toml";

/// A line and a column, both from 1, the column in characters.
pub type Place = (usize, usize);

/// Where codegen.toml says what is asked for: by the key and its value. The command line has no
/// places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places(pub(crate) BTreeMap<(&'static str, String), Place>);
