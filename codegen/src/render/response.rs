//! In: how a response becomes an output or an error. Out: the statements that do it.

use proc_macro2::TokenStream;
use quote::quote;

use super::codec;
use super::item::ident;
use super::rust_type::ModuleScope;
use super::structure::{Structures, zero_arguments};
use crate::ir::{Binding, Body, Encoding, Location, Member, Operation, Presence, Response, Type};

/// What is read from the response, and what happens to a part that cannot be read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// The call fails.
    Output,
    /// The error stays what it is; its metadata tells what was wrong.
    Error,
}

impl Reading {
    /// The variable that holds the structure.
    fn owner(self) -> &'static str {
        match self {
            Self::Output => "output",
            Self::Error => "error",
        }
    }

    /// The argument that comes before all others.
    fn metadata(self) -> Option<TokenStream> {
        match self {
            Self::Output => None,
            Self::Error => Some(quote!(&mut error.metadata,)),
        }
    }

    fn end(self) -> Option<TokenStream> {
        match self {
            Self::Output => Some(quote!(?)),
            Self::Error => None,
        }
    }
}

/// The body of `Operation::response`.
pub(super) fn output(
    operation: &Operation,
    structures: &Structures<'_>,
    scope: ModuleScope<'_>,
) -> TokenStream {
    let name = ident(&operation.output.item.name);
    let zero = zero_arguments(&operation.output, structures, scope);
    let members = members(Reading::Output, &operation.response, &operation.output.members, scope);
    quote! {
        let mut output = #name::new(#(#zero),*);
        #members
        Ok(output)
    }
}

/// Whether the output holds the body as a stream.
pub(super) fn is_streamed(operation: &Operation) -> bool {
    let Body::Payload { member, .. } = &operation.response.body else { return false };
    let member = operation.output.members.get(*member);
    member.is_some_and(|member| matches!(member.value, Type::Stream { .. }))
}

/// Whether the response says anything that the output holds.
pub(super) fn is_read(operation: &Operation) -> bool {
    !operation.output.members.is_empty()
}

/// The statements that read the members: headers, status, body. Empty if nothing is read.
pub(super) fn members(
    reading: Reading,
    response: &Response,
    members: &[Member],
    scope: ModuleScope<'_>,
) -> TokenStream {
    let (metadata, end) = (reading.metadata(), reading.end());
    let owner = ident(reading.owner());
    let bound = |binding: &Binding| members.get(binding.member);
    let headers = response.bindings.iter();
    let headers =
        headers.filter_map(|binding| header(reading.owner(), binding, bound(binding)?, scope));
    let headers: Vec<TokenStream> = headers.collect();
    let headers = (!headers.is_empty())
        .then(|| quote!(response.headers(#metadata |headers| { #(#headers)* })#end;));
    let status = response.bindings.iter();
    let status = status.filter(|binding| matches!(binding.location, Location::StatusCode));
    let status = status.filter_map(bound).map(|member| {
        let (field, value) = (ident(&member.item.name), quote!(i32::from(response.status())));
        let is_optional = member.presence == Presence::Optional;
        let value = if is_optional { quote!(Some(#value)) } else { value };
        quote!(#owner.#field = #value;)
    });
    let body = body(reading, &response.body, members, scope);
    quote!(#headers #(#status)* #body)
}

fn header(
    owner: &str,
    binding: &Binding,
    member: &Member,
    scope: ModuleScope<'_>,
) -> Option<TokenStream> {
    let (owner, field) = (ident(owner), ident(&member.item.name));
    let name = match &binding.location {
        Location::PrefixHeaders(prefix) => {
            return Some(quote!(headers.prefixed(#prefix, &mut #owner.#field);));
        }
        Location::Header(name) => name,
        Location::StatusCode | Location::Query(_) | Location::QueryParams => return None,
    };
    let (is_list, encoding) = match &member.value {
        Type::List(_) => (true, binding.encoding.element()),
        _ => (false, &binding.encoding),
    };
    Some(match encoding {
        Encoding::Timestamp(format) => {
            let method = ident(if is_list { "timestamp_list" } else { "timestamp" });
            let format = codec::timestamp_format(*format, scope);
            quote!(headers.#method(#name, &mut #owner.#field, #format);)
        }
        _ if is_list => quote!(headers.list(#name, &mut #owner.#field);),
        Encoding::Base64 => quote!(headers.base64(#name, &mut #owner.#field);),
        _ => quote!(headers.text(#name, &mut #owner.#field);),
    })
}

fn body(reading: Reading, body: &Body, members: &[Member], scope: ModuleScope<'_>) -> TokenStream {
    let (metadata, end) = (reading.metadata(), reading.end());
    match body {
        Body::Empty => TokenStream::new(),
        Body::Members(fields) => {
            let arms = codec::read_members(scope, reading.owner(), members, fields);
            quote!(response.json(#metadata |r, key| match key { #arms })#end;)
        }
        Body::Payload { member, encoding, .. } => members
            .get(*member)
            .map(|member| payload(reading, member, encoding, scope))
            .unwrap_or_default(),
    }
}

fn payload(
    reading: Reading,
    member: &Member,
    encoding: &Encoding,
    scope: ModuleScope<'_>,
) -> TokenStream {
    let (metadata, end) = (reading.metadata(), reading.end());
    let (owner, field) = (ident(reading.owner()), ident(&member.item.name));
    match &member.value {
        Type::Blob => quote!(response.blob_payload(#metadata &mut #owner.#field)#end;),
        Type::Stream { .. } => quote!(response.stream_payload(#metadata &mut #owner.#field);),
        Type::String | Type::StringEnum(_) => {
            quote!(response.text_payload(#metadata &mut #owner.#field)#end;)
        }
        structured => {
            let read = codec::reader(scope, structured, encoding);
            quote!(response.json_payload(#metadata &mut #owner.#field, #read)#end;)
        }
    }
}
