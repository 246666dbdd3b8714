//! Parses the traits of a shape or member that affect the generated code. Trait ids are spelled in
//! `traits::read` and nowhere else.

mod effect;
pub(crate) mod iam;
mod known;
mod read;
mod reader;
mod values;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::value::RawValue;

use super::context_params::ClientContextParams;
use super::http_tests::Unparsed;
use super::json::{self, Entries};
use super::sources::Sources;
use crate::error::{Diagnostic, Diagnostics, Place};

pub(crate) use effect::{Effect, effect};
use iam::Iam;
pub(crate) use known::SMITHY;
#[cfg(test)]
pub(super) use read::{AUTH, LONG_POLL};
pub(crate) use read::{
    AWS_JSON_1_0, AWS_JSON_1_1, AWS_QUERY, EC2_QUERY, HTTP_API_KEY_AUTH, HTTP_BASIC_AUTH,
    HTTP_BEARER_AUTH, MIXIN, NO_AUTH, REST_JSON_1, REST_XML, RPC_V2_CBOR, RPC_V2_JSON, SIGV4,
    TRAIT,
};
use reader::TraitReader;
pub(crate) use values::{
    ApiKeyLocation, AwsQueryError, AwsService, ClientDiscoveredEndpoint, ClientEndpointDiscovery,
    Deprecated, EnumDefinition, Fault, Http, HttpApiKeyAuth, HttpChecksum, Limits, LongPoll, Mixin,
    Retries, Retryable, Sessions, SigV4, TimestampFormat, XmlNamespace,
};

