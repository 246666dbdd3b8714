//! What AWS adds to a client: built-ins of endpoint rules, the region, and Signature Version 4.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::sync::Arc;

use whitesmith_client::internal::Common;
use whitesmith_client::{BoxFuture, Context, Rules, Scheme, Vendor, VendorClient};
use whitesmith_runtime::{Auth, BuiltIns, Endpoint, EndpointError};

use super::CredentialsCache;
use super::aws_client::{Aws, AwsClient};
use super::followed::{Places, Retries};
use super::region::InstanceRegion;
use super::sign::{SigV4, SigningKeys};

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
        built_ins.s3_use_arn_region = settings.s3_use_arn_region;
        built_ins.s3_disable_multi_region_access_points =
            settings.s3_disable_multi_region_access_points;
        built_ins.client_context.clone_from(&common.client_context);
        // This parameter of the rules of S3 is not built in, but has settings.
        if settings.s3_disable_express_session_auth {
            built_ins.client_context.set_default("DisableS3ExpressSessionAuth", true);
        }
        built_ins
    }
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
