//! In: the names that renderers ask for while they render a module. Out: its `use` items: the names that
//! were asked for, and no others.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::item::ident;
use crate::ir::wire;

/// A name that a module of the emitted crate may import. No modeled name that stands in such a module is
/// one of these: `symbol::reserved` lists them, and its tests compare the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Import {
    Acceptor,
    Arn,
    AssertSame,
    Auth,
    BTreeMap,
    DiscoverEndpoints,
    DiscoveredEndpoint,
    Duration,
    EndpointDiscovery,
    /// A function of the endpoint rules.
    EndpointFunction(&'static str),
    ErrorMetadata,
    Method,
    Operation,
    Operations,
    Paginated,
    PaginatedItems,
    Partition,
    Polled,
    Primitives,
    Reader,
    RequestTest,
    RequestWriter,
    ResponseReader,
    ResponseTest,
    Service,
    Types,
    Url,
    Waiter,
    WaiterState,
    Writer,
}

/// Where a name comes from, in the order of the `use` items.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Home {
    Package,
    Collections,
    Time,
    Runtime,
    Endpoint,
    Codec,
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
            Self::DiscoverEndpoints => "DiscoverEndpoints",
            Self::DiscoveredEndpoint => "DiscoveredEndpoint",
            Self::Duration => "Duration",
            Self::EndpointDiscovery => "EndpointDiscovery",
            Self::EndpointFunction(name) => name,
            Self::ErrorMetadata => "ErrorMetadata",
            Self::Method => "Method",
            Self::Operation => "Operation",
            Self::Operations => "operation",
            Self::Paginated => "Paginated",
            Self::PaginatedItems => "PaginatedItems",
            Self::Partition => "Partition",
            Self::Polled => "Polled",
            Self::Primitives => "primitives",
            Self::Reader => "Reader",
            Self::RequestTest => "RequestTest",
            Self::RequestWriter => "RequestWriter",
            Self::ResponseReader => "ResponseReader",
            Self::ResponseTest => "ResponseTest",
            Self::Service => "Service",
            Self::Types => "types",
            Self::Url => "Url",
            Self::Waiter => "Waiter",
            Self::WaiterState => "WaiterState",
            Self::Writer => "Writer",
        }
    }

    fn home(self) -> Home {
        match self {
            Self::Operations | Self::Primitives | Self::Service | Self::Types => Home::Package,
            Self::BTreeMap => Home::Collections,
            Self::Duration => Home::Time,
            Self::Arn | Self::EndpointFunction(_) | Self::Partition | Self::Url => Home::Endpoint,
            Self::Reader | Self::Writer => Home::Codec,
            Self::AssertSame | Self::RequestTest | Self::ResponseTest => Home::ProtocolTests,
            Self::Acceptor
            | Self::Auth
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
            | Self::ResponseReader
            | Self::Waiter
            | Self::WaiterState => Home::Runtime,
        }
    }
}

impl Home {
    /// The path; `package` is how the module calls the emitted crate.
    fn path(self, package: &TokenStream) -> TokenStream {
        match self {
            Self::Package => package.clone(),
            Self::Collections => quote!(std::collections),
            Self::Time => quote!(std::time),
            Self::Runtime => quote!(whitesmith_runtime),
            Self::Endpoint => quote!(whitesmith_runtime::endpoint),
            Self::Codec => {
                let codec = ident(wire::CODEC);
                quote!(whitesmith_runtime::#codec)
            }
            Self::ProtocolTests => quote!(whitesmith_runtime::protocol_tests),
        }
    }
}

/// The names that were asked for so far. Renderers share it while they render one module; what they
/// render with it has to become part of that module.
#[derive(Default)]
pub(super) struct Imports {
    asked: Cell<BTreeSet<Import>>,
}

impl Imports {
    /// The name of an import, which the module gets.
    pub(super) fn name(&self, import: Import) -> Ident {
        let mut asked = self.asked.take();
        asked.insert(import);
        self.asked.set(asked);
        ident(import.name())
    }

    /// The `use` items of a module of the crate.
    pub(super) fn items(self) -> TokenStream {
        self.items_of(&quote!(crate))
    }

    /// The `use` items of a test, which sees the package from outside.
    pub(super) fn items_of_test(self, package: &str) -> TokenStream {
        let package = ident(package);
        self.items_of(&quote!(#package))
    }

    fn items_of(self, package: &TokenStream) -> TokenStream {
        let mut homes: BTreeMap<Home, Vec<&str>> = BTreeMap::new();
        for import in self.asked.into_inner() {
            homes.entry(import.home()).or_default().push(import.name());
        }
        let items = homes.into_iter().map(|(home, mut names)| {
            names.sort_unstable();
            let path = home.path(package);
            match names.into_iter().map(ident).collect::<Vec<_>>().as_slice() {
                [one] => quote!(use #path::#one;),
                several => quote!(use #path::{#(#several),*};),
            }
        });
        items.collect()
    }
}
