//! Lowers operations: how an input becomes a request and a response becomes an output.

use std::collections::BTreeMap;

use super::{Lower, item};
use crate::error::Diagnostic;
use crate::flow::Flow;
use crate::ir::{
    Body, Codec, Envelope, ErrorVariant, Item, LabelKind, Operation, PathPart, Request, Response,
    Structure, Target, Type,
};
use crate::knowledge::auth;
use crate::knowledge::http_binding::HttpBinding;
use crate::knowledge::timestamp::Place;
use crate::knowledge::uri_pattern::{self, Segment, UriPattern};
use crate::model::shape::Shape;
use crate::model::shape_id::ShapeId;
use crate::projection;
use crate::protocol::Framing;
use crate::symbol::ident::identifier;
use crate::symbol::reserved::Space;

/// The location of a member with this binding, which determines timestamp formats.
pub(super) fn place(binding: &HttpBinding) -> Place {
    match binding {
        HttpBinding::Label | HttpBinding::Query(_) | HttpBinding::QueryParams => Place::Uri,
        HttpBinding::Header(_) | HttpBinding::PrefixHeaders(_) | HttpBinding::StatusCode => {
            Place::Header
        }
        HttpBinding::Payload => Place::Payload,
        HttpBinding::Document => Place::Body,
    }
}

/// The header that asks a service which used awsQuery before for the awsQuery error codes.
const QUERY_MODE: (&str, &str) = ("x-amzn-query-mode", "true");

/// The header with the API version in requests for endpoints. It is not modeled, but AWS's clients
/// send it.
const API_VERSION: &str = "x-amz-api-version";

impl Lower<'_, '_> {
    pub(super) fn operation(&mut self, operation: &projection::Operation<'_>) -> Option<Operation> {
        let shape = &operation.shape;
        let renamed = self.options.name(&shape.id).map(str::to_owned);
        let of_model = || identifier(Space::Operation, shape.id.name());
        let module = identifier(Space::Function, renamed.as_deref().unwrap_or(shape.id.name()));
        let name = renamed.unwrap_or_else(of_model);
        let rules = self.rules;
        let input =
            self.structure(part(&name, "Input", &operation.input), &operation.input, &|member| {
                place(&rules.in_request(member))
            });
        let output = self.structure(
            part(&name, "Output", &operation.output),
            &operation.output,
            &|member| place(&rules.in_response(member)),
        );
        let envelope = self.envelope_of_output(operation);
        let response = self.response(&operation.output, &output, || envelope);
        let is_unwrapped = shape.traits.xml_unwrapped && rules.codecs.output == Codec::Xml;
        let response = if is_unwrapped { self.unwrapped(shape, response) } else { response };
        Some(Operation {
            id: shape.id.clone(),
            item: item::item(name, &shape.traits),
            module,
            request: self.request(shape, &operation.input, &input)?,
            response,
            errors: self.error_variants(operation),
            auth: self.found.keep(auth::of_operation(&self.projection.service, shape)).flatten(),
            endpoint_params: Vec::new(),
            permissions: self.permissions(operation),
            unsigned_payload: shape.traits.unsigned_payload,
            discovery: self.discovery(operation, &input),
            tells_endpoints: self.tells_endpoints(operation, &input, &output),
            creates_sessions: None,
            idempotent: shape.traits.readonly || shape.traits.idempotent,
            long_poll: shape.traits.long_poll.is_some(),
            examples: Vec::new(),
            idempotency_token: idempotency_token(&operation.input, &input),
            pagination: None,
            input,
            output,
        })
    }

