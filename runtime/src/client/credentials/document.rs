//! The JSON that containers, instances and processes give in; credentials out.

use std::time::SystemTime;

use super::{Credentials, CredentialsError};
use crate::json::Reader;
use crate::{DateTime, TimestampFormat};

/// The members that matter, as they are.
#[derive(Default)]
pub(super) struct Document {
    pub(super) version: Option<i64>,
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    access_key_id: Option<String>,
    secret_access_key: Option<String>,
    session_token: Option<String>,
    expiration: Option<String>,
    account_id: Option<String>,
}

impl Document {
    /// Reads a text. `of` says whose it is.
    pub(super) fn read(body: &[u8], of: &str) -> Result<Self, CredentialsError> {
        let mut document = Self::default();
        let mut reader = Reader::new(body);
        reader.object(|r, key| match key {
            "Version" => r.set(&mut document.version, Reader::long),
            "Code" | "code" => r.set(&mut document.code, Reader::string),
            "Message" | "message" => r.set(&mut document.message, Reader::string),
            "AccessKeyId" => r.set(&mut document.access_key_id, Reader::string),
            "SecretAccessKey" => r.set(&mut document.secret_access_key, Reader::string),
            "Token" | "SessionToken" => r.set(&mut document.session_token, Reader::string),
            "Expiration" => r.set(&mut document.expiration, Reader::string),
            "AccountId" => r.set(&mut document.account_id, Reader::string),
            _ => r.skip(),
        });
        finish(reader, of)?;
        Ok(document)
    }

    /// What an error says.
    pub(super) fn detail(self) -> Option<String> {
        match (self.code, self.message) {
            (Some(code), Some(message)) => Some(format!("{code}: {message}")),
            (one, other) => one.or(other),
        }
    }

    /// The credentials, if all parts are there.
    pub(super) fn credentials(self, of: &str) -> Result<Credentials, CredentialsError> {
        let missing = |member: &str| CredentialsError::new(format!("{of} has no {member}"));
        let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
        let key = filled(self.access_key_id).ok_or_else(|| missing("AccessKeyId"))?;
        let secret = filled(self.secret_access_key).ok_or_else(|| missing("SecretAccessKey"))?;
        let mut credentials = Credentials::new(key, secret);
        if let Some(token) = filled(self.session_token) {
            credentials = credentials.with_session_token(token);
        }
        if let Some(expiration) = filled(self.expiration) {
            credentials = credentials.with_expiry(time(&expiration, of)?);
        }
        if let Some(account_id) = filled(self.account_id) {
            credentials = credentials.with_account_id(account_id);
        }
        Ok(credentials)
    }
}

/// Ends the reading of a text. What was found in place of something else may be a secret, so only
/// its place is told.
pub(super) fn finish(reader: Reader<'_>, of: &str) -> Result<(), CredentialsError> {
    reader.finish().map_err(|error| {
        let place = if error.path().is_empty() { "the top" } else { error.path() };
        CredentialsError::new(format!("{of} is not the JSON that is expected, at {place}"))
    })
}

/// Reads a time.
pub(super) fn time(text: &str, of: &str) -> Result<SystemTime, CredentialsError> {
    DateTime::parse(text, TimestampFormat::DateTime)
        .ok()
        .and_then(|time| SystemTime::try_from(time).ok())
        .ok_or_else(|| CredentialsError::new(format!("{of} has an Expiration that is no time")))
}
