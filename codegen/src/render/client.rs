//! In: a crate. Out: the module `client`: a function for each operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::example;
use super::item::{attributes, docs, ident};
use crate::ir::{Crate, Item, Operation};

/// The module `client`.
pub(super) fn client(emitted: &Crate) -> TokenStream {
    let module_docs = format!(" What calls the operations of {}.", emitted.title);
    let mut lines = vec![format!("A client of {}.", emitted.title)];
    lines.extend(example::of_client(emitted));
    let client_docs = docs(&lines);
    let functions = emitted.operations.iter().map(function);
    quote! {
        #![doc = #module_docs]

        use crate::{Service, operation};

        pub use whitesmith_runtime::Credentials;
        pub use whitesmith_runtime::client::{CallError, CallOptions, Config};

        whitesmith_runtime::client! {
            #client_docs
            trait Client: Service {
                #(#functions)*
            }
        }
    }
}

fn function(operation: &Operation) -> TokenStream {
    let (name, module) = (ident(&operation.function), ident(&operation.module));
    let input = ident(&operation.input.item.name);
    let mut docs = first_paragraph(&operation.item.docs);
    if docs.is_empty() {
        docs.push(format!("Calls `{}`.", operation.item.name));
    }
    let attributes = attributes(&Item { docs, ..operation.item.clone() });
    quote!(#attributes fn #name(input: operation::#module::#input);)
}

/// The whole text stands on the input.
fn first_paragraph(docs: &[String]) -> Vec<String> {
    let is_text = |line: &&String| !line.is_empty() && !line.starts_with(['#', '`', '-', '|', '>']);
    docs.iter().take_while(is_text).cloned().collect()
}
