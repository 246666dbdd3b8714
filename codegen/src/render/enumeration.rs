//! In: an enum or intEnum. Out: an open Rust enum: its variants and the values they stand for.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::item::{attributes, attributes_or, ident};
use crate::ir::{IntEnum, StringEnum};

/// A string enum of the `types` module.
pub(super) fn string_enum(string_enum: &StringEnum) -> TokenStream {
    let (attributes_of_enum, name) =
        (attributes_or(&string_enum.item, "An enum of strings."), ident(&string_enum.item.name));
    let variants = string_enum.variants.iter().map(|(item, value)| {
        let (attributes, name) = (attributes(item), ident(&item.name));
        quote!(#attributes #name = #value)
    });
    let sensitive = string_enum.sensitive.then(|| quote!(#[sensitive]));
    quote! {
        whitesmith_runtime::string_enum! {
            #sensitive
            #attributes_of_enum
            pub enum #name { #(#variants,)* }
        }
    }
}

/// An integer enum of the `types` module.
pub(super) fn int_enum(int_enum: &IntEnum) -> TokenStream {
    let (attributes_of_enum, name) =
        (attributes_or(&int_enum.item, "An enum of integers."), ident(&int_enum.item.name));
    let variants = int_enum.variants.iter().map(|(item, value)| {
        let (attributes, name, value) =
            (attributes(item), ident(&item.name), Literal::i32_unsuffixed(*value));
        quote!(#attributes #name = #value)
    });
    quote! {
        whitesmith_runtime::int_enum! {
            #attributes_of_enum
            pub enum #name { #(#variants,)* }
        }
    }
}
