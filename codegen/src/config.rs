//! Defines the configuration of a crate: which service and operations to generate, and how.

/// What to generate from a model, and into what package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The absolute shape id of the service, or its name; `None` takes the only one in the model.
    pub service: Option<String>,
    /// The absolute shape id of the protocol trait, or its name. The service must offer the
    /// protocol, unless it offers none at all. `None` takes the first of
    /// [`Protocol::ALL`](crate::Protocol::ALL) that the service offers.
    pub protocol: Option<String>,
    /// Names or absolute shape ids of operations; empty takes all of them.
    pub operations: Vec<String>,
    /// The name of the emitted package; `None` derives it from the service's `sdkId` or name.
    pub name: Option<String>,
    /// The dependency on the runtime in the emitted `Cargo.toml`.
    pub runtime: RuntimeDependency,
    /// Whether the emitted package is a workspace of its own. It must be `false` for a member of
    /// another workspace.
    pub standalone: bool,
    /// Whether to emit tests for the traits `smithy.test#httpRequestTests`,
    /// `smithy.test#httpResponseTests` and `smithy.rules#endpointTests` of the model.
    pub protocol_tests: bool,
    /// Whether to emit the endpoint rules of the service alone, without operations. The protocol of
    /// the service need not be supported then.
    pub endpoints_only: bool,
}

/// Where an emitted package finds `whitesmith-runtime`, as the dependency of a `Cargo.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeDependency {
    /// A version requirement, taken from the package registry.
    Version(String),
    /// A path, absolute or relative to the emitted package.
    Path(String),
    /// A dependency with other keys, such as `git` and `rev`, in the order in which they are
    /// written. The features that the package needs are added to a key `features`.
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
