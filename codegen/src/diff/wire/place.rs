//! Lists where the members of a message are on the wire.

use super::super::rust;
use crate::flow::Flow;
use crate::ir::{
    Binding, Body, ElementName, Encoding, Field, FieldPlace, LabelKind, Location, Member, PathPart,
    Request, Response, Structure, Target,
};

/// A member with its place and its encoding.
#[derive(Clone, Copy)]
pub(super) struct Value<'c> {
    pub(super) member: &'c Member,
    pub(super) encoding: &'c Encoding,
    /// Whether a value is text on the wire, so that the types of numbers and strings are not told apart.
    pub(super) is_text: bool,
}

/// A member of a message.
pub(super) struct Place<'c> {
    /// Where it is, as a message shows it: the header `X-Id`.
    pub(super) key: String,
    pub(super) value: Value<'c>,
}

/// The members of an input.
pub(super) fn of_request<'c>(input: &'c Structure, request: &'c Request) -> Vec<Place<'c>> {
    let mut places = Vec::new();
    let path: &[PathPart] = match &request.target {
        Target::Uri { path, .. } => path,
        Target::Header { .. } | Target::Path(_) | Target::Body => &[],
    };
    let labels = path.iter().filter(|part| matches!(part, PathPart::Label { .. }));
    for (index, part) in labels.enumerate() {
        if let PathPart::Label { member, encoding, .. } = part {
            let Some(member) = input.members.get(*member) else { continue };
            let key = format!("the {} label", rust::ordinal(index + 1));
            places.push(Place { key, value: Value { member, encoding, is_text: true } });
        }
    }
    places.extend(bound(input, &request.bindings));
    places.extend(of_body(input, &request.body, Flow::Input));
    places
}

/// The members of an output or error.
pub(super) fn of_response<'c>(output: &'c Structure, response: &'c Response) -> Vec<Place<'c>> {
    let mut places: Vec<Place<'c>> = bound(output, &response.bindings).collect();
    places.extend(of_body(output, &response.body, Flow::Output));
    places
}

/// A label as a URI pattern has it, without its name.
pub(super) fn label(kind: LabelKind) -> &'static str {
    match kind {
        LabelKind::Segment | LabelKind::LastSegment | LabelKind::InEndpoint => "{}",
        LabelKind::Greedy | LabelKind::Verbatim => "{+}",
    }
}

fn bound<'c>(structure: &'c Structure, bindings: &'c [Binding]) -> impl Iterator<Item = Place<'c>> {
    bindings.iter().filter_map(|binding| {
        let member = structure.members.get(binding.member)?;
        let key = match &binding.location {
            Location::Query(name) => format!("the query parameter `{name}`"),
            Location::QueryParams => "the query parameters".to_owned(),
            // Names of headers are not case-sensitive.
            Location::Header(name) => format!("the header `{}`", name.to_ascii_lowercase()),
            Location::PrefixHeaders(prefix) => {
                format!("the headers `{}*`", prefix.to_ascii_lowercase())
            }
            Location::StatusCode => "the status code".to_owned(),
        };
        Some(Place { key, value: Value { member, encoding: &binding.encoding, is_text: true } })
    })
}

fn of_body<'c>(structure: &'c Structure, body: &'c Body, flow: Flow) -> Vec<Place<'c>> {
    match body {
        Body::Empty => Vec::new(),
        Body::Members { fields, .. } => of_fields(structure, fields, flow),
        Body::Payload { member, encoding, root, .. } => {
            let Some(member) = structure.members.get(*member) else { return Vec::new() };
            let key = match root {
                None => "the body".to_owned(),
                Some(root) => format!("the body {}", element(root, flow)),
            };
            vec![Place { key, value: Value { member, encoding, is_text: false } }]
        }
    }
}

/// The members of a structure in a body.
pub(super) fn of_fields<'c>(
    structure: &'c Structure,
    fields: &'c [Field],
    flow: Flow,
) -> Vec<Place<'c>> {
    let place = |field: &'c Field| {
        let member = structure.members.get(field.member)?;
        let value = Value { member, encoding: &field.encoding, is_text: false };
        Some(Place { key: of_field(field, flow), value })
    };
    fields.iter().filter_map(place).collect()
}

/// Where a field of a body is.
pub(super) fn of_field(field: &Field, flow: Flow) -> String {
    let name = element(&field.name, flow);
    match field.place {
        FieldPlace::Member => format!("the member {name}"),
        FieldPlace::Attribute => format!("the attribute {name}"),
        FieldPlace::Flattened => format!("the flattened member {name}"),
    }
}

/// The name of an element, in requests with its namespace. Clients read responses without regard to namespaces.
pub(super) fn element(element: &ElementName, flow: Flow) -> String {
    match element.namespace.as_ref().filter(|_| flow == Flow::Input) {
        None => format!("`{}`", element.name),
        Some(namespace) => {
            let prefix = namespace.prefix.as_deref().map(|prefix| format!(":{prefix}"));
            let (prefix, uri) = (prefix.unwrap_or_default(), &namespace.uri);
            format!("`{}` (xmlns{prefix} `{uri}`)", element.name)
        }
    }
}
