//! The root module of emitted code, and the list of its operations.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::imports::client_path;
use super::item::{ident, inner_docs};
use super::{client_context, features, front_page, gate};
use crate::config::Layout;
use crate::docs::Sentence;
use crate::ir::{Contents, Crate, Pagination, Vendor};

/// The root: `lib.rs` of a package, or what a module holds.
pub(super) fn root(emitted: &Crate, layout: Layout) -> TokenStream {
    match emitted.contents {
        Contents::Client => of_client(emitted, layout),
        Contents::Endpoints => endpoints_only(emitted, layout),
        Contents::Types => types_only(emitted, layout),
    }
}

fn of_client(emitted: &Crate, layout: Layout) -> TokenStream {
    let module_docs = inner_docs(front_page::docs(emitted, layout));
    let attributes = attributes(emitted, layout);
    let reexports = reexports(emitted);
    let modules = modules(emitted, layout);
    let (clients, runtime) = (clients(emitted, layout), runtime(emitted, layout));
    let primitives = primitives();
    quote! {
        #module_docs
        #attributes

        #(pub use whitesmith_runtime::#reexports;)*

        #modules
        #clients

        #runtime

        #primitives
    }
}

/// The module `primitives`.
fn primitives() -> TokenStream {
    quote! {
        /// The types of Smithy's simple types that the standard library has no type for.
        pub mod primitives {
            pub use whitesmith_runtime::{
                BigDecimal, BigInteger, Blob, ByteStream, DateTime, Document, TimestampFormat,
            };
        }
    }
}

/// The root of code that has nothing but endpoints.
fn endpoints_only(emitted: &Crate, layout: Layout) -> TokenStream {
    let docs = inner_docs(Sentence::new("The endpoints of ").text(&emitted.title).words("."));
    let attributes = attributes(emitted, layout);
    let module = module(
        layout,
        &quote!(
            pub mod endpoint;
        ),
    );
    quote! {
        #docs
        #attributes

        #module
    }
}

