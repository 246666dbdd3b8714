//! Renders the implementations of `Paginated` and `PaginatedItems` for a paginated operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Import;
use super::item::ident;
use super::rust_type::ModuleScope;
use crate::ir::{Items, Operation, Pagination, PathSegment, Presence, Type};

/// Renders the `impl` blocks.
pub(super) fn implementations(
    operation: &Operation,
    scope: ModuleScope<'_>,
) -> Option<TokenStream> {
    let pagination = operation.pagination.as_ref()?;
    let member = operation.input.members.get(pagination.input_token)?;
    let (input, output) = (ident(&operation.input.item.name), ident(&operation.output.item.name));
    let token = scope.value(&pagination.token);
    let next = next_token(pagination);
    let field = ident(&member.item.name);
    let set = match member.presence {
        Presence::Optional => quote!(self.#field = Some(token);),
        Presence::Required | Presence::Default(_) => quote!(self.#field = token;),
    };
    let items = pagination.items.as_ref().map(|items| {
        let (item, into_items) = (item(items, scope), into_items(items));
        let paginated_items = scope.import(Import::PaginatedItems);
        quote! {
            impl #paginated_items for #input {
                type Item = #item;

                fn into_items(output: #output) -> Vec<#item> { #into_items }
            }
        }
    });
    let paginated = scope.import(Import::Paginated);
    Some(quote! {
        impl #paginated for #input {
            type Token = #token;

            fn next_token(output: &#output) -> Option<#token> { #next }
            fn set_token(&mut self, token: #token) { #set }
        }
        #items
    })
}

fn next_token(pagination: &Pagination) -> TokenStream {
    let Some((last, before)) = pagination.output_token.split_last() else { return quote!(None) };
    let mut place = quote!(output);
    for step in before {
        let field = ident(&step.field);
        let through = step.is_optional.then(|| quote!(.as_ref()?));
        place = quote!(#place.#field #through);
    }
    let field = ident(&last.field);
    let clone = (!is_copy(&pagination.token)).then(|| quote!(.clone()));
    let token = quote!(#place.#field #clone);
    if last.is_optional { token } else { quote!(Some(#token)) }
}

fn is_copy(value: &Type) -> bool {
    matches!(value, Type::Integer | Type::Long | Type::Timestamp)
}

fn item(items: &Items, scope: ModuleScope<'_>) -> TokenStream {
    let element = scope.element(&items.element);
    match &items.key {
        None => element,
        Some(key) => {
            let key = scope.value(key);
            quote!((#key, #element))
        }
    }
}

fn into_items(items: &Items) -> TokenStream {
    let (mut value, mut is_optional) = (quote!(output), false);
    for PathSegment { field, is_optional: next } in &items.path {
        let field = ident(field);
        value = match (is_optional, next) {
            (false, _) => quote!(#value.#field),
            (true, true) => quote!(#value.and_then(|value| value.#field)),
            (true, false) => quote!(#value.map(|value| value.#field)),
        };
        is_optional |= *next;
    }
    let or_none = is_optional.then(|| quote!(.unwrap_or_default()));
    let pairs = items.key.as_ref().map(|_| quote!(.into_iter().collect()));
    quote!(#value #or_none #pairs)
}
