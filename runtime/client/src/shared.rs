//! What all calls of a client share.

use std::sync::Arc;
use std::time::SystemTime;

use http::HeaderValue;

use super::bearer_token::KeptToken;
use super::common::Common;
use super::discovery::DiscoveredEndpoints;
use super::drive::Driver;
use super::machine::Circumstances;
use super::retry::{RateLimiter, TokenBucket};
use super::sessions::{CreatedSessions, ProvideSessions};
use super::user_agent::user_agent;
use super::vendor::VendorClient;
use super::{CallOptions, Config, Context, Sleep, Transport};
use whitesmith_runtime::Service;

pub(super) struct Shared {
    pub(super) config: Config,
    pub(super) vendor: Arc<dyn VendorClient>,
    pub(super) user_agent: HeaderValue,
    pub(super) bucket: TokenBucket,
    pub(super) bearer_token: Option<Arc<KeptToken>>,
    pub(super) discovered: DiscoveredEndpoints,
    /// Only for a service with an operation that creates sessions.
    pub(super) sessions: Option<Arc<dyn ProvideSessions>>,
    /// Only in the retry mode `adaptive`.
    rate: Option<RateLimiter>,
    /// What providers use, and calls too.
    pub(super) context: Context,
    /// Times calls that wait for each other, also of other clients. It never blocks.
    pub(super) timer: Arc<dyn Sleep>,
}

impl Shared {
    pub(super) fn new<S: Service>(
        config: Config,
        transport: Arc<dyn Transport>,
        sleep: Arc<dyn Sleep>,
        timer: Arc<dyn Sleep>,
    ) -> Self {
        let vendor = config.vendor_client(S::SDK_ID);
        let Common { app_name, bearer_token, clock, environment, random, .. } = &config.common;
        let context = Context {
            transport,
            sleep,
            clock: Arc::clone(clock),
            environment: Arc::clone(environment),
            random: Arc::clone(random),
            extensions: vendor.extensions(),
            bucket: Arc::default(),
            skew: Arc::default(),
        };
        Self {
            user_agent: user_agent(S::SDK_ID, S::VERSION, app_name.as_deref()),
            rate: config.is_adaptive().then(RateLimiter::default),
            bearer_token: bearer_token.clone().map(|token| Arc::new(KeptToken::new(token))),
            vendor,
            config,
            bucket: TokenBucket::default(),
            discovered: DiscoveredEndpoints::default(),
            sessions: S::SESSIONS
                .are_created()
                .then(|| Arc::new(CreatedSessions::default()) as Arc<dyn ProvideSessions>),
            context,
            timer,
        }
    }

    /// Returns the driver of a call.
    pub(super) fn driver(&self) -> Driver<'_> {
        Driver {
            context: &self.context,
            timer: &self.timer,
            max_response: self.config.common.max_response,
        }
    }

    pub(super) fn circumstances(&self) -> Circumstances<'_> {
        Circumstances {
            bucket: &self.bucket,
            skew: &self.context.skew,
            random: &*self.config.common.random,
            rate: self.rate.as_ref(),
        }
    }

    /// Whether the options of a call or the configuration set the endpoint, instead of the service's rules.
    pub(super) fn has_configured_endpoint(&self, options: &CallOptions) -> bool {
        options.endpoint_url.is_some() || self.vendor.built_ins().endpoint.is_some()
    }

    /// Returns the time of the client's clock.
    pub(super) fn now(&self) -> SystemTime {
        self.context.clock.now()
    }
}
