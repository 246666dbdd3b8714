//! Sources of credentials in; the credentials of the first one that has any out.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::{
    ContainerCredentials, Credentials, CredentialsError, EnvironmentCredentials,
    InstanceCredentials, ProfileCredentials, ProvideCredentials, WebIdentityCredentials,
};
use crate::client::profile::variable;
use crate::client::{BoxFuture, Context};

/// Asks one source after the other.
///
/// A source that nothing points to is passed over. One that does not work ends the search, since
/// another source may be another identity: the error says what it said, and what those before it
/// said.
#[derive(Clone, Debug)]
pub struct CredentialsChain {
    sources: Vec<(String, Arc<dyn ProvideCredentials>)>,
    /// The places of two sources that swap them if `AWS_PROFILE` is set.
    swapped_by_profile: Option<(usize, usize)>,
}

impl Default for CredentialsChain {
    /// The order of AWS's SDKs and Tools Reference Guide, "Understand the credential provider
    /// chain": the environment variables, the web identity, the profile with all that it may name,
    /// the container, the EC2 instance. If `AWS_PROFILE` is set, the profile comes before the web
    /// identity, which the platform may have put there for all.
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
    /// A chain without a source.
    #[must_use]
    pub fn empty() -> Self {
        Self { sources: Vec::new(), swapped_by_profile: None }
    }

    /// The same chain, with one more source at its end, and its name for errors.
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
