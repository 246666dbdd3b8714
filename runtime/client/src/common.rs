//! The settings that all configurations of clients have.

use std::sync::Arc;
use std::time::Duration;

use whitesmith_runtime::endpoint::ClientContext;

use super::platform::{SystemClock, SystemRandom};
use super::secret::Secret;
use super::{
    BlockingTransport, Clock, Environment, ProcessEnvironment, ProvideBearerToken, Random,
    RequestChecksumCalculation, ResponseChecksumValidation, RetryBehavior, RetryMode, Sleep,
    Transport,
};

/// The default stall timeout, which is that of the official SDK for Rust.
const STALL_TIMEOUT: Duration = Duration::from_secs(20);

/// The default maximum size of a response that is read into memory.
const MAX_RESPONSE: usize = 64 * 1024 * 1024;

/// The values that `common_settings!` sets; `None` is not set.
#[derive(Clone)]
#[doc(hidden)]
#[allow(missing_docs, reason = "the setters are documented")]
pub struct Common {
    pub endpoint_url: Option<String>,
    pub client_context: ClientContext,
    pub app_name: Option<String>,
    pub disable_host_prefix: Option<bool>,
    pub endpoint_discovery: Option<bool>,
    pub disable_request_compression: Option<bool>,
    pub request_min_compression_size_bytes: Option<u64>,
    pub request_checksum_calculation: Option<RequestChecksumCalculation>,
    pub response_checksum_validation: Option<ResponseChecksumValidation>,
    pub ca_bundle: Option<String>,
    pub bearer_token: Option<Arc<dyn ProvideBearerToken>>,
    pub api_key: Option<Secret>,
    pub basic: Option<(String, Secret)>,
    pub max_attempts: Option<u32>,
    pub retry_mode: Option<RetryMode>,
    pub retry_behavior: Option<RetryBehavior>,
    pub timeout: Option<Duration>,
    pub attempt_timeout: Option<Duration>,
    pub stall_timeout: Option<Duration>,
    pub max_response: usize,
    pub transport: Option<Arc<dyn Transport>>,
    pub blocking_transport: Option<Arc<dyn BlockingTransport>>,
    pub sleep: Option<Arc<dyn Sleep>>,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    pub environment: Arc<dyn Environment>,
}

impl Default for Common {
    fn default() -> Self {
        Self {
            endpoint_url: None,
            client_context: ClientContext::default(),
            app_name: None,
            disable_host_prefix: None,
            endpoint_discovery: None,
            disable_request_compression: None,
            request_min_compression_size_bytes: None,
            request_checksum_calculation: None,
            response_checksum_validation: None,
            ca_bundle: None,
            bearer_token: None,
            api_key: None,
            basic: None,
            max_attempts: None,
            retry_mode: None,
            retry_behavior: None,
            timeout: None,
            attempt_timeout: None,
            stall_timeout: Some(STALL_TIMEOUT),
            max_response: MAX_RESPONSE,
            transport: None,
            blocking_transport: None,
            sleep: None,
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom::default()),
            environment: Arc::new(ProcessEnvironment),
        }
    }
}

