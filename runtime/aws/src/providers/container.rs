//! The container credentials provider, for Amazon ECS and Amazon EKS Pod Identity.
//!
//! See the AWS SDKs and Tools Reference Guide, "Container credential provider".

#[cfg(test)]
mod tests;

use std::path::Path;
use std::time::Duration;

use http::{Method, Uri};

use super::document::Document;
use super::exchange::{Exchange, Refusal, add_secret, body, request};
use super::{Credentials, CredentialsError, ProvideCredentials};
use crate::followed::Retries;
use crate::profile::variable;
use whitesmith_client::internal::{address, is_loopback};
use whitesmith_client::{BoxFuture, Context, Environment};
use whitesmith_runtime::Response;
use whitesmith_runtime::internal::check_authority;

const RELATIVE: &str = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
const FULL: &str = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
const TOKEN: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
const TOKEN_FILE: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

/// The host that `RELATIVE` is relative to.
const ECS: &str = "http://169.254.170.2";

/// The hosts that may be called without TLS, besides loopback: those of Amazon ECS and Amazon EKS.
const ALLOWED: [&str; 3] = ["169.254.170.2", "169.254.170.23", "fd00:ec2::23"];

const SERVICE: &str = "the container credentials service";
const OF: &str = "the response of the container credentials service";
const TIMEOUT: Duration = Duration::from_secs(5);
const ATTEMPTS: u32 = 3;

/// The service may start a little later than the container.
const FIRST_DELAY: Duration = Duration::from_secs(1);

/// The credentials provider for containers: it calls the URL `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`
/// or `AWS_CONTAINER_CREDENTIALS_FULL_URI`, with the token of the file
/// `AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE` or of the variable `AWS_CONTAINER_AUTHORIZATION_TOKEN`.
///
/// A full URL must use HTTPS, or its host must be a loopback address, Amazon ECS or Amazon EKS.
#[derive(Clone, Copy, Debug, Default)]
#[doc(alias("ecs", "eks"))]
pub struct ContainerCredentials;

impl ProvideCredentials for ContainerCredentials {
    fn provide<'a>(
        &'a self,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        Box::pin(fetch(context))
    }
}

async fn fetch(context: &Context) -> Result<Credentials, CredentialsError> {
    let environment = &*context.environment;
    let mut request = request(Method::GET, &url(environment)?)?;
    if let Some((token, name)) = token(environment)? {
        add_secret(&mut request, "authorization", &token, name)?;
    }
    let exchange = Exchange {
        context,
        service: SERVICE,
        operation: "GetCredentials",
        timeout: TIMEOUT,
        attempts: ATTEMPTS,
        behavior: Retries::of(context).behavior.unwrap_or_default(),
        first_delay: FIRST_DELAY,
        retries_connect: true,
    };
    Ok(exchange.send(request, None, read).await?)
}

fn read(response: &Response) -> Result<Credentials, Refusal> {
    let document = Document::read(body(response), OF);
    if response.is_success() {
        let credentials = document.and_then(|document| document.credentials(OF));
        return credentials.map_err(Refusal::passing);
    }
    let document = document.unwrap_or_default();
    let (code, message) = (document.code.as_deref(), document.message.as_deref());
    Err(Refusal::of_status(SERVICE, response, code, message))
}

fn url(environment: &dyn Environment) -> Result<String, CredentialsError> {
    if let Some(path) = variable(environment, RELATIVE) {
        if !path.starts_with('/') {
            return Err(CredentialsError::new(format!("{RELATIVE} must begin with a slash")));
        }
        return Ok(format!("{ECS}{path}"));
    }
    let Some(url) = variable(environment, FULL) else {
        let message = format!("neither {RELATIVE} nor {FULL} is set");
        return Err(CredentialsError::absent(message));
    };
    let uri: Uri =
        url.parse().map_err(|_| CredentialsError::new(format!("{FULL} is not a URL")))?;
    let host = uri.host().unwrap_or_default();
    // User info before the host can disguise the host.
    if let Some(Err(reason)) = uri.authority().map(check_authority) {
        return Err(CredentialsError::new(format!("{FULL} {reason}")));
    }
    let is_allowed = match uri.scheme_str() {
        Some("https") => !host.is_empty(),
        Some("http") => is_near(host),
        Some(_) | None => false,
    };
    if is_allowed {
        return Ok(url);
    }
    Err(CredentialsError::new(format!(
        "{FULL} must be a URL of https, or of http to localhost, a loopback address, or one of {}",
        ALLOWED.join(", ")
    )))
}

/// Whether a host is on this machine, or one of the allowed hosts.
fn is_near(host: &str) -> bool {
    let is_allowed = |ip| ALLOWED.iter().any(|allowed| allowed.parse() == Ok(ip));
    is_loopback(host) || address(host).is_some_and(is_allowed)
}

/// Returns the token, and the variable that it is from.
fn token(
    environment: &dyn Environment,
) -> Result<Option<(String, &'static str)>, CredentialsError> {
    let Some(file) = variable(environment, TOKEN_FILE) else {
        return Ok(variable(environment, TOKEN).map(|token| (token, TOKEN)));
    };
    match environment.read(Path::new(&file)) {
        Ok(token) => Ok(Some((token.trim_end().to_owned(), TOKEN_FILE))),
        Err(error) => {
            let message = format!("the token file {file} of {TOKEN_FILE} cannot be read");
            Err(CredentialsError::new(message).caused_by(error))
        }
    }
}
