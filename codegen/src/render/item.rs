//! In: what every item has. Out: its attributes, and the identifiers that tokens need.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

use crate::ir::{Deprecated, Item};

/// An identifier; `r#…` is a raw one.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// One `#[doc]` for each line.
pub(super) fn docs<S: AsRef<str>>(lines: &[S]) -> TokenStream {
    let lines = lines.iter().map(|line| match line.as_ref() {
        "" => String::new(),
        line => format!(" {line}"),
    });
    quote!(#(#[doc = #lines])*)
}

/// Outer doc attributes as inner ones.
pub(super) fn inner(docs: &TokenStream) -> TokenStream {
    let tokens = docs.clone().into_iter().flat_map(|token| match &token {
        TokenTree::Punct(punct) if punct.as_char() == '#' => quote!(#token !),
        _ => quote!(#token),
    });
    tokens.collect()
}

/// The docs and the deprecation of an item.
pub(super) fn attributes(item: &Item) -> TokenStream {
    let docs = docs(&item.docs);
    let deprecated = item.deprecated.as_ref().map(deprecated);
    quote!(#docs #deprecated)
}

/// Like `attributes`; an item without docs gets this line.
pub(super) fn attributes_or(item: &Item, line: &str) -> TokenStream {
    if item.docs.is_empty() {
        let line = docs(&[line]);
        let rest = attributes(item);
        return quote!(#line #rest);
    }
    attributes(item)
}

fn deprecated(deprecated: &Deprecated) -> TokenStream {
    let since = deprecated.since.as_ref().map(|since| quote!(since = #since,));
    match &deprecated.note {
        Some(note) => quote!(#[deprecated(#since note = #note)]),
        None if since.is_some() => quote!(#[deprecated(#since note = "")]),
        None => quote!(#[deprecated]),
    }
}
