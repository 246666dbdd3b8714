//! The credentials provider for roles of IAM Identity Center (SSO) in a profile.
//!
//! See the AWS SDKs and Tools Reference Guide, "IAM Identity Center credential provider".

#[cfg(test)]
mod tests;

use std::time::{Duration, UNIX_EPOCH};

use http::Method;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::exchange::{Refusal, add_secret, body, request, with_aws};
use super::hosts::Host;
use super::sso_session::{OF_CACHE, Session};
use super::{Credentials, CredentialsError, document};
use crate::profile::{Profiles, Section};
use whitesmith_client::Context;
use whitesmith_runtime::Response;
use whitesmith_runtime::json::Reader;

const SERVICE: &str = "IAM Identity Center";
const OF: &str = "the response of IAM Identity Center";
const PORTAL: Host = Host { sdk_id: "SSO", prefix: "portal.sso" };

/// A role of IAM Identity Center in a profile.
pub(super) struct Login<'a> {
    session: Session<'a>,
    account: &'a str,
    role: &'a str,
}

impl<'a> Login<'a> {
    /// Returns `None` if the profile does not configure SSO, or only a session: that is for bearer
    /// tokens.
    pub(super) fn of(
        profiles: &'a Profiles,
        name: &'a str,
        section: &'a Section,
    ) -> Result<Option<Self>, CredentialsError> {
        let Some(session) = Session::of(profiles, name, section)? else { return Ok(None) };
        let (account, role) = (section.value("sso_account_id"), section.value("sso_role_name"));
        let (account, role) = match (account, role) {
            (Some(account), Some(role)) => (account, role),
            (None, None) if section.value("sso_session").is_some() => return Ok(None),
            (None, _) => return Err(missing(name, "sso_account_id")),
            (Some(_), None) => return Err(missing(name, "sso_role_name")),
        };
        Ok(Some(Self { session, account, role }))
    }

    pub(super) async fn credentials(
        &self,
        context: &Context,
    ) -> Result<Credentials, CredentialsError> {
        let token = self.session.token(context).await?;
        let settings = self.session.settings(context)?;
        let encoded = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
        let url = format!(
            "{}/federation/credentials?role_name={}&account_id={}",
            PORTAL.endpoint(self.session.region, &settings, context)?,
            encoded(self.role),
            encoded(self.account),
        );
        let mut request = request(Method::GET, &url)?;
        add_secret(&mut request, "x-amz-sso_bearer_token", token.token(), OF_CACHE)?;
        let exchange = with_aws(context, SERVICE, "GetRoleCredentials", &settings);
        Ok(exchange.send(request, None, |response| self.answer(response)).await?)
    }

    fn answer(&self, response: &Response) -> Result<Credentials, Refusal> {
        if response.status() == 401 {
            let what = format!("{SERVICE} rejected the cached token");
            return Err(Refusal::last(self.session.login(&what)));
        }
        if !response.is_success() {
            return Err(Refusal::of_json(SERVICE, response));
        }
        self.read(body(response)).map_err(Refusal::passing)
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
            _ => Err(CredentialsError::new(format!("{OF} lacks a part of the credentials"))),
        }
    }
}

fn missing(profile: &str, key: &str) -> CredentialsError {
    CredentialsError::new(format!("the profile {profile:?} needs {key}"))
}
