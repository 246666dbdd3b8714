//! In: a crate. Out: the module `client`: a function for each operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::example;
use super::item::{attributes, docs, ident};
use crate::ir::{Crate, Item, Operation};

/// The module `client`.
pub(super) fn client(emitted: &Crate) -> TokenStream {
    let mut lines = vec![format!("A client of {}.", emitted.title)];
    lines.extend(example::of_client(emitted));
    let client_docs = docs(&lines);
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
    let mut docs = first_sentence(&operation.item.docs);
    if docs.is_empty() {
        docs.push(format!("Calls `{}`.", operation.item.name));
    }
    let attributes = attributes(&Item { docs, ..operation.item.clone() });
    quote!(#attributes fn #name(input: #input);)
}

/// What the function does; the whole text stands on the input.
fn first_sentence(docs: &[String]) -> Vec<String> {
    let is_text = |line: &&String| !line.is_empty() && !line.starts_with(['#', '`', '-', '|', '>']);
    let mut lines = Vec::new();
    for line in docs.iter().take_while(is_text) {
        match line.split_once(". ") {
            Some((end, _)) if !is_abbreviated(end) => {
                lines.push(format!("{end}."));
                break;
            }
            _ => lines.push(line.clone()),
        }
    }
    lines
}

/// Whether a text ends like `e.g.` or `i.e.`, without the last point.
fn is_abbreviated(text: &str) -> bool {
    let before = text.strip_suffix(|last: char| last.is_ascii_lowercase());
    before.is_some_and(|before| before.ends_with('.'))
}
