//! The credentials provider chain.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::{
    ContainerCredentials, Credentials, CredentialsError, EnvironmentCredentials,
    InstanceCredentials, ProfileCredentials, ProvideCredentials, WebIdentityCredentials,
};
use crate::profile::variable;
use whitesmith_client::{BoxFuture, Context};

/// A credentials provider chain: the first provider with credentials is used.
///
/// A provider that is not configured is skipped. A provider that fails ends the search, since another
/// one may have another identity. The error lists what each provider said.
///
/// ```
/// use whitesmith_aws::{CredentialsChain, EnvironmentCredentials, ProfileCredentials};
///
/// let chain = CredentialsChain::empty()
///     .with("environment", EnvironmentCredentials)
///     .with("profile", ProfileCredentials::named("development"));
/// ```
#[derive(Clone, Debug)]
#[doc(alias = "provider")]
pub struct CredentialsChain {
    sources: Vec<(String, Arc<dyn ProvideCredentials>)>,
    /// The indices of two providers that are swapped if `AWS_PROFILE` is set.
    swapped_by_profile: Option<(usize, usize)>,
}

impl Default for CredentialsChain {
    /// Creates the default chain: environment variables, web identity, profile, container, EC2
    /// instance. If `AWS_PROFILE` is set, the profile precedes the web identity, which the platform
    /// may have configured for all processes. See the AWS SDKs and Tools Reference Guide,
    /// "Understand the credential provider chain".
    fn default() -> Self {
        Self { swapped_by_profile: Some((1, 2)), ..Self::empty() }
            .with("environment", EnvironmentCredentials)
            .with("web identity", WebIdentityCredentials)
            .with("profile", ProfileCredentials::new())
            .with("container", ContainerCredentials)
            .with("EC2 instance", InstanceCredentials::new())
    }
}

impl CredentialsChain {
    /// Creates a chain without providers.
    #[must_use]
    pub fn empty() -> Self {
        Self { sources: Vec::new(), swapped_by_profile: None }
    }

    /// Appends a provider, with a name for error messages.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, source: impl ProvideCredentials) -> Self {
        self.sources.push((name.into(), Arc::new(source)));
        self
    }

    async fn search(&self, context: &Context) -> Result<Credentials, CredentialsError> {
        let mut said = String::new();
        let mut sources: Vec<_> = self.sources.iter().collect();
        if let Some((one, other)) = self.swapped_by_profile
            && variable(&*context.environment, "AWS_PROFILE").is_some()
        {
            sources.swap(one, other);
        }
        for (name, source) in sources {
            let error = match source.provide(context).await {
                Ok(credentials) => return Ok(credentials),
                Err(error) => error,
            };
            if !said.is_empty() {
                said.push_str("; ");
            }
            said.push_str(&format!("{name}: {error}").replace('\n', " "));
            if !error.is_absent() {
                return Err(CredentialsError::new(format!("no credentials: {said}")));
            }
        }
        Err(CredentialsError::absent(format!("no credentials: {said}")))
    }
}

impl ProvideCredentials for CredentialsChain {
    fn provide<'a>(
        &'a self,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        Box::pin(self.search(context))
    }
}
