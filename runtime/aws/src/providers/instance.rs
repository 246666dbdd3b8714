//! The credentials provider for EC2 instances (IMDS).
//!
//! See the AWS SDKs and Tools Reference Guide, "IMDS credential provider".

#[cfg(test)]
mod tests;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::document::Document;
use super::exchange::Refusal;
use super::metadata::{Metadata, OF, Options, SERVICE, Trouble};
use super::{Credentials, CredentialsError, ProvideCredentials};
use whitesmith_client::{BoxFuture, Context};
use whitesmith_runtime::endpoint::is_valid_host_label;
use whitesmith_runtime::internal::excerpt;

const REGION: &str = "/latest/meta-data/placement/region";
const ROLES: &str = "/latest/meta-data/iam/security-credentials/";

/// How long to wait before looking for the service again when it was not found.
const ABSENCE: Duration = Duration::from_secs(60);

/// How much longer expired credentials are used before the service is called again.
const EXTENSION: Duration = Duration::from_secs(15 * 60);

/// The credentials provider for EC2 instances. It gets the credentials of the instance's role from
/// the instance metadata service (IMDSv2), unless `AWS_EC2_METADATA_DISABLED` is `true`.
///
/// The endpoint is `AWS_EC2_METADATA_SERVICE_ENDPOINT`, or the default for IPv4, or for IPv6 if
/// `AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE` is `IPv6`. `AWS_METADATA_SERVICE_TIMEOUT` is the
/// timeout of an attempt in seconds (default 1), and `AWS_METADATA_SERVICE_NUM_ATTEMPTS` the
/// maximum number of attempts (default 3); a malformed number counts as not set.
/// `AWS_EC2_INSTANCE_PROFILE_NAME` sets the name of the role.
///
/// If the service fails, the last credentials are used beyond their expiry, for 15 minutes at a time,
/// as AWS services may still accept them.
///
/// If the service cannot be reached, this is most likely not an EC2 instance: the provider counts as
/// not configured, and a chain skips it. It is not called again for 60 seconds.
#[derive(Debug, Default)]
#[doc(alias("imds", "ec2"))]
pub struct InstanceCredentials {
    memory: Mutex<Memory>,
}

#[derive(Debug, Default)]
struct Memory {
    last: Option<Credentials>,
    /// Since when the service is absent, and the error that showed it.
    absence: Option<(SystemTime, CredentialsError)>,
}

impl InstanceCredentials {
    /// Creates the provider. The endpoint is read from the environment.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the error that the service was absent a short time ago.
    fn absence(&self, now: SystemTime) -> Option<CredentialsError> {
        let memory = self.memory();
        let (since, error) = memory.absence.as_ref()?;
        let is_recent = now.duration_since(*since).is_ok_and(|passed| passed < ABSENCE);
        is_recent.then(|| error.clone())
    }

    /// Remembers new credentials, and falls back to the last ones.
    fn stable(
        &self,
        fetched: Result<Credentials, Trouble>,
        now: SystemTime,
    ) -> Result<Credentials, CredentialsError> {
        let mut memory = self.memory();
        let credentials = match (fetched, memory.last.clone()) {
            (Ok(credentials), _) => memory.last.insert(credentials).clone(),
            (Err(Trouble::Told(error)), Some(_)) if error.is_absent() => return Err(error),
            (Err(_), Some(last)) => last,
            (Err(Trouble::Told(error)), None) => return Err(error),
            (Err(Trouble::Unreachable(error)), None) => {
                memory.absence = Some((now, error.clone()));
                return Err(error);
            }
        };
        Ok(extended(credentials, now))
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ProvideCredentials for InstanceCredentials {
    fn provide<'a>(
        &'a self,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        Box::pin(async {
            if let Some(error) = self.absence(context.clock.now()) {
                return Err(error);
            }
            let fetched = fetch(context).await;
            self.stable(fetched, context.clock.now())
        })
    }
}

/// Extends the expiry of expired credentials.
fn extended(credentials: Credentials, now: SystemTime) -> Credentials {
    match (credentials.expiry(), now.checked_add(EXTENSION)) {
        (Some(expiry), Some(later)) if expiry <= now => credentials.with_expiry(later),
        (Some(_) | None, _) => credentials,
    }
}

async fn fetch(context: &Context) -> Result<Credentials, Trouble> {
    let options = Options::load(context)?;
    let metadata = Metadata::open(context, &options).await?;
    let role = match options.role {
        Some(role) => role,
        None => role_of(&metadata).await?,
    };
    let credentials = metadata.get(&format!("{ROLES}{role}"), credentials).await?;
    credentials.ok_or_else(|| {
        let message = format!("the instance has no role {role:?}");
        CredentialsError::new(message).into()
    })
}

/// Returns the name of the instance's role.
async fn role_of(metadata: &Metadata<'_>) -> Result<String, CredentialsError> {
    let first = |text: &str| Ok(text.lines().next().unwrap_or_default().trim().to_owned());
    let role = metadata.get(ROLES, first).await?;
    let role = role.filter(|role| !role.is_empty());
    role.ok_or_else(|| CredentialsError::absent("the instance has no role"))
}

fn credentials(text: &str) -> Result<Credentials, Refusal> {
    let document = Document::read(text.as_bytes(), OF).map_err(Refusal::passing)?;
    match document.code.as_deref() {
        None | Some("Success") => document.credentials(OF).map_err(Refusal::passing),
        Some(_) => {
            let detail = document.detail().unwrap_or_default();
            let message = format!("{SERVICE} has no credentials: {detail}");
            Err(Refusal::last(CredentialsError::new(message)))
        }
    }
}

/// Gets the region of the EC2 instance from its metadata service, in one attempt.
pub(crate) async fn region(context: &Context) -> Result<String, CredentialsError> {
    let mut options = Options::load(context)?;
    options.attempts = 1;
    let metadata = match Metadata::open(context, &options).await {
        Ok(metadata) => metadata,
        Err(Trouble::Unreachable(error) | Trouble::Told(error)) => return Err(error),
    };
    let region = metadata.get(REGION, |text| Ok(text.to_owned())).await?;
    match region {
        Some(region) if is_valid_host_label(&region, false) => Ok(region),
        Some(other) => {
            let message =
                format!("{SERVICE} returned {:?}, which is not a valid region", excerpt(&other));
            Err(CredentialsError::absent(message))
        }
        None => Err(CredentialsError::absent(format!("{SERVICE} returned no region"))),
    }
}
