//! A profile of the shared files in; its credentials, or those that it points to, out.
//!
//! See AWS's SDKs and Tools Reference Guide, "AWS access keys", "Assume role credential provider",
//! "IAM Identity Center credential provider" and "Process credential provider".

#[cfg(test)]
mod tests;

use super::web_identity::Role;
use super::{Credentials, CredentialsError, ProvideCredentials, process, sso};
use crate::client::profile::{Profiles, Section};
use crate::client::{BoxFuture, Context};

const KEY: &str = "aws_access_key_id";
const SECRET: &str = "aws_secret_access_key";

/// A profile of `~/.aws/config` and `~/.aws/credentials`, or of the files that `AWS_CONFIG_FILE` and
/// `AWS_SHARED_CREDENTIALS_FILE` name: that of `AWS_PROFILE`, `default`, or another one.
///
/// The profile has a key (`aws_access_key_id`), or a role (`role_arn`) for a web identity, or a login
/// to IAM Identity Center (`sso_session`), or a command that writes credentials
/// (`credential_process`). A command runs while the caller waits, even if that is a task.
#[derive(Clone, Debug, Default)]
pub struct ProfileCredentials {
    name: Option<String>,
}

impl ProfileCredentials {
    /// The profile of `AWS_PROFILE`, or `default`.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The profile of this name.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: Some(name.into()) }
    }
}

impl ProvideCredentials for ProfileCredentials {
    fn provide<'a>(
        &'a self,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        Box::pin(async {
            let environment = &*context.environment;
            let name = self.name.clone().unwrap_or_else(|| Profiles::selected(environment));
            let profiles = Profiles::load(environment)?;
            let Some(section) = profiles.profile(&name) else {
                let message = format!("the shared files have no profile {name:?}");
                return Err(if name == "default" {
                    CredentialsError::absent(message)
                } else {
                    CredentialsError::new(message)
                });
            };
            let profile = Profile { profiles: &profiles, name: &name, section };
            profile.credentials(context).await
        })
    }
}

/// A profile, and those that it may name.
#[derive(Clone, Copy)]
struct Profile<'a> {
    profiles: &'a Profiles,
    name: &'a str,
    section: &'a Section,
}

impl Profile<'_> {
    async fn credentials(self, context: &Context) -> Result<Credentials, CredentialsError> {
        if let Some(arn) = self.section.value("role_arn") {
            return self.of_role(context, arn).await;
        }
        if self.section.get("web_identity_token_file").is_some() {
            return Err(self.error("has a web_identity_token_file and needs role_arn too"));
        }
        if let Some(credentials) = self.key()? {
            return Ok(credentials);
        }
        if let Some(login) = sso::Login::of(self.profiles, self.name, self.section)? {
            return login.credentials(context).await;
        }
        if let Some(command) = self.section.value("credential_process") {
            return process::run(&*context.environment, command);
        }
        let message = format!("the profile {:?} has no credentials", self.name);
        Err(CredentialsError::absent(message))
    }

    async fn of_role(self, context: &Context, arn: &str) -> Result<Credentials, CredentialsError> {
        let Some(token_file) = self.section.value("web_identity_token_file") else {
            return Err(self.error(
                "has a role_arn, and AssumeRole is not supported; use a web_identity_token_file, \
                 an sso_session, or a credential_process that runs `aws configure \
                 export-credentials`",
            ));
        };
        let session_name = self.section.value("role_session_name");
        let role = Role { arn, token_file, session_name, profile: Some(self.name) };
        role.assume(context).await
    }

    /// The key in the profile itself.
    fn key(self) -> Result<Option<Credentials>, CredentialsError> {
        let section = self.section;
        let (key, secret) = match (section.value(KEY), section.value(SECRET)) {
            (Some(key), Some(secret)) => (key, secret),
            (Some(_), None) => return Err(self.error(&format!("has {KEY} and needs {SECRET} too"))),
            (None, Some(_)) => return Err(self.error(&format!("has {SECRET} and needs {KEY} too"))),
            (None, None) => return Ok(None),
        };
        let mut credentials = Credentials::new(key, secret);
        if let Some(token) = section.value("aws_session_token") {
            credentials = credentials.with_session_token(token);
        }
        if let Some(account) = section.value("aws_account_id") {
            credentials = credentials.with_account_id(account);
        }
        Ok(Some(credentials))
    }

    fn error(self, what: &str) -> CredentialsError {
        CredentialsError::new(format!("the profile {:?} {what}", self.name))
    }
}
