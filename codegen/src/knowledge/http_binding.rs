//! In: an operation's `http` trait and the binding traits of members. Out: where each member
//! travels (<https://smithy.io/2.0/spec/http-bindings.html>).

use crate::error::Diagnostic;
use crate::model::shape::Member;

/// Where a member travels in a request or response of a REST protocol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum HttpBinding {
    Label,
    Query(String),
    QueryParams,
    Header(String),
    PrefixHeaders(String),
    StatusCode,
    Payload,
    /// In the body, as one member among others.
    Document,
}

/// The binding of an input's member.
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

/// A piece of a URI pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    Literal(String),
    Label { name: String, greedy: bool },
}

/// A URI pattern such as `/accounts/{AccountId}?operation=logout`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UriPattern {
    pub(crate) path: Vec<Segment>,
    pub(crate) query: Vec<(String, Option<String>)>,
}

impl UriPattern {
    /// Parses the `uri` of an `http` trait.
    pub(crate) fn parse(uri: &str) -> Result<Self, Diagnostic> {
        let (path, query) =
            uri.split_once('?').map_or((uri, None), |(path, query)| (path, Some(query)));
        if !path.starts_with('/') {
            return Err(Diagnostic::new(format!(
                "the URI pattern `{}` does not start with `/`",
                uri.escape_debug()
            ))
            .help("a pattern looks like `/accounts/{AccountId}`"));
        }
        if uri.contains(|character: char| character == '#' || character.is_whitespace()) {
            return Err(Diagnostic::new(format!(
                "the URI pattern `{}` has a `#` or white space",
                uri.escape_debug()
            ))
            .help("percent-encode it"));
        }
        let literals =
            query.into_iter().flat_map(|query| query.split('&')).filter(|part| !part.is_empty());
        let query = literals
            .map(|part| match part.split_once('=') {
                Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                None => (part.to_owned(), None),
            })
            .collect();
        Ok(Self { path: segments(path)?, query })
    }
}

/// Parses text with labels in braces: a path, or the host prefix of an `endpoint` trait.
pub(crate) fn segments(pattern: &str) -> Result<Vec<Segment>, Diagnostic> {
    let malformed = || {
        Diagnostic::new(format!("the braces in `{}` do not pair", pattern.escape_debug()))
            .help("a label is `{Name}`, a greedy one `{Name+}`")
    };
    let mut segments = Vec::new();
    let mut rest = pattern;
    while let Some((literal, after)) = rest.split_once('{') {
        let (label, after) = after.split_once('}').ok_or_else(malformed)?;
        if literal.contains('}') || label.contains('{') {
            return Err(malformed());
        }
        if !literal.is_empty() {
            segments.push(Segment::Literal(literal.to_owned()));
        }
        let (name, greedy) = label.strip_suffix('+').map_or((label, false), |name| (name, true));
        segments.push(Segment::Label { name: name.to_owned(), greedy });
        rest = after;
    }
    if rest.contains('}') {
        return Err(malformed());
    }
    if !rest.is_empty() {
        segments.push(Segment::Literal(rest.to_owned()));
    }
    Ok(segments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fall_into_segments() {
        let parsed = UriPattern::parse("/a/{Id}/x{Key+}?type=big&flag").unwrap();
        let literal = |text: &str| Segment::Literal(text.to_owned());
        let label = |name: &str, greedy| Segment::Label { name: name.to_owned(), greedy };
        assert_eq!(
            parsed.path,
            [literal("/a/"), label("Id", false), literal("/x"), label("Key", true)]
        );
        assert_eq!(
            parsed.query,
            [("type".to_owned(), Some("big".to_owned())), ("flag".to_owned(), None)]
        );
    }

    #[test]
    fn broken_patterns_are_refused() {
        for bad in ["accounts", "/{a", "/a}", "/{a{b}}", "", "/a#b", "/a b"] {
            assert!(UriPattern::parse(bad).is_err(), "{bad}");
        }
    }
}
