//! The configuration of a client: endpoint, credentials, retries, timeouts and transport.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::context::SystemClock;
use super::default_sleep::DefaultSleep;
use super::observe;
use super::random::SystemRandom;
use super::secret::Secret;
use super::{
    BearerToken, BlockingTransport, Clock, CredentialsChain, Environment, ProcessEnvironment,
    ProvideBearerToken, ProvideCredentials, Random, RetryBehavior, RetryMode, Settings,
    SettingsError, Sleep, SsoBearerToken, Transport,
};
use crate::endpoint::shown;

/// How long no byte of a body may move, unless the configuration says otherwise: what the official
/// SDK for Rust allows.
const STALL_TIMEOUT: Duration = Duration::from_secs(20);

/// The longest response that is read into memory, unless the configuration says otherwise.
const MAX_RESPONSE: usize = 64 * 1024 * 1024;

/// How a client is set up. It is cheap to clone.
///
/// ```
/// use whitesmith_runtime::Credentials;
/// use whitesmith_runtime::client::Config;
///
/// let config = Config::new()
///     .region("us-east-1")
///     .credentials(Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI"))
///     .max_attempts(5);
/// assert!(!format!("{config:?}").contains("wJalr"));
/// ```
#[derive(Clone)]
pub struct Config {
    /// What the surroundings say; what stands below comes first.
    pub(super) settings: Settings,
    /// Whether a region that is missing may be asked for.
    pub(super) is_from_environment: bool,
    pub(super) region: Option<String>,
    pub(super) endpoint_url: Option<String>,
    pub(super) use_fips: Option<bool>,
    pub(super) use_dual_stack: Option<bool>,
    pub(super) account_id: Option<String>,
    pub(super) app_name: Option<String>,
    pub(super) disable_host_prefix: Option<bool>,
    pub(super) endpoint_discovery: Option<bool>,
    pub(super) credentials: Option<Arc<dyn ProvideCredentials>>,
    pub(super) bearer_token: Option<Arc<dyn ProvideBearerToken>>,
    pub(super) api_key: Option<Secret>,
    pub(super) basic: Option<(String, Secret)>,
    pub(super) max_attempts: Option<u32>,
    pub(super) retry_mode: Option<RetryMode>,
    pub(super) retry_behavior: Option<RetryBehavior>,
    pub(super) timeout: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) stall_timeout: Option<Duration>,
    pub(super) max_response: usize,
    pub(super) transport: Option<Arc<dyn Transport>>,
    pub(super) blocking_transport: Option<Arc<dyn BlockingTransport>>,
    pub(super) sleep: Option<Arc<dyn Sleep>>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) random: Arc<dyn Random>,
    pub(super) environment: Arc<dyn Environment>,
}

impl Default for Config {
    fn default() -> Self {
        Self::new()
    }
}

