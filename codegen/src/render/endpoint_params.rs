//! In: what an operation tells the endpoint rules. Out: the function `endpoint_params` of its input.

use proc_macro2::TokenStream;
use quote::quote;

use super::endpoint::constant;
use super::item::ident;
use crate::ir::endpoint::{Bound, BoundValue, Leaf, List, MemberStep};

/// The function, if there is anything to tell.
pub(super) fn endpoint_params(bounds: &[Bound]) -> Option<TokenStream> {
    let assignments: Vec<TokenStream> = bounds.iter().map(assignment).collect();
    (!assignments.is_empty()).then(|| {
        quote! {
            fn endpoint_params(&self, params: &mut crate::endpoint::Params) { #(#assignments)* }
        }
    })
}

fn assignment(bound: &Bound) -> TokenStream {
    let field = ident(&bound.field);
    match &bound.value {
        BoundValue::Constant(value) => {
            let value = constant(value);
            let value = if bound.optional { quote!(Some(#value)) } else { value };
            quote!(params.#field = #value;)
        }
        BoundValue::Member { steps, list, leaf } => {
            let (value, is_option) = value(steps, list.as_ref(), *leaf);
            match (bound.optional, is_option) {
                (true, false) => quote!(params.#field = Some(#value);),
                // A value of the configuration stays where the input has none.
                (true, true) if bound.has_other_source => {
                    quote!(if let Some(value) = #value { params.#field = Some(value); })
                }
                (false, true) => quote!(if let Some(value) = #value { params.#field = value; }),
                (false, false) | (true, true) => quote!(params.#field = #value;),
            }
        }
    }
}

/// The value that a path leads to, and whether it is an option.
fn value(steps: &[MemberStep], list: Option<&List>, leaf: Leaf) -> (TokenStream, bool) {
    if let ([MemberStep { field, optional: true }], None) = (steps, list) {
        let field = ident(field);
        let value = match leaf {
            Leaf::Copy => quote!(self.#field),
            Leaf::Clone => quote!(self.#field.clone()),
            Leaf::AsStr => quote!(self.#field.as_ref().map(|value| value.as_str().to_owned())),
        };
        return (value, true);
    }
    let (value, is_option) = path(&quote!(self), steps);
    let value = match (list, is_option) {
        (Some(list), true) => {
            let items = items(&quote!(value), list, leaf);
            quote!(#value.map(|value| #items))
        }
        (Some(list), false) => items(&value, list, leaf),
        (None, true) => match leaf {
            Leaf::Copy => quote!(#value.copied()),
            Leaf::Clone => quote!(#value.cloned()),
            Leaf::AsStr => quote!(#value.map(|value| value.as_str().to_owned())),
        },
        (None, false) => match leaf {
            Leaf::Copy => value,
            Leaf::Clone => quote!(#value.clone()),
            Leaf::AsStr => quote!(#value.as_str().to_owned()),
        },
    };
    (value, is_option)
}

/// A place, or an option of a reference.
fn path(from: &TokenStream, steps: &[MemberStep]) -> (TokenStream, bool) {
    steps.iter().fold((from.clone(), false), |(value, is_option), step| {
        let field = ident(&step.field);
        let next = match (is_option, step.optional) {
            (false, false) => quote!(#value.#field),
            (false, true) => quote!(#value.#field.as_ref()),
            (true, false) => quote!(#value.map(|value| &value.#field)),
            (true, true) => quote!(#value.and_then(|value| value.#field.as_ref())),
        };
        (next, is_option || step.optional)
    })
}

/// The texts that come of a list or a map.
fn items(of: &TokenStream, list: &List, leaf: Leaf) -> TokenStream {
    let each = match list {
        List::Keys => quote!(#of.keys()),
        List::Each(steps) => {
            let each = each(steps);
            quote!(#of.iter() #each)
        }
        List::Several(steps, branches) => {
            let each = each(steps);
            let branches = branches.iter().map(|steps| match path(&quote!(value), steps) {
                (branch, true) => branch,
                (branch, false) => quote!(Some(&#branch)),
            });
            quote!(#of.iter() #each .flat_map(|value| [#(#branches),*]).flatten())
        }
    };
    match leaf {
        Leaf::Clone | Leaf::Copy => quote!(#each.cloned().collect()),
        Leaf::AsStr => quote!(#each.map(|value| value.as_str().to_owned()).collect()),
    }
}

fn each(steps: &[MemberStep]) -> TokenStream {
    let links = steps.iter().map(|step| {
        let field = ident(&step.field);
        if step.optional {
            quote!(.filter_map(|value| value.#field.as_ref()))
        } else {
            quote!(.map(|value| &value.#field))
        }
    });
    links.collect()
}
