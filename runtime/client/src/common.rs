//! The settings that the configurations of all clients have.

use std::sync::Arc;
use std::time::Duration;

use super::context::SystemClock;
use super::random::SystemRandom;
use super::secret::Secret;
use super::{
    BlockingTransport, Clock, Environment, ProcessEnvironment, ProvideBearerToken, Random,
    RetryBehavior, RetryMode, Sleep, Transport,
};

/// How long no byte of a body may move, unless the configuration says otherwise: what the official
/// SDK for Rust allows.
const STALL_TIMEOUT: Duration = Duration::from_secs(20);

/// The longest response that is read into memory, unless the configuration says otherwise.
const MAX_RESPONSE: usize = 64 * 1024 * 1024;

/// What `common_settings!` sets. `None` is what nobody has set.
#[derive(Clone)]
#[doc(hidden)]
#[allow(missing_docs, reason = "the setters are documented")]
pub struct Common {
    pub endpoint_url: Option<String>,
    pub app_name: Option<String>,
    pub disable_host_prefix: Option<bool>,
    pub endpoint_discovery: Option<bool>,
    pub disable_request_compression: Option<bool>,
    pub request_min_compression_size_bytes: Option<u64>,
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
            app_name: None,
            disable_host_prefix: None,
            endpoint_discovery: None,
            disable_request_compression: None,
            request_min_compression_size_bytes: None,
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
            /// Where requests go, instead of where the service's rules send them: a scheme, a host and,
            /// optionally, a port and a base path.
            #[must_use]
            pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
                self.common.endpoint_url = Some(url.into());
                self
            }

            /// What the application is called in the header `user-agent`.
            #[must_use]
            pub fn app_name(mut self, app_name: impl Into<String>) -> Self {
                self.common.app_name = Some(app_name.into());
                self
            }

            /// Whether requests go to the host of the endpoint as it is, without the prefix that
            /// `smithy.api#endpoint` has for some operations. Hosts that have no names below them, such as IP
            /// addresses, `localhost` and `localstack`, never get one.
            #[must_use]
            pub fn disable_host_prefix_injection(mut self, disable: bool) -> Self {
                self.common.disable_host_prefix = Some(disable);
                self
            }

            /// Whether operations discover their endpoints, by asking the service for them: `true` turns that
            /// on for operations that can do without, `false` makes calls of those that cannot fail. There is
            /// no discovery where an endpoint URL is configured.
            #[must_use]
            pub fn endpoint_discovery(mut self, enabled: bool) -> Self {
                self.common.endpoint_discovery = Some(enabled);
                self
            }

            /// The token for services with the `httpBearerAuth` trait.
            #[must_use]
            pub fn bearer_token(mut self, token: impl Into<String>) -> Self {
                self.common.bearer_token =
                    Some(::std::sync::Arc::new($crate::BearerToken::new(token)));
                self
            }

            /// A provider of tokens for services with the `httpBearerAuth` trait.
            #[must_use]
            pub fn bearer_token_provider(
                mut self,
                provider: impl $crate::ProvideBearerToken,
            ) -> Self {
                self.common.bearer_token = Some(::std::sync::Arc::new(provider));
                self
            }

            /// The key for services with the `httpApiKeyAuth` trait.
            #[must_use]
            pub fn api_key(mut self, key: impl Into<String>) -> Self {
                self.common.api_key = Some($crate::internal::Secret::new(key.into()));
                self
            }

            /// The name and the password for services with the `httpBasicAuth` trait.
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

            /// How often a request is sent at most, the first time included. The default is 3, and 4 for
            /// DynamoDB; 0 counts as 1.
            #[must_use]
            pub fn max_attempts(mut self, attempts: u32) -> Self {
                self.common.max_attempts = Some(attempts);
                self
            }

            /// How calls are tried again: in the standard mode unless told otherwise.
            #[must_use]
            pub fn retry_mode(mut self, mode: $crate::RetryMode) -> Self {
                self.common.retry_mode = Some(mode);
                self
            }

            /// Which generation of AWS's retry behavior calls have: how long they wait between attempts, and
            /// how many retries the client allows itself. The default is that of 2026, unless the variable
            /// `AWS_NEW_RETRIES_2026` is `false`.
            #[must_use]
            pub fn retry_behavior(mut self, behavior: $crate::RetryBehavior) -> Self {
                self.common.retry_behavior = Some(behavior);
                self
            }

            /// How long a call may take, all attempts, the time between them and the time to get credentials
            /// included. `None`, which is the default, sets no limit: some operations work for minutes before
            /// they answer. [`Self::stall_timeout`] notices transfers that stand still.
            #[must_use]
            pub fn timeout(mut self, timeout: impl Into<Option<::std::time::Duration>>) -> Self {
                self.common.timeout = timeout.into();
                self
            }

            /// How long an attempt may take, up to the end of the response, or to its head if the operation
            /// streams its output. `None`, which is the default, sets no limit.
            ///
            /// After a timeout, a request that was sent in full is sent again only if the operation has the
            /// trait `readonly` or `idempotent` or an idempotency token, or if
            /// [`CallOptions::idempotent`](crate::CallOptions::idempotent) says so: the service may carry out
            /// the first one.
            #[must_use]
            pub fn attempt_timeout(
                mut self,
                timeout: impl Into<Option<::std::time::Duration>>,
            ) -> Self {
                self.common.attempt_timeout = timeout.into();
                self
            }

            /// How long no byte of a request's or a response's body may move before the attempt, or the
            /// stream of an output, fails. The default is 20 s; `None` and zero set no limit, and there is none
            /// where the waits of [`Self::sleep`] are over at once.
            ///
            /// Neither the time that the service takes until its response begins counts, nor the time that
            /// the program takes to give the bytes of a request, or to ask for those of an output. A stall is
            /// noticed after one to one and a half times the limit.
            ///
            /// A body in memory is sent in pieces of 16 KiB, and a stream in those of its source: an upload
            /// stalls when a whole piece is not sent within the limit.
            ///
            /// Asynchronous clients apply the limit to the bodies of any transport; what a transport has
            /// taken from a body and not sent yet, and what the system buffers, counts as sent. In blocking
            /// clients it is up to the transport. `HyperTransport`, over HTTP/1.1, and `UreqTransport` apply it to
            /// the head of a response too, from its first byte on. Without a limit, `HyperTransport` still gives
            /// up a connection on Linux and Android over which nothing that was sent could be delivered for two
            /// minutes.
            #[must_use]
            pub fn stall_timeout(
                mut self,
                timeout: impl Into<Option<::std::time::Duration>>,
            ) -> Self {
                self.common.stall_timeout = timeout.into();
                self
            }

            /// The longest body of a response that is read into memory, in bytes; 64 MiB unless told
            /// otherwise. A longer one is an error.
            #[must_use]
            pub fn max_response_bytes(mut self, bytes: usize) -> Self {
                self.common.max_response = bytes;
                self
            }

            /// What carries the requests of asynchronous clients.
            #[must_use]
            pub fn transport(mut self, transport: impl $crate::Transport) -> Self {
                self.common.transport = Some(::std::sync::Arc::new(transport));
                self
            }

            /// What carries the requests of blocking clients.
            #[must_use]
            pub fn blocking_transport(mut self, transport: impl $crate::BlockingTransport) -> Self {
                self.common.blocking_transport = Some(::std::sync::Arc::new(transport));
                self
            }

            /// How to wait between attempts, and for time to run out. Unless told otherwise, an asynchronous
            /// client waits on Tokio's clock if it has the feature `tokio` and is called inside a Tokio
            /// runtime, whose time must be enabled then; on any other executor one thread wakes all waits.
            #[must_use]
            pub fn sleep(mut self, sleep: impl $crate::Sleep) -> Self {
                self.common.sleep = Some(::std::sync::Arc::new(sleep));
                self
            }

            /// Where the time comes from.
            #[must_use]
            pub fn clock(mut self, clock: impl $crate::Clock) -> Self {
                self.common.clock = ::std::sync::Arc::new(clock);
                self
            }

            /// Where random numbers come from: delays, request ids and idempotency tokens are made of them.
            #[must_use]
            pub fn random(mut self, random: impl $crate::Random) -> Self {
                self.common.random = ::std::sync::Arc::new(random);
                self
            }

            /// Where variables and files are found: by sources of credentials, and for the header
            /// `x-amzn-trace-id` of calls inside a Lambda function.
            #[must_use]
            pub fn environment(mut self, environment: impl $crate::Environment) -> Self {
                self.common.environment = ::std::sync::Arc::new(environment);
                self
            }

            /// The PEM file of the certificate authorities to trust, instead of the public ones. It is for
            /// the transports of the features `hyper` and `blocking`, unless the configuration has a
            /// transport. A file that cannot be read is an error of the calls.
            #[must_use]
            pub fn ca_bundle(mut self, path: impl Into<String>) -> Self {
                self.common.ca_bundle = Some(path.into());
                self
            }

            /// Whether requests are sent as they are, although the model has the trait
            /// `requestCompression`.
            #[must_use]
            pub fn disable_request_compression(mut self, disable: bool) -> Self {
                self.common.disable_request_compression = Some(disable);
                self
            }

            /// From how many bytes on a request with the trait `requestCompression` is compressed.
            #[must_use]
            pub fn request_min_compression_size_bytes(mut self, bytes: u64) -> Self {
                self.common.request_min_compression_size_bytes = Some(bytes);
                self
            }
        }
    };
}
