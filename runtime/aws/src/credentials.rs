//! AWS credentials: an access key, and optionally a session token, an expiry and an account id.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use whitesmith_runtime::Redacted;

/// AWS credentials, with which requests are signed.
///
/// They are cheap to clone. `Debug` redacts the secrets. The secrets are not zeroed in memory when
/// they are dropped.
///
/// ```
/// use whitesmith_aws::Credentials;
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "very secret").with_session_token("token");
/// assert_eq!(credentials.access_key_id(), "AKIDEXAMPLE");
/// assert!(!format!("{credentials:?}").contains("secret\""));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials(Arc<Fields>);

#[derive(Clone, PartialEq, Eq)]
struct Fields {
    access_key_id: String,
    secret_access_key: String,
    session_token: Option<String>,
    expiry: Option<SystemTime>,
    account_id: Option<String>,
}

impl Credentials {
    /// Creates credentials from an access key: its id and its secret.
    #[must_use]
    pub fn new(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self(Arc::new(Fields {
            access_key_id: access_key_id.into(),
            secret_access_key: secret_access_key.into(),
            session_token: None,
            expiry: None,
            account_id: None,
        }))
    }

    /// Sets the session token of temporary credentials.
    #[must_use]
    pub fn with_session_token(mut self, token: impl Into<String>) -> Self {
        Arc::make_mut(&mut self.0).session_token = Some(token.into());
        self
    }

    /// Sets the expiry: the time from which the credentials are no longer valid.
    #[must_use]
    pub fn with_expiry(mut self, expiry: SystemTime) -> Self {
        Arc::make_mut(&mut self.0).expiry = Some(expiry);
        self
    }

    /// Sets the AWS account id of the identity, which account-based endpoints contain.
    #[must_use]
    pub fn with_account_id(mut self, account_id: impl Into<String>) -> Self {
        Arc::make_mut(&mut self.0).account_id = Some(account_id.into());
        self
    }

    /// Returns the access key id. It is part of each signed request, and not secret.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        &self.0.access_key_id
    }

    /// Returns the secret access key. It is never sent.
    #[must_use]
    pub fn secret_access_key(&self) -> &str {
        &self.0.secret_access_key
    }

    /// Returns the session token of temporary credentials.
    #[must_use]
    pub fn session_token(&self) -> Option<&str> {
        self.0.session_token.as_deref()
    }

    /// Returns the expiry, if known.
    #[must_use]
    pub fn expiry(&self) -> Option<SystemTime> {
        self.0.expiry
    }

    /// Returns the AWS account id, if known.
    #[must_use]
    pub fn account_id(&self) -> Option<&str> {
        self.0.account_id.as_deref()
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fields { access_key_id, secret_access_key: _, session_token, expiry, account_id } =
            &*self.0;
        f.debug_struct("Credentials")
            .field("access_key_id", access_key_id)
            .field("secret_access_key", &Redacted)
            .field("session_token", &session_token.as_ref().map(|_| Redacted))
            .field("expiry", expiry)
            .field("account_id", account_id)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    #[test]
    fn what_is_set_is_read() {
        let plain = Credentials::new("id", "key");
        assert_eq!((plain.access_key_id(), plain.secret_access_key()), ("id", "key"));
        assert_eq!((plain.session_token(), plain.expiry(), plain.account_id()), (None, None, None));
        let expiry = UNIX_EPOCH + Duration::from_secs(1);
        let full = plain.clone().with_session_token("token").with_expiry(expiry);
        let full = full.with_account_id("123456789012");
        assert_eq!(full.session_token(), Some("token"));
        assert_eq!((full.expiry(), full.account_id()), (Some(expiry), Some("123456789012")));
        assert_eq!(plain, Credentials::new("id", "key"));
        assert_ne!(plain, full);
    }

    #[test]
    fn debug_shows_no_secret() {
        let debug =
            format!("{:?}", Credentials::new("AKID", "hush-key").with_session_token("hush-token"));
        assert!(debug.contains("AKID") && !debug.contains("hush"), "{debug}");
        assert!(format!("{:?}", Credentials::new("AKID", "hush")).contains("session_token: None"));
    }
}
