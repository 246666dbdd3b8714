//! Renders the endpoint discovery of an operation, or the implementation of `DiscoverEndpoints` for
//! an operation that returns endpoints.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Import;
use super::item::ident;
use super::rust_type::ModuleScope;
use super::text::literal;
use crate::ir::{Discovery, Member, Operation, Presence, Type};

/// Renders the function `endpoint_discovery`, if the operation discovers its endpoint.
pub(super) fn endpoint_discovery(
    operation: &Operation,
    scope: ModuleScope<'_>,
) -> Option<TokenStream> {
    let Discovery { required, module, input, identifiers, operation: _ } =
        operation.discovery.as_ref()?;
    let (module, input) = (ident(module), ident(input));
    let members = identifiers.iter().filter_map(|index| operation.input.members.get(*index));
    let identifiers = members.map(|member| {
        let (name, field) = (literal(&member.model_name), ident(&member.item.name));
        quote!(.identifier(#name, &self.#field))
    });
    let endpoint_discovery = scope.import(Import::EndpointDiscovery);
    let operations = scope.import(Import::Operations);
    Some(quote! {
        fn endpoint_discovery(&self) -> Option<#endpoint_discovery> {
            Some(#endpoint_discovery::by::<#operations::#module::#input>(#required) #(#identifiers)*)
        }
    })
}

/// Renders the implementation of `DiscoverEndpoints`, if the operation returns endpoints.
pub(super) fn implementation(operation: &Operation, scope: ModuleScope<'_>) -> Option<TokenStream> {
    let tells = operation.tells_endpoints.as_ref()?;
    let endpoints = operation.output.members.get(tells.endpoints)?;
    let (input, output) = (&operation.input.item.name, &operation.output.item.name);
    let (input, output) = (ident(input), ident(output));
    let expired = tells.expired.as_ref().map(|code| {
        let code = literal(code);
        quote!(const EXPIRED: Option<&'static str> = Some(#code);)
    });
    let question = question(operation);
    let name = tells.operation.map_or(quote!(_), |_| quote!(operation));
    let identifiers = tells.identifiers.map_or(quote!(_), |_| quote!(identifiers));
    let (field, through) = (ident(&endpoints.item.name), elements(endpoints));
    let (address, cache_period) = (ident(&tells.address), ident(&tells.cache_period));
    let (discover, endpoint) =
        (scope.import(Import::DiscoverEndpoints), scope.import(Import::DiscoveredEndpoint));
    let map = scope.import(Import::BTreeMap);
    Some(quote! {
        impl #discover for #input {
            #expired

            fn input(#name: &str, #identifiers: &#map<String, String>) -> Self { #question }

            fn endpoints(output: #output) -> Vec<#endpoint> {
                let endpoints = output.#field.into_iter() #through;
                let endpoints = endpoints.map(|endpoint| {
                    #endpoint::new(endpoint.#address, endpoint.#cache_period)
                });
                endpoints.flatten().collect()
            }
        }
    })
}

/// Renders the input of a request for endpoints.
fn question(operation: &Operation) -> TokenStream {
    let mut arguments = TokenStream::new();
    let mut setters = TokenStream::new();
    for (index, member) in operation.input.members.iter().enumerate() {
        let tells = operation.tells_endpoints.as_ref();
        let value = if tells.and_then(|tells| tells.operation) == Some(index) {
            quote!(operation)
        } else if tells.and_then(|tells| tells.identifiers) == Some(index) {
            quote!(identifiers.clone())
        } else {
            continue;
        };
        let field = ident(&member.item.name);
        match member.presence {
            Presence::Required => arguments.extend(quote!(#value,)),
            Presence::Optional | Presence::Default(_) => setters.extend(quote!(.#field(#value))),
        }
    }
    quote!(Self::new(#arguments) #setters)
}

/// Renders the calls of `flatten` between a list member and its elements.
fn elements(member: &Member) -> TokenStream {
    let of_member = (member.presence == Presence::Optional).then(|| quote!(.flatten()));
    let is_sparse = matches!(&member.value, Type::List(element) if element.sparse);
    let of_list = is_sparse.then(|| quote!(.flatten()));
    quote!(#of_member #of_list)
}
