//! Defines the values of traits that are structures or enumerations.

use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Deprecated {
    pub(crate) message: Option<String>,
    pub(crate) since: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct AwsService {
    #[serde(rename = "sdkId")]
    pub(crate) sdk_id: String,
    #[serde(rename = "endpointPrefix")]
    pub(crate) endpoint_prefix: Option<String>,
    #[serde(rename = "arnNamespace")]
    pub(crate) arn_namespace: Option<String>,
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

/// The ids of the operation that returns endpoints, and of the error that reports an endpoint as no
/// longer valid.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct ClientEndpointDiscovery {
    pub(crate) operation: String,
    pub(crate) error: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub(crate) struct ClientDiscoveredEndpoint {
    #[serde(default)]
    pub(crate) required: bool,
}

/// `xmlNamespace`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(expecting = "an object with `uri`")]
pub(crate) struct XmlNamespace {
    pub(crate) uri: String,
    pub(crate) prefix: Option<String>,
}

/// `length` and `range`; both bounds are inclusive.
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
    #[serde(default)]
    pub(crate) deprecated: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Fault {
    Client,
    Server,
}

/// The error code in the awsQuery protocol.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct AwsQueryError {
    pub(crate) code: String,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub(crate) struct Retryable {
    #[serde(default)]
    pub(crate) throttling: bool,
}

/// The trait has a timeout, which clients do not use: they have no limit for a response.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(crate) struct LongPoll {}

/// The id of the operation that creates sessions. Its required input members set endpoint parameters, and its
/// output has `Credentials` with `AccessKeyId`, `SecretAccessKey`, `SessionToken` and `Expiration`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sessions {
    pub(crate) operation: String,
}

/// The retry behavior of a service.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Retries {
    /// The maximum number of attempts, including the first one.
    pub(crate) max_attempts: u32,
    /// The maximum delay after a first attempt that fails with a transient error, in milliseconds.
    pub(crate) transient_delay_millis: u64,
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

/// `aws.protocols#httpChecksum`. Members of the input are given by their names.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object with members and algorithms")]
pub(crate) struct HttpChecksum {
    /// The member that names the algorithm of the request.
    pub(crate) request_algorithm_member: Option<String>,
    #[serde(default)]
    pub(crate) request_checksum_required: bool,
    /// The member that enables the validation of the response.
    pub(crate) request_validation_mode_member: Option<String>,
    #[serde(default)]
    pub(crate) response_algorithms: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Mixin {
    #[serde(default, rename = "localTraits")]
    pub(crate) local_traits: Vec<String>,
}
