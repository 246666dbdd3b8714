//! Sessions: temporary credentials that a service itself issues for the endpoint of a call. Directory buckets
//! of Amazon S3 require them
//! (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-create-session.html>).

use std::fmt;
use std::time::SystemTime;

use crate::any_operation::AskForSession;
use crate::{DateTime, Operation, Redacted, Service};

/// The credentials of a session. `Debug` redacts the secrets.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SessionCredentials {
    /// The id of the access key, which is not secret.
    pub access_key_id: String,
    /// The secret of the access key.
    pub secret_access_key: String,
    /// The token that requests of the session contain.
    pub session_token: String,
    /// The time from which the session is no longer valid.
    pub expiry: SystemTime,
}

impl SessionCredentials {
    /// Creates credentials from the members of a response. It is `None` if one of them is absent or empty,
    /// or if the system clock cannot represent the expiry.
    pub fn new(
        access_key_id: impl Into<Option<String>>,
        secret_access_key: impl Into<Option<String>>,
        session_token: impl Into<Option<String>>,
        expiration: impl Into<Option<DateTime>>,
    ) -> Option<Self> {
        let text = |text: Option<String>| text.filter(|text| !text.is_empty());
        Some(Self {
            access_key_id: text(access_key_id.into())?,
            secret_access_key: text(secret_access_key.into())?,
            session_token: text(session_token.into())?,
            expiry: expiration.into()?.try_into().ok()?,
        })
    }
}

impl fmt::Debug for SessionCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionCredentials")
            .field("access_key_id", &self.access_key_id)
            .field("secret_access_key", &Redacted)
            .field("session_token", &Redacted)
            .field("expiry", &self.expiry)
            .finish()
    }
}

/// The operation that creates the sessions of a service, implemented by its input.
pub trait CreateSessions: Operation + Sized + 'static {
    /// Creates the input from the endpoint parameters of the call that needs a session. It is `None` if
    /// they do not name what the session is for.
    fn input(params: &<Self::Service as Service>::EndpointParams) -> Option<Self>;

    /// Returns the credentials of an output, if it has them.
    fn credentials(output: Self::Output) -> Option<SessionCredentials>;
}

/// How the calls of a service create sessions. `P` is the type of the service's endpoint parameters.
#[derive(Clone, Copy)]
pub struct Sessions<P>(Option<Ask<P>>);

/// Creates the input of the operation from endpoint parameters.
type Ask<P> = fn(&P) -> Option<Box<dyn AskForSession>>;

impl<P> Sessions<P> {
    /// The calls of the service create no sessions.
    pub const NONE: Self = Self(None);

    /// The calls of the service create sessions by the operation `C`.
    #[must_use]
    pub const fn by<C: CreateSessions>() -> Self
    where
        C::Service: Service<EndpointParams = P>,
    {
        Self(Some(|params| Some(Box::new(C::input(params)?))))
    }

    /// Whether the calls of the service create sessions.
    #[must_use]
    pub const fn are_created(&self) -> bool {
        self.0.is_some()
    }

    /// Creates the input of the operation, if there is one.
    pub(crate) fn ask(&self, params: impl FnOnce() -> P) -> Option<Box<dyn AskForSession>> {
        (self.0?)(&params())
    }
}

impl<P> fmt::Debug for Sessions<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sessions").field("are_created", &self.are_created()).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_session_has_all_its_members() {
        let expiration = DateTime::from(SystemTime::UNIX_EPOCH + Duration::from_secs(9));
        let session = |id: &str, secret: &str, token: &str| {
            let [id, secret, token] = [id, secret, token].map(str::to_owned);
            SessionCredentials::new(id, secret, token, expiration)
        };
        let full = session("id", "hush", "hush").unwrap();
        assert_eq!(full.expiry, SystemTime::UNIX_EPOCH + Duration::from_secs(9));
        let debug = format!("{full:?}");
        assert!(debug.contains("\"id\"") && !debug.contains("hush"), "{debug}");
        for [id, secret, token] in [["", "a", "a"], ["a", "", "a"], ["a", "a", ""]] {
            assert_eq!(session(id, secret, token), None);
        }
        let text = || "a".to_owned();
        assert_eq!(SessionCredentials::new(None, text(), text(), expiration), None);
        assert_eq!(SessionCredentials::new(text(), text(), text(), None), None);
    }
}