impl Config {
    /// A configuration without settings: no environment variable and no file is read, except by
    /// sources of credentials, and inside a Lambda function for the header `x-amzn-trace-id`.
    #[must_use]
    pub fn new() -> Self {
        Self {
            settings: Settings::default(),
            is_from_environment: false,
            region: None,
            endpoint_url: None,
            use_fips: None,
            use_dual_stack: None,
            account_id: None,
            app_name: None,
            disable_host_prefix: None,
            endpoint_discovery: None,
            credentials: None,
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

    /// Creates a configuration from environment variables, the shared config and credentials files,
    /// and the default credentials provider chain of AWS's tools. The settings are read now,
    /// credentials when a call needs them.
    ///
    /// If no region is configured, calls that need one ask the metadata service of the EC2 instance
    /// unless `AWS_EC2_METADATA_DISABLED` is `true`. That takes two requests of at most 1 s each. Calls
    /// that start before there is an answer ask too; a region is kept, and after a failure the next
    /// calls ask again when 60 s have passed.
    ///
    /// A setting that cannot be read stops nothing here: it is one of the [`Settings::warnings`], and
    /// an error of the calls that need it.
    #[must_use]
    pub fn from_env() -> Self {
        Self::from_environment(ProcessEnvironment)
    }

    /// Creates the same from other variables and files than those of the process.
    #[must_use]
    pub fn from_environment(environment: impl Environment) -> Self {
        let settings = Settings::load(&environment);
        settings.warnings().iter().for_each(observe::setting_ignored);
        let config = Self { is_from_environment: true, ..Self::new() };
        let config = config.settings(settings).environment(environment);
        let config = config.credentials(CredentialsChain::default());
        config.bearer_token_provider(SsoBearerToken::new())
    }

    /// What is wrong with the settings of the configuration: see [`Settings::warnings`].
    #[must_use]
    pub fn warnings(&self) -> &[SettingsError] {
        self.settings.warnings()
    }

    /// Takes settings, for all that this configuration does not say itself.
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// The region, such as `us-east-1`.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Where requests go, instead of where the service's rules send them: a scheme, a host and,
    /// optionally, a port and a base path.
    #[must_use]
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.endpoint_url = Some(url.into());
        self
    }

    /// Whether requests go to endpoints that comply with FIPS 140.
    #[must_use]
    pub fn use_fips(mut self, use_fips: bool) -> Self {
        self.use_fips = Some(use_fips);
        self
    }

    /// Whether requests go to endpoints that speak IPv6 too.
    #[must_use]
    pub fn use_dual_stack(mut self, use_dual_stack: bool) -> Self {
        self.use_dual_stack = Some(use_dual_stack);
        self
    }

    /// The AWS account in the names of endpoints, for services that have one for each account. Unless
    /// it is set, the account is that of the [`Credentials`](crate::Credentials).
    #[must_use]
    pub fn account_id(mut self, account_id: impl Into<String>) -> Self {
        self.account_id = Some(account_id.into());
        self
    }

    /// What the application is called in the header `user-agent`.
    #[must_use]
    pub fn app_name(mut self, app_name: impl Into<String>) -> Self {
        self.app_name = Some(app_name.into());
        self
    }

    /// Whether requests go to the host of the endpoint as it is, without the prefix that
    /// `smithy.api#endpoint` has for some operations. Hosts that have no names below them, such as IP
    /// addresses, `localhost` and `localstack`, never get one.
    #[must_use]
    pub fn disable_host_prefix_injection(mut self, disable: bool) -> Self {
        self.disable_host_prefix = Some(disable);
        self
    }

    /// Whether operations discover their endpoints, by asking the service for them: `true` turns that
    /// on for operations that can do without, `false` makes calls of those that cannot fail. There is
    /// no discovery where an endpoint URL is configured.
    #[must_use]
    pub fn endpoint_discovery(mut self, enabled: bool) -> Self {
        self.endpoint_discovery = Some(enabled);
        self
    }

    /// The credentials that requests are signed with: [`Credentials`](crate::Credentials), or a
    /// credentials provider.
    #[must_use]
    pub fn credentials(mut self, source: impl ProvideCredentials) -> Self {
        self.credentials = Some(Arc::new(source));
        self
    }

    /// The token for services with the `httpBearerAuth` trait.
    #[must_use]
    pub fn bearer_token(mut self, token: impl Into<String>) -> Self {
        self.bearer_token = Some(Arc::new(BearerToken::new(token)));
        self
    }

    /// A provider of tokens for services with the `httpBearerAuth` trait.
    #[must_use]
    pub fn bearer_token_provider(mut self, provider: impl ProvideBearerToken) -> Self {
        self.bearer_token = Some(Arc::new(provider));
        self
    }

    /// The key for services with the `httpApiKeyAuth` trait.
    #[must_use]
    pub fn api_key(mut self, key: impl Into<String>) -> Self {
        self.api_key = Some(Secret::new(key.into()));
        self
    }

    /// The name and the password for services with the `httpBasicAuth` trait.
    #[must_use]
    pub fn basic_auth(mut self, name: impl Into<String>, password: impl Into<String>) -> Self {
        self.basic = Some((name.into(), Secret::new(password.into())));
        self
    }

    /// How often a request is sent at most, the first time included. The default is 3, and 4 for
    /// DynamoDB; 0 counts as 1.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = Some(attempts);
        self
    }

