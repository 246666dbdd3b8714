//! The credentials provider for environment variables.

use super::{Credentials, CredentialsError, ProvideCredentials};
use crate::profile::variable;
use crate::settings::{Found, account_id};
use whitesmith_client::{BoxFuture, Context, Environment};

const ACCOUNT: &str = "AWS_ACCOUNT_ID";

/// The credentials provider for the environment variables `AWS_ACCESS_KEY_ID`,
/// `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN` and `AWS_ACCOUNT_ID`.
#[derive(Clone, Copy, Debug, Default)]
pub struct EnvironmentCredentials;

impl ProvideCredentials for EnvironmentCredentials {
    fn provide<'a>(
        &'a self,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        Box::pin(async { read(&*context.environment) })
    }
}

fn read(environment: &dyn Environment) -> Result<Credentials, CredentialsError> {
    let key = variable(environment, "AWS_ACCESS_KEY_ID");
    let secret = variable(environment, "AWS_SECRET_ACCESS_KEY");
    let (key, secret) = match (key, secret) {
        (Some(key), Some(secret)) => (key, secret),
        (Some(_), None) => {
            let message = "AWS_ACCESS_KEY_ID is set, so AWS_SECRET_ACCESS_KEY must be set too";
            return Err(CredentialsError::new(message));
        }
        (None, Some(_)) => {
            let message = "AWS_SECRET_ACCESS_KEY is set, so AWS_ACCESS_KEY_ID must be set too";
            return Err(CredentialsError::new(message));
        }
        (None, None) => return Err(CredentialsError::absent("AWS_ACCESS_KEY_ID is not set")),
    };
    let mut credentials = Credentials::new(key, secret);
    if let Some(token) = variable(environment, "AWS_SESSION_TOKEN") {
        credentials = credentials.with_session_token(token);
    }
    let account = variable(environment, ACCOUNT).map(|text| Found::Variable(ACCOUNT, text));
    if let Some(account) = account.as_ref().and_then(account_id) {
        credentials = credentials.with_account_id(account);
    }
    Ok(credentials)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{FakeEnvironment, FakeTransport, Machine};

    fn ask(vars: &[(&str, &str)]) -> Result<Credentials, String> {
        let mut environment = FakeEnvironment::default();
        for (name, value) in vars {
            environment = environment.var(name, value);
        }
        Machine::new(environment, FakeTransport::default()).ask(&EnvironmentCredentials)
    }

    #[test]
    fn variables_are_credentials() {
        let key = ("AWS_ACCESS_KEY_ID", "AKID");
        let secret = ("AWS_SECRET_ACCESS_KEY", "SECRET\n");
        let credentials = Credentials::new("AKID", "SECRET");
        assert_eq!(ask(&[key, secret, ("AWS_SESSION_TOKEN", "")]), Ok(credentials.clone()));
        let session = [key, secret, ("AWS_SESSION_TOKEN", "T"), (ACCOUNT, "123456789012")];
        let expected = credentials.clone().with_session_token("T").with_account_id("123456789012");
        assert_eq!(ask(&session), Ok(expected));
        for malformed in ["prod", "1234567890123", "12345678901x"] {
            assert_eq!(ask(&[key, secret, (ACCOUNT, malformed)]), Ok(credentials.clone()));
        }
    }

    #[test]
    fn half_of_them_is_an_error_without_a_secret() {
        assert_eq!(ask(&[]), Err("AWS_ACCESS_KEY_ID is not set".into()));
        assert_eq!(
            ask(&[("AWS_SECRET_ACCESS_KEY", "SECRET")]),
            Err("AWS_SECRET_ACCESS_KEY is set, so AWS_ACCESS_KEY_ID must be set too".into())
        );
        assert_eq!(
            ask(&[("AWS_ACCESS_KEY_ID", "AKID")]),
            Err("AWS_ACCESS_KEY_ID is set, so AWS_SECRET_ACCESS_KEY must be set too".into())
        );
    }
}
