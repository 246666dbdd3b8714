//! Renders an expression over `self`, an input, as an owned `bool`, `String` or `Vec<String>`, in
//! an `Option` if it may be null.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::item::ident;
use super::variable::{Roots, Variable};
use super::{chain, items, place, value};
use crate::ir::{Expression, ExpressionKind, ExpressionType};

/// Renders an owned copy of an expression's value.
pub(in super::super) fn owned(expression: &Expression, roots: &Roots<'_>) -> TokenStream {
    let variable = &roots.root();
    let is_text_list = matches!(&expression.ty, ExpressionType::List(element) if ExpressionType::of(&element.value) == ExpressionType::Text);
    if let ExpressionKind::Field { of, field, is_optional, boxed: false } = &expression.kind
        && (expression.ty == ExpressionType::Text || is_text_list)
    {
        let field = ident(field);
        return chain(of, variable, *is_optional, |of| quote!(#of.#field.clone()));
    }
    match &expression.ty {
        ExpressionType::Text if expression.is_optional => {
            let text = value(expression, variable);
            quote!(#text.map(str::to_owned))
        }
        ExpressionType::Text => {
            let text = value(expression, variable);
            quote!(#text.to_owned())
        }
        ExpressionType::Enum => {
            chain(expression, variable, false, |text| quote!(#text.as_str().to_owned()))
        }
        ExpressionType::List(_) if is_text_list && expression.is_optional => {
            let list = value(expression, variable);
            quote!(#list.cloned())
        }
        ExpressionType::List(_) if is_text_list => {
            let list = place(expression, variable);
            quote!(#list.clone())
        }
        ExpressionType::List(element) => {
            texts(expression, &ExpressionType::of(&element.value), variable)
        }
        ExpressionType::Items(item) | ExpressionType::Array { of: item, .. } => {
            texts(expression, item, variable)
        }
        _ => value(expression, variable),
    }
}

/// Renders the strings of a list as a vector.
fn texts(expression: &Expression, item: &ExpressionType, variable: &Variable<'_>) -> TokenStream {
    let each = match item {
        ExpressionType::Enum => quote!(|item| item.as_str().to_owned()),
        _ => quote!(str::to_owned),
    };
    let each = (*item != ExpressionType::OwnedText).then(|| quote!(.map(#each)));
    let collected = |items: TokenStream| quote!(#items #each.collect());
    match &expression.kind {
        ExpressionKind::Project(project) => items::project_and(project, variable, collected),
        ExpressionKind::Keys(of) if *item == ExpressionType::Text => {
            chain(of, variable, false, |map| quote!(#map.keys().cloned().collect()))
        }
        ExpressionKind::Keys(of) => {
            chain(of, variable, false, |map| collected(items::keys(&map, &expression.ty)))
        }
        _ => chain(expression, variable, false, |list| {
            collected(items::source(&expression.ty, &list, variable))
        }),
    }
}
