//! Determines the HTTP binding of a member from its traits
//! (<https://smithy.io/2.0/spec/http-bindings.html>).

use crate::model::shape::Member;

/// The location of a member in a request or response of a REST protocol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum HttpBinding {
    Label,
    Query(String),
    QueryParams,
    Header(String),
    PrefixHeaders(String),
    StatusCode,
    Payload,
    /// A member of the body.
    Document,
}

/// The binding of a member of an input.
pub(crate) fn in_request(member: &Member<'_>) -> HttpBinding {
    let traits = &member.traits;
    if traits.http_label {
        HttpBinding::Label
    } else if let Some(name) = &traits.http_query {
        HttpBinding::Query(name.clone())
    } else if traits.http_query_params {
        HttpBinding::QueryParams
    } else {
        in_message(member)
    }
}

/// The binding of a member of an output or error.
pub(crate) fn in_response(member: &Member<'_>) -> HttpBinding {
    if member.traits.http_response_code { HttpBinding::StatusCode } else { in_message(member) }
}

fn in_message(member: &Member<'_>) -> HttpBinding {
    let traits = &member.traits;
    if let Some(name) = &traits.http_header {
        HttpBinding::Header(name.clone())
    } else if let Some(prefix) = &traits.http_prefix_headers {
        HttpBinding::PrefixHeaders(prefix.clone())
    } else if traits.http_payload {
        HttpBinding::Payload
    } else {
        HttpBinding::Document
    }
}
