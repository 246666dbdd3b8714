//! In: an expression about `self`, an input: a boolean, a string or a list of strings. Out: a Rust
//! expression for a `bool`, `String` or `Vec<String>` of its own, in an `Option` if it may be null.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::item::ident;
use super::variable::{Roots, Variable};
use super::{chain, items, place, value};
use crate::ir::{Kind, Query, QueryStep};

/// A copy of the value of an expression.
pub(in super::super) fn owned(query: &Query, roots: &Roots<'_>) -> TokenStream {
    let variable = &roots.root();
    let is_text_list =
        matches!(&query.kind, Kind::List(element) if Kind::of(&element.value) == Kind::Text);
    if let QueryStep::Field { of, field, is_optional, boxed: false } = &query.step
        && (query.kind == Kind::Text || is_text_list)
    {
        let field = ident(field);
        return chain(of, variable, *is_optional, |of| quote!(#of.#field.clone()));
    }
    match &query.kind {
        Kind::Text if query.is_optional => {
            let text = value(query, variable);
            quote!(#text.map(str::to_owned))
        }
        Kind::Text => {
            let text = value(query, variable);
            quote!(#text.to_owned())
        }
        Kind::Enum => chain(query, variable, false, |text| quote!(#text.as_str().to_owned())),
        Kind::List(_) if is_text_list && query.is_optional => {
            let list = value(query, variable);
            quote!(#list.cloned())
        }
        Kind::List(_) if is_text_list => {
            let list = place(query, variable);
            quote!(#list.clone())
        }
        Kind::List(element) => texts(query, &Kind::of(&element.value), variable),
        Kind::Items(item) | Kind::Array { of: item, .. } => texts(query, item, variable),
        _ => value(query, variable),
    }
}

/// The strings of a list in a vector.
fn texts(query: &Query, item: &Kind, variable: &Variable<'_>) -> TokenStream {
    let each = match item {
        Kind::Enum => quote!(|item| item.as_str().to_owned()),
        _ => quote!(str::to_owned),
    };
    let each = (*item != Kind::OwnedText).then(|| quote!(.map(#each)));
    let collected = |items: TokenStream| quote!(#items #each.collect());
    match &query.step {
        QueryStep::Project(project) => items::project_and(project, variable, collected),
        QueryStep::Keys(of) if *item == Kind::Text => {
            chain(of, variable, false, |map| quote!(#map.keys().cloned().collect()))
        }
        QueryStep::Keys(of) => {
            chain(of, variable, false, |map| collected(items::keys(&map, &query.kind)))
        }
        _ => chain(query, variable, false, |list| {
            collected(items::source(&query.kind, &list, variable))
        }),
    }
}
