//! In: how an input becomes a request. Out: the body of `Operation::request`.

use proc_macro2::TokenStream;
use quote::quote;

use super::codec;
use super::imports::Import;
use super::item::ident;
use super::rust_type::ModuleScope;
use crate::ir::{
    Binding, Body, Checksum, Encoding, Location, Member, Operation, PathPart, Request, Target, Type,
};

/// The statements that build the request and give it.
pub(super) fn request(operation: &Operation, scope: ModuleScope<'_>) -> TokenStream {
    let members = &operation.input.members;
    let request = &operation.request;
    let start = start(request, members, scope);
    let host =
        (!request.host_prefix.is_empty()).then(|| host_prefix(&request.host_prefix, members));
    let additions = additions(request, members);
    let bindings = request.bindings.iter().map(|binding| bind(binding, members, scope));
    let end = end(&request.body, members, scope);
    quote! {
        #start
        #host
        #additions
        #(#bindings)*
        #end
    }
}

fn start(request: &Request, members: &[Member], scope: ModuleScope<'_>) -> TokenStream {
    let builder = scope.import(Import::RequestBuilder);
    match &request.target {
        Target::Header { content_type, target } => {
            let mutable =
                (!request.host_prefix.is_empty() || has_additions(request)).then(|| quote!(mut));
            quote!(let #mutable request = #builder::aws_json(#content_type, #target);)
        }
        Target::Uri { method: verb, path: parts, query } => {
            let (verb, path) = (method(verb, scope), path(parts, members, scope));
            let literals = query.iter().map(|(name, value)| match value {
                Some(value) => quote!(request.query_literal(#name, #value);),
                None => quote!(request.query_literal(#name, None);),
            });
            quote! {
                let mut request = #builder::new(#verb);
                #path
                #(#literals)*
            }
        }
    }
}

/// Whether a request has more than its target, its bindings and its body.
fn has_additions(request: &Request) -> bool {
    let Request { headers, endpoint, gzip, checksum, .. } = request;
    !headers.is_empty() || endpoint.is_some() || *gzip || checksum.is_some()
}

/// Constant headers, and what depends on the whole body.
fn additions(request: &Request, members: &[Member]) -> Option<TokenStream> {
    let headers = request.headers.iter().map(|(name, value)| quote!(.header(#name, #value)));
    let endpoint = request.endpoint.and_then(|index| members.get(index)).map(|member| {
        let value = text_value(member);
        quote!(.endpoint(#value))
    });
    let gzip = request.gzip.then(|| quote!(.gzip()));
    let checksum = request.checksum.map(|checksum| match checksum {
        Checksum::Md5 => quote!(.content_md5()),
        Checksum::Sha256Tree => quote!(.sha256_tree()),
    });
    has_additions(request).then(|| quote!(request #(#headers)* #endpoint #gzip #checksum;))
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

fn path(parts: &[PathPart], members: &[Member], scope: ModuleScope<'_>) -> TokenStream {
    let calls = parts.iter().map(|part| match part {
        PathPart::Literal(text) => quote!(.path(#text)),
        PathPart::Label { member, encoding, greedy, default } => {
            members.get(*member).map_or_else(TokenStream::new, |member| {
                let (name, value) = (&member.model_name, text_value(member));
                let method = ident(if *greedy { "greedy_label" } else { "label" });
                match (encoding, default) {
                    (Encoding::Timestamp(format), _) => {
                        let format = codec::timestamp_format(*format, scope);
                        quote!(.label_timestamp(#name, #value, #format))
                    }
                    (_, Some(default)) => quote!(.label_or(#name, #value, #default)),
                    (_, None) => quote!(.#method(#name, #value)),
                }
            })
        }
    });
    quote!(request #(#calls)*;)
}

fn host_prefix(parts: &[PathPart], members: &[Member]) -> TokenStream {
    let calls = parts.iter().map(|part| match part {
        PathPart::Literal(text) => quote!(.host(#text)),
        PathPart::Label { member, .. } => {
            members.get(*member).map_or_else(TokenStream::new, |member| {
                let (name, value) = (&member.model_name, text_value(member));
                quote!(.host_label(#name, #value))
            })
        }
    });
    quote!(request #(#calls)*;)
}

/// A reference to the field.
fn text_value(member: &Member) -> TokenStream {
    let field = ident(&member.item.name);
    quote!(&self.#field)
}

fn bind(binding: &Binding, members: &[Member], scope: ModuleScope<'_>) -> TokenStream {
    let Some(member) = members.get(binding.member) else { return TokenStream::new() };
    let value = text_value(member);
    let hide = |names: &str| member.sensitive.then(|| quote!(.sensitive_headers(#names)));
    match &binding.location {
        Location::Query(name) => {
            let call = text_call("query", name, member, binding, &value, scope);
            quote!(request.#call;)
        }
        Location::Header(name) => {
            let (call, hide) =
                (text_call("header", name, member, binding, &value, scope), hide(name));
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

/// A call of `query`, `query_list`, `query_timestamp` or `query_timestamp_list`, or their twins for
/// headers.
fn text_call(
    method: &str,
    name: &str,
    member: &Member,
    binding: &Binding,
    value: &TokenStream,
    scope: ModuleScope<'_>,
) -> TokenStream {
    let (suffix, encoding) = match &member.value {
        Type::List(_) => ("_list", binding.encoding.element()),
        _ => ("", &binding.encoding),
    };
    match encoding {
        Encoding::Timestamp(format) => {
            let (method, format) = (
                ident(&format!("{method}_timestamp{suffix}")),
                codec::timestamp_format(*format, scope),
            );
            quote!(#method(#name, #value, #format))
        }
        Encoding::Base64 if suffix.is_empty() => {
            let method = ident(&format!("{method}_base64"));
            quote!(#method(#name, #value))
        }
        Encoding::Plain | Encoding::Base64 | Encoding::Of(_) => {
            let method = ident(&format!("{method}{suffix}"));
            quote!(#method(#name, #value))
        }
    }
}

fn end(body: &Body, members: &[Member], scope: ModuleScope<'_>) -> TokenStream {
    match body {
        Body::Empty => quote!(request.empty()),
        Body::Members(fields) => {
            let statements = codec::write_members(scope, "body", "self", members, fields);
            let body = ident(if fields.is_empty() { "_" } else { "body" });
            quote!(request.json(|#body| { #statements }))
        }
        Body::Payload { member, encoding, media_type } => members.get(*member).map_or_else(
            || quote!(request.empty()),
            |member| payload(member, encoding, media_type.as_deref(), scope),
        ),
    }
}

fn payload(
    member: &Member,
    encoding: &Encoding,
    media_type: Option<&str>,
    scope: ModuleScope<'_>,
) -> TokenStream {
    let value = text_value(member);
    match &member.value {
        Type::Blob => {
            let media_type = media_type.unwrap_or("application/octet-stream");
            quote!(request.blob_payload(#value, #media_type))
        }
        Type::Stream { sized } => {
            let media_type = media_type.unwrap_or("application/octet-stream");
            let name = &member.model_name;
            if *sized {
                quote!(request.sized_stream_payload(#name, #value, #media_type))
            } else {
                quote!(request.stream_payload(#value, #media_type))
            }
        }
        Type::String | Type::StringEnum(_) => {
            let media_type = media_type.unwrap_or("text/plain");
            quote!(request.text_payload(#value, #media_type))
        }
        Type::Structure(_) => {
            let write = codec::writer(scope, &member.value, encoding);
            quote!(request.structure_payload(#value, #write))
        }
        structured => {
            let write = codec::writer(scope, structured, encoding);
            quote!(request.json_payload(#value, #write))
        }
    }
}
