//! In: the `traits` of a shape or member. Out: those that change what is generated, typed. This is
//! the one file that spells trait ids.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;

use super::context_params::{ContextParam, StaticContextParams};
use super::http_tests::Unparsed;
use super::json::{self, Entries};
use super::paginated::Paginated;
use crate::error::{Diagnostic, Diagnostics};

pub(crate) const SIGV4: &str = "aws.auth#sigv4";
pub(crate) const HTTP_API_KEY_AUTH: &str = "smithy.api#httpApiKeyAuth";
pub(crate) const HTTP_BEARER_AUTH: &str = "smithy.api#httpBearerAuth";
pub(crate) const HTTP_BASIC_AUTH: &str = "smithy.api#httpBasicAuth";
/// What stands among authentication traits for a request that goes as it is.
pub(crate) const NO_AUTH: &str = "smithy.api#noAuth";
const MIXIN: &str = "smithy.api#mixin";

/// The traits that matter here. A trait that is absent is `None`, `false` or empty.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // Annotation traits are there or not.
pub(crate) struct Traits<'a> {
    // What things are called and said to be.
    pub(crate) documentation: Option<String>,
    pub(crate) external_documentation: Vec<(String, String)>,
    pub(crate) deprecated: Option<Deprecated>,
    pub(crate) title: Option<String>,
    pub(crate) aws_service: Option<AwsService>,
    // Constraints and values.
    pub(crate) required: bool,
    pub(crate) client_optional: bool,
    pub(crate) added_default: bool,
    pub(crate) input: bool,
    /// The JSON text of the default value; `null` is a value.
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
    pub(crate) retryable: Option<Retryable>,
    // Authentication.
    pub(crate) sigv4: Option<SigV4>,
    pub(crate) http_api_key_auth: Option<HttpApiKeyAuth>,
    /// The authentication traits of a service, by their ids.
    pub(crate) auth_schemes: Vec<String>,
    /// Those that a service or operation takes, the best one first.
    pub(crate) auth: Option<Vec<String>>,
    pub(crate) optional_auth: bool,
    pub(crate) unsigned_payload: bool,
    // Protocols and serialization.
    pub(crate) protocols: Vec<String>,
    pub(crate) json_name: Option<String>,
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
    /// The encodings that a service understands, the first one liked best.
    pub(crate) request_compression: Vec<String>,
    pub(crate) aws_query_compatible: bool,
    // How operations are called more than once.
    pub(crate) paginated: Option<Paginated>,
    pub(crate) waitable: Option<Unparsed<'a>>,
    // What the specification tells in prose, as traits of our own.
    /// Headers that every request of a service has.
    pub(crate) request_headers: BTreeMap<String, String>,
    /// What stands in for an empty label of this name, in all operations of a service.
    pub(crate) default_labels: BTreeMap<String, String>,
    /// The member names the endpoint of the request.
    pub(crate) names_endpoint: bool,
    /// The operation wants the SHA-256 of its body, and that of the tree over its parts.
    pub(crate) sha256_tree: bool,
    // Tests.
    pub(crate) http_request_tests: Option<Unparsed<'a>>,
    pub(crate) http_response_tests: Option<Unparsed<'a>>,
    // Endpoints.
    pub(crate) endpoint_rule_set: Option<Unparsed<'a>>,
    pub(crate) endpoint_tests: Option<Unparsed<'a>>,
    /// The parameter of the rules that a member is the value of.
    pub(crate) context_param: Option<String>,
    /// The values of parameters of the rules, the same for all calls of an operation.
    pub(crate) static_context_params: BTreeMap<String, Value>,
    /// Where parameters of the rules stand in the input: paths.
    pub(crate) operation_context_params: Option<Unparsed<'a>>,
    // Mixins.
    pub(crate) mixin: Option<Mixin>,
    /// All traits as they stand in the file.
    entries: Vec<(Cow<'a, str>, &'a RawValue)>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Deprecated {
    pub(crate) message: Option<String>,
    pub(crate) since: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct AwsService {
    #[serde(rename = "sdkId")]
    pub(crate) sdk_id: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct SigV4 {
    pub(crate) name: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct HttpApiKeyAuth {
    pub(crate) name: String,
    pub(crate) r#in: ApiKeyLocation,
    pub(crate) scheme: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ApiKeyLocation {
    Header,
    Query,
}

/// `length` and `range`: both ends are part of what is allowed.
#[derive(Clone, Debug, Deserialize)]
#[serde(expecting = "an object with `min`, `max` or both")]
pub(crate) struct Limits {
    pub(crate) min: Option<serde_json::Number>,
    pub(crate) max: Option<serde_json::Number>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct EnumDefinition {
    pub(crate) value: String,
    pub(crate) name: Option<String>,
    pub(crate) documentation: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Fault {
    Client,
    Server,
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub(crate) struct Retryable {
    #[serde(default)]
    pub(crate) throttling: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum TimestampFormat {
    DateTime,
    HttpDate,
    EpochSeconds,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Http {
    pub(crate) method: String,
    pub(crate) uri: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Mixin {
    #[serde(default, rename = "localTraits")]
    pub(crate) local_traits: Vec<String>,
}

#[derive(Deserialize)]
struct RequestCompression {
    encodings: Vec<String>,
}

#[derive(Deserialize)]
struct Endpoint {
    #[serde(rename = "hostPrefix")]
    host_prefix: String,
}

impl<'a> Traits<'a> {
    /// Parses the traits of a shape, or of a member when `place` is a member's id.
    pub(crate) fn parse(
        text: &'a str,
        place: &str,
        entries: Entries<'a>,
        found: &mut Diagnostics,
    ) -> Self {
        let mut traits = Self::default();
        traits.merge(text, place, entries, found);
        traits
    }

    /// The traits that the member of an enum has, where a Smithy 1.0 model has a definition.
    pub(crate) fn of_enum_member(value: &str, documentation: Option<&str>) -> Self {
        Self {
            enum_value: Some(Value::String(value.to_owned())),
            documentation: documentation.map(str::to_owned),
            ..Self::default()
        }
    }

    /// Adds more traits; one that is there already gets the new value.
    pub(crate) fn merge(
        &mut self,
        text: &'a str,
        place: &str,
        entries: Entries<'a>,
        found: &mut Diagnostics,
    ) {
        for (trait_id, raw) in entries.0 {
            let mut reader = TraitReader { text, raw, error: None };
            self.read(&trait_id, &mut reader);
            if let Some(error) = reader.error {
                let message = format!(
                    "the trait `{}` has the wrong form: {}",
                    trait_id.escape_debug(),
                    error.message
                );
                let mut diagnostic = Diagnostic::new(message).shape(place).help(
                    "give the trait the form that its page in the Smithy specification shows",
                );
                diagnostic.offset = error.offset;
                found.push(diagnostic);
            }
            self.entries.push((trait_id, raw));
        }
    }

    /// These traits on top of those that a mixin hands on.
    pub(crate) fn over(self, mixin: &Self, text: &'a str, place: &str) -> Self {
        let local =
            mixin.mixin.as_ref().map(|mixin| mixin.local_traits.as_slice()).unwrap_or_default();
        let handed_on = |id: &str| id != MIXIN && !local.iter().any(|local| local == id);
        let inherited = mixin.entries.iter().filter(|(id, _)| handed_on(id)).cloned();
        let entries = Entries(inherited.chain(self.entries).collect());
        // What is wrong with any of these has been reported where it stands.
        Self::parse(text, place, entries, &mut Diagnostics::default())
    }

    fn read(&mut self, trait_id: &str, value: &mut TraitReader<'a>) {
        match trait_id {
            "smithy.api#documentation" => self.documentation = value.parse(),
            "smithy.api#externalDocumentation" => self.external_documentation = value.links(),
            "smithy.api#deprecated" => self.deprecated = value.object(),
            "smithy.api#title" => self.title = value.parse(),
            "aws.api#service" => self.aws_service = value.object(),
            "smithy.api#required" => self.required = value.annotation(),
            "smithy.api#clientOptional" => self.client_optional = value.annotation(),
            "smithy.api#addedDefault" => self.added_default = value.annotation(),
            "smithy.api#input" => self.input = value.annotation(),
            "smithy.api#default" => self.default = Some(value.raw.get().to_owned()),
            "smithy.api#sparse" => self.sparse = value.annotation(),
            "smithy.api#length" => self.length = value.object(),
            "smithy.api#range" => self.range = value.object(),
            "smithy.api#pattern" => self.pattern = value.parse(),
            "smithy.api#enumValue" => self.enum_value = value.parse(),
            "smithy.api#enum" => self.legacy_enum = value.parse().unwrap_or_default(),
            "smithy.api#idempotencyToken" => self.idempotency_token = value.annotation(),
            "smithy.api#sensitive" => self.sensitive = value.annotation(),
            "smithy.api#error" => self.error = value.parse(),
            "smithy.api#httpError" => self.http_error = value.parse(),
            "smithy.api#retryable" => self.retryable = value.object(),
            SIGV4 => {
                self.sigv4 = value.object();
                self.auth_schemes.push(trait_id.to_owned());
            }
            HTTP_API_KEY_AUTH => {
                self.http_api_key_auth = value.object();
                self.auth_schemes.push(trait_id.to_owned());
            }
            HTTP_BEARER_AUTH
            | HTTP_BASIC_AUTH
            | "smithy.api#httpDigestAuth"
            | "aws.auth#sigv4a" => self.auth_schemes.push(trait_id.to_owned()),
            "smithy.api#auth" => self.auth = value.parse(),
            "smithy.api#optionalAuth" => self.optional_auth = value.annotation(),
            "aws.auth#unsignedPayload" => self.unsigned_payload = value.annotation(),
            "smithy.api#jsonName" => self.json_name = value.parse(),
            "smithy.api#mediaType" => self.media_type = value.parse(),
            "smithy.api#timestampFormat" => self.timestamp_format = value.parse(),
            "smithy.api#http" => self.http = value.object(),
            "smithy.api#httpLabel" => self.http_label = value.annotation(),
            "smithy.api#httpQuery" => self.http_query = value.parse(),
            "smithy.api#httpQueryParams" => self.http_query_params = value.annotation(),
            "smithy.api#httpHeader" => self.http_header = value.parse(),
            "smithy.api#httpPrefixHeaders" => self.http_prefix_headers = value.parse(),
            "smithy.api#httpPayload" => self.http_payload = value.annotation(),
            "smithy.api#httpResponseCode" => self.http_response_code = value.annotation(),
            "smithy.api#endpoint" => {
                self.host_prefix = value.object().map(|endpoint: Endpoint| endpoint.host_prefix);
            }
            "smithy.api#hostLabel" => self.host_label = value.annotation(),
            "smithy.api#streaming" => self.streaming = value.annotation(),
            "smithy.api#requiresLength" => self.requires_length = value.annotation(),
            "smithy.api#httpChecksumRequired" => self.http_checksum_required = value.annotation(),
            "smithy.api#requestCompression" => self.request_compression = value.encodings(),
            "smithy.api#paginated" => self.paginated = value.object(),
            "smithy.waiters#waitable" => self.waitable = Some(value.unparsed()),
            "aws.protocols#awsQueryCompatible" => self.aws_query_compatible = value.annotation(),
            "whitesmith.api#requestHeaders" => {
                self.request_headers = value.parse().unwrap_or_default();
            }
            "whitesmith.api#defaultLabels" => {
                self.default_labels = value.parse().unwrap_or_default();
            }
            "whitesmith.api#namesEndpoint" => self.names_endpoint = value.annotation(),
            "whitesmith.api#sha256Tree" => self.sha256_tree = value.annotation(),
            "smithy.test#httpRequestTests" => self.http_request_tests = Some(value.unparsed()),
            "smithy.test#httpResponseTests" => self.http_response_tests = Some(value.unparsed()),
            "smithy.rules#endpointRuleSet" => self.endpoint_rule_set = Some(value.unparsed()),
            "smithy.rules#endpointTests" => self.endpoint_tests = Some(value.unparsed()),
            "smithy.rules#contextParam" => {
                self.context_param = value.object().map(|param: ContextParam| param.name);
            }
            "smithy.rules#staticContextParams" => {
                let params: Option<StaticContextParams> = value.parse();
                self.static_context_params =
                    params.map(StaticContextParams::values).unwrap_or_default();
            }
            "smithy.rules#operationContextParams" => {
                self.operation_context_params = Some(value.unparsed());
            }
            MIXIN => self.mixin = value.object(),
            _ if is_protocol(trait_id) => self.protocols.push(trait_id.to_owned()),
            _ => {}
        }
    }
}

fn is_protocol(trait_id: &str) -> bool {
    let Some((namespace, name)) = trait_id.split_once('#') else { return false };
    match namespace {
        "aws.protocols" => matches!(
            name,
            "restJson1" | "awsJson1_0" | "awsJson1_1" | "restXml" | "awsQuery" | "ec2Query"
        ),
        "smithy.protocols" => true,
        _ => false,
    }
}

/// The value of one trait, and what was wrong with it.
struct TraitReader<'a> {
    text: &'a str,
    raw: &'a RawValue,
    error: Option<Diagnostic>,
}

impl<'a> TraitReader<'a> {
    /// Whether a trait without a value is there: always, since it is being read.
    fn annotation(&mut self) -> bool {
        if !self.raw.get().starts_with('{') {
            let problem = Diagnostic::new("an annotation trait is `{}`, or absent");
            self.error = Some(problem.at(json::offset(self.text, self.raw)));
        }
        true
    }

    fn unparsed(&self) -> Unparsed<'a> {
        Unparsed::new(self.text, self.raw)
    }

    fn encodings(&mut self) -> Vec<String> {
        self.parse()
            .map(|compression: RequestCompression| compression.encodings)
            .unwrap_or_default()
    }

    fn object<T: DeserializeOwned>(&mut self) -> Option<T> {
        json::object(self.text, self.raw).map_err(|error| self.error = Some(error)).ok()
    }

    fn parse<T: DeserializeOwned>(&mut self) -> Option<T> {
        json::parse(self.text, self.raw).map_err(|error| self.error = Some(error)).ok()
    }

    fn links(&mut self) -> Vec<(String, String)> {
        let links: Option<BTreeMap<String, String>> = self.parse();
        links.into_iter().flatten().collect()
    }
}
