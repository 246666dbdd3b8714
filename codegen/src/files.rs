//! In: what was rendered. Out: the type that hands it to the caller: the emitted crate as files in
//! memory.

use std::collections::BTreeMap;

/// Paths relative to the package's folder, with `/` between folders, and the text of each file.
pub type Files = BTreeMap<String, String>;
