//! In: what a caller asks for: which service, which operations, what crate. Out: the same as data, and
//! how the emitted `Cargo.toml` writes it.

use std::fmt;

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

/// Where an emitted package finds `whitesmith-runtime`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeDependency {
    /// A version requirement, taken from the package registry.
    Version(String),
    /// A path, absolute or relative to the emitted package.
    Path(String),
}

impl Default for RuntimeDependency {
    fn default() -> Self {
        Self::Version(env!("CARGO_PKG_VERSION").to_owned())
    }
}

impl fmt::Display for RuntimeDependency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version(version) => write!(f, "{version:?}"),
            Self::Path(path) => write!(f, "{{ path = {path:?} }}"),
        }
    }
}
