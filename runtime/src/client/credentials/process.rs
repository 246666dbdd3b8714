//! A `credential_process` in; the credentials that it writes out.
//!
//! See AWS's SDKs and Tools Reference Guide, "Process credential provider".

use super::document::Document;
use super::{Credentials, CredentialsError};
use crate::client::Environment;

const OF: &str = "what the credential_process has written";

/// Runs a command. The caller waits for its end, even if it is a task.
pub(super) fn run(
    environment: &dyn Environment,
    command: &str,
) -> Result<Credentials, CredentialsError> {
    // The command may have secrets in it: it is not shown.
    let output = environment.run(command).map_err(|error| {
        CredentialsError::new("the credential_process has failed; run it in a shell to see why")
            .caused_by(error)
    })?;
    let document = Document::read(&output, OF)?;
    if document.version.as_deref() != Some("1") {
        return Err(CredentialsError::new(format!("{OF} must have \"Version\": 1")));
    }
    document.credentials(OF)
}
