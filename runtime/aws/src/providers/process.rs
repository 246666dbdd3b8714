//! The credentials provider for `credential_process` of a profile.
//!
//! See the AWS SDKs and Tools Reference Guide, "Process credential provider".

use super::document::Document;
use super::{Credentials, CredentialsError};
use crate::command_line;
use crate::profile::Section;
use crate::settings::{Found, account_id};
use whitesmith_client::Context;

const OF: &str = "the output of the credential_process";

/// Runs a command and reads its output. The account id is that of the output, else of the profile.
pub(super) async fn run(
    context: &Context,
    command: &str,
    section: &Section,
) -> Result<Credentials, CredentialsError> {
    // The command may contain secrets, so it is not shown.
    let command = command_line::split(command).map_err(|error| {
        CredentialsError::new(format!("the credential_process cannot be run: {error}"))
    })?;
    let output = context.environment.run(command).await.map_err(|error| {
        CredentialsError::new("the credential_process has failed; run it in a shell to see why")
            .caused_by(error)
    })?;
    let document = Document::read(&output, OF)?;
    if document.version.as_deref() != Some("1") {
        return Err(CredentialsError::new(format!("{OF} must have \"Version\": 1")));
    }
    let credentials = document.credentials(OF)?;
    if credentials.account_id().is_some() {
        return Ok(credentials);
    }
    let account = section.get("aws_account_id").map(Found::Property);
    Ok(match account.as_ref().and_then(account_id) {
        Some(account) => credentials.with_account_id(account),
        None => credentials,
    })
}
