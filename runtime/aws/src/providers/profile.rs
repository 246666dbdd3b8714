//! The credentials provider for profiles of the shared files.
//!
//! See the AWS SDKs and Tools Reference Guide, "AWS access keys", "Assume role credential provider",
//! "IAM Identity Center credential provider" and "Process credential provider".

#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::assume_role::AssumeRole;
use super::login::LoginSession;
use super::web_identity::Role;
use super::{
    ContainerCredentials, Credentials, CredentialsError, EnvironmentCredentials,
    InstanceCredentials, ProvideCredentials, process, sso, sts,
};
use crate::profile::{Profiles, Section};
use crate::settings::{Found, account_id};
use whitesmith_client::{BoxFuture, Context};

const KEY: &str = "aws_access_key_id";
const SECRET: &str = "aws_secret_access_key";

/// The credentials provider for a profile of `~/.aws/config` and `~/.aws/credentials`, or of the
/// files `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE`.
///
/// These properties of a profile are supported:
///
/// - `aws_access_key_id`: an access key.
/// - `role_arn`: a role, assumed with the credentials of another profile (`source_profile`), of
///   another provider (`credential_source`), or with a web identity (`web_identity_token_file`).
/// - `sso_session`, `sso_start_url`: a role of IAM Identity Center, after `aws sso login`.
/// - `login_session`: a session of the AWS Console, after `aws login`.
/// - `credential_process`: a command that writes credentials. It is split into words like by the
///   AWS CLI, without a shell; see [`ProcessEnvironment`](whitesmith_client::ProcessEnvironment) for its
///   limits.
/// - `credential_source` without a role: another provider.
#[derive(Clone, Debug, Default)]
#[doc(alias("assume_role", "sso", "credential_process"))]
pub struct ProfileCredentials {
    name: Option<String>,
    instance: Arc<InstanceCredentials>,
}

impl ProfileCredentials {
    /// Uses the profile `AWS_PROFILE`, or `default`.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Uses the profile `name`.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..Self::default() }
    }

    async fn of_profile(
        &self,
        profiles: &Profiles,
        name: &str,
        lookup: Lookup<'_>,
    ) -> Result<Credentials, CredentialsError> {
        let Some(section) = profiles.profile(name) else {
            let message = format!("the shared files have no profile {name:?}");
            return Err(if name == "default" {
                CredentialsError::absent(message)
            } else {
                CredentialsError::new(message)
            });
        };
        Profile { profiles, name, section }.credentials(lookup, Vec::new()).await
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
            let profiles = Profiles::load(environment);
            let lookup = Lookup { context, instance: &self.instance };
            let credentials = self.of_profile(&profiles, &name, lookup).await;
            credentials.map_err(|error| explained(error, &profiles, &name))
        })
    }
}

/// Adds the problems of the files to an error. If a line that could not be parsed may contain
/// credentials, the provider does not count as not configured.
fn explained(error: CredentialsError, profiles: &Profiles, name: &str) -> CredentialsError {
    let problems = profiles.problems_of(name);
    if problems.is_empty() {
        return error;
    }
    let is_incomplete = profiles.profile(name).is_some_and(Section::is_incomplete);
    let is_absent = error.is_absent() && !is_incomplete;
    let problems: Vec<_> = problems.into_iter().map(ToString::to_string).collect();
    let message = format!("{error} ({})", problems.join("; "));
    if is_absent { CredentialsError::absent(message) } else { CredentialsError::new(message) }
}

/// What resolving a profile needs.
#[derive(Clone, Copy)]
struct Lookup<'a> {
    context: &'a Context,
    instance: &'a InstanceCredentials,
}

/// A profile, and those that it may refer to.
#[derive(Clone, Copy)]
struct Profile<'a> {
    profiles: &'a Profiles,
    name: &'a str,
    section: &'a Section,
}