/// The typed traits. A trait that is absent is `None`, `false` or empty.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // Annotation traits are there or not.
pub(crate) struct Traits<'a> {
    // Names and documentation.
    pub(crate) documentation: Option<String>,
    pub(crate) external_documentation: Vec<(String, String)>,
    /// Each is a list of examples.
    pub(crate) examples: Vec<Unparsed<'a>>,
    pub(crate) deprecated: Option<Deprecated>,
    pub(crate) title: Option<String>,
    pub(crate) aws_service: Option<AwsService>,
    // Constraints and values.
    pub(crate) required: bool,
    pub(crate) client_optional: bool,
    pub(crate) added_default: bool,
    pub(crate) input: bool,
    /// The JSON text of the default value, which may be `null`.
    pub(crate) default: Option<String>,
    pub(crate) sparse: bool,
    pub(crate) length: Option<Limits>,
    pub(crate) range: Option<Limits>,
    pub(crate) pattern: Option<String>,
    pub(crate) enum_value: Option<Value>,
    pub(crate) legacy_enum: Vec<EnumDefinition>,
    pub(crate) idempotency_token: bool,
    pub(crate) sensitive: bool,
    // Errors.
    pub(crate) error: Option<Fault>,
    pub(crate) http_error: Option<u16>,
    pub(crate) aws_query_error: Option<AwsQueryError>,
    pub(crate) retryable: Option<Retryable>,
    // Authentication.
    pub(crate) sigv4: Option<SigV4>,
    pub(crate) http_api_key_auth: Option<HttpApiKeyAuth>,
    /// The ids of the authentication traits of a service.
    pub(crate) auth_schemes: Vec<String>,
    /// The ids of the auth schemes of a service or operation, in order of preference.
    pub(crate) auth: Option<Vec<String>>,
    pub(crate) optional_auth: bool,
    pub(crate) unsigned_payload: bool,
    // Protocols and serialization.
    pub(crate) protocols: Vec<String>,
    pub(crate) json_name: Option<String>,
    pub(crate) xml_name: Option<String>,
    pub(crate) xml_attribute: bool,
    pub(crate) xml_flattened: bool,
    pub(crate) xml_namespace: Option<XmlNamespace>,
    /// Whether the root element of a response is the only member of the output.
    pub(crate) xml_unwrapped: bool,
    pub(crate) ec2_query_name: Option<String>,
    pub(crate) media_type: Option<String>,
    pub(crate) timestamp_format: Option<TimestampFormat>,
    pub(crate) http: Option<Http>,
    pub(crate) http_label: bool,
    pub(crate) http_query: Option<String>,
    pub(crate) http_query_params: bool,
    pub(crate) http_header: Option<String>,
    pub(crate) http_prefix_headers: Option<String>,
    pub(crate) http_payload: bool,
    pub(crate) http_response_code: bool,
    pub(crate) host_prefix: Option<String>,
    pub(crate) host_label: bool,
    pub(crate) streaming: bool,
    pub(crate) requires_length: bool,
    pub(crate) http_checksum_required: bool,
    pub(crate) http_checksum: Option<HttpChecksum>,
    /// The supported content encodings of a request, in order of preference.
    pub(crate) request_compression: Vec<String>,
    pub(crate) aws_query_compatible: bool,
    // Behavior of operations.
    pub(crate) readonly: bool,
    pub(crate) idempotent: bool,
    pub(crate) long_poll: Option<LongPoll>,
    pub(crate) paginated: Option<Unparsed<'a>>,
    pub(crate) waitable: Option<Unparsed<'a>>,
    // Our own traits, for facts that the specification states in text only.
    /// Headers of every request of a service.
    pub(crate) request_headers: BTreeMap<String, String>,
    /// Values for labels that are empty, by the name of the label, in all operations of a service.
    pub(crate) default_labels: BTreeMap<String, String>,
    /// The labels that the endpoint rules of a service put into the URL, so that paths do not have them.
    pub(crate) endpoint_labels: Vec<String>,
    /// Whether the value of the member is the endpoint of the request.
    pub(crate) names_endpoint: bool,
    /// Whether a label with the value has only what follows the last slash.
    pub(crate) last_path_segment: bool,
    /// Whether a label with the value may have any segments: the service does not normalize paths.
    pub(crate) verbatim_path: bool,
    /// Whether a header with the value is ignored if it cannot be read.
    pub(crate) lenient: bool,
    /// Whether the operation requires headers with the SHA-256 of its body and its tree hash.
    pub(crate) sha256_tree: bool,
    /// Whether requests of a service state the SHA-256 of their body in `x-amz-content-sha256`.
    pub(crate) content_sha256: bool,
    /// Whether a service is asked to accept the head of a request before a long body is sent.
    pub(crate) expect_continue: bool,
    /// The operation that creates the sessions which the auth schemes of some endpoints require.
    pub(crate) sessions: Option<Sessions>,
    /// The retry behavior of a service where it differs from the standard.
    pub(crate) retries: Option<Retries>,
    // Tests.
    /// Each is a list of cases.
    pub(crate) http_request_tests: Vec<Unparsed<'a>>,
    pub(crate) http_response_tests: Vec<Unparsed<'a>>,
    pub(crate) smoke_tests: Vec<Unparsed<'a>>,
    // Endpoints.
    pub(crate) endpoint_rule_set: Option<Unparsed<'a>>,
    /// The same rules as a binary decision diagram.
    pub(crate) endpoint_bdd: Option<Unparsed<'a>>,
    pub(crate) endpoint_tests: Option<Unparsed<'a>>,
    /// How operations of a service discover their endpoints.
    pub(crate) client_endpoint_discovery: Option<ClientEndpointDiscovery>,
    /// Whether, and how, the operation discovers its endpoint.
    pub(crate) client_discovered_endpoint: Option<ClientDiscoveredEndpoint>,
    /// Whether the discovered endpoint depends on the member.
    pub(crate) client_endpoint_discovery_id: bool,
    /// The endpoint parameter that is set to the member's value.
    pub(crate) context_param: Option<String>,
    /// Endpoint parameters with the same value for all calls of an operation.
    /// The parameters of endpoint rules that are settings of a client.
    pub(crate) client_context_params: ClientContextParams,
    pub(crate) static_context_params: BTreeMap<String, Value>,
    /// Paths in the input of the values of endpoint parameters.
    pub(crate) operation_context_params: Option<Unparsed<'a>>,
    /// Permissions.
    pub(crate) iam: Iam<'a>,
    // Mixins.
    pub(crate) mixin: Option<Mixin>,
    /// All traits, unparsed.
    entries: Vec<(Cow<'a, str>, &'a RawValue)>,
}

