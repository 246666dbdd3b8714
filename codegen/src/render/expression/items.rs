//! Renders expressions over lists as iterators, and their results.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::item::ident;
use super::variable::{Roots, Variable};
use super::{call, chain, converted, held, name, place, value};
use crate::ir::{Expression, ExpressionKind, ExpressionType, Project};

/// Renders the elements of a list; none if it is null.
pub(in super::super) fn items(expression: &Expression, roots: &Roots<'_>) -> TokenStream {
    items_of(expression, &roots.root())
}

fn items_of(expression: &Expression, variable: &Variable<'_>) -> TokenStream {
    if let ExpressionKind::Project(project) = &expression.kind {
        return project_from(project, &items_of(&project.of, variable), variable);
    }
    if !expression.is_optional {
        return source(&expression.ty, &place(expression, variable), variable);
    }
    let dense = held(&expression.ty).filter(|held| held.sparse).map(|_| variable.flatten());
    if let ExpressionKind::Field { of, field, .. } = &expression.kind
        && !of.is_optional
        && matches!(expression.ty, ExpressionType::List(_))
    {
        let (of, field) = (place(of, variable), ident(field));
        let flatten = variable.flatten();
        return quote!(#of.#field.iter()#flatten #dense);
    }
    let list = value(expression, variable);
    match &expression.ty {
        ExpressionType::List(_) | ExpressionType::Items(_) => {
            let flatten = variable.flatten();
            quote!(#list.into_iter()#flatten #dense)
        }
        ty => {
            let inner = source(ty, &quote!(value), variable);
            quote!(#list.into_iter().flat_map(|value| #inner))
        }
    }
}

/// Renders the elements of a list, or the values of a map, that is not null.
pub(super) fn source(
    ty: &ExpressionType,
    tokens: &TokenStream,
    variable: &Variable<'_>,
) -> TokenStream {
    let dense = held(ty).filter(|held| held.sparse).map(|_| variable.flatten());
    match ty {
        ExpressionType::List(_) => quote!(#tokens.iter()#dense),
        ExpressionType::Map(..) => quote!(#tokens.values()#dense),
        ExpressionType::Array { is_sparse: true, .. } => {
            let flatten = variable.flatten();
            quote!(#tokens.into_iter()#flatten)
        }
        ExpressionType::Array { is_sparse: false, .. } => quote!(#tokens.into_iter()),
        _ => quote!(#tokens),
    }
}

/// Renders a projection as an iterator, in an option if the list may be null.
pub(super) fn project_value(project: &Project, variable: &Variable<'_>) -> TokenStream {
    project_and(project, variable, |items| items)
}

/// Applies `then` to the iterator of a projection; null stays null.
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
    let inner = source(&project.of.ty, &quote!(#name), variable);
    let inner = then(project_from(project, &inner, variable));
    quote!(#list.map(|#name| #inner))
}

/// Renders a projection of an iterator.
fn project_from(project: &Project, elements: &TokenStream, variable: &Variable<'_>) -> TokenStream {
    let inner = match &project.of.ty {
        ExpressionType::Items(list) | ExpressionType::Array { of: list, .. } => {
            Some((**list).clone())
        }
        ExpressionType::List(held) | ExpressionType::Map(_, held) => {
            Some(ExpressionType::of(&held.value))
        }
        _ => None,
    };
    let inner = inner.filter(|_| project.flatten);
    let flatten = inner.map(|inner| {
        let is_sparse = matches!(&inner, ExpressionType::Array { is_sparse: true, .. })
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
    let each = project.each.as_ref().map(|each| match (&each.kind, &each.ty) {
        (ExpressionKind::Element, ExpressionType::Text) => quote!(.map(String::as_str)),
        (ExpressionKind::Element, _) => quote!(.copied()),
        _ => apply(each, variable),
    });
    quote!(#elements #flatten #filter #each)
}

fn apply(each: &Expression, variable: &Variable<'_>) -> TokenStream {
    let call = if each.is_optional { quote!(filter_map) } else { quote!(map) };
    if let Some(path) = call::path_of_variable(each, variable) {
        return quote!(.#call(#path));
    }
    let item = variable.roots.variable("item");
    let each = value(each, &item);
    let parameter = item.parameter();
    quote!(.#call(|#parameter| #each))
}

/// Renders the access to an element.
pub(super) fn index(
    of: &Expression,
    index: i64,
    ty: &ExpressionType,
    variable: &Variable<'_>,
) -> TokenStream {
    let convert = converted(ty, held(&of.ty));
    let at = |index: i64| Literal::u64_unsuffixed(index.unsigned_abs());
    if matches!(of.ty, ExpressionType::Items(_)) {
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

/// Renders the number of elements or characters of a value.
pub(super) fn length(tokens: &TokenStream, ty: &ExpressionType) -> TokenStream {
    match ty {
        ExpressionType::Text | ExpressionType::OwnedText => quote!(#tokens.chars().count()),
        ExpressionType::Enum => quote!(#tokens.as_str().chars().count()),
        ExpressionType::Items(_) => quote!(#tokens.count()),
        _ => quote!(#tokens.len()),
    }
}

/// Renders an array; its elements are options if one of the values may be null.
pub(super) fn list(
    values: &[Expression],
    ty: &ExpressionType,
    variable: &Variable<'_>,
) -> TokenStream {
    let is_sparse = matches!(ty, ExpressionType::Array { is_sparse: true, .. });
    let values = values.iter().map(|expression| {
        let tokens = value(expression, variable);
        if is_sparse && !expression.is_optional { quote!(Some(#tokens)) } else { tokens }
    });
    quote!([#(#values),*])
}

/// Renders the keys of a map as items of this type.
pub(super) fn keys(map: &TokenStream, items: &ExpressionType) -> TokenStream {
    let text = (*items == ExpressionType::Items(Box::new(ExpressionType::Text)))
        .then(|| quote!(.map(String::as_str)));
    quote!(#map.keys()#text)
}
