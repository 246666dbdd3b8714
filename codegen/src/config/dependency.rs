//! The dependencies in an emitted `Cargo.toml`.

/// The dependency of an emitted package on the crates of the runtime: `whitesmith-runtime`, and for its
/// client `whitesmith-client` and `whitesmith-aws`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeDependency {
    /// A version requirement, taken from the package registry.
    Version(String),
    /// The path of the folder that holds them as `core`, `client` and `aws`, absolute or relative to
    /// the emitted package.
    Path(String),
    /// A dependency with other keys, such as `git` and `rev`, in the order in which they are
    /// written. A key `path` is that of the folder.
    Table(Vec<(String, DependencyValue)>),
}

/// The value of a key in a dependency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DependencyValue {
    /// Such as `branch = "main"`.
    Text(String),
    /// Such as `workspace = true`.
    Flag(bool),
    /// Such as `features = ["derive"]`.
    List(Vec<String>),
}

impl Default for RuntimeDependency {
    /// The version of this generator.
    fn default() -> Self {
        Self::Version(env!("CARGO_PKG_VERSION").to_owned())
    }
}
