//! Resolves the endpoint of a call: from its input and the configuration, by the rules of the service.

#[cfg(test)]
mod tests;

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
            return Err(malformed(error));
        }
        let endpoint = resolve(input, built_ins);
        if let (None, Some(error)) =
            (self.config.use_fips, &self.config.settings.malformed.use_fips)
        {
            let with_fips = BuiltIns { use_fips: !built_ins.use_fips, ..built_ins.clone() };
            if resolve(input, &with_fips) != endpoint {
                return Err(malformed(error));
            }
        }
        match &self.config.settings.malformed.region {
            Some(error) if built_ins.region.is_none() && endpoint.is_err() => Err(malformed(error)),
            Some(_) | None => endpoint,
        }
    }
}

fn resolve<O: Operation>(input: &O, built_ins: &BuiltIns) -> Result<Endpoint, EndpointError> {
    let mut params = built_ins.into();
    input.endpoint_params(&mut params);
    O::Service::endpoint(&params)
}

fn malformed(error: &SettingsError) -> EndpointError {
    EndpointError::new(error.to_string())
}
