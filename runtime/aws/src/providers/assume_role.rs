//! Assumes the role of a profile with STS `AssumeRole`, signed with the credentials of its source.
//!
//! See the AWS SDKs and Tools Reference Guide, "Assume role credential provider".

#[cfg(test)]
mod tests;

use super::{Credentials, CredentialsError, sts};
use crate::profile::Section;
use whitesmith_client::Context;

/// A profile with a role.
pub(super) struct AssumeRole<'a> {
    pub(super) profile: &'a str,
    pub(super) section: &'a Section,
    pub(super) arn: &'a str,
    pub(super) place: sts::Place<'a>,
}

impl AssumeRole<'_> {
    /// Calls `AssumeRole`, signed with `source`.
    pub(super) async fn assume(
        &self,
        context: &Context,
        source: &Credentials,
    ) -> Result<Credentials, CredentialsError> {
        if self.section.get("mfa_serial").is_some() {
            return Err(CredentialsError::new(format!(
                "the profile {:?} has an mfa_serial, but MFA codes cannot be entered; use a \
                 credential_process that runs `aws configure export-credentials`",
                self.profile
            )));
        }
        let session_name = match self.section.value("role_session_name") {
            Some(name) => name.to_owned(),
            None => sts::session_name(context.clock.now()),
        };
        let mut parameters = vec![("RoleArn", self.arn), ("RoleSessionName", &session_name)];
        if let Some(id) = self.section.value("external_id") {
            parameters.push(("ExternalId", id));
        }
        if let Some(duration) = self.section.get("duration_seconds") {
            let is_number = duration.value.chars().all(|c| c.is_ascii_digit());
            if !is_number {
                return Err(duration
                    .error("expected a number of seconds from 900 to 43200")
                    .into());
            }
            parameters.push(("DurationSeconds", &duration.value));
        }
        let (operation, parameters) = ("AssumeRole", &parameters[..]);
        let (place, signer) = (self.place, Some(source));
        sts::Call { operation, parameters, place, signer }.send(context).await
    }
}
