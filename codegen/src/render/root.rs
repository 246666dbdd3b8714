//! In: a crate. Out: its `lib.rs` and the list of its operations.

use proc_macro2::TokenStream;
use quote::quote;

use super::example;
use super::item::{docs, ident, inner};
use crate::ir::Crate;

/// `lib.rs`.
pub(super) fn root(emitted: &Crate) -> TokenStream {
    let mut lines = vec![format!("A client of {}.", emitted.title), String::new()];
    if let Some(deprecated) = &emitted.deprecated {
        let note = deprecated.note.as_deref().unwrap_or("The service says no more.");
        lines.extend([format!("**This service is deprecated.** {}", note.trim()), String::new()]);
    }
    lines.extend(emitted.docs.iter().cloned());
    lines.extend(example::example(emitted));
    if !emitted.left_out.is_empty() {
        lines.extend([String::new(), "# What is missing".to_owned(), String::new()]);
        lines.extend(
            emitted
                .left_out
                .iter()
                .map(|(operation, reason)| format!("- `{operation}`: {reason}.")),
        );
    }
    let module_docs = inner(&docs(&lines));
    quote! {
        #module_docs
        #![cfg_attr(rustfmt, rustfmt_skip)]
        #![allow(deprecated, clippy::large_enum_variant, clippy::too_many_arguments)]

        pub use whitesmith_runtime::{
            BuildError, ErrorMetadata, Operation, ParseError, Request, Response, ResponseError,
        };

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

        #[cfg(feature = "client")]
        pub use client::{CallError, CallOptions, Client, Config, Credentials};
        pub use service::Service;

        /// The client whose functions wait for their outputs.
        #[cfg(feature = "blocking")]
        pub mod blocking {
            pub use crate::client::BlockingClient as Client;
        }

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
    let docs = format!(" The endpoints of {}.", emitted.title);
    quote! {
        #![doc = #docs]
        #![cfg_attr(rustfmt, rustfmt_skip)]
        #![allow(deprecated)]

        #[rustfmt::skip]
        pub mod endpoint;
    }
}

/// The module `operation`: one module for each.
pub(super) fn operation_modules(emitted: &Crate) -> TokenStream {
    let docs = format!(" The operations of {}, one module each.", emitted.title);
    let modules = emitted.operations.iter().map(|operation| ident(&operation.module));
    quote! {
        #![doc = #docs]
        #(pub mod #modules;)*
    }
}
