//! Renders the construction of an endpoint of a rule or a test.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::expression::FunctionScope;
use crate::ir::endpoint::{AuthScheme, EndpointValue, Expr, Property, SharedEndpoint};
use crate::render::item::ident;
use crate::render::text::literal;

/// Renders `Endpoint::new(…)` and the calls of its setters, or the call of the function that returns the
/// endpoint.
pub(in crate::render) fn endpoint(
    endpoint: &EndpointValue,
    scope: &FunctionScope<'_>,
) -> TokenStream {
    match endpoint.shared.and_then(|index| scope.shared(index)) {
        Some(shared) => call(shared, endpoint, &scope.owned_text(&endpoint.url), scope),
        None => {
            let region = |region: &Expr| scope.value(region);
            written_out(endpoint, &scope.value(&endpoint.url), &region, scope)
        }
    }
}

/// Renders the computed URL of an endpoint that a function returns, and the call of this function with the
/// variable `url`.
pub(super) fn endpoint_with_url(
    endpoint: &EndpointValue,
    scope: &FunctionScope<'_>,
) -> Option<(TokenStream, TokenStream)> {
    let shared = endpoint.shared.and_then(|index| scope.shared(index))?;
    // A variable in the region could be shadowed.
    let is_plain = match endpoint.signing_region() {
        Some(Expr::Local(local)) => local.name != "url",
        Some(Expr::Text(_)) | None => true,
        Some(Expr::Field(of, _)) => matches!(&**of, Expr::Local(local) if local.name != "url"),
        Some(_) => false,
    };
    let is_computed = is_plain && endpoint.url.is_made();
    is_computed
        .then(|| (scope.owned_text(&endpoint.url), call(shared, endpoint, &quote!(url), scope)))
}

fn call(
    shared: &SharedEndpoint,
    endpoint: &EndpointValue,
    url: &TokenStream,
    scope: &FunctionScope<'_>,
) -> TokenStream {
    let name = ident(&shared.name);
    let region = endpoint.signing_region().map(|region| scope.argument(region));
    let region = region.map(|region| quote!(#region,));
    quote!(#name(#region #url))
}

/// Renders the function that returns a shared endpoint.
pub(super) fn shared(shared: &SharedEndpoint, scope: &FunctionScope<'_>) -> TokenStream {
    let name = ident(&shared.name);
    let argument = shared.endpoint.signing_region().map(|_| quote!(region: &str,));
    let endpoint = written_out(&shared.endpoint, &quote!(url), &|_| quote!(region), scope);
    quote!(fn #name(#argument url: String) -> Endpoint { #endpoint })
}

fn written_out(
    endpoint: &EndpointValue,
    url: &TokenStream,
    region: &dyn Fn(&Expr) -> TokenStream,
    scope: &FunctionScope<'_>,
) -> TokenStream {
    let headers = endpoint.headers.iter().map(|(name, value)| {
        let (name, value) = (literal(name), scope.value(value));
        quote!(.header(#name, #value))
    });
    let properties = properties(&endpoint.properties, scope);
    let schemes = endpoint.auth_schemes.iter().map(|scheme| {
        let scheme = auth_scheme(scheme, region, scope);
        quote!(.auth_scheme(#scheme))
    });
    quote!(Endpoint::new(#url) #(#headers)* #properties #(#schemes)*)
}

fn auth_scheme(
    scheme: &AuthScheme,
    region: &dyn Fn(&Expr) -> TokenStream,
    scope: &FunctionScope<'_>,
) -> TokenStream {
    let name = scope.value(&scheme.name);
    let signing_name = scheme.signing_name.as_ref().map(|name| {
        let name = scope.value(name);
        quote!(.signing_name(#name))
    });
    let signing_region = scheme.signing_region.as_ref().map(|expr| {
        let region = region(expr);
        quote!(.signing_region(#region))
    });
    let regions = &scheme.signing_region_set;
    let signing_region_set = (!regions.is_empty()).then(|| {
        let are_made = regions.iter().any(Expr::is_made);
        let regions = regions
            .iter()
            .map(|region| if are_made { scope.owned_text(region) } else { scope.value(region) });
        quote!(.signing_region_set([#(#regions),*]))
    });
    let once = scheme.disable_double_encoding.then(|| quote!(.disable_double_encoding()));
    let as_is = scheme.disable_normalize_path.then(|| quote!(.disable_normalize_path()));
    let properties = properties(&scheme.properties, scope);
    quote! {
        AuthScheme::new(#name) #signing_name #signing_region #signing_region_set
            #once #as_is #properties
    }
}

fn properties(properties: &[(String, Property)], scope: &FunctionScope<'_>) -> TokenStream {
    let calls = properties.iter().map(|(name, property)| {
        let (name, value) = (literal(name), plain(property, scope));
        quote!(.property(#name, #value))
    });
    calls.collect()
}

/// Renders a value that is converted to a document.
fn plain(property: &Property, scope: &FunctionScope<'_>) -> TokenStream {
    match property {
        Property::Bool(value) => quote!(#value),
        Property::Text(text) => scope.value(text),
        Property::Number(number) => {
            let integer = number.parse().map(Literal::i64_suffixed);
            let integer = integer.or_else(|_| number.parse().map(Literal::u64_suffixed));
            let float = || Literal::f64_suffixed(number.parse().unwrap_or_default());
            let literal = integer.unwrap_or_else(|_| float());
            quote!(#literal)
        }
        Property::Null | Property::List(_) | Property::Object(_) => document(property, scope),
    }
}

fn document(property: &Property, scope: &FunctionScope<'_>) -> TokenStream {
    match property {
        Property::Null => quote!(whitesmith_runtime::Document::Null),
        Property::Bool(_) | Property::Number(_) | Property::Text(_) => {
            let value = plain(property, scope);
            quote!(whitesmith_runtime::Document::from(#value))
        }
        Property::List(values) => {
            let values = values.iter().map(|value| document(value, scope));
            quote!(whitesmith_runtime::Document::Array(vec![#(#values),*]))
        }
        Property::Object(values) => {
            let values = values.iter().map(|(name, value)| {
                let (name, value) = (literal(name), document(value, scope));
                quote!((#name, #value))
            });
            quote!(whitesmith_runtime::Document::from_iter([#(#values),*]))
        }
    }
}
