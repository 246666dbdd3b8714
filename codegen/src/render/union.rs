//! Renders a union as a Rust enum.

use proc_macro2::TokenStream;
use quote::quote;

use super::debug;
use super::item::{added, attributes, attributes_or, ident};
use super::rust_type::ModuleScope;
use crate::ir::{Union, UnionVariant};

/// Renders a union of the module `types`; `wire` has the functions that serialize and deserialize
/// it.
pub(super) fn union(union: &Union, wire: &TokenStream, scope: ModuleScope<'_>) -> TokenStream {
    let name = ident(&union.item.name);
    let attributes = attributes_or(&union.item, "A union: one of several values.");
    let added = added(&union.attributes);
    let variants = union.variants.iter().map(|one| variant(one, scope));
    let has_secrets = union.sensitive || union.variants.iter().any(|variant| variant.sensitive);
    let derived_debug = if has_secrets { None } else { Some(quote!(Debug,)) };
    let manual_debug = has_secrets.then(|| debug::union(union));
    quote! {
        #attributes
        #[derive(Clone, #derived_debug PartialEq)]
        #added
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// An unknown member, by its name on the wire.
            Unknown(String),
        }
        #manual_debug
        impl #name { #wire }
    }
}

fn variant(variant: &UnionVariant, scope: ModuleScope<'_>) -> TokenStream {
    let (attributes, name) = (attributes(&variant.item), ident(&variant.item.name));
    match &variant.value {
        None => quote!(#attributes #name),
        Some(value) => {
            let value = scope.value(value);
            if variant.boxed {
                quote!(#attributes #name(Box<#value>))
            } else {
                quote!(#attributes #name(#value))
            }
        }
    }
}