impl<'a> Traits<'a> {
    /// Removes the texts of documentation, but not from the unparsed traits.
    pub(crate) fn remove_documentation(&mut self) {
        self.documentation = None;
        self.external_documentation.clear();
        self.examples.clear();
    }

    /// Parses the traits of a shape or, if `place` is a member's id, of a member.
    pub(crate) fn parse(
        sources: Sources<'a>,
        place: &str,
        entries: Entries<'a>,
        found: &mut Diagnostics,
    ) -> Self {
        let mut traits = Self::default();
        for (trait_id, raw) in entries.0 {
            let mut reader = TraitReader::new(sources, raw);
            traits.read(&trait_id, &mut reader);
            if let Some(error) = reader.error {
                let message = format!(
                    "invalid value of the trait `{}`: {}",
                    trait_id.escape_debug(),
                    error.message
                );
                let mut diagnostic = Diagnostic::new(message)
                    .shape(place)
                    .help("see the page of the trait in the Smithy specification");
                diagnostic.offset = error.offset;
                found.push(diagnostic);
            }
            traits.entries.push((trait_id, raw));
        }
        traits
    }

    /// The traits of an enum member that correspond to a definition in the Smithy 1.0 `enum` trait.
    pub(crate) fn of_enum_member(definition: &EnumDefinition) -> Self {
        Self {
            enum_value: Some(Value::String(definition.value.clone())),
            documentation: definition.documentation.clone(),
            deprecated: definition.deprecated.then(Deprecated::default),
            ..Self::default()
        }
    }

    /// Applies further traits. An existing value is replaced, unless both values are arrays, which
    /// are concatenated without duplicates
    /// (<https://smithy.io/2.0/spec/model.html#trait-conflict-resolution>).
    pub(crate) fn apply(
        &mut self,
        sources: Sources<'a>,
        place: &str,
        entries: Entries<'a>,
        found: &mut Diagnostics,
    ) {
        Self::parse(sources, place, entries.clone(), found);
        for (trait_id, raw) in entries.0 {
            let is_array = json::is_array(raw);
            let is_replaced = |(id, value): &(Cow<'a, str>, &RawValue)| {
                *id == trait_id
                    && (!is_array || !json::is_array(value) || json::is_same(value, raw))
            };
            self.entries.retain(|entry| !is_replaced(entry));
            self.entries.push((trait_id, raw));
        }
        *self = Self::parsed_before(sources, place, std::mem::take(&mut self.entries));
    }

    /// All traits, unparsed, by id.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&str, &'a RawValue)> {
        self.entries.iter().map(|(id, raw)| (id.as_ref(), *raw))
    }

    /// The traits that do not exist, each with its place and a suggestion.
    pub(crate) fn unknown(
        &self,
        sources: Sources<'a>,
    ) -> impl Iterator<Item = (&str, Place, String)> {
        self.entries.iter().filter_map(move |(id, raw)| {
            Some((id.as_ref(), sources.place(raw), known::help_for_unknown(id)?))
        })
    }

    /// These traits merged over those of a mixin.
    pub(crate) fn over(self, mixin: &Self, sources: Sources<'a>, place: &str) -> Self {
        let local =
            mixin.mixin.as_ref().map(|mixin| mixin.local_traits.as_slice()).unwrap_or_default();
        let is_own = |id: &str| self.entries.iter().any(|(own, _)| own == id);
        let handed_on =
            |id: &str| id != MIXIN && !local.iter().any(|local| local == id) && !is_own(id);
        let inherited: Vec<_> =
            mixin.entries.iter().filter(|(id, _)| handed_on(id)).cloned().collect();
        Self::parsed_before(sources, place, inherited.into_iter().chain(self.entries).collect())
    }

    /// Parses traits again. Their problems have been reported before.
    fn parsed_before(
        sources: Sources<'a>,
        place: &str,
        entries: Vec<(Cow<'a, str>, &'a RawValue)>,
    ) -> Self {
        Self::parse(sources, place, Entries(entries), &mut Diagnostics::default())
    }
}
