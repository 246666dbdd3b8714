//! What AWS adds to a client: built-ins of endpoint rules, the region, and Signature Version 4.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use whitesmith_client::internal::Common;
use whitesmith_client::{BoxFuture, Context, RetryBehavior, Rules, Scheme, Vendor, VendorClient};
use whitesmith_runtime::{Auth, BuiltIns, Endpoint, EndpointError};

use super::region::InstanceRegion;
use super::sign::{SigV4, SigningKeys};
use super::{CredentialsCache, ProvideCredentials, Settings, SettingsError};

/// The AWS part of a configuration.
#[derive(Clone, Default)]
pub(super) struct Aws {
    /// The settings of the environment. The fields below take precedence.
    pub(super) settings: Settings,
    /// Whether a missing region may be fetched.
    pub(super) is_from_environment: bool,
    pub(super) region: Option<String>,
    pub(super) use_fips: Option<bool>,
    pub(super) use_dual_stack: Option<bool>,
    pub(super) account_id: Option<String>,
    pub(super) credentials: Option<Arc<dyn ProvideCredentials>>,
    retries: Retries,
}

impl Aws {
    /// Remembers the retry settings of code, before settings of the environment are added.
    pub(super) fn keep_retries(&mut self, common: &Common) {
        self.retries = Retries {
            attempts: common.max_attempts,
            default_attempts: self.settings.max_attempts,
            behavior: common.retry_behavior.or(self.settings.retry_behavior),
        };
    }
}

impl fmt::Debug for Aws {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Aws")
            .field("region", &self.region)
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}

/// The endpoint settings of a client, as far as its credentials providers follow them.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// The region that code sets; it takes precedence over variables and profiles.
    pub(super) region: Option<String>,
    /// The region of the client's settings, if the provider has none.
    pub(super) default_region: Option<String>,
    pub(super) use_fips: Option<bool>,
    pub(super) use_dual_stack: Option<bool>,
}

impl Places {
    const NONE: &Self =
        &Self { region: None, default_region: None, use_fips: None, use_dual_stack: None };

    /// Returns those of the client that uses the provider.
    pub(super) fn of(context: &Context) -> &Self {
        context.extensions.get().unwrap_or(Self::NONE)
    }
}

/// The retry settings of a client, as far as its credentials providers follow them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Retries {
    /// The maximum number of attempts that code sets; it takes precedence over variables and
    /// profiles.
    pub(super) attempts: Option<u32>,
    /// The maximum number of attempts of the client's settings, if the provider has none.
    pub(super) default_attempts: Option<u32>,
    pub(super) behavior: Option<RetryBehavior>,
}

impl Retries {
    /// Returns those of the client that uses the provider.
    pub(super) fn of(context: &Context) -> Self {
        context.extensions.get::<Self>().copied().unwrap_or_default()
    }
}

impl Vendor for Aws {
    fn client(&self, common: &Common, sdk_id: &str) -> Arc<dyn VendorClient> {
        let random = Arc::clone(&common.random);
        let credentials = self
            .credentials
            .clone()
            .map(|source| CredentialsCache::shared(source).random(move || random.next()));
        Arc::new(AwsClient {
            built_ins: self.built_ins(common, sdk_id),
            malformed_endpoint: self.settings.endpoint_url(sdk_id).err(),
            instance_region: InstanceRegion::default(),
            credentials,
            keys: SigningKeys::default(),
            aws: self.clone(),
        })
    }
}

impl Aws {
    /// Returns the built-ins of endpoint rules.
    fn built_ins(&self, common: &Common, sdk_id: &str) -> BuiltIns {
        let Self { settings, region, use_fips, use_dual_stack, account_id, .. } = self;
        let mut built_ins = BuiltIns::default();
        built_ins.region.clone_from(if region.is_some() { region } else { &settings.region });
        let of_settings = || settings.endpoint_url(sdk_id).ok().flatten().map(str::to_owned);
        built_ins.endpoint = common.endpoint_url.clone().or_else(of_settings);
        built_ins.use_fips = use_fips.unwrap_or(settings.use_fips);
        built_ins.use_dual_stack = use_dual_stack.unwrap_or(settings.use_dual_stack);
        // Otherwise it is that of the credentials, which each call resolves.
        built_ins.account_id.clone_from(account_id);
        let mode = settings.account_id_endpoint_mode;
        built_ins.account_id_endpoint_mode = Some(mode.as_str().to_owned());
        built_ins
    }
}

/// What all calls of a client share.
pub(super) struct AwsClient {
    pub(super) aws: Aws,
    /// The built-ins of the configuration; the region may have to be fetched.
    pub(super) built_ins: BuiltIns,
    pub(super) instance_region: InstanceRegion,
    /// The error of the configured endpoint URL, unless code sets another one.
    pub(super) malformed_endpoint: Option<SettingsError>,
    pub(super) credentials: Option<CredentialsCache>,
    pub(super) keys: SigningKeys,
}

impl VendorClient for AwsClient {
    fn built_ins(&self) -> Cow<'_, BuiltIns> {
        self.known_built_ins()
    }

    fn find_missing<'a>(
        &'a self,
        auth: &[Auth],
        rules: Rules<'_>,
        context: &'a Context,
    ) -> Option<BoxFuture<'a, ()>> {
        let wants_region = self.wants_region(auth, rules, context.clock.now());
        wants_region.then(|| Box::pin(self.find_region(context)) as BoxFuture<'a, ()>)
    }

    fn resolve(&self, rules: Rules<'_>, built_ins: &BuiltIns) -> Result<Endpoint, EndpointError> {
        self.endpoint(rules, built_ins)
    }

    fn scheme(self: Arc<Self>, auth: &Auth) -> Option<Scheme> {
        match auth {
            Auth::SigV4 { service } if self.credentials.is_some() => {
                Some(Scheme::Provided(Arc::new(SigV4 { service, client: self })))
            }
            _ => None,
        }
    }

    fn extensions(&self) -> http::Extensions {
        let Aws { settings, region, use_fips, use_dual_stack, retries, .. } = &self.aws;
        let mut extensions = http::Extensions::new();
        extensions.insert(*retries);
        extensions.insert(Places {
            region: region.clone(),
            default_region: settings.region.clone(),
            use_fips: *use_fips,
            use_dual_stack: *use_dual_stack,
        });
        extensions
    }
}
