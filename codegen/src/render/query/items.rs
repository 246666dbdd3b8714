//! In: expressions over lists. Out: iterators, and what comes of them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::item::ident;
use super::variable::{Roots, Variable};
use super::{call, chain, converted, held, name, place, value};
use crate::ir::{Kind, Project, Query, QueryStep};

/// The elements of a list, none if it is null: references, or what an iterator gives.
pub(in super::super) fn items(query: &Query, roots: &Roots<'_>) -> TokenStream {
    items_of(query, &roots.root())
}

fn items_of(query: &Query, variable: &Variable<'_>) -> TokenStream {
    if let QueryStep::Project(project) = &query.step {
        return project_from(project, &items_of(&project.of, variable), variable);
    }
    if !query.is_optional {
        return source(&query.kind, &place(query, variable), variable);
    }
    let dense = held(&query.kind).filter(|held| held.sparse).map(|_| variable.flatten());
    if let QueryStep::Field { of, field, .. } = &query.step
        && !of.is_optional
        && matches!(query.kind, Kind::List(_))
    {
        let (of, field) = (place(of, variable), ident(field));
        let flatten = variable.flatten();
        return quote!(#of.#field.iter()#flatten #dense);
    }
    let list = value(query, variable);
    match &query.kind {
        Kind::List(_) | Kind::Items(_) => {
            let flatten = variable.flatten();
            quote!(#list.into_iter()#flatten #dense)
        }
        kind => {
            let inner = source(kind, &quote!(value), variable);
            quote!(#list.into_iter().flat_map(|value| #inner))
        }
    }
}

/// The elements of a list, or the values of a map, that is not null.
pub(super) fn source(kind: &Kind, tokens: &TokenStream, variable: &Variable<'_>) -> TokenStream {
    let dense = held(kind).filter(|held| held.sparse).map(|_| variable.flatten());
    match kind {
        Kind::List(_) => quote!(#tokens.iter()#dense),
        Kind::Map(..) => quote!(#tokens.values()#dense),
        Kind::Array { is_sparse: true, .. } => {
            let flatten = variable.flatten();
            quote!(#tokens.into_iter()#flatten)
        }
        Kind::Array { is_sparse: false, .. } => quote!(#tokens.into_iter()),
        _ => quote!(#tokens),
    }
}

/// The iterator, in an option if the list may be null.
pub(super) fn project_value(project: &Project, variable: &Variable<'_>) -> TokenStream {
    project_and(project, variable, |items| items)
}

/// What `then` makes of the iterator; null if the list is null.
pub(super) fn project_and(
    project: &Project,
    variable: &Variable<'_>,
    then: impl Fn(TokenStream) -> TokenStream,
) -> TokenStream {
    if !project.of.is_optional {
        return then(project_from(project, &items_of(&project.of, variable), variable));
    }
    let name = name(&project.of, variable);
    let list = value(&project.of, variable);
    let inner = source(&project.of.kind, &quote!(#name), variable);
    let inner = then(project_from(project, &inner, variable));
    quote!(#list.map(|#name| #inner))
}

/// What a projection makes of an iterator.
fn project_from(project: &Project, elements: &TokenStream, variable: &Variable<'_>) -> TokenStream {
    let inner = match &project.of.kind {
        Kind::Items(list) | Kind::Array { of: list, .. } => Some((**list).clone()),
        Kind::List(held) | Kind::Map(_, held) => Some(Kind::of(&held.value)),
        _ => None,
    };
    let inner = inner.filter(|_| project.flatten);
    let flatten = inner.map(|inner| {
        let is_sparse = matches!(&inner, Kind::Array { is_sparse: true, .. })
            || held(&inner).is_some_and(|held| held.sparse);
        let (flatten, dense) = (variable.flatten(), is_sparse.then(|| variable.flatten()));
        quote!(#flatten #dense)
    });
    let filter = project.condition.as_ref().map(|condition| {
        let item = variable.roots.variable("item");
        let condition = value(condition, &item);
        let parameter = item.parameter();
        let reference = (parameter != "_").then(|| quote!(&));
        quote!(.filter(|#reference #parameter| #condition))
    });
    let each = project.each.as_ref().map(|each| match (&each.step, &each.kind) {
        (QueryStep::Element, Kind::Text) => quote!(.map(String::as_str)),
        (QueryStep::Element, _) => quote!(.copied()),
        _ => apply(each, variable),
    });
    quote!(#elements #flatten #filter #each)
}

fn apply(each: &Query, variable: &Variable<'_>) -> TokenStream {
    let call = if each.is_optional { quote!(filter_map) } else { quote!(map) };
    if let Some(path) = call::path_of_variable(each, variable) {
        return quote!(.#call(#path));
    }
    let item = variable.roots.variable("item");
    let each = value(each, &item);
    let parameter = item.parameter();
    quote!(.#call(|#parameter| #each))
}

/// An element at a position.
pub(super) fn index(of: &Query, index: i64, kind: &Kind, variable: &Variable<'_>) -> TokenStream {
    let convert = converted(kind, held(&of.kind));
    let at = |index: i64| Literal::u64_unsuffixed(index.unsigned_abs());
    if matches!(of.kind, Kind::Items(_)) {
        let (list, position) = (items_of(of, variable), at(index));
        return if index == 0 { quote!(#list.next()) } else { quote!(#list.nth(#position)) };
    }
    chain(of, variable, true, |list| match index {
        0 => quote!(#list.first()#convert),
        -1 => quote!(#list.last()#convert),
        index if index < 0 => {
            let before = at(index.saturating_add(1));
            quote!(#list.iter().rev().nth(#before)#convert)
        }
        index => {
            let index = at(index);
            quote!(#list.get(#index)#convert)
        }
    })
}

/// How many elements or characters a value has.
pub(super) fn length(tokens: &TokenStream, kind: &Kind) -> TokenStream {
    match kind {
        Kind::Text | Kind::OwnedText => quote!(#tokens.chars().count()),
        Kind::Enum => quote!(#tokens.as_str().chars().count()),
        Kind::Items(_) => quote!(#tokens.count()),
        _ => quote!(#tokens.len()),
    }
}

/// An array; of options if one of the values may be null.
pub(super) fn list(values: &[Query], kind: &Kind, variable: &Variable<'_>) -> TokenStream {
    let is_sparse = matches!(kind, Kind::Array { is_sparse: true, .. });
    let values = values.iter().map(|query| {
        let tokens = value(query, variable);
        if is_sparse && !query.is_optional { quote!(Some(#tokens)) } else { tokens }
    });
    quote!([#(#values),*])
}

/// The keys of a map, as items of this type.
pub(super) fn keys(map: &TokenStream, items: &Kind) -> TokenStream {
    let text = (*items == Kind::Items(Box::new(Kind::Text))).then(|| quote!(.map(String::as_str)));
    quote!(#map.keys()#text)
}
