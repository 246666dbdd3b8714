//! Temporary credentials: awsQuery whose outputs are secrets.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Result, bail, ensure};
use sts::operation::assume_role::{AssumeRoleError, AssumeRoleInput};
use sts::operation::get_caller_identity::GetCallerIdentityInput;
use sts::operation::get_session_token::GetSessionTokenInput;
use sts::types::Tag;
use whitesmith_client::CallError;

use super::clients::Sts;
use crate::check::{given, same};

pub(crate) async fn run(client: Sts, role: &str) -> Result<()> {
    let caller = wait!(client.get_caller_identity(GetCallerIdentityInput::new()))?;
    let account = given(caller.account, "account")?;
    let arn = given(caller.arn, "ARN")?;
    same(&arn, &format!("arn:aws:iam::{account}:user/driver"))?;

    let input = AssumeRoleInput::new(role, "a-session").duration_seconds(900);
    let assumed = wait!(client.assume_role(input.tags([Tag::new("a b", "c & d")])))?;
    let user = given(assumed.assumed_role_user, "user")?;
    ensure!(user.arn.ends_with(":assumed-role/service/a-session"), "{}", user.arn);
    let credentials = given(assumed.credentials, "credentials")?;
    ensure!(credentials.access_key_id.starts_with("ASIA"), "the key is not a temporary one");
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let lasts = u64::try_from(credentials.expiration.secs())?.saturating_sub(now);
    ensure!((800..=900).contains(&lasts), "the credentials last {lasts} s, not 900");
    let shown = format!("{credentials:?}");
    ensure!(!shown.contains(&credentials.secret_access_key), "a secret is shown");

    let session = wait!(client.get_session_token(GetSessionTokenInput::new()))?;
    ensure!(!given(session.credentials, "credentials")?.session_token.is_empty(), "no token");

    // The service has an error for this that the model of the operation does not list.
    let input = AssumeRoleInput::new(role, "a".repeat(65));
    match wait!(client.assume_role(input)) {
        Err(CallError::Service(AssumeRoleError::Unhandled(error))) => {
            same(&(error.status(), error.code()), &(400, Some("ValidationError")))?;
            ensure!(error.message().is_some() && error.request_id().is_some(), "{error:?}");
            Ok(())
        }
        other => bail!("an error that no model knows expected, not {other:?}"),
    }
}
