//! In: what a caller asks for: which service, which operations, what crate. Out: the same as data.

/// What to generate from a model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The absolute shape id of the service, or its name; `None` takes the only one there is.
    pub service: Option<String>,
    /// The protocol to speak, by the absolute shape id of its trait or by its name. It must be one
    /// that the service offers, unless the service offers none at all. `None` takes the first of
    /// [`Protocol::ALL`](crate::Protocol::ALL) that the service offers.
    pub protocol: Option<String>,
    /// Names or absolute shape ids of operations; empty takes all of them.
    pub operations: Vec<String>,
    /// The name of the emitted package; `None` makes one from the service's `sdkId` or name.
    pub name: Option<String>,
    /// How the emitted `Cargo.toml` names the runtime.
    pub runtime: RuntimeDependency,
    /// Whether the emitted package is a workspace of its own. A package that is a member of the
    /// workspace around it says `false`.
    pub standalone: bool,
    /// Whether the tests that the model carries become tests of the emitted package: the traits
    /// `smithy.test#httpRequestTests`, `smithy.test#httpResponseTests` and
    /// `smithy.rules#endpointTests`.
    pub protocol_tests: bool,
    /// Whether the package has nothing but the endpoints of the service: no operations, and so no
    /// protocol that we would have to speak.
    pub endpoints_only: bool,
}

/// Where an emitted package finds `whitesmith-runtime`, as the dependency of a `Cargo.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeDependency {
    /// A version requirement, taken from the package registry.
    Version(String),
    /// A path, absolute or relative to the emitted package.
    Path(String),
    /// The keys of a dependency in any other form, such as `git` and `rev`, in the order in which
    /// they are written. A key `features` is completed with the features that the package needs.
    Table(Vec<(String, DependencyValue)>),
}

/// The value of a key in a dependency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DependencyValue {
    /// Such as `branch = "main"`.
    Text(String),
    /// Such as `workspace = true`.
    Flag(bool),
    /// Such as `features = ["tracing"]`.
    List(Vec<String>),
}

impl Default for RuntimeDependency {
    /// The version of this generator.
    fn default() -> Self {
        Self::Version(env!("CARGO_PKG_VERSION").to_owned())
    }
}
