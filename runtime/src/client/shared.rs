//! A configuration in; what the calls of a client share out.

use std::sync::Arc;

use http::HeaderValue;

use super::clock_skew::ClockSkew;
use super::machine::Circumstances;
use super::retry::TokenBucket;
use super::signing_keys::SigningKeys;
use super::user_agent::user_agent;
use super::{Config, Context, Sleep, Transport};
use crate::{BuiltIns, Service};

pub(super) struct Shared {
    pub(super) config: Config,
    pub(super) built_ins: BuiltIns,
    pub(super) user_agent: HeaderValue,
    pub(super) bucket: TokenBucket,
    pub(super) skew: ClockSkew,
    pub(super) keys: SigningKeys,
    /// What sources of credentials may use, and what calls use too.
    pub(super) context: Context,
}

impl Shared {
    pub(super) fn new<S: Service>(
        config: Config,
        transport: Arc<dyn Transport>,
        sleep: Arc<dyn Sleep>,
    ) -> Self {
        let mut built_ins = BuiltIns::default();
        built_ins.region.clone_from(&config.region);
        built_ins.use_fips = config.use_fips.unwrap_or_default();
        built_ins.use_dual_stack = config.use_dual_stack.unwrap_or_default();
        built_ins.account_id.clone_from(&config.account_id);
        built_ins.endpoint.clone_from(&config.endpoint_url);
        let context = Context {
            transport,
            sleep,
            clock: Arc::clone(&config.clock),
            environment: Arc::clone(&config.environment),
        };
        Self {
            user_agent: user_agent(S::SDK_ID, S::VERSION, config.app_name.as_deref()),
            config,
            built_ins,
            bucket: TokenBucket::default(),
            skew: ClockSkew::default(),
            keys: SigningKeys::default(),
            context,
        }
    }

    pub(super) fn circumstances(&self) -> Circumstances<'_> {
        Circumstances {
            bucket: &self.bucket,
            skew: &self.skew,
            random: &*self.config.random,
            keys: &self.keys,
        }
    }
}
