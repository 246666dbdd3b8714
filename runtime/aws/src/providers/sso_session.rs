//! Sessions of IAM Identity Center. It reads the token that `aws sso login` has cached, and refreshes
//! it if the file contains a refresh token.
//!
//! See the AWS SDKs and Tools Reference Guide, "IAM Identity Center credential provider".

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use http::Method;
use http::header::{CONTENT_TYPE, HeaderValue};

use super::exchange::{Refusal, body, request, with_aws};
use super::hosts::Host;
use super::token_file::{TokenFile, folder, text_of};
use super::{CredentialsError, Expires as _, document, sha1};
use crate::Settings;
use crate::profile::{Profiles, Section};
use whitesmith_client::{BearerToken, Context, Environment};
use whitesmith_runtime::json::{Reader, Writer};
use whitesmith_runtime::{ByteStream, Response};

pub(super) const OF_CACHE: &str = "the cached token of IAM Identity Center";
const SERVICE: &str = "the OIDC service of IAM Identity Center";
const OF: &str = "the response of the OIDC service of IAM Identity Center";
const OIDC: Host = Host { sdk_id: "SSO OIDC", prefix: "oidc" };

/// How long before its expiry a token is refreshed.
const RENEW_BEFORE: Duration = Duration::from_secs(5 * 60);

/// A session, and the profile that refers to it.
pub(super) struct Session<'a> {
    pub(super) profile: &'a str,
    pub(super) region: &'a str,
    /// What names the cache file: the name of the session, or the start URL.
    cached_for: &'a str,
}

impl<'a> Session<'a> {
    /// Returns `None` if the profile does not configure SSO.
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
            Some(session) => of_name(profiles, name, section, session)?,
        };
        let of = session.map(|session| format!("the section [sso-session {session}]"));
        let of = of.unwrap_or_else(|| format!("the profile {name:?}"));
        let start_url = value(from, &of, "sso_start_url")?;
        let region = value(from, &of, "sso_region")?;
        if !region.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            let message = format!("{of} needs a region as its sso_region, not {region:?}");
            return Err(CredentialsError::new(message));
        }
        Ok(Some(Self { profile: name, region, cached_for: session.unwrap_or(start_url) }))
    }

    /// Returns the cached token, or refreshes it if it expires within five minutes.
    pub(super) async fn token(&self, context: &Context) -> Result<BearerToken, CredentialsError> {
        let environment = &*context.environment;
        let Some(path) = cached(environment, self.cached_for) else {
            return Err(CredentialsError::new("HOME is not set, so there is no cached token"));
        };
        let Some(mut file) = TokenFile::load(environment, &path, OF_CACHE)? else {
            return Err(self.login(&format!("there is no cached token at {}", path.display())));
        };
        let token = self.token_of(&file)?;
        let now = context.clock.now();
        if !token.expires_in(RENEW_BEFORE, now) {
            return Ok(token);
        }
        let Some(renewal) = Renewal::of(&file, now)? else {
            return self.unless_expired(token, now, None);
        };
        match renewal.send(self, context).await {
            Ok(renewed) => {
                let token = renewed.write(&mut file, context.clock.now());
                file.save(environment);
                Ok(token)
            }
            Err(error) => {
                // Another process may have used the refresh token, and stored a new one.
                let file = TokenFile::load(environment, &path, OF_CACHE)?.unwrap_or(file);
                self.unless_expired(self.token_of(&file)?, context.clock.now(), Some(error))
            }
        }
    }

    fn token_of(&self, file: &TokenFile) -> Result<BearerToken, CredentialsError> {
        match (file.text("accessToken"), file.time("expiresAt")?) {
            (Some(token), Some(expiry)) => Ok(BearerToken::new(token).with_expiry(expiry)),
            (None, _) | (_, None) => Err(self.login(&format!("{OF_CACHE} is incomplete"))),
        }
    }

    /// Returns a token that could not be refreshed, unless it has expired.
    fn unless_expired(
        &self,
        token: BearerToken,
        now: SystemTime,
        error: Option<CredentialsError>,
    ) -> Result<BearerToken, CredentialsError> {
        if !token.expires_in(Duration::ZERO, now) {
            return Ok(token);
        }
        let why = error.map(|error| format!(" and could not be renewed ({error})"));
        Err(self.login(&format!("{OF_CACHE} has expired{}", why.unwrap_or_default())))
    }

    /// Creates an error that a new login resolves.
    pub(super) fn login(&self, what: &str) -> CredentialsError {
        let profile = self.profile;
        CredentialsError::new(format!("{what}; run `aws sso login --profile {profile}`"))
    }

    /// Loads the settings of the profile.
    pub(super) fn settings(&self, context: &Context) -> Result<Settings, CredentialsError> {
        Ok(Settings::load_profile(&*context.environment, self.profile)?)
    }
}

