//! In: a crate. Out: its `lib.rs` and the list of its operations.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::example;
use super::imports::client_path;
use super::item::{ident, inner_docs};
use crate::docs::{Docs, Sentence};
use crate::ir::{Crate, Pagination};

/// `lib.rs`.
pub(super) fn root(emitted: &Crate) -> TokenStream {
    let module_docs = inner_docs(docs(emitted));
    let reexports = reexports(emitted);
    let skip = quote!(#[rustfmt::skip]);
    let waiter = (!emitted.waiters.is_empty()).then(|| quote!(#skip pub mod waiter;));
    let of_name = allowed_for_name(&emitted.name);
    let client_path = client_path();
    quote! {
        #module_docs
        #![cfg_attr(rustfmt, rustfmt_skip)]
        #![allow(#of_name deprecated, clippy::large_enum_variant, clippy::too_many_arguments)]

        pub use whitesmith_runtime as runtime;
        pub use whitesmith_runtime::{#(#reexports),*};

        #[cfg(feature = "blocking")]
        #[rustfmt::skip]
        pub mod blocking;
        #[cfg(feature = "client")]
        #[rustfmt::skip]
        mod client;
        #[rustfmt::skip]
        pub mod endpoint;
        #[rustfmt::skip]
        pub mod operation;
        #[rustfmt::skip]
        mod service;
        #[rustfmt::skip]
        pub mod types;
        #waiter

        #[cfg(feature = "client")]
        pub use client::Client;
        pub use service::Service;
        #[cfg(feature = "client")]
        pub use #client_path::{CallError, CallOptions, Config, Credentials};

        /// The types of values that Rust has none for.
        pub mod primitives {
            pub use whitesmith_runtime::{
                BigDecimal, BigInteger, Blob, ByteStream, DateTime, Document, TimestampFormat,
            };
        }
    }
}

/// `lib.rs` of a crate that has nothing but endpoints.
pub(super) fn endpoints_only(emitted: &Crate) -> TokenStream {
    let docs = inner_docs(Sentence::new("The endpoints of ").text(&emitted.title).words("."));
    let of_name = allowed_for_name(&emitted.name);
    quote! {
        #docs
        #![cfg_attr(rustfmt, rustfmt_skip)]
        #![allow(#of_name deprecated)]

        #[rustfmt::skip]
        pub mod endpoint;
    }
}

/// The lint that a crate's own name would break, if it is one that was asked for.
fn allowed_for_name(name: &str) -> Option<TokenStream> {
    let is_snake_case =
        !name.contains(|c: char| c.is_ascii_uppercase()) && !name.replace('-', "_").contains("__");
    (!is_snake_case).then(|| quote!(non_snake_case,))
}

/// The documentation of the crate.
fn docs(emitted: &Crate) -> Docs {
    let mut docs = Docs::from(Sentence::new("A client of ").text(&emitted.title).words("."));
    if let Some(deprecated) = &emitted.deprecated {
        docs = docs.then("**This service is deprecated.**".into()).then(deprecated.note.clone());
    }
    docs = docs.then(emitted.docs.clone()).then(clients(emitted)).then(example::example(emitted));
    if !emitted.left_out.is_empty() {
        let items = emitted.left_out.iter().map(|(operation, reason)| {
            Sentence::default().code(operation).words(": ").message(reason).words(".")
        });
        docs = docs.then("# What is missing".into()).then(Docs::list(items));
    }
    docs
}

/// What there is besides the operations, and which features bring it.
fn clients(emitted: &Crate) -> Docs {
    let mut docs = Docs::from(CLIENTS);
    if !emitted.endpoints.has_rules {
        docs = docs.then(WITHOUT_RULES.into());
    }
    if emitted.operations.iter().any(|operation| operation.pagination.is_some()) {
        docs = docs.then("Functions that end in `_pages` go through all pages of a list.".into());
    }
    if !emitted.waiters.is_empty() {
        let waiters = "Functions that start with `wait_until_` wait for a state of a resource.";
        docs = docs.then(waiters.into());
    }
    docs
}

const CLIENTS: &str = "\
# Clients

`Client` calls the operations; its functions are asynchronous and run on Tokio. It is there with the
default feature `hyper`, and with `http2`, `reqwest`, `tower` or `client` (which bring HTTP/2, other
transports, or none). `blocking::Client`, with the feature `blocking`, waits for what it calls. The
module `runtime` has what configures them: transports, settings, sources of credentials.";

const WITHOUT_RULES: &str =
    "The model has no endpoint rules: set the URL of the service with `Config::endpoint_url`.";

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
    let modules = emitted.operations.iter().map(|operation| ident(&operation.module));
    let has_own_name = emitted.operations.iter().any(|operation| operation.module == "operation");
    let allow = has_own_name.then(|| quote!(#![allow(clippy::module_inception)]));
    quote! {
        #docs
        #allow
        #(pub mod #modules;)*
    }
}
