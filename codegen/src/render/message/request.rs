//! Serializes an input into a request: the function `Operation::write_request`.

use proc_macro2::TokenStream;
use quote::quote;

use super::{text_call, timestamp_format};
use crate::ir::{
    Binding, Body, Checksum, ElementName, Encoding, Envelope, HeaderMember, LabelKind, Location,
    Member, Operation, PathPart, Request, Target, Type, Validation,
};
use crate::render::imports::Import;
use crate::render::item::ident;
use crate::render::rust_type::ModuleScope;
use crate::render::wire::{self, declaration};

/// The function that serializes the input.
pub(in crate::render) fn function(operation: &Operation, scope: ModuleScope<'_>) -> TokenStream {
    let writer = scope.import(Import::RequestWriter);
    let statements = statements(&operation.request, &operation.input.members, scope);
    quote!(fn write_request(&self, request: &mut #writer) { #statements })
}

fn statements(request: &Request, members: &[Member], scope: ModuleScope<'_>) -> TokenStream {
    let start = start(request, members, scope);
    let host =
        (!request.host_prefix.is_empty()).then(|| host_prefix(&request.host_prefix, members));
    let additions = additions(request, members);
    let bindings = request.bindings.iter().map(|binding| bind(binding, members, scope));
    let body = body(&request.body, members, scope);
    quote! {
        #start
        #host
        #additions
        #(#bindings)*
        #body
    }
}

fn start(request: &Request, members: &[Member], scope: ModuleScope<'_>) -> TokenStream {
    match &request.target {
        Target::Header { target } => quote!(request.header("X-Amz-Target", #target);),
        Target::Path(path) => quote!(request.path(#path);),
        Target::Body => TokenStream::new(),
        Target::Uri { method: verb, path: parts, query } => {
            let (verb, path) = (method(verb, scope), path(parts, members, scope));
            let literals = query.iter().map(|(name, value)| match value {
                Some(value) => quote!(request.query_literal(#name, #value);),
                None => quote!(request.query_literal(#name, None);),
            });
            quote! {
                request.method(#verb) #path;
                #(#literals)*
            }
        }
    }
}

/// Constant headers, and what depends on the whole body.
fn additions(request: &Request, members: &[Member]) -> Option<TokenStream> {
    let Request { headers, endpoint, gzip, checksum, validation, .. } = request;
    let headers = headers.iter().map(|(name, value)| quote!(.header(#name, #value)));
    let endpoint = endpoint.and_then(|index| members.get(index)).map(|member| {
        let value = field(member);
        quote!(.endpoint(#value))
    });
    let gzip = gzip.then(|| quote!(.gzip()));
    let checksum = checksum.as_ref().map(|checksum| match checksum {
        Checksum::Md5 => quote!(.content_md5()),
        Checksum::Sha256Tree => quote!(.sha256_tree()),
        Checksum::Flexible { algorithm, required } => {
            let call = ident(if *required { "required_checksum" } else { "checksum" });
            let algorithm = header_member(algorithm, members);
            quote!(.#call(#algorithm))
        }
    });
    let validation = validation.as_ref().map(|Validation { mode, algorithms }| {
        let mode = header_member(mode, members);
        quote!(.validate_checksum(#mode, &[#(#algorithms),*]))
    });
    let additions = quote!(#(#headers)* #endpoint #gzip #checksum #validation);
    (!additions.is_empty()).then(|| quote!(request #additions;))
}

/// The header that a member is bound to, and its value.
fn header_member(
    HeaderMember { member, header }: &HeaderMember,
    members: &[Member],
) -> TokenStream {
    let value = members.get(*member).map(field);
    quote!(#header, #value)
}

fn method(method: &str, scope: ModuleScope<'_>) -> TokenStream {
    let methods = scope.import(Import::Method);
    match method {
        "GET" | "POST" | "PUT" | "DELETE" | "HEAD" | "OPTIONS" | "PATCH" | "TRACE" | "CONNECT" => {
            let method = ident(method);
            quote!(#methods::#method)
        }
        other => quote!(#methods::from_bytes(#other.as_bytes()).unwrap_or_default()),
    }
}

/// The calls that append the parts of the path.
fn path(parts: &[PathPart], members: &[Member], scope: ModuleScope<'_>) -> TokenStream {
    let calls = parts.iter().map(|part| match part {
        PathPart::Literal(text) => quote!(.path(#text)),
        PathPart::Label { member, encoding, kind, default } => {
            members.get(*member).map_or_else(TokenStream::new, |member| {
                let (name, value) = (&member.model_name, field(member));
                let method = ident(match kind {
                    LabelKind::Segment => "label",
                    LabelKind::Greedy => "greedy_label",
                    LabelKind::Verbatim => "verbatim_label",
                    LabelKind::LastSegment => "last_segment_label",
                    LabelKind::InEndpoint => "endpoint_label",
                });
                match (encoding, default) {
                    (Encoding::Timestamp(format), _) => {
                        let format = timestamp_format(*format, scope);
                        quote!(.label_timestamp(#name, #value, #format))
                    }
                    (_, Some(default)) => quote!(.label_or(#name, #value, #default)),
                    (_, None) => quote!(.#method(#name, #value)),
                }
            })
        }
    });
    quote!(#(#calls)*)
}

fn host_prefix(parts: &[PathPart], members: &[Member]) -> TokenStream {
    let calls = parts.iter().map(|part| match part {
        PathPart::Literal(text) => quote!(.host(#text)),
        PathPart::Label { member, .. } => {
            members.get(*member).map_or_else(TokenStream::new, |member| {
                let (name, value) = (&member.model_name, field(member));
                quote!(.host_label(#name, #value))
            })
        }
    });
    quote!(request #(#calls)*;)
}

/// A reference to the field.
fn field(member: &Member) -> TokenStream {
    let field = ident(&member.item.name);
    quote!(&self.#field)
}

fn bind(binding: &Binding, members: &[Member], scope: ModuleScope<'_>) -> TokenStream {
    let Some(member) = members.get(binding.member) else { return TokenStream::new() };
    let value = field(member);
    let hide = |names: &str| member.sensitive.then(|| quote!(.sensitive_headers(#names)));
    match &binding.location {
        Location::Query(name) => {
            let call = text_call("query", name, member, &binding.encoding, &value, scope);
            quote!(request.#call;)
        }
        Location::Header(name) => {
            let call = text_call("header", name, member, &binding.encoding, &value, scope);
            let hide = hide(name);
            quote!(request.#call #hide;)
        }
        Location::QueryParams => quote!(request.query_params(#value);),
        Location::PrefixHeaders(prefix) => {
            let hide = hide(prefix);
            quote!(request.prefix_headers(#prefix, #value) #hide;)
        }
        Location::StatusCode => TokenStream::new(),
    }
}

fn body(body: &Body, members: &[Member], scope: ModuleScope<'_>) -> TokenStream {
    match body {
        Body::Empty => TokenStream::new(),
        Body::Members { envelope, fields } => {
            let (names, namespace) = envelope_arguments(envelope);
            let statements = wire::write_members(scope, "body", "self", members, fields);
            let statements = quote!(#namespace #statements);
            let body = ident(if statements.is_empty() { "_" } else { "body" });
            let method = ident(match envelope {
                Envelope::Action { flat_lists: true, .. } => "ec2_form",
                Envelope::Action { flat_lists: false, .. }
                | Envelope::None
                | Envelope::Root(_)
                | Envelope::Within(_) => scope.codecs().input.name(),
            });
            quote!(request.#method(#names |#body| { #statements });)
        }
        Body::Payload { member, encoding, root, media_type } => members
            .get(*member)
            .map(|member| payload(member, encoding, root.as_ref(), media_type.as_deref(), scope))
            .unwrap_or_default(),
    }
}

/// The arguments that stand before the members, and the statement that declares a namespace.
fn envelope_arguments(envelope: &Envelope) -> (Option<TokenStream>, Option<TokenStream>) {
    match envelope {
        Envelope::None | Envelope::Within(_) => (None, None),
        Envelope::Root(ElementName { name, namespace }) => {
            let declaration = namespace.as_ref().map(declaration);
            (Some(quote!(#name,)), declaration.map(|declaration| quote!(body.#declaration;)))
        }
        Envelope::Action { operation, version, flat_lists: _ } => {
            (Some(quote!(#operation, #version,)), None)
        }
    }
}

fn payload(
    member: &Member,
    encoding: &Encoding,
    root: Option<&ElementName>,
    media_type: Option<&str>,
    scope: ModuleScope<'_>,
) -> TokenStream {
    let value = field(member);
    match &member.value {
        Type::Blob => {
            let media_type = media_type.unwrap_or("application/octet-stream");
            quote!(request.blob_payload(#value, #media_type);)
        }
        Type::Stream { sized } => {
            let media_type = media_type.unwrap_or("application/octet-stream");
            let name = &member.model_name;
            if *sized {
                quote!(request.sized_stream_payload(#name, #value, #media_type);)
            } else {
                quote!(request.stream_payload(#value, #media_type);)
            }
        }
        Type::String | Type::StringEnum(_) if root.is_none() => {
            let media_type = media_type.unwrap_or("text/plain");
            quote!(request.text_payload(#value, #media_type);)
        }
        structured => {
            let codec = scope.codecs().input;
            let method = match structured {
                Type::Structure(_) if codec.writes_absent_structures() => {
                    format!("{}_structure_payload", codec.name())
                }
                _ => format!("{}_payload", codec.name()),
            };
            let (method, name) = (ident(&method), root.map(|root| &root.name));
            let name = name.map(|name| quote!(#name,));
            let write = wire::writer_within(scope, structured, encoding, root);
            quote!(request.#method(#name #value, #write);)
        }
    }
}
