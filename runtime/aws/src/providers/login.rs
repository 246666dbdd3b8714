//! The credentials provider for `login_session` of a profile. It reads the session that `aws login`
//! has cached, and refreshes its credentials before they expire.
//!
//! See the AWS SDKs and Tools Reference Guide, "Login credentials provider".

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use http::Method;
use http::header::{CONTENT_TYPE, HeaderValue};
use sha2::{Digest as _, Sha256};

use super::dpop::proof;
use super::exchange::{Refusal, add_secret, body, request, with_aws};
use super::hosts::sign_in;
use super::token_file::{TokenFile, folder, text_of};
use super::{Credentials, CredentialsError, Expires as _, document};
use crate::Settings;
use crate::followed::Places;
use crate::profile::variable;
use crate::region::check_region;
use whitesmith_client::{Context, Environment};
use whitesmith_runtime::internal::hex;
use whitesmith_runtime::json::{Reader, Writer};
use whitesmith_runtime::{ByteStream, Document, Response};

const OF_CACHE: &str = "the session that `aws login` cached";
const SERVICE: &str = "AWS Sign-In";
const OF: &str = "the response of AWS Sign-In";

/// How long before their expiry credentials are refreshed.
const RENEW_BEFORE: Duration = Duration::from_secs(5 * 60);

/// A login session, and the profile that refers to it.
pub(super) struct LoginSession<'a> {
    pub(super) profile: &'a str,
    pub(super) session: &'a str,
    /// The region of the profiles that refer to this one, if this one has none.
    pub(super) region: Option<&'a str>,
}

impl LoginSession<'_> {
    /// Returns the cached credentials, or refreshes them if they expire within five minutes.
    pub(super) async fn credentials(
        &self,
        context: &Context,
    ) -> Result<Credentials, CredentialsError> {
        let environment = &*context.environment;
        let Some(path) = cached(environment, self.session) else {
            return Err(CredentialsError::new("HOME is not set, so there is no login session"));
        };
        let (file, kept) = self.load(environment, &path)?;
        let now = context.clock.now();
        if !kept.credentials.expires_in(RENEW_BEFORE, now) {
            return Ok(kept.credentials);
        }
        match self.renew(context, &kept).await {
            Ok(renewed) => Ok(renewed.write(file, &kept, context)),
            Err(error) => {
                // Another process may have used the refresh token, and stored a new one.
                let (_, kept) = self.load(environment, &path)?;
                if kept.credentials.expires_in(Duration::ZERO, context.clock.now()) {
                    return Err(error);
                }
                Ok(kept.credentials)
            }
        }
    }

    fn load(
        &self,
        environment: &dyn Environment,
        path: &Path,
    ) -> Result<(TokenFile, Kept), CredentialsError> {
        let Some(file) = TokenFile::load(environment, path, OF_CACHE)? else {
            return Err(self.login(&format!("there is no login session at {}", path.display())));
        };
        let kept = Kept::of(&file)?;
        let kept = kept.ok_or_else(|| self.login(&format!("{OF_CACHE} is incomplete")))?;
        Ok((file, kept))
    }

    /// Calls `CreateOAuth2Token`, with a proof of possession of the session's key.
    async fn renew(&self, context: &Context, kept: &Kept) -> Result<Renewed, CredentialsError> {
        let settings = Settings::load_profile(&*context.environment, self.profile)?;
        let places = Places::of(context);
        if let (None, Some(error)) = (&places.region, &settings.malformed.region) {
            return Err(error.clone().into());
        }
        let region = places.region.as_deref().or(settings.region.as_deref());
        let Some(region) = region.or(self.region).or(places.default_region.as_deref()) else {
            let message = "a login session needs a region: set AWS_REGION or the profile's region";
            return Err(CredentialsError::new(message));
        };
        check_region(region).map_err(CredentialsError::new)?;
        let url = format!("{}/v1/token", sign_in(region, &settings, context)?);
        let proof = proof(&kept.proof_key, &url, context)?;
        let mut request = request(Method::POST, &url)?;
        *request.body_mut() = ByteStream::from(kept.json());
        let json = HeaderValue::from_static("application/json");
        request.headers_mut().insert(CONTENT_TYPE, json);
        add_secret(&mut request, "dpop", &proof, "the proof of possession")?;
        let exchange = with_aws(context, SERVICE, "CreateOAuth2Token", &settings);
        Ok(exchange.send(request, None, |response| self.answer(response)).await?)
    }

    fn answer(&self, response: &Response) -> Result<Renewed, Refusal> {
        if response.is_success() {
            return read(response);
        }
        let reason = Document::from_json(&String::from_utf8_lossy(body(response)));
        let reason = reason.ok().and_then(|it| it.get("error")?.as_str().map(str::to_owned));
        let what = match reason.as_deref() {
            Some("TOKEN_EXPIRED") => "the login session has expired",
            Some("USER_CREDENTIALS_CHANGED") => "the password of the login session has changed",
            Some("INSUFFICIENT_PERMISSIONS") => {
                let what = "the login session lacks the permission signin:CreateOAuth2Token";
                return Err(Refusal::last(CredentialsError::new(what)));
            }
            Some(_) | None => return Err(Refusal::of_json(SERVICE, response)),
        };
        Err(Refusal::last(self.login(what)))
    }

    /// Creates an error that a new login resolves.
    fn login(&self, what: &str) -> CredentialsError {
        let profile = self.profile;
        CredentialsError::new(format!("{what}; run `aws login --profile {profile}`"))
    }
}

