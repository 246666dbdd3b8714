//! Assigns the value of a trait to the field of `Traits` for its id. Trait ids are spelled in this
//! file only.

use serde::Deserialize;

use super::Traits;
use super::reader::TraitReader;
use crate::model::context_params::{ContextParam, StaticContextParams};

pub(crate) const AWS_JSON_1_0: &str = "aws.protocols#awsJson1_0";
pub(crate) const AWS_JSON_1_1: &str = "aws.protocols#awsJson1_1";
pub(crate) const REST_JSON_1: &str = "aws.protocols#restJson1";
pub(crate) const REST_XML: &str = "aws.protocols#restXml";
pub(crate) const AWS_QUERY: &str = "aws.protocols#awsQuery";
pub(crate) const EC2_QUERY: &str = "aws.protocols#ec2Query";
pub(crate) const RPC_V2_CBOR: &str = "smithy.protocols#rpcv2Cbor";
pub(crate) const RPC_V2_JSON: &str = "smithy.protocols#rpcv2Json";
pub(crate) const SIGV4: &str = "aws.auth#sigv4";
pub(crate) const HTTP_API_KEY_AUTH: &str = "smithy.api#httpApiKeyAuth";
pub(crate) const HTTP_BEARER_AUTH: &str = "smithy.api#httpBearerAuth";
pub(crate) const HTTP_BASIC_AUTH: &str = "smithy.api#httpBasicAuth";
/// The auth scheme of requests without authentication.
pub(crate) const NO_AUTH: &str = "smithy.api#noAuth";
pub(in crate::model) const AUTH: &str = "smithy.api#auth";
pub(in crate::model) const LONG_POLL: &str = "smithy.api#longPoll";
pub(crate) const MIXIN: &str = "smithy.api#mixin";
pub(crate) const TRAIT: &str = "smithy.api#trait";

/// The namespace of the traits about permissions.
const IAM: &str = "aws.iam#";

const AWS_QUERY_COMPATIBLE: &str = "aws.protocols#awsQueryCompatible";
const AWS_QUERY_ERROR: &str = "aws.protocols#awsQueryError";
const EC2_QUERY_NAME: &str = "aws.protocols#ec2QueryName";
const HTTP_CHECKSUM: &str = "aws.protocols#httpChecksum";

/// The namespaces of protocol traits.
const PROTOCOLS: [&str; 2] = ["aws.protocols#", "smithy.protocols#"];

/// The traits of these namespaces that are not protocols.
const NO_PROTOCOLS: [&str; 4] =
    [AWS_QUERY_COMPATIBLE, AWS_QUERY_ERROR, EC2_QUERY_NAME, HTTP_CHECKSUM];

#[derive(Deserialize)]
struct Endpoint {
    #[serde(rename = "hostPrefix")]
    host_prefix: String,
}

/// Each function handles the traits of one topic and returns whether the trait is one of them. A
/// trait whose value is a list may occur several times; its values are concatenated.
impl<'a> Traits<'a> {
    pub(super) fn read(&mut self, id: &str, value: &mut TraitReader<'a>) {
        let is_read = self.read_documentation(id, value)
            || self.read_constraint(id, value)
            || self.read_http(id, value)
            || self.read_wire(id, value)
            || self.read_auth(id, value)
            || self.read_behavior(id, value)
            || self.read_rules(id, value)
            || self.read_iam(id, value)
            || self.read_tests(id, value)
            || self.read_our_own(id, value);
        if !is_read && is_protocol(id) {
            self.protocols.push(id.to_owned());
        }
    }

    fn read_documentation(&mut self, id: &str, value: &mut TraitReader<'a>) -> bool {
        match id {
            "smithy.api#documentation" => self.documentation = value.parse(),
            "smithy.api#externalDocumentation" => self.external_documentation = value.links(),
            "smithy.api#examples" => self.examples.push(value.unparsed()),
            "smithy.api#deprecated" => self.deprecated = value.object(),
            "smithy.api#title" => self.title = value.parse(),
            "aws.api#service" => self.aws_service = value.object(),
            _ => return false,
        }
        true
    }

