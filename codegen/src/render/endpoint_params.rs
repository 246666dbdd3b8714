//! Renders the function `endpoint_params` of an input, which sets the endpoint parameters of its
//! operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::endpoint::constant;
use super::expression::{self, Roots};
use super::imports::Import;
use super::item::ident;
use super::rust_type::ModuleScope;
use crate::ir::endpoint::{Bound, BoundValue};

/// Renders the function, if the operation sets parameters.
pub(super) fn endpoint_params(bounds: &[Bound], scope: ModuleScope<'_>) -> Option<TokenStream> {
    if bounds.is_empty() {
        return None;
    }
    let roots = Roots::new(scope);
    let assignments: TokenStream = bounds.iter().map(|bound| assignment(bound, &roots)).collect();
    let allow = roots.flattens.get().then(|| quote!(#[allow(clippy::map_flatten)]));
    let endpoint = scope.import(Import::EndpointModule);
    Some(quote! {
        #allow
        fn endpoint_params(&self, params: &mut #endpoint::Params) { #assignments }
    })
}

fn assignment(bound: &Bound, roots: &Roots<'_>) -> TokenStream {
    let field = ident(&bound.field);
    let (value, is_option) = match &bound.value {
        BoundValue::Constant(value) => (constant(value), false),
        BoundValue::Input(expression) => {
            (expression::owned(expression, roots), expression.is_optional)
        }
    };
    match (bound.optional, is_option) {
        (true, false) => quote!(params.#field = Some(#value);),
        // A value of the configuration is kept if the input has none.
        (true, true) if bound.has_other_source => {
            quote!(if let Some(value) = #value { params.#field = Some(value); })
        }
        (false, true) => quote!(if let Some(value) = #value { params.#field = value; }),
        (false, false) | (true, true) => quote!(params.#field = #value;),
    }
}