/// Implements the setters of a configuration whose field `common` is a [`Common`].
#[doc(hidden)]
#[macro_export]
macro_rules! common_settings {
    ($config:ty) => {
        impl $config {
            /// Sets the endpoint URL, which is used instead of the service's endpoint rules: a
            /// scheme, a host and optionally a port and a base path.
            #[must_use]
            pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
                self.common.endpoint_url = Some(url.into());
                self
            }

            /// Sets a client context parameter. Emitted code has a function for each.
            #[doc(hidden)]
            #[must_use]
            pub fn client_context(
                mut self,
                name: &'static str,
                value: impl Into<$crate::internal::ContextValue>,
            ) -> Self {
                self.common.client_context.set(name, value);
                self
            }

            /// Sets the application id, which is sent in the header `user-agent`.
            #[must_use]
            pub fn app_name(mut self, app_name: impl Into<String>) -> Self {
                self.common.app_name = Some(app_name.into());
                self
            }

            /// Sets whether to leave out the host prefix that the trait `smithy.api#endpoint` gives
            /// some operations. Hosts that cannot have subdomains, such as IP addresses,
            /// `localhost` and `localstack`, never get one.
            #[must_use]
            pub fn disable_host_prefix_injection(mut self, disable: bool) -> Self {
                self.common.disable_host_prefix = Some(disable);
                self
            }

            /// Sets whether operations use endpoint discovery: `true` for all that support it,
            /// `false` for none, which fails calls of those that require it. By default only those
            /// that require it use it. It is not used if an endpoint URL is configured.
            #[must_use]
            pub fn endpoint_discovery(mut self, enabled: bool) -> Self {
                self.common.endpoint_discovery = Some(enabled);
                self
            }

            /// Sets the bearer token for services with the trait `smithy.api#httpBearerAuth`.
            #[must_use]
            pub fn bearer_token(mut self, token: impl Into<String>) -> Self {
                self.common.bearer_token =
                    Some(::std::sync::Arc::new($crate::BearerToken::new(token)));
                self
            }

            /// Sets the bearer token provider for services with the trait
            /// `smithy.api#httpBearerAuth`.
            #[must_use]
            pub fn bearer_token_provider(
                mut self,
                provider: impl $crate::ProvideBearerToken,
            ) -> Self {
                self.common.bearer_token = Some(::std::sync::Arc::new(provider));
                self
            }

            /// Sets the API key for services with the trait `smithy.api#httpApiKeyAuth`.
            #[must_use]
            pub fn api_key(mut self, key: impl Into<String>) -> Self {
                self.common.api_key = Some($crate::internal::Secret::new(key.into()));
                self
            }

            /// Sets the user name and password for services with the trait
            /// `smithy.api#httpBasicAuth` (basic authentication).
            #[must_use]
            pub fn basic_auth(
                mut self,
                name: impl Into<String>,
                password: impl Into<String>,
            ) -> Self {
                self.common.basic =
                    Some((name.into(), $crate::internal::Secret::new(password.into())));
                self
            }

            /// Sets the maximum number of attempts, the first one included. The default is 3 for
            /// most services; 0 counts as 1.
            #[must_use]
            pub fn max_attempts(mut self, attempts: u32) -> Self {
                self.common.max_attempts = Some(attempts);
                self
            }

            /// Sets the retry mode. The default is
            /// [`RetryMode::Standard`](whitesmith_client::RetryMode::Standard).
            #[must_use]
            pub fn retry_mode(mut self, mode: $crate::RetryMode) -> Self {
                self.common.retry_mode = Some(mode);
                self
            }

            /// Sets the generation of the retry behavior, which decides about backoff and the token
            /// bucket. The default is [`Of2026`](whitesmith_client::RetryBehavior::Of2026), unless the
            /// configuration reads another from the environment.
            #[must_use]
            pub fn retry_behavior(mut self, behavior: $crate::RetryBehavior) -> Self {
                self.common.retry_behavior = Some(behavior);
                self
            }

            /// Sets the timeout of calls. It includes all attempts, the backoff between them, and
            /// fetching credentials. `None`, the default, sets no limit, as some operations take
            /// minutes to respond. [`Self::stall_timeout`] detects stalled transfers.
            #[must_use]
            pub fn timeout(mut self, timeout: impl Into<Option<::std::time::Duration>>) -> Self {
                self.common.timeout = timeout.into();
                self
            }

            /// Sets the timeout of attempts. It ends with the response, or with its head if the
            /// output is streamed. `None`, the default, sets no limit.
            ///
            /// The service may carry out a request that timed out. If it was sent as a whole, it is
            /// retried only if the operation has the trait `readonly` or `idempotent` or an
            /// idempotency token, or if [`CallOptions::idempotent`](whitesmith_client::CallOptions::idempotent)
            /// is set.
            #[must_use]
            pub fn attempt_timeout(
                mut self,
                timeout: impl Into<Option<::std::time::Duration>>,
            ) -> Self {
                self.common.attempt_timeout = timeout.into();
                self
            }

            /// Sets the stall timeout: the attempt, or the stream of an output, fails if no byte of
            /// a body is transferred for this long. The default is 20 s; `None` and zero set no
            /// limit. There is no limit either if the sleeps of [`Self::sleep`] complete at once.
            ///
            /// Waiting for the response to begin does not count, nor does waiting for the program
            /// to supply the bytes of a request or to read those of an output. A stall is detected
            /// after 1 to 1.5 times the timeout.
            ///
            /// A body in memory is sent in pieces of 16 KiB, and a stream in those of its source.
            /// An upload stalls if a whole piece is not sent within the timeout.
            ///
            /// Asynchronous clients enforce it for the bodies of any transport. Bytes that the
            /// transport or the system has buffered count as sent. In blocking clients the
            /// transport must enforce it. `HyperTransport`, over HTTP/1.1, and `UreqTransport`
            /// enforce it also for the head of a response after its first byte. Even without it,
            /// `HyperTransport` on Linux and Android closes a connection over which sent data could
            /// not be delivered for two minutes.
            #[must_use]
            pub fn stall_timeout(
                mut self,
                timeout: impl Into<Option<::std::time::Duration>>,
            ) -> Self {
                self.common.stall_timeout = timeout.into();
                self
            }

            /// Sets the maximum size in bytes of a response that is read into memory. The default
            /// is 64 MiB. A larger response is an error.
            #[must_use]
            pub fn max_response_bytes(mut self, bytes: usize) -> Self {
                self.common.max_response = bytes;
                self
            }

            /// Sets the transport of asynchronous clients.
            #[must_use]
            pub fn transport(mut self, transport: impl $crate::Transport) -> Self {
                self.common.transport = Some(::std::sync::Arc::new(transport));
                self
            }

            /// Sets the transport of blocking clients.
            #[must_use]
            pub fn blocking_transport(mut self, transport: impl $crate::BlockingTransport) -> Self {
                self.common.blocking_transport = Some(::std::sync::Arc::new(transport));
                self
            }

            /// Sets how to sleep, for backoff and timeouts. By default an asynchronous client
            /// sleeps on Tokio's timer if the feature `tokio` is enabled and it is called inside a
            /// Tokio runtime, which must have time enabled; otherwise one thread wakes all sleeps. On
            /// `wasm32-unknown-unknown` it sleeps with `setTimeout`.
            #[must_use]
            pub fn sleep(mut self, sleep: impl $crate::Sleep) -> Self {
                self.common.sleep = Some(::std::sync::Arc::new(sleep));
                self
            }

            /// Sets the clock. The default is that of the system, or on `wasm32-unknown-unknown` that of
            /// JavaScript.
            #[must_use]
            pub fn clock(mut self, clock: impl $crate::Clock) -> Self {
                self.common.clock = ::std::sync::Arc::new(clock);
                self
            }

            /// Sets the source of random numbers, for jitter, request ids and idempotency tokens. The
            /// default has a random seed in each process. On `wasm32-unknown-unknown` it is
            /// `crypto.getRandomValues`, or `Math.random` on a host without the Web Crypto API. Set a source
            /// on such a host: idempotency tokens must not repeat, and its `Math.random` may start with the
            /// same numbers in each process.
            #[must_use]
            pub fn random(mut self, random: impl $crate::Random) -> Self {
                self.common.random = ::std::sync::Arc::new(random);
                self
            }

            /// Sets the access to environment variables, files and commands. Clients read the header
            /// `x-amzn-trace-id` from it inside a Lambda function; identity providers and settings
            /// may use it too.
            #[must_use]
            pub fn environment(mut self, environment: impl $crate::Environment) -> Self {
                self.common.environment = ::std::sync::Arc::new(environment);
                self
            }

            /// Sets the path of a PEM file with the certificate authorities to trust instead of the
            /// public ones. The default transports of the features `hyper` and `blocking` use it; a
            /// configured transport does not. A file that cannot be read fails calls.
            #[must_use]
            pub fn ca_bundle(mut self, path: impl Into<String>) -> Self {
                self.common.ca_bundle = Some(path.into());
                self
            }

            /// Sets whether requests of operations with the trait `requestCompression` are sent
            /// uncompressed.
            #[must_use]
            pub fn disable_request_compression(mut self, disable: bool) -> Self {
                self.common.disable_request_compression = Some(disable);
                self
            }

            /// Sets when a checksum of the request is computed for operations with the trait
            /// `aws.protocols#httpChecksum` if the input names no algorithm. The default is
            /// `WhenSupported`, or `WhenRequired` if an endpoint URL is configured, as some services that
            /// imitate another one reject newer checksums.
            #[must_use]
            pub fn request_checksum_calculation(
                mut self,
                calculation: $crate::RequestChecksumCalculation,
            ) -> Self {
                self.common.request_checksum_calculation = Some(calculation);
                self
            }

            /// Sets when the checksum of the response is requested and validated for operations with the
            /// trait `aws.protocols#httpChecksum` if the input does not enable that. The default is
            /// `WhenSupported`, or `WhenRequired` if an endpoint URL is configured.
            #[must_use]
            pub fn response_checksum_validation(
                mut self,
                validation: $crate::ResponseChecksumValidation,
            ) -> Self {
                self.common.response_checksum_validation = Some(validation);
                self
            }

            /// Sets the size in bytes from which on requests with the trait `requestCompression`
            /// are compressed.
            #[must_use]
            pub fn request_min_compression_size_bytes(mut self, bytes: u64) -> Self {
                self.common.request_min_compression_size_bytes = Some(bytes);
                self
            }
        }
    };
}
