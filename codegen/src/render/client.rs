//! In: a crate. Out: the module `client`: a function for each operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::example;
use super::item::{attributes, docs, ident};
use crate::docs::{Docs, Sentence};
use crate::ir::{Crate, Item, Operation};

/// The module `client`.
pub(super) fn client(emitted: &Crate) -> TokenStream {
    let client_docs = Docs::from(Sentence::new("A client of ").text(&emitted.title).words("."));
    let client_docs = docs(&client_docs.then(example::of_client(emitted)));
    let functions = emitted.operations.iter().map(function);
    let (pages, waiters) = (pages(emitted), waiters(emitted));
    quote! {
        //! `Client`, and with the feature `blocking` `BlockingClient`: a function for each operation,
        //! which `whitesmith_runtime::client!` makes of the declarations below.

        use crate::Service;

        pub use whitesmith_runtime::Credentials;
        pub use whitesmith_runtime::client::{CallError, CallOptions, Config};

        whitesmith_runtime::client! {
            #client_docs
            trait Client: Service {
                #(#functions)*
            }
            #pages
            #waiters
        }
    }
}

/// A function for the pages of each operation that has them.
fn pages(emitted: &Crate) -> Option<TokenStream> {
    let functions = emitted.operations.iter().filter_map(|operation| {
        let name = ident(&operation.pagination.as_ref()?.function);
        let (module, input) = (ident(&operation.module), ident(&operation.input.item.name));
        Some(quote!(fn #name(input: #module::#input);))
    });
    let functions: Vec<TokenStream> = functions.collect();
    (!functions.is_empty()).then(|| quote!(trait Pages { #(#functions)* }))
}

/// A function for each state that can be waited for.
fn waiters(emitted: &Crate) -> Option<TokenStream> {
    let functions = emitted.waiters.iter().map(|waiter| {
        let (name, state) = (ident(&waiter.function), ident(&waiter.item.name));
        quote!(fn #name(waiter: #state);)
    });
    let functions: Vec<TokenStream> = functions.collect();
    (!functions.is_empty()).then(|| quote!(trait Waiters { #(#functions)* }))
}

fn function(operation: &Operation) -> TokenStream {
    let name = ident(&operation.module);
    let input = ident(&operation.input.item.name);
    // The whole text stands on the input.
    let docs = operation.item.docs.first_sentence();
    let docs = docs.or(Sentence::new("Calls ").code(operation.id.name()).words("."));
    let attributes = attributes(&Item { docs, ..operation.item.clone() });
    quote!(#attributes fn #name(input: #input);)
}