    /// Types and constraints of values.
    fn read_constraint(&mut self, id: &str, value: &mut TraitReader<'a>) -> bool {
        match id {
            "smithy.api#required" => self.required = value.annotation(),
            "smithy.api#clientOptional" => self.client_optional = value.annotation(),
            "smithy.api#addedDefault" => self.added_default = value.annotation(),
            "smithy.api#input" => self.input = value.annotation(),
            "smithy.api#default" => self.default = Some(value.json()),
            "smithy.api#sparse" => self.sparse = value.annotation(),
            "smithy.api#length" => self.length = value.object(),
            "smithy.api#range" => self.range = value.object(),
            "smithy.api#pattern" => self.pattern = value.parse(),
            "smithy.api#enumValue" => self.enum_value = value.parse(),
            "smithy.api#enum" => {
                self.legacy_enum.extend(value.parse::<Vec<_>>().into_iter().flatten());
            }
            "smithy.api#sensitive" => self.sensitive = value.annotation(),
            "smithy.api#error" => self.error = value.parse(),
            MIXIN => self.mixin = value.object(),
            _ => return false,
        }
        true
    }

    /// HTTP bindings.
    fn read_http(&mut self, id: &str, value: &mut TraitReader<'a>) -> bool {
        match id {
            "smithy.api#http" => self.http = value.object(),
            "smithy.api#httpError" => self.http_error = value.parse(),
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
            "smithy.api#httpChecksumRequired" => self.http_checksum_required = value.annotation(),
            HTTP_CHECKSUM => self.http_checksum = value.object(),
            _ => return false,
        }
        true
    }

    /// Serialization.
    fn read_wire(&mut self, id: &str, value: &mut TraitReader<'a>) -> bool {
        match id {
            "smithy.api#jsonName" => self.json_name = value.parse(),
            "smithy.api#xmlName" => self.xml_name = value.parse(),
            "smithy.api#xmlAttribute" => self.xml_attribute = value.annotation(),
            "smithy.api#xmlFlattened" => self.xml_flattened = value.annotation(),
            "smithy.api#xmlNamespace" => self.xml_namespace = value.object(),
            "aws.customizations#s3UnwrappedXmlOutput" => self.xml_unwrapped = value.annotation(),
            EC2_QUERY_NAME => self.ec2_query_name = value.parse(),
            "smithy.api#mediaType" => self.media_type = value.parse(),
            "smithy.api#timestampFormat" => self.timestamp_format = value.parse(),
            "smithy.api#streaming" => self.streaming = value.annotation(),
            "smithy.api#requiresLength" => self.requires_length = value.annotation(),
            "smithy.api#requestCompression" => self.request_compression = value.encodings(),
            AWS_QUERY_COMPATIBLE => self.aws_query_compatible = value.annotation(),
            AWS_QUERY_ERROR => self.aws_query_error = value.object(),
            _ => return false,
        }
        true
    }

    fn read_auth(&mut self, id: &str, value: &mut TraitReader<'a>) -> bool {
        match id {
            SIGV4 => {
                self.sigv4 = value.object();
                self.auth_schemes.push(id.to_owned());
            }
            HTTP_API_KEY_AUTH => {
                self.http_api_key_auth = value.object();
                self.auth_schemes.push(id.to_owned());
            }
            HTTP_BEARER_AUTH
            | HTTP_BASIC_AUTH
            | "smithy.api#httpDigestAuth"
            | "aws.auth#sigv4a" => self.auth_schemes.push(id.to_owned()),
            AUTH => {
                if let Some(schemes) = value.parse::<Vec<_>>() {
                    self.auth.get_or_insert_default().extend(schemes);
                }
            }
            "smithy.api#optionalAuth" => self.optional_auth = value.annotation(),
            "aws.auth#unsignedPayload" => self.unsigned_payload = value.annotation(),
            _ => return false,
        }
        true
    }

    /// Behavior of operations.
    fn read_behavior(&mut self, id: &str, value: &mut TraitReader<'a>) -> bool {
        match id {
            "smithy.api#idempotencyToken" => self.idempotency_token = value.annotation(),
            "smithy.api#readonly" => self.readonly = value.annotation(),
            "smithy.api#idempotent" => self.idempotent = value.annotation(),
            LONG_POLL => self.long_poll = value.object(),
            "smithy.api#retryable" => self.retryable = value.object(),
            "smithy.api#paginated" => self.paginated = Some(value.unparsed()),
            "smithy.waiters#waitable" => self.waitable = Some(value.unparsed()),
            _ => return false,
        }
        true
    }

