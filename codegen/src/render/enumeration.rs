//! Renders an enum or intEnum as an open Rust enum.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::item::{added, attributes, attributes_or, ident};
use crate::ir::{IntEnum, StringEnum};

/// Renders a string enum of the module `types`.
pub(super) fn string_enum(string_enum: &StringEnum) -> TokenStream {
    let (attributes_of_enum, name) =
        (attributes_or(&string_enum.item, "An enum of strings."), ident(&string_enum.item.name));
    let variants = string_enum.variants.iter().map(|(item, value)| {
        let (attributes, name) = (attributes(item), ident(&item.name));
        quote!(#attributes #name = #value)
    });
    let added = added(&string_enum.attributes);
    let sensitive = string_enum.sensitive.then(|| quote!(#[sensitive]));
    quote! {
        whitesmith_runtime::string_enum! {
            #sensitive
            #attributes_of_enum
            #added
            pub enum #name { #(#variants,)* }
        }
    }
}

/// Renders an integer enum of the module `types`.
pub(super) fn int_enum(int_enum: &IntEnum) -> TokenStream {
    let (attributes_of_enum, name) =
        (attributes_or(&int_enum.item, "An enum of integers."), ident(&int_enum.item.name));
    let variants = int_enum.variants.iter().map(|(item, value)| {
        let (attributes, name, value) =
            (attributes(item), ident(&item.name), Literal::i32_unsuffixed(*value));
        quote!(#attributes #name = #value)
    });
    let added = added(&int_enum.attributes);
    quote! {
        whitesmith_runtime::int_enum! {
            #attributes_of_enum
            #added
            pub enum #name { #(#variants,)* }
        }
    }
}
