//! Lowers what of a message is in its body, and what stands around it.

use super::Lower;
use super::operation::place;
use crate::error::Diagnostic;
use crate::flow::Flow;
use crate::ir::{Binding, Body, ElementName, Envelope, Field, Location, Response};
use crate::knowledge::http_binding::HttpBinding;
use crate::knowledge::timestamp::Place;
use crate::model::shape::{Member, Shape, ShapeKind};
use crate::projection;
use crate::protocol::{EmptyInput, Framing, Outputs};

impl Lower<'_, '_> {
    /// The body of an input.
    pub(super) fn input_body(
        &self,
        operation: &Shape<'_>,
        shape: &Shape<'_>,
        bindings: &[HttpBinding],
    ) -> Body {
        let envelope = || self.envelope_of_input(operation, shape);
        self.body(Flow::Input, shape, bindings, envelope).unwrap_or_else(|| {
            match self.rules.empty_input {
                EmptyInput::Object => Body::Members { envelope: envelope(), fields: Vec::new() },
                EmptyInput::ObjectUnlessUnit if operation.has_input() => {
                    Body::Members { envelope: envelope(), fields: Vec::new() }
                }
                EmptyInput::ObjectUnlessUnit | EmptyInput::NoBody => Body::Empty,
            }
        })
    }

    /// What stands around the members of an input.
    fn envelope_of_input(&self, operation: &Shape<'_>, shape: &Shape<'_>) -> Envelope {
        match self.rules.framing {
            Framing::Action => Envelope::Action {
                operation: operation.id.name().to_owned(),
                version: self.version(),
                flat_lists: self.rules.flattens_lists,
            },
            Framing::Rest | Framing::TargetHeader | Framing::Path => {
                if self.rules.codecs.input.has_roots() {
                    Envelope::Root(self.root(shape))
                } else {
                    Envelope::None
                }
            }
        }
    }

    /// What stands around the members of an output.
    pub(super) fn envelope_of_output(&self, operation: &projection::Operation<'_>) -> Envelope {
        match self.rules.outputs {
            Outputs::Root if self.rules.codecs.output.has_roots() => {
                Envelope::Root(self.root(&operation.output))
            }
            Outputs::Root => Envelope::None,
            Outputs::Response => Envelope::Within(format!("{}Response", operation.shape.id.name())),
            Outputs::Result => Envelope::Within(format!("{}Result", operation.shape.id.name())),
        }
    }

    /// The name of the root element of a structure, with the namespace of the structure or the service.
    fn root(&self, shape: &Shape<'_>) -> ElementName {
        let name = shape.traits.xml_name.as_deref().unwrap_or(shape.id.name());
        let of_service = &self.projection.service.traits.xml_namespace;
        let namespace = shape.traits.xml_namespace.as_ref().or(of_service.as_ref());
        ElementName { name: name.to_owned(), namespace: namespace.cloned() }
    }

    /// The name of the root element of a payload that the codec writes: that of the member by `xmlName`, else
    /// that of its target.
    fn root_of_payload(&self, flow: Flow, member: &Member<'_>) -> Option<ElementName> {
        let has_roots = self.rules.codecs.get(flow).has_roots();
        let target = self.target(&member.target).filter(|_| has_roots)?;
        let is_element = matches!(
            target.kind,
            ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::List(_) | ShapeKind::Map(_)
        );
        let ElementName { name, namespace } = is_element.then(|| self.root(target))?;
        Some(ElementName {
            name: member.traits.xml_name.clone().unwrap_or(name),
            namespace: member.traits.xml_namespace.clone().or(namespace),
        })
    }

    /// The same response with the only member of its body as the root element, for an operation with the
    /// trait `s3UnwrappedXmlOutput`.
    pub(super) fn unwrapped(&mut self, operation: &Shape<'_>, response: Response) -> Response {
        let body = match response.body {
            Body::Members { fields, .. } => match <[Field; 1]>::try_from(fields) {
                Ok([Field { member, encoding, name, .. }]) => {
                    Body::Payload { member, encoding, root: Some(name), media_type: None }
                }
                Err(_) => {
                    let message = "the output of an operation with `s3UnwrappedXmlOutput` must have one member in the body";
                    let help = "remove the trait, or bind the other members to headers";
                    let problem =
                        Diagnostic::new(message).shape(&operation.id).at(operation.offset);
                    self.found.push(problem.help(help));
                    Body::Empty
                }
            },
            body @ (Body::Empty | Body::Payload { .. }) => body,
        };
        Response { body, ..response }
    }

    /// The body of a message; `None` if it has neither a payload nor members.
    pub(super) fn body(
        &self,
        flow: Flow,
        shape: &Shape<'_>,
        bindings: &[HttpBinding],
        envelope: impl FnOnce() -> Envelope,
    ) -> Option<Body> {
        let payload = bindings.iter().position(|binding| *binding == HttpBinding::Payload);
        if let Some((index, member)) = payload.and_then(|i| Some((i, shape.members().get(i)?))) {
            let of_target =
                || self.target(&member.target).and_then(|target| target.traits.media_type.clone());
            return Some(Body::Payload {
                member: index,
                encoding: self.encoding(flow, member, Place::Payload),
                root: self.root_of_payload(flow, member),
                media_type: member.traits.media_type.clone().or_else(of_target),
            });
        }
        let members = shape.members().iter().zip(bindings).enumerate();
        let in_body = members.filter(|(_, (_, binding))| **binding == HttpBinding::Document);
        let fields: Vec<_> =
            in_body.map(|(index, (member, _))| self.field(flow, index, member)).collect();
        (!fields.is_empty()).then(|| Body::Members { envelope: envelope(), fields })
    }

    /// The members of a message that are bound to headers, the query or the status code.
    pub(super) fn outside_of_body(
        &self,
        flow: Flow,
        shape: &Shape<'_>,
        bindings: &[HttpBinding],
    ) -> Vec<Binding> {
        let located = bindings.iter().zip(shape.members()).enumerate();
        let located = located.filter_map(|(member, (binding, of_model))| {
            let location = match binding {
                HttpBinding::Query(name) => Location::Query(name.clone()),
                HttpBinding::QueryParams => Location::QueryParams,
                HttpBinding::Header(name) => Location::Header(name.clone()),
                HttpBinding::PrefixHeaders(prefix) => Location::PrefixHeaders(prefix.clone()),
                HttpBinding::StatusCode => Location::StatusCode,
                HttpBinding::Label | HttpBinding::Payload | HttpBinding::Document => return None,
            };
            let encoding = self.encoding(flow, of_model, place(binding));
            Some(Binding { member, location, encoding, lenient: of_model.traits.lenient })
        });
        located.collect()
    }
}