    /// Endpoint rules and the traits that set their parameters.
    fn read_rules(&mut self, id: &str, value: &mut TraitReader<'a>) -> bool {
        match id {
            "smithy.rules#endpointRuleSet" => self.endpoint_rule_set = Some(value.unparsed()),
            "smithy.rules#endpointBdd" => self.endpoint_bdd = Some(value.unparsed()),
            "smithy.rules#endpointTests" => self.endpoint_tests = Some(value.unparsed()),
            "aws.api#clientEndpointDiscovery" => self.client_endpoint_discovery = value.object(),
            "aws.api#clientDiscoveredEndpoint" => self.client_discovered_endpoint = value.object(),
            "aws.api#clientEndpointDiscoveryId" => {
                self.client_endpoint_discovery_id = value.annotation();
            }
            "smithy.rules#contextParam" => {
                self.context_param = value.object().map(|param: ContextParam| param.name);
            }
            "smithy.rules#clientContextParams" => {
                self.client_context_params = value.parse().unwrap_or_default();
            }
            "smithy.rules#staticContextParams" => {
                let params: Option<StaticContextParams> = value.parse();
                self.static_context_params =
                    params.map(StaticContextParams::values).unwrap_or_default();
            }
            "smithy.rules#operationContextParams" => {
                self.operation_context_params = Some(value.unparsed());
            }
            _ => return false,
        }
        true
    }

    /// Permissions in AWS IAM.
    fn read_iam(&mut self, id: &str, value: &mut TraitReader<'a>) -> bool {
        let iam = &mut self.iam;
        iam.is_described |= id.starts_with(IAM);
        match id {
            "aws.iam#iamAction" => iam.action = Some(value.unparsed()),
            "aws.iam#actionName" => iam.action_name = Some(value.unparsed()),
            "aws.iam#requiredActions" => iam.required_actions = Some(value.unparsed()),
            "aws.iam#conditionKeys" => iam.condition_keys = Some(value.unparsed()),
            "aws.iam#defineConditionKeys" => iam.define_condition_keys = Some(value.unparsed()),
            "aws.iam#disableConditionKeyInference" => {
                iam.disable_condition_key_inference = value.annotation();
            }
            "aws.iam#iamResource" => iam.resource = Some(value.unparsed()),
            "aws.api#arn" => iam.arn = Some(value.unparsed()),
            "whitesmith.api#iam" => iam.service = value.object(),
            "whitesmith.api#iamActions" => iam.actions = value.parse(),
            _ => return false,
        }
        true
    }

    fn read_tests(&mut self, id: &str, value: &mut TraitReader<'a>) -> bool {
        match id {
            "smithy.test#httpRequestTests" => self.http_request_tests.push(value.unparsed()),
            "smithy.test#httpResponseTests" => self.http_response_tests.push(value.unparsed()),
            "smithy.test#smokeTests" => self.smoke_tests.push(value.unparsed()),
            _ => return false,
        }
        true
    }

    fn read_our_own(&mut self, id: &str, value: &mut TraitReader<'a>) -> bool {
        match id {
            "whitesmith.api#requestHeaders" => {
                self.request_headers = value.parse().unwrap_or_default();
            }
            "whitesmith.api#defaultLabels" => {
                self.default_labels = value.parse().unwrap_or_default();
            }
            "whitesmith.api#endpointLabels" => {
                self.endpoint_labels = value.parse().unwrap_or_default();
            }
            "whitesmith.api#namesEndpoint" => self.names_endpoint = value.annotation(),
            "whitesmith.api#verbatimPath" => self.verbatim_path = value.annotation(),
            "whitesmith.api#lastPathSegment" => self.last_path_segment = value.annotation(),
            "whitesmith.api#lenient" => self.lenient = value.annotation(),
            "whitesmith.api#expectContinue" => self.expect_continue = value.annotation(),
            "whitesmith.api#contentSha256" => self.content_sha256 = value.annotation(),
            "whitesmith.api#sha256Tree" => self.sha256_tree = value.annotation(),
            "whitesmith.api#sessions" => self.sessions = value.object(),
            "whitesmith.api#retries" => self.retries = value.object(),
            _ => return false,
        }
        true
    }
}

/// Whether a trait stands for a protocol, supported or not, so that messages can list all protocols
/// of a service.
fn is_protocol(id: &str) -> bool {
    PROTOCOLS.iter().any(|namespace| id.starts_with(namespace)) && !NO_PROTOCOLS.contains(&id)
}

#[cfg(test)]
mod tests {
    use super::is_protocol;

    #[test]
    fn protocols_are_told_from_other_traits() {
        for id in
            ["aws.protocols#restJson1", "aws.protocols#ofTomorrow", "smithy.protocols#rpcv2Cbor"]
        {
            assert!(is_protocol(id), "{id}");
        }
        for id in [
            "aws.protocols#awsQueryError",
            "aws.protocols",
            "smithy.api#http",
            "com.aws.protocols#x",
        ] {
            assert!(!is_protocol(id), "{id}");
        }
    }
}
