//! The bearer token provider for the SSO session of a profile.

use super::CredentialsError;
use super::sso_session::Session;
use crate::profile::Profiles;
use whitesmith_client::{BearerToken, BoxFuture, Context, ProvideBearerToken};

/// The bearer token provider for the `sso_session` of a profile, for services with the trait
/// `smithy.api#httpBearerAuth`. It reads the token that `aws sso login` has cached, refreshes it
/// before it expires, and updates the cache file, as long as the session lasts.
///
/// [`Config::from_env`](crate::Config::from_env) uses it for the profile `AWS_PROFILE`.
#[derive(Clone, Debug, Default)]
pub struct SsoBearerToken {
    profile: Option<String>,
}

impl SsoBearerToken {
    /// Uses the profile `AWS_PROFILE`, or `default`.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Uses the profile `profile`.
    pub fn named(profile: impl Into<String>) -> Self {
        Self { profile: Some(profile.into()) }
    }

    async fn token(&self, context: &Context) -> Result<BearerToken, CredentialsError> {
        let environment = &*context.environment;
        let profiles = Profiles::load(environment);
        let name = self.profile.clone().unwrap_or_else(|| Profiles::selected(environment));
        let section = profiles.profile(&name);
        let absent = || {
            let what = format!("the profile {name:?} has no sso_session for a bearer token");
            CredentialsError::absent(what)
        };
        let section = section.filter(|section| section.value("sso_session").is_some());
        let section = section.ok_or_else(absent)?;
        let session = Session::of(&profiles, &name, section)?.ok_or_else(absent)?;
        session.token(context).await
    }
}

impl ProvideBearerToken for SsoBearerToken {
    fn provide<'a>(
        &'a self,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<BearerToken, CredentialsError>> {
        Box::pin(self.token(context))
    }
}