impl<'a> Profile<'a> {
    /// Resolves the credentials of the profile. `assumers` are the profiles that refer to it.
    async fn credentials(
        self,
        lookup: Lookup<'a>,
        assumers: Vec<&'a str>,
    ) -> Result<Credentials, CredentialsError> {
        // A source profile provides its access key, if it has one, even beside a role.
        if !assumers.is_empty()
            && let Some(credentials) = self.key()?
        {
            return Ok(credentials);
        }
        if let Some(arn) = self.section.value("role_arn") {
            return self.of_role(lookup, arn, assumers).await;
        }
        if self.section.get("web_identity_token_file").is_some() {
            return Err(self.error("has a web_identity_token_file and needs role_arn too"));
        }
        if let Some(credentials) = self.key()? {
            return Ok(credentials);
        }
        if let Some(login) = sso::Login::of(self.profiles, self.name, self.section)? {
            return login.credentials(lookup.context).await;
        }
        if let Some(session) = self.section.value("login_session") {
            let region = self.place(&assumers).region;
            let login = LoginSession { profile: self.name, session, region };
            return login.credentials(lookup.context).await;
        }
        if let Some(command) = self.section.value("credential_process") {
            return process::run(lookup.context, command, self.section).await;
        }
        // With a role it is the source of the role; alone it provides the credentials itself.
        if let Some(source) = self.section.value("credential_source") {
            return self.of_source(lookup, source).await;
        }
        // An incomplete SSO configuration is an error, as another provider may have another identity.
        for part in ["sso_account_id", "sso_role_name"] {
            if self.section.get(part).is_some() {
                return Err(self.error(&format!("has {part} and needs sso_session too")));
            }
        }
        let message = format!("the profile {:?} has no credentials", self.name);
        Err(CredentialsError::absent(message))
    }

    async fn of_role(
        self,
        lookup: Lookup<'a>,
        arn: &str,
        assumers: Vec<&'a str>,
    ) -> Result<Credentials, CredentialsError> {
        let value = |key| self.section.value(key);
        let path = assumers.clone();
        let source = match (value("source_profile"), value("credential_source")) {
            (Some(_), Some(_)) => {
                return Err(self.error("has a source_profile and a credential_source; remove one"));
            }
            (Some(name), None) => self.of_source_profile(lookup, name, assumers).await,
            (None, Some(source)) => self.of_source(lookup, source).await,
            (None, None) => {
                let Some(token_file) = value("web_identity_token_file") else {
                    return Err(self.error(
                        "has a role_arn and needs a source_profile, a credential_source or a \
                         web_identity_token_file too",
                    ));
                };
                let session_name = value("role_session_name");
                let place = self.place(&path);
                let role = Role { arn, token_file, session_name, place };
                return role.assume(lookup.context).await;
            }
        };
        // The source was configured, so a missing one is an error.
        let source = source.map_err(|error| {
            let name = self.name;
            CredentialsError::new(format!(
                "no source credentials for the role of the profile {name:?}: {error}"
            ))
        })?;
        let place = self.place(&path);
        let role = AssumeRole { profile: self.name, section: self.section, arn, place };
        role.assume(lookup.context, &source).await
    }

    /// Returns the region for STS calls of this profile, which `assumers` refer to.
    fn place(self, assumers: &[&str]) -> sts::Place<'a> {
        let mut path = assumers.iter().rev().filter_map(|name| self.profiles.profile(name));
        let region = path.find_map(|section| section.value("region"));
        sts::Place { profile: Some(self.name), region }
    }

    /// Resolves the source profile, or the access key beside the role.
    async fn of_source_profile(
        self,
        lookup: Lookup<'a>,
        name: &'a str,
        mut assumers: Vec<&'a str>,
    ) -> Result<Credentials, CredentialsError> {
        if name == self.name {
            return self.key()?.ok_or_else(|| self.error(&format!("needs {KEY} and {SECRET}")));
        }
        assumers.push(self.name);
        if assumers.contains(&name) {
            let circle = assumers.join(" -> ");
            let message = format!("the source profiles form a cycle: {circle} -> {name}");
            return Err(CredentialsError::new(message));
        }
        let Some(section) = self.profiles.profile(name) else {
            let message = format!("the shared files have no profile {name:?}");
            return Err(CredentialsError::new(message));
        };
        Box::pin(Profile { name, section, ..self }.credentials(lookup, assumers)).await
    }

    /// Resolves a `credential_source`.
    async fn of_source(
        self,
        lookup: Lookup<'a>,
        source: &str,
    ) -> Result<Credentials, CredentialsError> {
        match source {
            "Environment" => EnvironmentCredentials.provide(lookup.context).await,
            "Ec2InstanceMetadata" => lookup.instance.provide(lookup.context).await,
            "EcsContainer" => ContainerCredentials.provide(lookup.context).await,
            _ => Err(self.error(
                "needs Environment, Ec2InstanceMetadata or EcsContainer as its credential_source",
            )),
        }
    }

    /// Returns the access key of the profile itself.
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
        let account = section.get("aws_account_id").map(Found::Property);
        if let Some(account) = account.as_ref().and_then(account_id) {
            credentials = credentials.with_account_id(account);
        }
        Ok(Some(credentials))
    }

    fn error(self, what: &str) -> CredentialsError {
        CredentialsError::new(format!("the profile {:?} {what}", self.name))
    }
}
