//! Renders the attributes of items, and identifiers.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::docs::Docs;
use crate::ir::{Deprecated, Item};

/// An identifier; the prefix `r#` makes a raw one.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// Renders one `#[doc]` attribute for each line.
pub(super) fn docs(docs: &Docs) -> TokenStream {
    let lines = lines(docs);
    quote!(#(#[doc = #lines])*)
}

/// Renders one `#![doc]` attribute for each line.
pub(super) fn inner_docs(docs: impl Into<Docs>) -> TokenStream {
    let docs = docs.into();
    let lines = lines(&docs);
    quote!(#(#![doc = #lines])*)
}

fn lines(docs: &Docs) -> impl Iterator<Item = String> {
    docs.lines().iter().map(|line| match line.as_str() {
        "" => String::new(),
        line => format!(" {line}"),
    })
}

/// A text that lowering has parsed.
pub(super) fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}

/// Renders attributes that lowering has parsed.
pub(super) fn added(attributes: &[String]) -> TokenStream {
    attributes.iter().map(|text| tokens(text)).collect()
}

/// Renders the docs and the deprecation of an item.
pub(super) fn attributes(item: &Item) -> TokenStream {
    let docs = docs(&item.docs);
    let deprecated = item.deprecated.as_ref().map(deprecated);
    quote!(#docs #deprecated)
}

/// Renders the docs and the deprecation of an item, with default docs.
pub(super) fn attributes_or(item: &Item, docs: impl Into<Docs>) -> TokenStream {
    attributes(&Item { docs: item.docs.clone().or(docs), ..item.clone() })
}

fn deprecated(deprecated: &Deprecated) -> TokenStream {
    let Deprecated { since, note } = deprecated;
    let note = note.on_one_line();
    match since {
        Some(since) => quote!(#[deprecated(since = #since, note = #note)]),
        None if note.is_empty() => quote!(#[deprecated]),
        None => quote!(#[deprecated(note = #note)]),
    }
}
