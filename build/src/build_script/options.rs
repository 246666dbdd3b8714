//! The options for chosen shapes, as functions.

use super::Config;

impl Config {
    /// Adds structures, unions and enums to generate without operations, by name, shape id or selector such as
    /// `*`; see [`whitesmith::Config::types`].
    pub fn types<T: Into<String>>(mut self, types: impl IntoIterator<Item = T>) -> Self {
        self.generator.types.extend(types.into_iter().map(Into::into));
        self
    }

    /// Adds attributes such as `#[derive(Hash)]` to a type, by the name or id of its shape, or to all types of
    /// a kind: `structure`, `union`, `enum`, `intEnum`, or `*` for all. A crate that the attributes name is a
    /// dependency of the crate that includes the module; of a package, see `dependency`.
    pub fn type_attribute(
        mut self,
        selector: impl Into<String>,
        attributes: impl Into<String>,
    ) -> Self {
        self.generator.type_attributes.push((selector.into(), attributes.into()));
        self
    }

    /// Uses the type at a Rust path for a shape, by name or id, instead of generating one. See
    /// [`whitesmith::Config::extern_paths`] for the functions that the type must have.
    pub fn extern_path(mut self, shape: impl Into<String>, path: impl Into<String>) -> Self {
        self.generator.extern_paths.insert(shape.into(), path.into());
        self
    }

    /// Gives a structure, union, enum or operation another Rust name, by the name or id of its shape, or a
    /// member, as `Account$AccountId`. What is sent stays the same.
    pub fn rename(mut self, shape: impl Into<String>, name: impl Into<String>) -> Self {
        self.generator.renames.insert(shape.into(), name.into());
        self
    }
}
