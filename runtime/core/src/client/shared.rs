//! A configuration in; what the calls of a client share out.

use std::sync::Arc;

use http::HeaderValue;

use super::bearer_token::KeptToken;
use super::context::{Places, Retries};
use super::discovery::DiscoveredEndpoints;
use super::drive::Driver;
use super::machine::Circumstances;
use super::region::InstanceRegion;
use super::retry::{RateLimiter, TokenBucket};
use super::signing_keys::SigningKeys;
use super::user_agent::user_agent;
use super::{Config, Context, CredentialsCache, SettingsError, Sleep, Transport};
use crate::{BuiltIns, Service};

pub(super) struct Shared {
    pub(super) config: Config,
    /// What the configuration says to endpoint rules; the region may have to be found.
    pub(super) built_ins: BuiltIns,
    pub(super) instance_region: InstanceRegion,
    /// Why the settings' endpoint of the service cannot be used, unless the configuration has another.
    pub(super) malformed_endpoint: Option<SettingsError>,
    pub(super) user_agent: HeaderValue,
    pub(super) bucket: TokenBucket,
    pub(super) credentials: Option<CredentialsCache>,
    pub(super) bearer_token: Option<KeptToken>,
    pub(super) keys: SigningKeys,
    pub(super) discovered: DiscoveredEndpoints,
    /// Only in the adaptive mode.
    rate: Option<RateLimiter>,
    /// What sources of credentials may use, and what calls use too.
    pub(super) context: Context,
    /// Tells calls that wait for others, of any client, that their time is over: it never blocks.
    pub(super) timer: Arc<dyn Sleep>,
}

impl Shared {
    pub(super) fn new<S: Service>(
        config: Config,
        transport: Arc<dyn Transport>,
        sleep: Arc<dyn Sleep>,
        timer: Arc<dyn Sleep>,
    ) -> Self {
        let app_name = config.app_name.as_ref().or(config.settings.app_id.as_ref());
        let random = Arc::clone(&config.random);
        let credentials = config
            .credentials
            .clone()
            .map(|source| CredentialsCache::shared(source).random(move || random.next()));
        let context = Context {
            transport,
            sleep,
            clock: Arc::clone(&config.clock),
            environment: Arc::clone(&config.environment),
            random: Arc::clone(&config.random),
            places: Places {
                region: config.region.clone(),
                default_region: config.settings.region.clone(),
                use_fips: config.use_fips,
                use_dual_stack: config.use_dual_stack,
            },
            retries: Retries::of(&config),
            bucket: Arc::default(),
            skew: Arc::default(),
        };
        Self {
            user_agent: user_agent(S::SDK_ID, S::VERSION, app_name.map(String::as_str)),
            rate: config.is_adaptive().then(RateLimiter::default),
            built_ins: built_ins(&config, S::SDK_ID),
            instance_region: InstanceRegion::default(),
            malformed_endpoint: config.settings.endpoint_url(S::SDK_ID).err(),
            credentials,
            bearer_token: config.bearer_token.clone().map(KeptToken::new),
            config,
            bucket: TokenBucket::default(),
            keys: SigningKeys::default(),
            discovered: DiscoveredEndpoints::default(),
            context,
            timer,
        }
    }

    /// What carries out the steps of a call.
    pub(super) fn driver(&self) -> Driver<'_> {
        Driver {
            context: &self.context,
            credentials: self.credentials.as_ref(),
            bearer_token: self.bearer_token.as_ref(),
            timer: &self.timer,
            max_response: self.config.max_response,
        }
    }

    pub(super) fn circumstances(&self) -> Circumstances<'_> {
        Circumstances {
            bucket: &self.bucket,
            skew: &self.context.skew,
            random: &*self.config.random,
            keys: &self.keys,
            rate: self.rate.as_ref(),
        }
    }
}

/// What endpoint rules ask a configuration for.
fn built_ins(config: &Config, sdk_id: &str) -> BuiltIns {
    let Config { settings, region, endpoint_url, use_fips, use_dual_stack, account_id, .. } =
        config;
    let mut built_ins = BuiltIns::default();
    built_ins.region.clone_from(if region.is_some() { region } else { &settings.region });
    let of_settings = || settings.endpoint_url(sdk_id).ok().flatten().map(str::to_owned);
    built_ins.endpoint = endpoint_url.clone().or_else(of_settings);
    built_ins.use_fips = use_fips.unwrap_or(settings.use_fips);
    built_ins.use_dual_stack = use_dual_stack.unwrap_or(settings.use_dual_stack);
    // Otherwise it is that of the credentials, which each call asks for.
    built_ins.account_id.clone_from(account_id);
    let mode = settings.account_id_endpoint_mode;
    built_ins.account_id_endpoint_mode = Some(mode.as_str().to_owned());
    built_ins
}