    /// How calls are tried again: in the standard mode unless told otherwise.
    #[must_use]
    pub fn retry_mode(mut self, mode: RetryMode) -> Self {
        self.retry_mode = Some(mode);
        self
    }

    /// Which generation of AWS's retry behavior calls have: how long they wait between attempts, and
    /// how many retries the client allows itself. The default is that of 2026, unless the variable
    /// `AWS_NEW_RETRIES_2026` is `false`.
    #[must_use]
    pub fn retry_behavior(mut self, behavior: RetryBehavior) -> Self {
        self.retry_behavior = Some(behavior);
        self
    }

    pub(super) fn is_adaptive(&self) -> bool {
        self.retry_mode.or(self.settings.retry_mode) == Some(RetryMode::Adaptive)
    }

    /// How long a call may take, all attempts, the time between them and the time to get credentials
    /// included. `None`, which is the default, sets no limit: some operations work for minutes before
    /// they answer. [`Config::stall_timeout`] notices transfers that stand still.
    #[must_use]
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.timeout = timeout.into();
        self
    }

    /// How long an attempt may take, up to the end of the response, or to its head if the operation
    /// streams its output. `None`, which is the default, sets no limit.
    ///
    /// After a timeout, a request that was sent in full is sent again only if the operation has the
    /// trait `readonly` or `idempotent` or an idempotency token, or if
    /// [`CallOptions::idempotent`](super::CallOptions::idempotent) says so: the service may carry out
    /// the first one.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.attempt_timeout = timeout.into();
        self
    }

    /// How long no byte of a request's or a response's body may move before the attempt, or the
    /// stream of an output, fails. The default is 20 s; `None` and zero set no limit, and there is none
    /// where the waits of [`Config::sleep`] are over at once.
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
    pub fn stall_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.stall_timeout = timeout.into();
        self
    }

    /// The longest body of a response that is read into memory, in bytes; 64 MiB unless told
    /// otherwise. A longer one is an error.
    #[must_use]
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response = bytes;
        self
    }

    /// What carries the requests of asynchronous clients.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// What carries the requests of blocking clients.
    #[must_use]
    pub fn blocking_transport(mut self, transport: impl BlockingTransport) -> Self {
        self.blocking_transport = Some(Arc::new(transport));
        self
    }

    /// How to wait between attempts, and for time to run out. Unless told otherwise, an asynchronous
    /// client waits on Tokio's clock if it has the feature `tokio` and is called inside a Tokio
    /// runtime, whose time must be enabled then; on any other executor one thread wakes all waits.
    #[must_use]
    pub fn sleep(mut self, sleep: impl Sleep) -> Self {
        self.sleep = Some(Arc::new(sleep));
        self
    }

    /// Where the time comes from.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Where random numbers come from: delays, request ids and idempotency tokens are made of them.
    #[must_use]
    pub fn random(mut self, random: impl Random) -> Self {
        self.random = Arc::new(random);
        self
    }

    /// Where variables and files are found: by sources of credentials, and for the header
    /// `x-amzn-trace-id` of calls inside a Lambda function.
    #[must_use]
    pub fn environment(mut self, environment: impl Environment) -> Self {
        self.environment = Arc::new(environment);
        self
    }

    /// How to wait without blocking.
    pub(super) fn async_sleep(&self) -> Arc<dyn Sleep> {
        self.sleep.clone().unwrap_or_else(|| Arc::new(DefaultSleep))
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("region", &self.region)
            // One with a password is refused when it is used, and not shown before.
            .field("endpoint_url", &self.endpoint_url.as_deref().map(shown))
            .field("credentials", &self.credentials)
            .field("max_attempts", &self.max_attempts)
            .field("timeout", &self.timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("stall_timeout", &self.stall_timeout)
            .finish_non_exhaustive()
    }
}
