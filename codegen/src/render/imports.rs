//! The `use` items of an emitted module: the names that its renderers asked for, and no others.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::gate;
use super::item::ident;
use crate::ir::{Codec, Crate};

/// A name that a module of the emitted crate may import. No modeled name that stands in such a module is
/// one of these: `symbol::reserved` lists them, and its tests compare the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Import {
    Acceptor,
    Arn,
    AssertSame,
    Auth,
    BTreeMap,
    /// The blocking client of the emitted crate.
    BlockingClient,
    BlockingPages,
    CallError,
    CallOptions,
    Config,
    CreateSessions,
    DiscoverEndpoints,
    DiscoveredEndpoint,
    Duration,
    /// The module `endpoint` of the emitted crate.
    EndpointModule,
    EndpointDiscovery,
    /// A function of the endpoint rules.
    EndpointFunction(&'static str),
    ErrorMetadata,
    Method,
    Operation,
    Operations,
    Paginated,
    PaginatedItems,
    Pages,
    Partition,
    Polled,
    Presigned,
    Primitives,
    /// The reader of a codec.
    Reader(Codec),
    RequestTest,
    RequestWriter,
    ResponseMetadata,
    ResponseReader,
    ResponseTest,
    Service,
    SessionCredentials,
    Sessions,
    Types,
    Url,
    WaitResult,
    Waiter,
    WaiterState,
    Waiters,
    /// The writer of a codec.
    Writer(Codec),
}

/// How a module names the root of the emitted code. The paths are relative, so that the code may be a crate
/// or a module of one.
#[derive(Clone, Debug)]
pub(super) enum Root {
    /// The module stands in the root.
    Parent,
    /// The module stands in a module of the root.
    Grandparent,
    /// A test sees the package from outside, by its name.
    Package(String),
}

impl Root {
    fn path(&self) -> TokenStream {
        match self {
            Self::Parent => quote!(super),
            Self::Grandparent => quote!(super::super),
            Self::Package(name) => {
                let name = ident(&name.replace('-', "_"));
                quote!(#name)
            }
        }
    }
}

/// Where a name comes from, in the order of the `use` items.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Home {
    /// The root of the emitted crate.
    Root,
    /// The module of the blocking client.
    Blocking,
    Collections,
    Time,
    Client,
    Runtime,
    Endpoint,
    Codec(Codec),
    ProtocolTests,
}

impl Import {
    /// The name that the module calls it by.
    fn name(self) -> &'static str {
        match self {
            Self::Acceptor => "acceptor",
            Self::Arn => "Arn",
            Self::AssertSame => "assert_same",
            Self::Auth => "Auth",
            Self::BTreeMap => "BTreeMap",
            Self::BlockingClient => "Client",
            Self::BlockingPages => "BlockingPages",
            Self::CallError => "CallError",
            Self::CallOptions => "CallOptions",
            Self::Config => "Config",
            Self::CreateSessions => "CreateSessions",
            Self::DiscoverEndpoints => "DiscoverEndpoints",
            Self::DiscoveredEndpoint => "DiscoveredEndpoint",
            Self::Duration => "Duration",
            Self::EndpointDiscovery => "EndpointDiscovery",
            Self::EndpointFunction(name) => name,
            Self::EndpointModule => "endpoint",
            Self::ErrorMetadata => "ErrorMetadata",
            Self::Method => "Method",
            Self::Operation => "Operation",
            Self::Operations => "operation",
            Self::Paginated => "Paginated",
            Self::PaginatedItems => "PaginatedItems",
            Self::Pages => "Pages",
            Self::Partition => "Partition",
            Self::Polled => "Polled",
            Self::Presigned => "Presigned",
            Self::Primitives => "primitives",
            Self::Reader(_) => "Reader",
            Self::RequestTest => "RequestTest",
            Self::RequestWriter => "RequestWriter",
            Self::ResponseMetadata => "ResponseMetadata",
            Self::ResponseReader => "ResponseReader",
            Self::ResponseTest => "ResponseTest",
            Self::Service => "Service",
            Self::SessionCredentials => "SessionCredentials",
            Self::Sessions => "Sessions",
            Self::Types => "types",
            Self::Url => "Url",
            Self::WaitResult => "WaitResult",
            Self::Waiter => "Waiter",
            Self::WaiterState => "WaiterState",
            Self::Waiters => "waiter",
            Self::Writer(_) => "Writer",
        }
    }

    fn home(self) -> Home {
        match self {
            Self::Config
            | Self::EndpointModule
            | Self::Operations
            | Self::Primitives
            | Self::Service
            | Self::Types
            | Self::Waiters => Home::Root,
            Self::BlockingClient => Home::Blocking,
            Self::BTreeMap => Home::Collections,
            Self::Duration => Home::Time,
            Self::Arn | Self::EndpointFunction(_) | Self::Partition | Self::Url => Home::Endpoint,
            Self::Reader(codec) | Self::Writer(codec) => Home::Codec(codec),
            Self::AssertSame | Self::RequestTest | Self::ResponseTest => Home::ProtocolTests,
            Self::BlockingPages
            | Self::CallError
            | Self::CallOptions
            | Self::Pages
            | Self::Presigned
            | Self::WaitResult => Home::Client,
            Self::Acceptor
            | Self::Auth
            | Self::CreateSessions
            | Self::DiscoverEndpoints
            | Self::DiscoveredEndpoint
            | Self::EndpointDiscovery
            | Self::ErrorMetadata
            | Self::Method
            | Self::Operation
            | Self::Paginated
            | Self::PaginatedItems
            | Self::Polled
            | Self::RequestWriter
            | Self::ResponseMetadata
            | Self::ResponseReader
            | Self::SessionCredentials
            | Self::Sessions
            | Self::Waiter
            | Self::WaiterState => Home::Runtime,
        }
    }
}

