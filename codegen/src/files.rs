//! Defines the emitted crate as files in memory.

use std::collections::BTreeMap;

/// The text of each file, by its path relative to the package's folder, with `/` as separator.
pub type Files = BTreeMap<String, String>;
