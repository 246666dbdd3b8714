//! In: an error structure. Out: the Rust structure, its constructor, and what makes one of a
//! response.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Import;
use super::item::ident;
use super::response::{self, Reading};
use super::rust_type::ModuleScope;
use super::structure::{self, Structures};
use crate::ir::{Body, ErrorStructure};

/// An error of the `types::error` module.
pub(super) fn error(
    error: &ErrorStructure,
    structures: &Structures<'_>,
    scope: ModuleScope<'_>,
) -> TokenStream {
    let part = &error.structure;
    let declaration = structure::declaration(part, &part.item, scope);
    let constructor = structure::constructor(part, scope);
    let read = read(error, structures, scope);
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

fn read(
    error: &ErrorStructure,
    structures: &Structures<'_>,
    scope: ModuleScope<'_>,
) -> TokenStream {
    let part = &error.structure;
    let hide = has_secret_message(error).then(|| quote!(.without_message()));
    let metadata = quote!(metadata: response.metadata()#hide);
    let value = if part.members.is_empty() {
        quote!(Self { #metadata })
    } else {
        let empty = empty(error, structures, scope);
        quote!(Self { #metadata, ..#empty })
    };
    let members = response::members(Reading::Error, &error.response, &part.members, scope);
    let response = scope.import(Import::ErrorResponse);
    if members.is_empty() {
        return quote! {
            pub(crate) fn read(response: &#response<'_>) -> Self { #value }
        };
    }
    quote! {
        pub(crate) fn read(response: &#response<'_>) -> Self {
            let mut error = #value;
            #members
            error
        }
    }
}

/// The error as it is before it has been read.
fn empty(
    error: &ErrorStructure,
    structures: &Structures<'_>,
    scope: ModuleScope<'_>,
) -> TokenStream {
    let part = &error.structure;
    if structure::has_default(part) {
        return quote!(Self::default());
    }
    let zero = structure::zero_arguments(part, structures, scope);
    quote!(Self::new(#(#zero),*))
}

/// Whether the message, which is shown with the error, is sensitive.
fn has_secret_message(error: &ErrorStructure) -> bool {
    let Body::Members(fields) = &error.response.body else { return error.structure.sensitive };
    let is_message = |name: &str| name.eq_ignore_ascii_case("message") || name == "errorMessage";
    let messages = fields.iter().filter(|field| is_message(&field.name));
    let mut messages = messages.filter_map(|field| error.structure.members.get(field.member));
    error.structure.sensitive || messages.any(|member| member.sensitive)
}
