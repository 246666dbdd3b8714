//! Renders an error structure: the Rust structure, its constructor, and the function that deserializes it.

use proc_macro2::TokenStream;
use quote::quote;

use super::item::ident;
use super::message::response;
use super::rust_type::ModuleScope;
use super::structure::{self, Structures};
use crate::ir::ErrorStructure;

/// An error of the `types::error` module.
pub(super) fn error(
    error: &ErrorStructure,
    structures: &Structures<'_>,
    scope: ModuleScope<'_>,
) -> TokenStream {
    let part = &error.structure;
    let declaration = structure::declaration(part, &part.item, scope);
    let constructor = structure::constructor(part, scope);
    let read = response::error(error, structures, scope);
    let name = ident(&part.item.name);
    let hint = error.retryable.map(|retryable| {
        if retryable.throttling { quote!(, throttling) } else { quote!(, retryable) }
    });
    quote! {
        #declaration
        impl #name {
            #constructor
            #read
        }
        whitesmith_runtime::modeled_error!(#name #hint);
    }
}