impl Home {
    /// The path, in a module that names the root so.
    fn path(self, root: &Root) -> TokenStream {
        match self {
            Self::Root => root.path(),
            Self::Blocking => {
                let root = root.path();
                quote!(#root::blocking)
            }
            Self::Collections => quote!(std::collections),
            Self::Time => quote!(std::time),
            Self::Runtime => quote!(whitesmith_runtime),
            Self::Client => client_path(),
            Self::Endpoint => quote!(whitesmith_runtime::endpoint),
            Self::Codec(codec) => {
                let codec = ident(codec.name());
                quote!(whitesmith_runtime::#codec)
            }
            Self::ProtocolTests => quote!(whitesmith_runtime::protocol_tests),
        }
    }
}

/// The path of the crate that the clients of emitted code are made with.
pub(super) fn client_path() -> TokenStream {
    quote!(whitesmith_client)
}

/// The names that were asked for so far. Renderers share it while they render one module; what they
/// render with it has to become part of that module.
pub(super) struct Imports {
    root: Root,
    asked: Cell<BTreeSet<Import>>,
    /// Types of the modules of operations, by module.
    of_operations: Cell<BTreeMap<String, BTreeSet<String>>>,
    /// The features of operations that have one, by module.
    features: BTreeMap<String, String>,
}

impl Imports {
    /// Nothing yet, for a module that names the root so.
    pub(super) fn new(root: Root) -> Self {
        let (asked, of_operations) = (Cell::default(), Cell::default());
        Self { root, asked, of_operations, features: BTreeMap::new() }
    }

    /// Imports the types of each operation with its feature, if operations have features.
    pub(super) fn with_features(self, emitted: &Crate) -> Self {
        let features = emitted.operations.iter().filter(|_| emitted.features.is_some());
        let features = features.map(|one| (one.module.clone(), one.item.name.clone()));
        Self { features: features.collect(), ..self }
    }

    /// The name of an import, which the module gets.
    pub(super) fn name(&self, import: Import) -> Ident {
        let mut asked = self.asked.take();
        asked.insert(import);
        self.asked.set(asked);
        ident(import.name())
    }

    /// The name of a type of an operation's module, which this module imports.
    pub(super) fn of_operation(&self, module: &str, name: &str) -> Ident {
        let mut asked = self.of_operations.take();
        asked.entry(module.to_owned()).or_default().insert(name.to_owned());
        self.of_operations.set(asked);
        ident(name)
    }

    /// The `use` items of the module.
    pub(super) fn items(self) -> TokenStream {
        let (root, features) = (self.root, self.features);
        let mut homes: BTreeMap<Home, Vec<&str>> = BTreeMap::new();
        for import in self.asked.into_inner() {
            homes.entry(import.home()).or_default().push(import.name());
        }
        let of_root = homes.remove(&Home::Root).map(|names| items(&root.path(), names));
        let of_operations = self.of_operations.into_inner();
        let of_operations = of_operations.iter().map(|(module, names)| {
            let gate = features.get(module).map(|feature| gate::of_feature(feature));
            let (root, module) = (root.path(), ident(module));
            let names = names.iter().map(|name| ident(name)).collect::<Vec<_>>();
            match names.as_slice() {
                [one] => quote!(#gate use #root::operation::#module::#one;),
                several => quote!(#gate use #root::operation::#module::{#(#several),*};),
            }
        });
        let others = homes.into_iter().map(|(home, names)| items(&home.path(&root), names));
        of_root.into_iter().chain(of_operations).chain(others).collect()
    }
}

/// A `use` item for each name of a module, so that a new name is a new line and changes no other one.
fn items(path: &TokenStream, mut names: Vec<&str>) -> TokenStream {
    names.sort_unstable();
    names.into_iter().map(ident).map(|name| quote!(use #path::#name;)).collect()
}
