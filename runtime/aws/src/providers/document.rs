//! Deserializes the JSON credentials that containers, instances and processes return.

use std::time::SystemTime;

use super::{Credentials, CredentialsError};
use crate::settings::{Found, account_id};
use whitesmith_runtime::json::Reader;
use whitesmith_runtime::{DateTime, TimestampFormat};

/// The members that are used, not validated.
#[derive(Default)]
pub(super) struct Document {
    pub(super) version: Option<String>,
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    access_key_id: Option<String>,
    secret_access_key: Option<String>,
    session_token: Option<String>,
    expiration: Option<String>,
    account_id: Option<String>,
}

impl Document {
    /// Deserializes a JSON text. Names are matched case-insensitively, and unknown members are
    /// skipped. `of` names the text in error messages.
    pub(super) fn read(body: &[u8], of: &str) -> Result<Self, CredentialsError> {
        let mut it = Self::default();
        let mut reader = Reader::new(body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body));
        reader.object(|r, key| match key.to_ascii_lowercase().as_str() {
            "version" => it.version = number_or_text(r, 0),
            "code" => r.set(&mut it.code, Reader::string),
            "message" => r.set(&mut it.message, Reader::string),
            "accesskeyid" => r.set(&mut it.access_key_id, Reader::string),
            "secretaccesskey" => r.set(&mut it.secret_access_key, Reader::string),
            "token" | "sessiontoken" => r.set(&mut it.session_token, Reader::string),
            "expiration" | "expiresat" => r.set(&mut it.expiration, Reader::string),
            "accountid" => it.account_id = number_or_text(r, 12),
            _ => r.skip(),
        });
        finish(reader, of)?;
        Ok(it)
    }

    /// Returns the code and the message of an error.
    pub(super) fn detail(self) -> Option<String> {
        match (self.code, self.message) {
            (Some(code), Some(message)) => Some(format!("{code}: {message}")),
            (one, other) => one.or(other),
        }
    }

    /// Returns the credentials, or an error that names a missing member.
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
        let account = filled(self.account_id).map(|text| Found::Variable("AccountId", text));
        if let Some(account) = account.as_ref().and_then(account_id) {
            credentials = credentials.with_account_id(account);
        }
        Ok(credentials)
    }
}

/// Reads a string, or a whole number with at least this many digits; `None` for anything else.
fn number_or_text(reader: &mut Reader<'_>, digits: usize) -> Option<String> {
    let value = reader.document();
    let number = value.as_u64().map(|number| format!("{number:0digits$}"));
    number.or_else(|| value.as_str().map(str::to_owned))
}

/// Finishes a reader. The error names only the place, since the value there may be a secret.
pub(super) fn finish(reader: Reader<'_>, of: &str) -> Result<(), CredentialsError> {
    reader.finish().map_err(|error| {
        let place = if error.path().is_empty() { "the top" } else { error.path() };
        CredentialsError::new(format!("{of} is not the expected JSON, at {place}"))
    })
}

/// Parses a timestamp of RFC 3339, and variants that tools write: an offset without a colon, a blank
/// instead of the `T`, no offset for UTC.
pub(super) fn time(text: &str, of: &str) -> Result<SystemTime, CredentialsError> {
    DateTime::parse(&strict(text.trim()), TimestampFormat::DateTime)
        .ok()
        .and_then(|time| SystemTime::try_from(time).ok())
        .ok_or_else(|| {
            CredentialsError::new(format!("{of} has an Expiration that is not a timestamp"))
        })
}

/// Converts these variants to RFC 3339.
fn strict(text: &str) -> String {
    let Some((date, rest)) = text.split_once(['T', 't', ' ']) else { return text.to_owned() };
    let rest = rest.trim().trim_end_matches("UTC").trim_end();
    let (time, offset) = match rest.find(['+', '-', 'Z', 'z']) {
        Some(at) => rest.split_at(at),
        None => (rest, "Z"),
    };
    let (time, offset) = (time.trim_end(), offset.trim_end());
    match (offset.len(), offset.split_at_checked(3)) {
        (3, _) => format!("{date}T{time}{offset}:00"),
        (5, Some((hours, minutes))) => format!("{date}T{time}{hours}:{minutes}"),
        (_, _) => format!("{date}T{time}{offset}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::now;

    #[test]
    fn times_are_read_as_tools_write_them() {
        for text in [
            "2026-01-01T00:00:00Z",
            "2026-01-01t00:00:00z",
            "2026-01-01T00:00:00.000Z",
            "2026-01-01T00:00:00+00:00",
            "2026-01-01T00:00:00+0000",
            "2026-01-01T02:00:00+02",
            "2025-12-31T20:30:00-0330",
            "2026-01-01 00:00:00 +0000",
            "2026-01-01 00:00:00",
            "2026-01-01T00:00:00UTC",
            " 2026-01-01T00:00:00Z\n",
        ] {
            assert_eq!(time(text, "it").unwrap(), now(), "{text}");
        }
        for text in ["", "tomorrow", "2026-01-01", "2026-01-01T00:00:00+0", "2026-13-01T00:00:00Z"]
        {
            assert!(time(text, "it").is_err(), "{text}");
        }
    }

    #[test]
    fn names_are_read_in_any_case() {
        let text =
            "\u{feff}{\"version\": \"1\", \"ACCESSKEYID\": \"A\", \"secretAccessKey\": \"S\",
            \"sessiontoken\": null, \"accountID\": 12345678901, \"Expiration\": null,
            \"Extra\": {\"a\": [1]}}";
        let document = Document::read(text.as_bytes(), "it").unwrap();
        assert_eq!(document.version.as_deref(), Some("1"));
        let expected = Credentials::new("A", "S").with_account_id("012345678901");
        assert_eq!(document.credentials("it").unwrap(), expected);
    }

    #[test]
    fn a_malformed_account_counts_as_none() {
        for account in
            ["\"prod\"", "\"\"", "\"1234567890123\"", "\"evil.example.com/\"", "[1]", "-1"]
        {
            let text = format!(
                "{{\"AccessKeyId\": \"A\", \"SecretAccessKey\": \"S\", \"AccountId\": {account}}}"
            );
            let credentials = Document::read(text.as_bytes(), "it").unwrap().credentials("it");
            assert_eq!(credentials.unwrap(), Credentials::new("A", "S"), "{account}");
        }
    }
}
