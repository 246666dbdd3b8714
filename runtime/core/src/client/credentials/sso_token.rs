//! In: a profile that names an SSO session. Out: a bearer token of that session.

use super::CredentialsError;
use super::sso_session::Session;
use crate::client::profile::Profiles;
use crate::client::{BearerToken, BoxFuture, Context, ProvideBearerToken};

/// The token of the `sso_session` of a profile, which `aws sso login` has left, for services with the
/// `httpBearerAuth` trait. It is renewed when it is about to expire, as long as the session lasts, and
/// the file of the AWS CLI with it.
///
/// [`Config::from_env`](crate::client::Config::from_env) has this provider for the profile of
/// `AWS_PROFILE`.
#[derive(Clone, Debug, Default)]
pub struct SsoBearerToken {
    profile: Option<String>,
}

impl SsoBearerToken {
    /// Uses the profile of `AWS_PROFILE`, or `default`.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Uses the profile of this name.
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
