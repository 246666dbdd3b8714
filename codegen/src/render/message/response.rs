//! Deserializes outputs and errors from responses: the functions `Operation::read_response` and `read` of an
//! error.

use proc_macro2::TokenStream;
use quote::quote;

use super::text_call;
use crate::ir::{
    Binding, Body, Encoding, Envelope, ErrorStructure, Location, Member, Operation, Response,
    Structure, Type,
};
use crate::render::imports::Import;
use crate::render::item::ident;
use crate::render::rust_type::ModuleScope;
use crate::render::structure::{self, Structures, zero_arguments};
use crate::render::wire;

/// The function that deserializes the output of an operation.
pub(in crate::render) fn output(
    operation: &Operation,
    structures: &Structures<'_>,
    scope: ModuleScope<'_>,
) -> TokenStream {
    let (output, reader) =
        (ident(&operation.output.item.name), scope.import(Import::ResponseReader));
    let zero = zero_arguments(&operation.output, structures, scope);
    let new = quote!(#output::new(#(#zero),*));
    let statements = members("output", &operation.response, &operation.output, scope);
    if statements.is_empty() {
        return quote!(fn read_response(_: &mut #reader<'_>) -> #output { #new });
    }
    quote! {
        fn read_response(response: &mut #reader<'_>) -> #output {
            let mut output = #new;
            #statements
            output
        }
    }
}

/// The function that deserializes the members of an error. The caller passes its metadata.
pub(in crate::render) fn error(
    error: &ErrorStructure,
    structures: &Structures<'_>,
    scope: ModuleScope<'_>,
) -> TokenStream {
    let (structure, reader) = (&error.structure, scope.import(Import::ResponseReader));
    let new = if structure::has_default(structure) {
        quote!(Self::default())
    } else {
        let zero = zero_arguments(structure, structures, scope);
        quote!(Self::new(#(#zero),*))
    };
    let redact = has_secret_message(error).then(|| quote!(response.redact_message();));
    let statements = members("error", &error.response, structure, scope);
    let (response, body) = match (&redact, statements.is_empty()) {
        (None, true) => (quote!(_), new),
        (Some(redact), true) => (quote!(response), quote!(#redact #new)),
        (_, false) => (quote!(response), quote!(let mut error = #new; #redact #statements error)),
    };
    let visibility = scope.visibility();
    quote!(#visibility fn read(#response: &mut #reader<'_>) -> Self { #body })
}

/// Whether the message, which is shown with the error, is sensitive.
fn has_secret_message(error: &ErrorStructure) -> bool {
    let Body::Members { fields, .. } = &error.response.body else {
        return error.structure.sensitive;
    };
    let is_message = |name: &str| name.eq_ignore_ascii_case("message") || name == "errorMessage";
    let messages = fields.iter().filter(|field| is_message(&field.name.name));
    let mut messages = messages.filter_map(|field| error.structure.members.get(field.member));
    error.structure.sensitive || messages.any(|member| member.sensitive)
}

/// Whether the output holds the body as a stream.
pub(in crate::render) fn is_streamed(operation: &Operation) -> bool {
    let Body::Payload { member, .. } = &operation.response.body else { return false };
    let member = operation.output.members.get(*member);
    member.is_some_and(|member| matches!(member.value, Type::Stream { .. }))
}

/// Whether the output has the body as bytes or text.
pub(in crate::render) fn is_raw(operation: &Operation) -> bool {
    let Body::Payload { member, root: None, .. } = &operation.response.body else { return false };
    let member = operation.output.members.get(*member);
    member.is_some_and(|member| raw_payload(&member.value).is_some())
}

/// The statements that read the members into the fields of `owner`.
fn members(
    owner: &str,
    response: &Response,
    structure: &Structure,
    scope: ModuleScope<'_>,
) -> TokenStream {
    let bindings =
        response.bindings.iter().filter_map(|binding| bind(owner, binding, structure, scope));
    let body = match &response.body {
        Body::Empty => TokenStream::new(),
        Body::Members { envelope, fields } => {
            let arms = wire::read_members(scope, owner, &structure.members, fields);
            let codec = scope.codecs().output.name();
            let (method, element) = match envelope {
                Envelope::Within(name) => (ident(&format!("{codec}_within")), Some(quote!(#name,))),
                Envelope::Root(root) => {
                    let name = &root.name;
                    (ident(&format!("{codec}_root")), Some(quote!(#name,)))
                }
                Envelope::None | Envelope::Action { .. } => (ident(codec), None),
            };
            quote!(response.#method(#element |r, key| match key { #arms });)
        }
        Body::Payload { member, encoding, root, .. } => structure
            .members
            .get(*member)
            .map(|member| match raw_payload(&member.value) {
                Some(method) if root.is_none() => {
                    let (field, method) = (field(owner, member), ident(method));
                    quote!(response.#method(#field);)
                }
                Some(_) | None => payload(&field(owner, member), member, encoding, scope),
            })
            .unwrap_or_default(),
    };
    quote!(#(#bindings)* #body)
}

/// A reference to the field.
fn field(owner: &str, member: &Member) -> TokenStream {
    let (owner, name) = (ident(owner), ident(&member.item.name));
    quote!(&mut #owner.#name)
}

fn bind(
    owner: &str,
    binding: &Binding,
    structure: &Structure,
    scope: ModuleScope<'_>,
) -> Option<TokenStream> {
    let member = structure.members.get(binding.member)?;
    let field = field(owner, member);
    match &binding.location {
        Location::Header(name) => {
            let call = text_call("header", name, member, &binding.encoding, &field, scope);
            Some(if binding.lenient {
                quote!(response.lenient(|response| response.#call);)
            } else {
                quote!(response.#call;)
            })
        }
        Location::PrefixHeaders(prefix) => Some(quote!(response.prefix_headers(#prefix, #field);)),
        Location::StatusCode => Some(quote!(response.status(#field);)),
        Location::Query(_) | Location::QueryParams => None,
    }
}

fn payload(
    field: &TokenStream,
    member: &Member,
    encoding: &Encoding,
    scope: ModuleScope<'_>,
) -> TokenStream {
    let read = wire::reader(scope, &member.value, encoding);
    let method = ident(&format!("{}_payload", scope.codecs().output.name()));
    quote!(response.#method(#field, #read);)
}

/// The function that reads a body that is the value of a member of this type as it is, without a codec.
fn raw_payload(value: &Type) -> Option<&'static str> {
    match value {
        Type::Blob => Some("blob_payload"),
        Type::Stream { .. } => Some("stream_payload"),
        Type::String | Type::StringEnum(_) => Some("text_payload"),
        _ => None,
    }
}
