//! Resolves the endpoint of a call: by the rules of the service, from settings that may be malformed.

#[cfg(test)]
pub(super) mod tests;

use super::SettingsError;
use super::aws_client::AwsClient;
use super::region::check_region;
use whitesmith_client::Rules;
use whitesmith_runtime::{BuiltIns, Endpoint, EndpointError};

impl AwsClient {
    /// Resolves the endpoint. Malformed settings are errors if the endpoint depends on them.
    pub(super) fn endpoint(
        &self,
        rules: Rules<'_>,
        built_ins: &BuiltIns,
    ) -> Result<Endpoint, EndpointError> {
        let region = built_ins.region.as_deref();
        region.map_or(Ok(()), check_region).map_err(EndpointError::new)?;
        if let (None, Some(error)) = (&built_ins.endpoint, &self.malformed_endpoint) {
            return Err(unusable(error));
        }
        let endpoint = rules(built_ins);
        let malformed = &self.aws.settings.malformed;
        // A configured endpoint does not depend on FIPS, and the rules accept it only without.
        if let (None, None, Some(error)) =
            (&built_ins.endpoint, self.aws.use_fips, &malformed.use_fips)
        {
            let mut with_fips = built_ins.clone();
            with_fips.use_fips = !built_ins.use_fips;
            if rules(&with_fips) != endpoint {
                return Err(unusable(error));
            }
        }
        if endpoint.is_err() && built_ins.region.is_none() && depends_on_region(rules, built_ins) {
            return Err(EndpointError::new(self.no_region()));
        }
        endpoint
    }
}

/// Whether the endpoint depends on the region.
pub(super) fn depends_on_region(rules: Rules<'_>, built_ins: &BuiltIns) -> bool {
    let mut with_region = built_ins.clone();
    with_region.region = Some("us-east-1".to_owned());
    rules(&with_region) != rules(built_ins)
}

fn unusable(error: &SettingsError) -> EndpointError {
    EndpointError::new(error.to_string())
}
