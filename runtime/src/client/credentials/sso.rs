//! A profile of IAM Identity Center and the token that `aws sso login` has left in; the credentials
//! of a role out.
//!
//! See AWS's SDKs and Tools Reference Guide, "IAM Identity Center credential provider". Tokens are
//! not renewed here: that is left to `aws sso login`.

use std::path::PathBuf;
use std::time::{Duration, UNIX_EPOCH};

use http::Method;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::exchange::{Exchange, Refusal, add_secret, body, request};
use super::{Credentials, CredentialsError, document, domain, sha1};
use crate::Response;
use crate::client::profile::{Profiles, Section, home};
use crate::client::{Context, Environment, Settings};
use crate::json::Reader;

const SERVICE: &str = "IAM Identity Center";
const OF: &str = "the answer of IAM Identity Center";
const OF_CACHE: &str = "the cached token of IAM Identity Center";
const TIMEOUT: Duration = Duration::from_secs(10);
const ATTEMPTS: u32 = 3;

/// What a profile says about IAM Identity Center.
pub(super) struct Login<'a> {
    profile: &'a str,
    region: &'a str,
    account: &'a str,
    role: &'a str,
    /// What the token is cached for: the name of the session, or the URL to start from.
    cached_for: &'a str,
}

impl<'a> Login<'a> {
    /// `None` if the profile does not speak of it.
    pub(super) fn of(
        profiles: &'a Profiles,
        name: &'a str,
        section: &'a Section,
    ) -> Result<Option<Self>, CredentialsError> {
        let session = section.value("sso_session");
        if session.is_none() && section.value("sso_start_url").is_none() {
            return Ok(None);
        }
        let from = match session {
            None => section,
            Some(session) => profiles.sso_session(session).ok_or_else(|| {
                let message = format!(
                    "there is no section [sso-session {session}], which the \
                                       profile {name:?} names"
                );
                CredentialsError::new(message)
            })?,
        };
        let start_url = value(from, name, "sso_start_url")?;
        Ok(Some(Self {
            profile: name,
            region: region(from, name)?,
            account: value(section, name, "sso_account_id")?,
            role: value(section, name, "sso_role_name")?,
            cached_for: session.unwrap_or(start_url),
        }))
    }

    pub(super) async fn credentials(
        &self,
        context: &Context,
    ) -> Result<Credentials, CredentialsError> {
        let token = self.token(context)?;
        let encoded = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
        let url = format!(
            "{}/federation/credentials?role_name={}&account_id={}",
            self.endpoint(context)?.trim_end_matches('/'),
            encoded(self.role),
            encoded(self.account),
        );
        let mut request = request(Method::GET, &url)?;
        add_secret(&mut request, "x-amz-sso_bearer_token", &token, OF_CACHE)?;
        let exchange = Exchange {
            context,
            service: SERVICE,
            operation: "GetRoleCredentials",
            timeout: TIMEOUT,
            attempts: ATTEMPTS,
            retries_connect: true,
        };
        Ok(exchange.send(request, None, |response| self.answer(response)).await?)
    }

    fn answer(&self, response: &Response) -> Result<Credentials, Refusal> {
        if matches!(response.status(), 401 | 403) {
            let error = self.refused(&format!("{SERVICE} does not accept the cached token"));
            return Err(Refusal::last(error));
        }
        if !response.is_success() {
            return Err(Refusal::of_status(SERVICE, response, None, None));
        }
        self.read(body(response)).map_err(Refusal::passing)
    }

    fn endpoint(&self, context: &Context) -> Result<String, CredentialsError> {
        let settings = Settings::load_profile(&*context.environment, self.profile)?;
        if let Some(url) = settings.endpoint_url("SSO")? {
            return Ok(url.to_owned());
        }
        let region = self.region;
        Ok(format!("https://portal.sso.{region}.{}", domain::of(region)))
    }

    fn token(&self, context: &Context) -> Result<String, CredentialsError> {
        let Some(path) = cached(&*context.environment, self.cached_for) else {
            return Err(CredentialsError::new("HOME is not set, so there is no cached token"));
        };
        let Ok(text) = context.environment.read(&path) else {
            return Err(self.refused("there is no cached token of IAM Identity Center"));
        };
        let (mut token, mut expires_at) = (None::<String>, None::<String>);
        let mut reader = Reader::new(text.as_bytes());
        reader.object(|r, key| match key {
            "accessToken" => r.set(&mut token, Reader::string),
            "expiresAt" => r.set(&mut expires_at, Reader::string),
            _ => r.skip(),
        });
        document::finish(reader, OF_CACHE)?;
        let missing = || self.refused(&format!("{OF_CACHE} is not complete"));
        let (token, expires_at) = (token.ok_or_else(missing)?, expires_at.ok_or_else(missing)?);
        if document::time(&expires_at, OF_CACHE)? <= context.clock.now() {
            return Err(self.refused(&format!("{OF_CACHE} has expired")));
        }
        Ok(token)
    }

    /// An error that a new login mends.
    fn refused(&self, what: &str) -> CredentialsError {
        let profile = self.profile;
        CredentialsError::new(format!("{what}; run `aws sso login --profile {profile}`"))
    }

    fn read(&self, body: &[u8]) -> Result<Credentials, CredentialsError> {
        let mut key = None::<String>;
        let mut secret = None::<String>;
        let mut token = None::<String>;
        let mut expiration = None::<i64>;
        let mut reader = Reader::new(body);
        reader.object(|r, member| match member {
            "roleCredentials" => r.object(|r, member| match member {
                "accessKeyId" => r.set(&mut key, Reader::string),
                "secretAccessKey" => r.set(&mut secret, Reader::string),
                "sessionToken" => r.set(&mut token, Reader::string),
                "expiration" => r.set(&mut expiration, Reader::long),
                _ => r.skip(),
            }),
            _ => r.skip(),
        });
        document::finish(reader, OF)?;
        let expiry = expiration
            .and_then(|millis| u64::try_from(millis).ok())
            .and_then(|millis| UNIX_EPOCH.checked_add(Duration::from_millis(millis)));
        match (key, secret, token, expiry) {
            (Some(key), Some(secret), Some(token), Some(expiry)) => {
                Ok(Credentials::new(key, secret)
                    .with_session_token(token)
                    .with_expiry(expiry)
                    .with_account_id(self.account))
            }
            _ => Err(CredentialsError::new(format!("{OF} has not all parts of credentials"))),
        }
    }
}

/// A value that the profile `name` cannot do without.
fn value<'a>(section: &'a Section, name: &str, key: &str) -> Result<&'a str, CredentialsError> {
    let missing = || CredentialsError::new(format!("the profile {name:?} needs {key}"));
    section.value(key).ok_or_else(missing)
}

/// The region, which goes into the name of a host.
fn region<'a>(section: &'a Section, name: &str) -> Result<&'a str, CredentialsError> {
    let region = value(section, name, "sso_region")?;
    if region.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return Ok(region);
    }
    let message = format!("the profile {name:?} needs a region as its sso_region, not {region:?}");
    Err(CredentialsError::new(message))
}

/// Where `aws sso login` leaves a token.
fn cached(environment: &dyn Environment, name: &str) -> Option<PathBuf> {
    let folder = home(environment)?.join(".aws").join("sso").join("cache");
    Some(folder.join(format!("{}.json", sha1::hex(name))))
}
