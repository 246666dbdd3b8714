//! The credentials provider for web identities, by STS `AssumeRoleWithWebIdentity`.
//!
//! See the AWS SDKs and Tools Reference Guide, "Assume role credential provider".

#[cfg(test)]
mod tests;

use std::path::Path;

use super::{Credentials, CredentialsError, ProvideCredentials, sts};
use crate::profile::variable;
use whitesmith_client::{BoxFuture, Context};

/// The credentials provider for web identities, such as those of Amazon EKS pods (IRSA). It assumes
/// the role `AWS_ROLE_ARN` with the token in the file `AWS_WEB_IDENTITY_TOKEN_FILE`.
/// `AWS_ROLE_SESSION_NAME` sets the name of the session.
#[derive(Clone, Copy, Debug, Default)]
#[doc(alias = "irsa")]
pub struct WebIdentityCredentials;

/// A role, and the token to assume it with.
pub(super) struct Role<'a> {
    pub(super) arn: &'a str,
    pub(super) token_file: &'a str,
    pub(super) session_name: Option<&'a str>,
    pub(super) place: sts::Place<'a>,
}

impl ProvideCredentials for WebIdentityCredentials {
    fn provide<'a>(
        &'a self,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        Box::pin(async {
            let environment = &*context.environment;
            let Some(token_file) = variable(environment, "AWS_WEB_IDENTITY_TOKEN_FILE") else {
                let message = "AWS_WEB_IDENTITY_TOKEN_FILE is not set";
                return Err(CredentialsError::absent(message));
            };
            let Some(arn) = variable(environment, "AWS_ROLE_ARN") else {
                let message = "AWS_WEB_IDENTITY_TOKEN_FILE is set, so AWS_ROLE_ARN must be set too";
                return Err(CredentialsError::new(message));
            };
            let name = variable(environment, "AWS_ROLE_SESSION_NAME");
            let session_name = name.as_deref();
            let place = sts::Place::default();
            let role = Role { arn: &arn, token_file: &token_file, session_name, place };
            role.assume(context).await
        })
    }
}

impl Role<'_> {
    /// Calls `AssumeRoleWithWebIdentity`, which is not signed.
    pub(super) async fn assume(&self, context: &Context) -> Result<Credentials, CredentialsError> {
        let token = context.environment.read(Path::new(self.token_file)).map_err(|error| {
            let message = format!("the token file {} cannot be read", self.token_file);
            CredentialsError::new(message).caused_by(error)
        })?;
        let session_name = match self.session_name {
            Some(name) => name.to_owned(),
            None => sts::session_name(context.clock.now()),
        };
        let parameters = [
            ("RoleArn", self.arn),
            ("RoleSessionName", &session_name),
            ("WebIdentityToken", token.trim()),
        ];
        let (operation, parameters) = ("AssumeRoleWithWebIdentity", &parameters[..]);
        sts::Call { operation, parameters, place: self.place, signer: None }.send(context).await
    }
}
