//! Resolves the endpoint of a call: from its input and the configuration, by the rules of the service.

#[cfg(test)]
pub(super) mod tests;

use super::SettingsError;
use super::shared::Shared;
use crate::{BuiltIns, Endpoint, EndpointError, Operation, Service};

impl Shared {
    /// Resolves the endpoint. Settings that are malformed are errors here, if the endpoint depends on
    /// them.
    pub(super) fn resolve<O: Operation>(
        &self,
        input: &O,
        built_ins: &BuiltIns,
    ) -> Result<Endpoint, EndpointError> {
        if let (None, Some(error)) = (&built_ins.endpoint, &self.malformed_endpoint) {
            return Err(unusable(error));
        }
        let endpoint = resolve(input, built_ins);
        let malformed = &self.config.settings.malformed;
        // A configured endpoint stays the same, and the rules accept it only without FIPS.
        if let (None, None, Some(error)) =
            (&built_ins.endpoint, self.config.use_fips, &malformed.use_fips)
        {
            let with_fips = BuiltIns { use_fips: !built_ins.use_fips, ..built_ins.clone() };
            if resolve(input, &with_fips) != endpoint {
                return Err(unusable(error));
            }
        }
        if endpoint.is_err() && built_ins.region.is_none() && depends_on_region(input, built_ins) {
            return Err(EndpointError::new(self.no_region()));
        }
        endpoint
    }
}

/// Whether the endpoint is another one where the region is known.
pub(super) fn depends_on_region<O: Operation>(input: &O, built_ins: &BuiltIns) -> bool {
    let region = Some("us-east-1".to_owned());
    let with_region = BuiltIns { region, ..built_ins.clone() };
    resolve(input, &with_region) != resolve(input, built_ins)
}

fn resolve<O: Operation>(input: &O, built_ins: &BuiltIns) -> Result<Endpoint, EndpointError> {
    let mut params = built_ins.into();
    input.endpoint_params(&mut params);
    O::Service::endpoint(&params)
}

fn unusable(error: &SettingsError) -> EndpointError {
    EndpointError::new(error.to_string())
}