    /// The variants for the errors of an operation. Of several errors with the same code, the first one is
    /// read.
    fn error_variants(&mut self, operation: &projection::Operation<'_>) -> Vec<ErrorVariant> {
        let mut errors: Vec<&ShapeId> = operation.errors.iter().collect();
        errors.sort_by_key(|id| (id.name(), self.names.of(id).name));
        let mut owners: BTreeMap<String, &ShapeId> = BTreeMap::new();
        for second in &errors {
            let code = self.error_code(second);
            if let Some(first) = owners.get(&code) {
                let warning = format!(
                    "`{first}` and `{second}` have the same code `{code}`: a response with this code is read as the first",
                );
                // The warning is placed at the error, so that it is the same for all operations
                // with both.
                let place = self.target(second).map(|shape| shape.offset).unwrap_or_default();
                self.found.warn([Diagnostic::new(warning).shape(*second).at(place)]);
            } else {
                owners.insert(code, second);
            }
        }
        errors.into_iter().map(|id| self.error_variant(id)).collect()
    }

    fn error_variant(&self, id: &ShapeId) -> ErrorVariant {
        ErrorVariant {
            variant: self.names.variant(id),
            type_name: self.names.of(id),
            code: self.error_code(id),
        }
    }

    /// The code of an error; its name if it is not in the model, which is a reported problem.
    fn error_code(&self, id: &ShapeId) -> String {
        let shape = self.target(id);
        shape.map_or_else(|| id.name().to_owned(), |shape| self.rules.error_code(shape))
    }

    fn request(
        &mut self,
        operation: &Shape<'_>,
        shape: &Shape<'_>,
        input: &Structure,
    ) -> Option<Request> {
        let host =
            uri_pattern::host_prefix(operation.traits.host_prefix.as_deref().unwrap_or_default());
        let host = self
            .found
            .keep(host.map_err(|problem| problem.shape(&operation.id).at(operation.offset)))?;
        self.check_host(operation, shape, &host);
        let rules = self.rules;
        let bindings: Vec<HttpBinding> =
            shape.members().iter().map(|member| rules.in_request(member)).collect();
        self.check_bindings(shape, input, &bindings);
        self.check_request_headers(shape, &bindings);
        Some(Request {
            target: match rules.framing {
                Framing::Rest => self.uri(operation, shape, input)?,
                Framing::TargetHeader => Target::Header { target: self.rpc_target(operation) },
                Framing::Path => Target::Path(self.rpc_path(operation)),
                Framing::Action => Target::Body,
            },
            headers: self.constant_headers(operation),
            endpoint: shape.members().iter().position(|member| member.traits.names_endpoint),
            host_prefix: self.path(shape, input, host),
            gzip: operation.traits.request_compression.iter().any(|name| is_gzip(name)),
            checksum: self.checksum(operation, shape, input),
            validation: self.validation(operation, shape, input),
            bindings: self.outside_of_body(Flow::Input, shape, &bindings),
            body: self.input_body(operation, shape, &bindings),
        })
    }

    /// The headers of all requests of an operation.
    fn constant_headers(&self, operation: &Shape<'_>) -> Vec<(String, String)> {
        let traits = &self.projection.service.traits;
        let had_query = traits.aws_query_compatible && self.rules.framing != Framing::Action;
        let query_mode = had_query.then_some(QUERY_MODE);
        let query_mode = query_mode.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let version = self.is_asked_for_endpoints(operation).then(|| self.version());
        let version = version.map(|version| (API_VERSION.to_owned(), version));
        query_mode.into_iter().chain(version).chain(traits.request_headers.clone()).collect()
    }

    fn rpc_target(&self, operation: &Shape<'_>) -> String {
        format!("{}.{}", self.projection.service.id.name(), operation.id.name())
    }

    fn rpc_path(&self, operation: &Shape<'_>) -> String {
        let (service, operation) = (self.projection.service.id.name(), operation.id.name());
        format!("/service/{service}/operation/{operation}")
    }

    fn uri(
        &mut self,
        operation: &Shape<'_>,
        shape: &Shape<'_>,
        input: &Structure,
    ) -> Option<Target> {
        let Some(http) = &operation.traits.http else {
            self.found.push(
                Diagnostic::new("the operation has no `http` trait, which its protocol requires")
                    .shape(&operation.id)
                    .at(operation.offset)
                    .help("add the trait with a method and a URI"),
            );
            return None;
        };
        let pattern = UriPattern::parse(&http.uri)
            .map_err(|problem| problem.shape(&operation.id).at(operation.offset));
        let pattern = self.found.keep(pattern)?;
        self.check_method(operation, &http.method);
        self.check_labels(operation, shape, input, &pattern);
        self.check_query(operation, shape, &pattern);
        let path = self.path(shape, input, self.without_endpoint_labels(pattern.path));
        Some(Target::Uri { method: http.method.clone(), path, query: pattern.query })
    }

