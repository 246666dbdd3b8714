//! Renders the module of an operation: its input, output and error, and the implementation of
//! `Operation`.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::{Import, Imports, Root};
use super::item::{docs as docs_of, ident, inner_docs};
use super::message::{request, response};
use super::rust_type::ModuleScope;
use super::structure::{self, Structures};
use super::{discovery, endpoint_params, pagination, permissions, service, sessions};
use crate::docs::{Docs, Sentence};
use crate::ir::{Codec, Flows, Item, Operation};

/// The module of an operation, with the docs of its examples.
pub(super) fn operation(
    operation: &Operation,
    examples: Docs,
    structures: &Structures<'_>,
    codecs: Flows<Codec>,
) -> TokenStream {
    let imports = Imports::new(Root::Grandparent);
    let scope = ModuleScope::elsewhere(&imports, codecs);
    let name = operation.id.name();
    let module_docs = inner_docs(Sentence::new("The operation ").code(name).words("."));
    let input = input(operation, examples, scope);
    let output = output(operation, scope);
    let implementation = implementation(operation, structures, scope);
    let error = error(operation, scope);
    let pagination = pagination::implementations(operation, scope);
    let discovery = discovery::implementation(operation, scope);
    let sessions = sessions::implementation(operation, scope);
    let uses = imports.items();
    quote! {
        #module_docs
        #uses
        #input
        #implementation
        #pagination
        #discovery
        #sessions
        #output
        #error
    }
}

/// The docs of the operation stand on its input: that is what people make and send.
fn input(operation: &Operation, examples: Docs, scope: ModuleScope<'_>) -> TokenStream {
    let default = Sentence::new("The input of ").code(operation.id.name()).words(".");
    let item = Item {
        docs: operation
            .item
            .docs
            .clone()
            .or(default)
            .then(permissions::docs(operation))
            .then(examples),
        deprecated: operation.item.deprecated.clone(),
        ..operation.input.item.clone()
    };
    with_constructor(
        &operation.input,
        &item,
        &permissions::constant(operation).unwrap_or_default(),
        scope,
    )
}

fn output(operation: &Operation, scope: ModuleScope<'_>) -> TokenStream {
    let default = Sentence::new("The output of ").code(operation.id.name()).words(".");
    let item = &operation.output.item;
    let docs = item.docs.clone().or(default);
    with_constructor(&operation.output, &Item { docs, ..item.clone() }, &TokenStream::new(), scope)
}

fn with_constructor(
    part: &crate::ir::Structure,
    item: &Item,
    constant: &TokenStream,
    scope: ModuleScope<'_>,
) -> TokenStream {
    let declaration = structure::declaration(part, item, scope);
    let constructor = structure::constructor(part, scope);
    let setters = structure::setters(part, scope);
    let constructor = structure::implementation(part, &quote!(#constant #constructor));
    quote! {
        #declaration
        #constructor
        #setters
    }
}

fn implementation(
    operation: &Operation,
    structures: &Structures<'_>,
    scope: ModuleScope<'_>,
) -> TokenStream {
    let name = operation.id.name();
    let (input, output) = (ident(&operation.input.item.name), ident(&operation.output.item.name));
    let error = ident(&format!("{}Error", operation.item.name));
    let request = request::function(operation, scope);
    let response = response::output(operation, structures, scope);
    let token = idempotency_token(operation);
    let discovery = discovery::endpoint_discovery(operation, scope);
    let endpoint_params = endpoint_params::endpoint_params(&operation.endpoint_params, scope);
    let facts = facts(operation, scope);
    let auth = operation.auth.as_ref().map(|ways| {
        let (auth, ways) = (scope.import(Import::Auth), service::auth(ways, scope));
        quote!(const AUTH: &'static [#auth] = #ways;)
    });
    let (operation_trait, service) =
        (scope.import(Import::Operation), scope.import(Import::Service));
    quote! {
        impl #operation_trait for #input {
            type Output = #output;
            type Error = #error;
            type Service = #service;
            const NAME: &'static str = #name;
            #auth
            #facts

            #request
            #response
            #token
            #endpoint_params
            #discovery
        }
    }
}

/// What holds for an operation and not for most.
fn facts(operation: &Operation, scope: ModuleScope<'_>) -> TokenStream {
    let is_streamed = response::is_streamed(operation);
    let may_be_error = scope.codecs().output.has_errors_in_success();
    let facts = [
        ("UNSIGNED_PAYLOAD", operation.unsigned_payload),
        ("STREAMS_OUTPUT", is_streamed),
        ("RAW_OUTPUT", may_be_error && !is_streamed && response::is_raw(operation)),
        ("IDEMPOTENT", operation.idempotent),
        ("LONG_POLL", operation.long_poll),
    ];
    let facts = facts.into_iter().filter(|(_, holds)| *holds).map(|(name, _)| {
        let name = ident(name);
        quote!(const #name: bool = true;)
    });
    quote!(#(#facts)*)
}

fn idempotency_token(operation: &Operation) -> Option<TokenStream> {
    let member = operation.input.members.get(operation.idempotency_token?)?;
    let field = ident(&member.item.name);
    Some(quote! {
        fn idempotency_token(&mut self) -> Option<&mut Option<String>> {
            Some(&mut self.#field)
        }
    })
}

fn error(operation: &Operation, scope: ModuleScope<'_>) -> TokenStream {
    let name = ident(&format!("{}Error", operation.item.name));
    let docs = Sentence::new("An error that ").code(operation.id.name()).words(" returns.");
    let attributes = docs_of(&docs.into());
    let variants = operation.errors.iter().map(|error| {
        let variant = ident(&error.variant);
        let structure = scope.path(&error.type_name);
        let code = Some(&error.code).filter(|code| **code != error.variant);
        let code = code.map(|code| quote!(= #code));
        quote!(#variant(#structure) #code)
    });
    quote! {
        whitesmith_runtime::operation_error! {
            #attributes
            pub enum #name { #(#variants,)* }
        }
    }
}
