//! Renders the implementation of `CreateSessions` for the operation that creates the sessions of a service, and
//! the constant of the service that refers to it.

use proc_macro2::TokenStream;
use quote::quote;

use super::gate;
use super::imports::{Import, Imports};
use super::item::ident;
use super::rust_type::ModuleScope;
use crate::ir::{Crate, CreatesSessions, Operation, Presence, Sessions};

/// Renders the constant of the service.
pub(super) fn constant(
    sessions: &Sessions,
    emitted: &Crate,
    imports: &Imports,
    scope: ModuleScope<'_>,
) -> TokenStream {
    let mut operations = emitted.operations.iter();
    let operation = operations.find(|operation| operation.creates_sessions.is_some());
    let gate = operation.and_then(|operation| emitted.feature_of(operation));
    let gate = gate.map(|needed| gate::gate(&needed));
    let name = scope.import(Import::Sessions);
    let input = imports.of_operation(&sessions.module, &sessions.input);
    quote! {
        #gate
        const SESSIONS: #name<endpoint::Params> = #name::by::<#input>();
    }
}

/// Renders the implementation of `CreateSessions`, if the operation creates sessions.
pub(super) fn implementation(operation: &Operation, scope: ModuleScope<'_>) -> Option<TokenStream> {
    let CreatesSessions { arguments, credentials: (field, presence), fields } =
        operation.creates_sessions.as_ref()?;
    let arguments = arguments.iter().map(|argument| {
        let field = ident(&argument.field);
        let value = argument.optional.then(|| quote!(?));
        quote!(params.#field.clone() #value)
    });
    let (input, output) = (&operation.input.item.name, &operation.output.item.name);
    let (input, output, field) = (ident(input), ident(output), ident(field));
    let value = (*presence == Presence::Optional).then(|| quote!(?));
    let fields = fields.iter().map(|name| ident(name));
    let create = scope.import(Import::CreateSessions);
    let credentials = scope.import(Import::SessionCredentials);
    let endpoint = scope.import(Import::EndpointModule);
    Some(quote! {
        impl #create for #input {
            fn input(params: &#endpoint::Params) -> Option<Self> {
                Some(Self::new(#(#arguments),*))
            }

            fn credentials(output: #output) -> Option<#credentials> {
                let credentials = output.#field #value;
                #credentials::new(#(credentials.#fields),*)
            }
        }
    })
}