    /// Lowers the response bindings of an output or error.
    pub(super) fn response(
        &mut self,
        shape: &Shape<'_>,
        message: &Structure,
        envelope: impl FnOnce() -> Envelope,
    ) -> Response {
        let rules = self.rules;
        let bindings: Vec<HttpBinding> =
            shape.members().iter().map(|member| rules.in_response(member)).collect();
        self.check_bindings(shape, message, &bindings);
        Response {
            bindings: self.outside_of_body(Flow::Output, shape, &bindings),
            body: self.body(Flow::Output, shape, &bindings, envelope).unwrap_or(Body::Empty),
        }
    }

    /// Whether the endpoint rules put the label into the URL.
    fn is_in_endpoint(&self, label: &str) -> bool {
        let traits = &self.projection.service.traits;
        traits.endpoint_rule_set.is_some()
            && traits.endpoint_labels.iter().any(|name| name == label)
    }

    /// The segments of a path without the slashes before the labels that the endpoint has.
    fn without_endpoint_labels(&self, mut segments: Vec<Segment>) -> Vec<Segment> {
        for index in 1..segments.len() {
            let is_in_endpoint = matches!(
                segments.get(index),
                Some(Segment::Label { name, .. }) if self.is_in_endpoint(name)
            );
            if let (true, Some(Segment::Literal(before))) =
                (is_in_endpoint, segments.get_mut(index - 1))
            {
                before.pop();
            }
        }
        segments.retain(|segment| *segment != Segment::Literal(String::new()));
        segments
    }

    /// The segments of a pattern, with the member index of each label.
    fn path(&self, shape: &Shape<'_>, input: &Structure, segments: Vec<Segment>) -> Vec<PathPart> {
        let defaults = &self.projection.service.traits.default_labels;
        let parts = segments.into_iter().filter_map(|segment| match segment {
            Segment::Literal(text) => Some(PathPart::Literal(text)),
            // A label without a member has been reported.
            Segment::Label { name, greedy } => {
                let member = input.members.iter().position(|member| member.model_name == name)?;
                let of_model = shape.member(&name)?;
                let encoding = self.encoding(Flow::Input, of_model, Place::Uri);
                let default = defaults.get(&name).cloned();
                let target = self.target(&of_model.target);
                let traits = target.map(|target| &target.traits);
                let has_path = traits.is_some_and(|traits| traits.last_path_segment);
                let is_verbatim = traits.is_some_and(|traits| traits.verbatim_path);
                let kind = if self.is_in_endpoint(&name) {
                    LabelKind::InEndpoint
                } else if has_path {
                    LabelKind::LastSegment
                } else if greedy && is_verbatim {
                    LabelKind::Verbatim
                } else if greedy {
                    LabelKind::Greedy
                } else {
                    LabelKind::Segment
                };
                Some(PathPart::Label { member, encoding, kind, default })
            }
        });
        parts.collect()
    }
}

/// Whether this is the supported content encoding.
fn is_gzip(encoding: &str) -> bool {
    encoding.eq_ignore_ascii_case("gzip")
}

/// The member with the idempotency token, which must be a string.
fn idempotency_token(shape: &Shape<'_>, input: &Structure) -> Option<usize> {
    let member = shape.members().iter().find(|member| member.traits.idempotency_token)?;
    input.members.iter().position(|lowered| {
        lowered.model_name == member.name && lowered.value == Type::String && !lowered.boxed
    })
}

fn part(operation: &str, suffix: &str, shape: &Shape<'_>) -> Item {
    item::item(format!("{operation}{suffix}"), &shape.traits)
}
