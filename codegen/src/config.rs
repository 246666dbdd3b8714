//! Defines the configuration of a crate: which service and operations to generate, and how.

mod dependency;
mod package;

use std::collections::BTreeMap;
use std::str::FromStr;

pub use dependency::{DependencyValue, RuntimeDependency};
pub use package::{PackageKey, PackageProblem, PackageValue};

/// What to generate from a model, and into what package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
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
    /// Structures, unions and enums to emit without operations, with everything that their members reach: each
    /// is a shape id, a name, or a selector as in [`type_attributes`](Self::type_attributes), which leaves
    /// out the inputs and outputs of operations. The crate has no client, and its types are serialized
    /// and deserialized as the protocol says, by public functions that are hidden in the documentation,
    /// for crates with [`extern_paths`](Self::extern_paths) of them. The model needs no service if
    /// `protocol` is set. Empty emits the operations of the service.
    pub types: Vec<String>,
    /// Attributes to add to types, such as `#[derive(Hash)]`: each entry has a selector and one or several
    /// attributes. Traits that a type implements already are left out of a `derive`.
    ///
    /// A selector is the absolute shape id or the name of a structure, union or enum, or selects by type,
    /// as in Smithy's selectors (<https://smithy.io/2.0/spec/selectors.html>): `structure`, `union`,
    /// `enum`, `intEnum`, or `*` for all of them. Inputs and outputs of operations are structures, and so
    /// are errors.
    pub type_attributes: Vec<(String, String)>,
    /// Types that other code defines: the Rust path of the type by the absolute id or the name of its shape.
    /// The crate emits no type for the shape, and uses the path wherever a member has it.
    ///
    /// The type has the public functions of an emitted type. Those of [`types`](Self::types) have them. A
    /// structure or union has `read_json(&mut json::Reader<'_>) -> Self` if an output reaches it and
    /// `write_json(&mut json::Writer, &Self)` if an input does, with the codecs of the service's protocol; an
    /// enum has `read` and `write` for `ReadEnum` and `WriteEnum`, `From<&str>` or `From<i32>`, and `Text`
    /// and `FromText` if it is in a header or a URI. All implement `Clone`, `Debug` and `PartialEq`.
    /// With [`serde`](Self::serde), they are types of crates that were emitted with it, and the crate that uses them
    /// enables their feature `serde`.
    pub extern_paths: BTreeMap<String, String>,
    /// Rust names that are not derived from the model: of a structure, union, enum or operation by its
    /// absolute id or its name, such as `Account`, and of a member by `Account$AccountId`. Types and operations
    /// are named in `UpperCamelCase`, fields in `snake_case`. The modules, functions and types of an
    /// operation follow its name, and the variants of an error its type's. What is sent stays the same.
    pub renames: BTreeMap<String, String>,
    /// Whether each operation has a Cargo feature, named after it, such as `UpdateAccount`. No operation is
    /// enabled by default; the feature `operations` enables all of them. What no enabled operation needs is
    /// not compiled. A module has no features of its own, so that it has all operations.
    pub operation_features: bool,
    /// Whether the emitted `Cargo.toml` says that dependents use little of the package
    /// (`hints.mostly-unused`), so that functions are compiled only where they are called. Cargo ignores the
    /// hint, with a warning, unless it is called with `-Zprofile-hint-mostly-unused`.
    pub mostly_unused: bool,
    /// Dependencies of the emitted package that attributes and external types need, by name. The keys of each
    /// are those of Cargo, in the order in which they are written.
    pub dependencies: BTreeMap<String, Vec<(String, DependencyValue)>>,
    /// Cargo features of the emitted package in addition to its own, with what each enables.
    pub features: BTreeMap<String, Vec<String>>,
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

/// What a package or module has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Contents {
    /// Operations, with their types and endpoints, and a client.
    Client,
    /// The endpoint rules alone.
    Endpoints,
    /// Types alone.
    Types,
}

impl Config {
    /// What to emit.
    pub(crate) fn contents(&self) -> Contents {
        match (self.endpoints_only, self.types.is_empty()) {
            (true, _) => Contents::Endpoints,
            (false, false) => Contents::Types,
            (false, true) => Contents::Client,
        }
    }

    /// Whether each operation has a Cargo feature.
    pub(crate) fn has_operation_features(&self) -> bool {
        match self.layout {
            Layout::Package => self.operation_features,
            Layout::Module { .. } => false,
        }
    }

    /// Whether the protocol tests and endpoint tests of the model are emitted.
    pub(crate) fn emits_tests(&self) -> bool {
        self.emits_smoke_tests() && self.protocol_tests
    }

    /// Whether the smoke tests of the model are emitted.
    pub(crate) fn emits_smoke_tests(&self) -> bool {
        match self.layout {
            Layout::Package => true,
            Layout::Module { .. } => false,
        }
    }
}