/// Returns the path of a cached session.
fn cached(environment: &dyn Environment, session: &str) -> Option<PathBuf> {
    let folder = match variable(environment, "AWS_LOGIN_CACHE_DIRECTORY") {
        Some(folder) => PathBuf::from(folder),
        None => folder(environment, "login/cache")?,
    };
    let digits = hex(&Sha256::digest(session.trim()).into());
    Some(folder.join(format!("{}.json", String::from_utf8_lossy(&digits))))
}

/// The content of a cached session.
struct Kept {
    credentials: Credentials,
    client_id: String,
    refresh_token: String,
    proof_key: String,
}

impl Kept {
    /// Returns `None` if a member is missing.
    fn of(file: &TokenFile) -> Result<Option<Self>, CredentialsError> {
        let Some(token) = file.object("accessToken") else { return Ok(None) };
        let text = |name: &str| token.get(name)?.as_str().filter(|text| !text.is_empty());
        let keys = (text("accessKeyId"), text("secretAccessKey"), text("sessionToken"));
        let (Some(key), Some(secret), Some(session)) = keys else { return Ok(None) };
        let others = (file.text("clientId"), file.text("refreshToken"), file.text("dpopKey"));
        let (Some(client_id), Some(refresh_token), Some(proof_key)) = others else {
            return Ok(None);
        };
        let Some(expiry) = text("expiresAt") else { return Ok(None) };
        let expiry = document::time(expiry, OF_CACHE)?;
        let credentials = Credentials::new(key, secret).with_session_token(session);
        let credentials = match text("accountId") {
            Some(account) => credentials.with_account_id(account),
            None => credentials,
        };
        Ok(Some(Self {
            credentials: credentials.with_expiry(expiry),
            client_id: client_id.to_owned(),
            refresh_token: refresh_token.to_owned(),
            proof_key: proof_key.to_owned(),
        }))
    }

    /// Serializes the request for new credentials.
    fn json(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.object(|w| {
            w.field("clientId", &self.client_id, Writer::string);
            w.field("grantType", &"refresh_token".to_owned(), Writer::string);
            w.field("refreshToken", &self.refresh_token, Writer::string);
        });
        // Strings can always be serialized.
        writer.finish().unwrap_or_default()
    }
}

/// New credentials, and the token to refresh them with.
struct Renewed {
    key: String,
    secret: String,
    session: String,
    refresh_token: String,
    seconds: u64,
}

impl Renewed {
    /// Updates the file, and returns the credentials. The account id stays.
    fn write(self, mut file: TokenFile, kept: &Kept, context: &Context) -> Credentials {
        let now = context.clock.now();
        let expiry = now.checked_add(Duration::from_secs(self.seconds)).unwrap_or(now);
        let mut token = BTreeMap::from([
            ("accessKeyId".to_owned(), Document::from(self.key.as_str())),
            ("secretAccessKey".to_owned(), Document::from(self.secret.as_str())),
            ("sessionToken".to_owned(), Document::from(self.session.as_str())),
            ("expiresAt".to_owned(), Document::from(text_of(expiry))),
        ]);
        let mut credentials = Credentials::new(self.key, self.secret)
            .with_session_token(self.session)
            .with_expiry(expiry);
        if let Some(account) = kept.credentials.account_id() {
            token.insert("accountId".to_owned(), Document::from(account));
            credentials = credentials.with_account_id(account);
        }
        file.set("accessToken", Document::Object(token));
        file.set("refreshToken", self.refresh_token);
        file.save(&*context.environment);
        credentials
    }
}

fn read(response: &Response) -> Result<Renewed, Refusal> {
    let (mut key, mut secret, mut session) = (None::<String>, None::<String>, None::<String>);
    let (mut refresh_token, mut seconds) = (None::<String>, None::<i64>);
    let mut reader = Reader::new(body(response));
    reader.object(|r, member| match member {
        "accessToken" => r.object(|r, member| match member {
            "accessKeyId" => r.set(&mut key, Reader::string),
            "secretAccessKey" => r.set(&mut secret, Reader::string),
            "sessionToken" => r.set(&mut session, Reader::string),
            _ => r.skip(),
        }),
        "refreshToken" => r.set(&mut refresh_token, Reader::string),
        "expiresIn" => r.set(&mut seconds, Reader::long),
        _ => r.skip(),
    });
    document::finish(reader, OF).map_err(Refusal::passing)?;
    let seconds = seconds.and_then(|seconds| u64::try_from(seconds).ok());
    match (key, secret, session, refresh_token, seconds) {
        (Some(key), Some(secret), Some(session), Some(refresh_token), Some(seconds)) => {
            Ok(Renewed { key, secret, session, refresh_token, seconds })
        }
        _ => {
            let message = format!("{OF} lacks a part of the credentials");
            Err(Refusal::passing(CredentialsError::new(message)))
        }
    }
}
