//! Renders conditions on the Cargo features of operations.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{Attribute, Item};

use crate::ir::Needed;

/// The attribute of an item that is compiled if one of the features is enabled.
pub(super) fn gate(needed: &Needed) -> TokenStream {
    let mut features = needed.iter();
    match (features.next(), needed.len()) {
        (Some(feature), 1) => quote!(#[cfg(feature = #feature)]),
        _ => quote!(#[cfg(any(#(feature = #needed),*))]),
    }
}

/// The attribute of an item that is compiled with one feature.
pub(super) fn of_feature(feature: &str) -> TokenStream {
    quote!(#[cfg(feature = #feature)])
}

/// Adds an attribute to each of several items, below their documentation.
pub(super) fn each(attribute: &TokenStream, items: TokenStream) -> TokenStream {
    // What renderers make are items, and the formatter would refuse anything else.
    let Ok(file) = syn::parse2::<syn::File>(items.clone()) else { return items };
    let Ok(attribute) = parsed(attribute) else { return items };
    let gated = file.items.into_iter().map(|mut item| {
        if let Some(attributes) = attributes(&mut item) {
            let below = attributes.iter().take_while(|other| other.path().is_ident("doc")).count();
            attributes.splice(below..below, attribute.iter().cloned());
        }
        item.to_token_stream()
    });
    gated.collect()
}

fn parsed(attribute: &TokenStream) -> syn::Result<Vec<Attribute>> {
    syn::parse::Parser::parse2(Attribute::parse_outer, attribute.clone())
}

/// The attributes of an item of a kind that renderers make.
fn attributes(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    match item {
        Item::Enum(item) => Some(&mut item.attrs),
        Item::Impl(item) => Some(&mut item.attrs),
        Item::Macro(item) => Some(&mut item.attrs),
        Item::Struct(item) => Some(&mut item.attrs),
        _ => None,
    }
}
