//! Resolves the endpoints of services that provide credentials.

use crate::followed::Places;
use crate::{Settings, SettingsError};
use whitesmith_client::Context;
use whitesmith_runtime::endpoint::Partition;

/// A service, and how its hosts begin.
pub(super) struct Host {
    /// The SDK id, by which settings configure its endpoint URL.
    pub(super) sdk_id: &'static str,
    /// The first label of its hosts.
    pub(super) prefix: &'static str,
}

impl Host {
    /// Returns the configured endpoint URL, without a slash at its end.
    pub(super) fn configured(&self, settings: &Settings) -> Result<Option<String>, SettingsError> {
        let url = settings.endpoint_url(self.sdk_id)?;
        Ok(url.map(|url| url.trim_end_matches('/').to_owned()))
    }

    /// Returns the configured endpoint URL, or the endpoint of the region.
    pub(super) fn endpoint(
        &self,
        region: &str,
        settings: &Settings,
        context: &Context,
    ) -> Result<String, SettingsError> {
        if let Some(url) = self.configured(settings)? {
            return Ok(url);
        }
        let (use_fips, use_dual_stack) = variants(settings, context)?;
        // In AWS GovCloud (US) the standard endpoints are FIPS endpoints.
        let has_fips = use_fips && (use_dual_stack || !region.starts_with("us-gov-"));
        let fips = if has_fips { "-fips" } else { "" };
        let partition = Partition::of(region);
        let domain =
            if use_dual_stack { partition.dual_stack_dns_suffix } else { partition.dns_suffix };
        Ok(format!("https://{}{fips}.{region}.{domain}", self.prefix))
    }
}

/// Whether to use FIPS endpoints, and whether to use dual-stack endpoints. A malformed FIPS setting
/// is an error.
pub(super) fn variants(
    settings: &Settings,
    context: &Context,
) -> Result<(bool, bool), SettingsError> {
    let places = Places::of(context);
    let use_fips = match (places.use_fips, &settings.malformed.use_fips) {
        (Some(use_fips), _) => use_fips,
        (None, Some(error)) => return Err(error.clone()),
        (None, None) => settings.use_fips,
    };
    Ok((use_fips, places.use_dual_stack.unwrap_or(settings.use_dual_stack)))
}

const SIGN_IN: Host = Host { sdk_id: "Signin", prefix: "signin" };

/// The domains of AWS Sign-In, by the prefix of the region.
const SIGN_IN_DOMAINS: &[(&str, &str)] = &[
    ("cn-", "signin.amazonaws.cn"),
    ("us-gov-", "signin.amazonaws-us-gov.com"),
    ("us-isob-", "signin.sc2shome.sgov.gov"),
    ("us-iso-", "signin.c2shome.ic.gov"),
];

/// Returns the endpoint of AWS Sign-In, which has hosts of its own.
pub(super) fn sign_in(
    region: &str,
    settings: &Settings,
    context: &Context,
) -> Result<String, SettingsError> {
    if let Some(url) = SIGN_IN.configured(settings)? {
        return Ok(url);
    }
    let host = match variants(settings, context)? {
        (_, true) => return SIGN_IN.endpoint(region, settings, context),
        (true, false) if region == "us-gov-west-1" => "signin-fips.amazonaws-us-gov.com".to_owned(),
        (true, false) if region.starts_with("us-gov-") => {
            format!("{region}.signin-fips.amazonaws-us-gov.com")
        }
        (true, false) => format!("signin-fips.{region}.{}", Partition::of(region).dns_suffix),
        (false, false) => {
            let own = SIGN_IN_DOMAINS.iter().find(|(start, _)| region.starts_with(start));
            format!("{region}.{}", own.map_or("signin.aws.amazon.com", |(_, domain)| domain))
        }
    };
    Ok(format!("https://{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{FakeEnvironment, FakeTransport, Machine};

    #[test]
    fn sign_in_has_hosts_of_its_own() {
        for (region, use_fips, use_dual_stack, expected) in [
            ("us-east-1", false, false, "us-east-1.signin.aws.amazon.com"),
            ("cn-north-1", false, false, "cn-north-1.signin.amazonaws.cn"),
            ("us-gov-west-1", false, false, "us-gov-west-1.signin.amazonaws-us-gov.com"),
            ("us-gov-west-1", true, false, "signin-fips.amazonaws-us-gov.com"),
            ("us-gov-east-1", true, false, "us-gov-east-1.signin-fips.amazonaws-us-gov.com"),
            ("us-east-1", true, false, "signin-fips.us-east-1.amazonaws.com"),
            ("us-east-1", false, true, "signin.us-east-1.api.aws"),
            ("cn-north-1", false, true, "signin.cn-north-1.api.amazonwebservices.com.cn"),
            ("us-iso-east-1", false, false, "us-iso-east-1.signin.c2shome.ic.gov"),
            ("us-isob-east-1", false, false, "us-isob-east-1.signin.sc2shome.sgov.gov"),
        ] {
            let settings = Settings { use_fips, use_dual_stack, ..Settings::default() };
            let machine = Machine::new(FakeEnvironment::default(), FakeTransport::default());
            let found = sign_in(region, &settings, &machine.context).unwrap();
            assert_eq!(found, format!("https://{expected}"));
        }
    }
}
