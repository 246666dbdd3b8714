//! In: an error structure. Out: the Rust structure, its constructor, and what makes one of a
//! response.

use proc_macro2::TokenStream;
use quote::quote;

use super::item::ident;
use super::response::{self, Reading};
use super::rust_type::Scope;
use super::structure::{self, Structures};
use crate::ir::ErrorStructure;

/// An error of the `types::error` module.
pub(super) fn error(error: &ErrorStructure, structures: &Structures<'_>) -> TokenStream {
    let part = &error.structure;
    let declaration = structure::declaration(part, &part.item, Scope::Elsewhere);
    let constructor = structure::constructor(part, Scope::Elsewhere);
    let read = read(error, structures);
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

fn read(error: &ErrorStructure, structures: &Structures<'_>) -> TokenStream {
    let part = &error.structure;
    let zero = structure::zero_arguments(part, structures, Scope::Elsewhere);
    let empty = if structure::has_default(part) {
        quote!(Self::default())
    } else {
        quote!(Self::new(#(#zero),*))
    };
    let hide = has_secret_message(error).then(|| quote!(.without_message()));
    let metadata = quote!(metadata: response.metadata()#hide);
    let value = if part.members.is_empty() {
        quote!(Self { #metadata })
    } else {
        quote!(Self { #metadata, ..#empty })
    };
    let members = response::members(Reading::Error, &error.response, &part.members);
    if members.is_empty() {
        return quote! {
            pub(crate) fn read(response: &ErrorResponse<'_>) -> Self { #value }
        };
    }
    quote! {
        pub(crate) fn read(response: &ErrorResponse<'_>) -> Self {
            let mut error = #value;
            #members
            error
        }
    }
}

/// Whether the message, which is shown with the error, is sensitive.
fn has_secret_message(error: &ErrorStructure) -> bool {
    let members = error.structure.members.iter();
    let is_message = |name: &str| name.eq_ignore_ascii_case("message") || name == "errorMessage";
    let mut messages = members.filter(|member| is_message(&member.wire_name));
    error.structure.sensitive || messages.any(|member| member.sensitive)
}