/// The root of code that has nothing but types.
fn types_only(emitted: &Crate, layout: Layout) -> TokenStream {
    let docs = inner_docs(front_page::of_types(emitted));
    let attributes = attributes(emitted, layout);
    let types = module(
        layout,
        &quote!(
            pub mod types;
        ),
    );
    let primitives = primitives();
    let serde = emitted.serde.as_ref().map(|_| {
        let gate = gate(layout, "serde");
        module(layout, &quote!(#gate mod serde;))
    });
    let error = (!emitted.errors.is_empty()).then(|| {
        quote!(
            pub use whitesmith_runtime::ErrorMetadata;
        )
    });
    quote! {
        #docs
        #attributes

        #error

        #serde
        #types

        /// The crate of the runtime.
        pub mod runtime {
            pub use whitesmith_runtime::*;
        }

        #primitives
    }
}

/// The inner attributes. A module allows the lints that the crate around it may enable.
fn attributes(emitted: &Crate, layout: Layout) -> TokenStream {
    let of_name = allowed_for_name(&emitted.name);
    match layout {
        Layout::Package => {
            let links = when_links_break(emitted).map(|condition| {
                quote!(#![cfg_attr(#condition, allow(rustdoc::broken_intra_doc_links))])
            });
            quote! {
                #![cfg_attr(rustfmt, rustfmt_skip)]
                #links
                #![allow(#of_name deprecated, clippy::large_enum_variant, clippy::too_many_arguments)]
            }
        }
        Layout::Module { .. } => quote! {
            #![allow(
                #of_name dead_code, deprecated, missing_docs, unreachable_pub, unused_imports,
                clippy::all, clippy::pedantic
            )]
        },
    }
}

/// The condition under which the documentation has links to items that are not compiled.
fn when_links_break(emitted: &Crate) -> Option<TokenStream> {
    let all = features::OPERATIONS;
    match (emitted.contents, &emitted.features) {
        (Contents::Types, _) => None,
        (_, None) => Some(quote!(not(feature = "client"))),
        (_, Some(_)) => Some(quote!(not(all(feature = "client", feature = #all)))),
    }
}

/// The declarations of all modules.
fn modules(emitted: &Crate, layout: Layout) -> TokenStream {
    let (of_client, of_blocking) = (gate(layout, "client"), gate(layout, "blocking"));
    let of_serde = gate(layout, "serde");
    let declarations = [
        layout.has_blocking_client().then(|| quote!(#of_blocking pub mod blocking;)),
        layout.has_client().then(|| quote!(#of_client mod client;)),
        client_context::exists(emitted, layout).then(|| quote!(#of_client mod client_context;)),
        Some(quote!(
            pub mod endpoint;
        )),
        Some(quote!(
            pub mod operation;
        )),
        emitted.serde.as_ref().map(|_| quote!(#of_serde mod serde;)),
        Some(quote!(
            mod service;
        )),
        Some(quote!(
            pub mod types;
        )),
        (!emitted.waiters.is_empty()).then(|| {
            quote!(
                pub mod waiter;
            )
        }),
    ];
    declarations.iter().flatten().map(|declaration| module(layout, declaration)).collect()
}

/// The declaration of a module. In a package, rustfmt leaves its file as it is.
fn module(layout: Layout, declaration: &TokenStream) -> TokenStream {
    match layout {
        Layout::Package => quote!(#[rustfmt::skip] #declaration),
        Layout::Module { .. } => declaration.clone(),
    }
}

/// What the root has of the modules and the runtime.
fn clients(emitted: &Crate, layout: Layout) -> TokenStream {
    if !layout.has_client() {
        return quote!(
            pub use self::service::Service;
        );
    }
    let (gate, path) = (gate(layout, "client"), client_path());
    let configuration = match emitted.service.vendor {
        Vendor::Aws => quote! {
            #gate
            pub use whitesmith_aws::{Config, Credentials};
            #gate
            pub use #path::{CallError, CallOptions};
        },
        Vendor::None => quote! {
            #gate
            pub use #path::{CallError, CallOptions, Config};
        },
    };
    let settings = client_context::exists(emitted, layout)
        .then(|| quote!(#gate pub use self::client_context::ClientContextParams;));
    quote! {
        #gate
        pub use self::client::Client;
        #settings
        pub use self::service::Service;
        #configuration
    }
}

/// The module `runtime`: the crates that the code calls.
fn runtime(emitted: &Crate, layout: Layout) -> TokenStream {
    let gate = gate(layout, "client");
    let client = layout.has_client().then(|| {
        let path = client_path();
        let aws = match emitted.service.vendor {
            Vendor::Aws => Some(quote!(#gate pub use whitesmith_aws as aws;)),
            Vendor::None => None,
        };
        quote! {
            #aws
            #gate
            pub use #path as client;
        }
    });
    quote! {
        /// The crates of the runtime.
        pub mod runtime {
            #client
            pub use whitesmith_runtime::*;
        }
    }
}

/// The condition of an item that a package has with one of its features.
fn gate(layout: Layout, feature: &str) -> Option<TokenStream> {
    match layout {
        Layout::Package => Some(quote!(#[cfg(feature = #feature)])),
        Layout::Module { .. } => None,
    }
}

/// The lint that a crate's own name would break, if it is one that was asked for.
fn allowed_for_name(name: &str) -> Option<TokenStream> {
    let is_snake_case =
        !name.contains(|c: char| c.is_ascii_uppercase()) && !name.replace('-', "_").contains("__");
    (!is_snake_case).then(|| quote!(non_snake_case,))
}

/// The items of the runtime that users of the crate need.
fn reexports(emitted: &Crate) -> Vec<Ident> {
    let paginated = emitted.operations.iter().filter_map(|operation| operation.pagination.as_ref());
    let has_items = |pagination: &Pagination| pagination.items.is_some();
    let used = [
        ("BuildError", true),
        ("ErrorMetadata", true),
        ("Operation", true),
        ("Paginated", paginated.clone().next().is_some()),
        ("PaginatedItems", paginated.clone().any(has_items)),
        ("ParseError", true),
        ("Request", true),
        ("Response", true),
        ("ResponseError", true),
        ("Waiter", !emitted.waiters.is_empty()),
        ("WaiterState", !emitted.waiters.is_empty()),
    ];
    used.into_iter().filter(|(_, used)| *used).map(|(name, _)| ident(name)).collect()
}

/// The module `operation`: one module for each.
pub(super) fn operation_modules(emitted: &Crate) -> TokenStream {
    let docs = inner_docs(
        Sentence::new("The operations of ").text(&emitted.title).words(", one module each."),
    );
    let modules = emitted.operations.iter().map(|operation| {
        let gate = emitted.feature_of(operation).map(|needed| gate::gate(&needed));
        let name = ident(&operation.module);
        quote!(#gate pub mod #name;)
    });
    let has_own_name = emitted.operations.iter().any(|operation| operation.module == "operation");
    let allow = has_own_name.then(|| quote!(#![allow(clippy::module_inception)]));
    quote! {
        #docs
        #allow
        #(#modules)*
    }
}
