//! Defines the configuration of a crate: which service and operations to generate, and how.

mod package;

use std::collections::BTreeMap;
use std::str::FromStr;

pub use package::{PackageKey, PackageProblem, PackageValue};

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
    /// The name of the emitted package or module; `None` derives it from the service's `sdkId` or
    /// name.
    pub name: Option<String>,
    /// Whether to emit a package or a module.
    pub layout: Layout,
    /// The dependency on the runtime in the emitted `Cargo.toml`.
    pub runtime: RuntimeDependency,
    /// The keys of `[package]` in the emitted `Cargo.toml`.
    pub package: BTreeMap<PackageKey, PackageValue>,
    /// Whether the emitted package is a workspace of its own. It must be `false` for a member of
    /// another workspace.
    pub standalone: bool,
    /// Whether to emit tests for the traits `smithy.test#httpRequestTests`,
    /// `smithy.test#httpResponseTests` and `smithy.rules#endpointTests` of the model.
    pub protocol_tests: bool,
    /// Whether to implement `Serialize` and `Deserialize` of serde for the types, and with which names of
    /// members. A package does so with its feature `serde`; a module does so always, and the including crate
    /// depends on `whitesmith-runtime` with the feature `serde`. `None` emits nothing for serde.
    pub serde: Option<SerdeNames>,
    /// Whether to emit the endpoint rules of the service alone, without operations. The protocol of
    /// the service need not be supported then.
    pub endpoints_only: bool,
}

/// The names of members that serde serializes, and the format of timestamps. The values of enums are those
/// on the wire with both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SerdeNames {
    /// The JSON of the service: the names in bodies, such as `AccountId`, and timestamps in their
    /// `timestampFormat`. For protocols without JSON or CBOR bodies, the names in the model.
    Wire,
    /// The names in Rust, such as `account_id`, and timestamps as `date-time`.
    Rust,
}

impl FromStr for SerdeNames {
    type Err = String;

    /// Parses `wire-names` or `rust-names`.
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "wire-names" => Ok(Self::Wire),
            "rust-names" => Ok(Self::Rust),
            _ => Err("expected `wire-names` or `rust-names`".to_owned()),
        }
    }
}

/// What the emitted code is: a package of its own, or a module of another package.
///
/// Both hold the same code. Its paths to itself are relative (`super::…`), so that it does not matter
/// where a module is put.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// A package: a `Cargo.toml`, and a file for each module. The features of the package choose its
    /// clients.
    #[default]
    Package,
    /// A module in one file, `<name>.rs`, which another crate includes, for example from the folder that
    /// its build script writes to: `include!(concat!(env!("OUT_DIR"), "/weather.rs"));`. The including
    /// crate needs edition 2024 and Rust 1.88.
    ///
    /// The file holds `pub mod <name> { … }`, with its documentation and the lints that it allows inside
    /// the braces: Rust accepts neither at the start of an included file. The modules inside are
    /// nested, not files of their own. The including crate depends on `whitesmith-runtime`, and on what
    /// [`Clients`] names.
    ///
    /// A module has no manifest and no tests: [`Config::runtime`], [`Config::package`],
    /// [`Config::standalone`] and [`Config::protocol_tests`] mean nothing here.
    Module {
        /// The clients of the module.
        clients: Clients,
    },
}

/// The clients of a module. A package has both, behind its features.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clients {
    /// Sans-IO operations only.
    None,
    /// `Client`, which is asynchronous: it needs `whitesmith-client`, with the feature of a transport
    /// such as `hyper`, and for a service of AWS `whitesmith-aws`.
    #[default]
    Async,
    /// `Client`, and `blocking::Client`: the same, with the feature `blocking` of `whitesmith-client`.
    AsyncAndBlocking,
}

impl Layout {
    /// Whether there is an asynchronous client; in a package, with a feature.
    pub(crate) fn has_client(self) -> bool {
        match self {
            Self::Package => true,
            Self::Module { clients } => clients != Clients::None,
        }
    }

    /// Whether there is a blocking client; in a package, with a feature.
    pub(crate) fn has_blocking_client(self) -> bool {
        match self {
            Self::Package => true,
            Self::Module { clients } => clients == Clients::AsyncAndBlocking,
        }
    }
}

impl Config {
    /// Whether the tests of the model are emitted.
    pub(crate) fn emits_tests(&self) -> bool {
        match self.layout {
            Layout::Package => self.protocol_tests,
            Layout::Module { .. } => false,
        }
    }
}

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
}

impl Default for RuntimeDependency {
    /// The version of this generator.
    fn default() -> Self {
        Self::Version(env!("CARGO_PKG_VERSION").to_owned())
    }
}