/// Returns the section of a session. Values that the profile repeats must be equal.
fn of_name<'a>(
    profiles: &'a Profiles,
    name: &str,
    section: &Section,
    session: &str,
) -> Result<&'a Section, CredentialsError> {
    let from = profiles.sso_session(session).ok_or_else(|| {
        CredentialsError::new(format!(
            "there is no section [sso-session {session}], which the profile {name:?} names"
        ))
    })?;
    for key in ["sso_region", "sso_start_url"] {
        let (own, shared) = (section.value(key), from.value(key));
        if own.is_some_and(|own| shared.is_some_and(|shared| own != shared)) {
            return Err(CredentialsError::new(format!(
                "the profile {name:?} and its section [sso-session {session}] differ in {key}; \
                 remove it from the profile"
            )));
        }
    }
    Ok(from)
}

/// Returns a required value; `of` is what needs it.
fn value<'a>(section: &'a Section, of: &str, key: &str) -> Result<&'a str, CredentialsError> {
    section.value(key).ok_or_else(|| CredentialsError::new(format!("{of} needs {key}")))
}

/// Returns the path of a cached token.
fn cached(environment: &dyn Environment, name: &str) -> Option<PathBuf> {
    Some(folder(environment, "sso/cache")?.join(format!("{}.json", sha1::hex(name))))
}

/// The credentials that refresh a token.
struct Renewal {
    client_id: String,
    client_secret: String,
    refresh_token: String,
}

impl Renewal {
    /// Returns `None` if the file lacks a part, or the registration of the client has expired.
    fn of(file: &TokenFile, now: SystemTime) -> Result<Option<Self>, CredentialsError> {
        let parts = (file.text("clientId"), file.text("clientSecret"), file.text("refreshToken"));
        let (Some(id), Some(secret), Some(refresh_token)) = parts else { return Ok(None) };
        let is_registered = file.time("registrationExpiresAt")?.is_some_and(|end| now < end);
        Ok(is_registered.then(|| Self {
            client_id: id.to_owned(),
            client_secret: secret.to_owned(),
            refresh_token: refresh_token.to_owned(),
        }))
    }

    /// Calls `CreateToken`.
    async fn send(
        &self,
        session: &Session<'_>,
        context: &Context,
    ) -> Result<Renewed, CredentialsError> {
        let settings = session.settings(context)?;
        let endpoint = OIDC.endpoint(session.region, &settings, context)?;
        let mut request = request(Method::POST, &format!("{endpoint}/token"))?;
        *request.body_mut() = ByteStream::from(self.json());
        let json = HeaderValue::from_static("application/json");
        request.headers_mut().insert(CONTENT_TYPE, json);
        let exchange = with_aws(context, SERVICE, "CreateToken", &settings);
        Ok(exchange.send(request, None, read).await?)
    }

    fn json(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.object(|w| {
            w.field("clientId", &self.client_id, Writer::string);
            w.field("clientSecret", &self.client_secret, Writer::string);
            w.field("grantType", &"refresh_token".to_owned(), Writer::string);
            w.field("refreshToken", &self.refresh_token, Writer::string);
        });
        // Strings can always be serialized.
        writer.finish().unwrap_or_default()
    }
}

/// A new token.
struct Renewed {
    access_token: String,
    refresh_token: Option<String>,
    seconds: u64,
}

impl Renewed {
    /// Updates the file, and returns the token.
    fn write(self, file: &mut TokenFile, now: SystemTime) -> BearerToken {
        let expiry = now.checked_add(Duration::from_secs(self.seconds)).unwrap_or(now);
        file.set("accessToken", self.access_token.as_str());
        file.set("expiresAt", text_of(expiry));
        if let Some(token) = self.refresh_token {
            file.set("refreshToken", token);
        }
        BearerToken::new(self.access_token).with_expiry(expiry)
    }
}

fn read(response: &Response) -> Result<Renewed, Refusal> {
    if !response.is_success() {
        return Err(Refusal::of_json(SERVICE, response));
    }
    let (mut access_token, mut refresh_token) = (None::<String>, None::<String>);
    let mut seconds = None::<i64>;
    let mut reader = Reader::new(body(response));
    reader.object(|r, key| match key {
        "accessToken" => r.set(&mut access_token, Reader::string),
        "refreshToken" => r.set(&mut refresh_token, Reader::string),
        "expiresIn" => r.set(&mut seconds, Reader::long),
        _ => r.skip(),
    });
    document::finish(reader, OF).map_err(Refusal::passing)?;
    let seconds = seconds.and_then(|seconds| u64::try_from(seconds).ok());
    match (access_token, seconds) {
        (Some(access_token), Some(seconds)) => Ok(Renewed { access_token, refresh_token, seconds }),
        (None, _) | (_, None) => {
            Err(Refusal::passing(CredentialsError::new(format!("{OF} has no token"))))
        }
    }
}
