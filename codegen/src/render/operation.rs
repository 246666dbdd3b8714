//! In: an operation. Out: its module: input, output, error, and the `Operation` that ties them.

use proc_macro2::TokenStream;
use quote::quote;

use super::item::{docs as docs_of, ident, inner_docs};
use super::rust_type::Scope;
use super::structure::{self, Structures};
use super::{endpoint_params, pagination, request, response, service, uses};
use crate::docs::Sentence;
use crate::ir::{Crate, Item, Operation};

/// The module of an operation.
pub(super) fn operation(operation: &Operation, emitted: &Crate) -> TokenStream {
    let structures = emitted.structures();
    let name = &operation.item.name;
    let module_docs = inner_docs(Sentence::new("The operation ").code(name).words("."));
    let input = input(operation);
    let output = output(operation);
    let implementation = implementation(operation, &structures);
    let error = error(operation);
    let pagination = pagination::implementations(operation);
    let items = quote!(#input #implementation #pagination #output #error);
    let uses = uses::of_operation(&items, pagination::traits(operation));
    quote! {
        #module_docs
        #uses
        #items
    }
}

/// The docs of the operation stand on its input: that is what people make and send.
fn input(operation: &Operation) -> TokenStream {
    let default = Sentence::new("The input of ").code(&operation.item.name).words(".");
    let item = Item {
        docs: operation.item.docs.clone().or(default),
        deprecated: operation.item.deprecated.clone(),
        ..operation.input.item.clone()
    };
    with_constructor(&operation.input, &item)
}

fn output(operation: &Operation) -> TokenStream {
    let default = Sentence::new("What ").code(&operation.item.name).words(" answers.");
    let item = &operation.output.item;
    let docs = item.docs.clone().or(default);
    with_constructor(&operation.output, &Item { docs, ..item.clone() })
}

fn with_constructor(part: &crate::ir::Structure, item: &Item) -> TokenStream {
    let declaration = structure::declaration(part, item, Scope::Elsewhere);
    let constructor = structure::constructor(part, Scope::Elsewhere);
    let setters = structure::setters(part, Scope::Elsewhere);
    let constructor = structure::implementation(part, &constructor);
    quote! {
        #declaration
        #constructor
        #setters
    }
}

fn implementation(operation: &Operation, structures: &Structures<'_>) -> TokenStream {
    let name = &operation.item.name;
    let (input, output) = (ident(&format!("{name}Input")), ident(&format!("{name}Output")));
    let error = ident(&format!("{name}Error"));
    let request = request::request(operation);
    let response = if response::is_read(operation) {
        let statements = response::output(operation, structures);
        quote!(fn response(response: &Response) -> Result<#output, ParseError> { #statements })
    } else {
        quote!(fn response(_: &Response) -> Result<#output, ParseError> { Ok(#output::new()) })
    };
    let token = operation
        .idempotency_token
        .and_then(|index| operation.input.members.get(index))
        .map(|member| {
            let field = ident(&member.item.name);
            quote! {
                fn idempotency_token(&mut self) -> Option<&mut Option<String>> {
                    Some(&mut self.#field)
                }
            }
        });
    let endpoint_params = endpoint_params::endpoint_params(&operation.endpoint_params);
    let facts = facts(operation);
    let auth = operation.auth.as_ref().map(|ways| {
        let ways = service::auth(ways);
        quote!(const AUTH: &'static [Auth] = #ways;)
    });
    quote! {
        impl Operation for #input {
            type Output = #output;
            type Error = #error;
            type Service = Service;
            const NAME: &'static str = #name;
            #auth
            #facts

            fn request(&self) -> Result<Request, BuildError> { #request }
            #response
            #token
            #endpoint_params
        }
    }
}

/// What holds for an operation and not for most.
fn facts(operation: &Operation) -> TokenStream {
    let facts = [
        ("UNSIGNED_PAYLOAD", operation.unsigned_payload),
        ("STREAMS_OUTPUT", response::is_streamed(operation)),
        ("IDEMPOTENT", operation.idempotent),
        ("LONG_POLL", operation.long_poll),
    ];
    let facts = facts.into_iter().filter(|(_, holds)| *holds).map(|(name, _)| {
        let name = ident(name);
        quote!(const #name: bool = true;)
    });
    quote!(#(#facts)*)
}

fn error(operation: &Operation) -> TokenStream {
    let name = ident(&format!("{}Error", operation.item.name));
    let docs = Sentence::new("Why ").code(&operation.item.name).words(" failed.");
    let attributes = docs_of(&docs.into());
    let variants = operation.errors.iter().map(|error| {
        let (variant, structure) = (ident(&error.variant), ident(&error.name));
        let code = Some(&error.code).filter(|code| **code != error.variant);
        let code = code.map(|code| quote!(= #code));
        quote!(#variant(types::error::#structure) #code)
    });
    quote! {
        whitesmith_runtime::operation_error! {
            #attributes
            pub enum #name { #(#variants,)* }
        }
    }
}
