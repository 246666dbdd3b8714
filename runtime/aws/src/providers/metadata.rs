//! Reads paths of the EC2 instance metadata service. Only version 2 of the service (IMDSv2) is used,
//! which requires a session token.
//!
//! See the AWS SDKs and Tools Reference Guide, "IMDS credential provider".

use std::time::Duration;

use http::Method;

use super::CredentialsError;
use super::exchange::{Exchange, Failed, Refusal, add_secret, body, request};
use crate::SettingsError;
use crate::followed::Retries;
use crate::observe::setting_ignored;
use crate::profile::{Profiles, variable};
use crate::settings::{Lenient, Source, url};
use whitesmith_client::{Context, TransportErrorKind};
use whitesmith_runtime::Response;
use whitesmith_runtime::internal::TRANSIENT_RETRY_DELAY;

const TOKEN_HEADER: &str = "x-aws-ec2-metadata-token";
const TTL_HEADER: &str = "x-aws-ec2-metadata-token-ttl-seconds";
const TTL: &str = "21600";

pub(super) const SERVICE: &str = "the EC2 instance metadata service";
pub(super) const OF: &str = "the response of the EC2 instance metadata service";

/// The configuration of the service.
pub(super) struct Options {
    endpoint: String,
    timeout: Duration,
    pub(super) attempts: u32,
    /// The role to use, if it is configured.
    pub(super) role: Option<String>,
}

impl Options {
    pub(super) fn load(context: &Context) -> Result<Self, CredentialsError> {
        let environment = &*context.environment;
        let is_disabled = variable(environment, "AWS_EC2_METADATA_DISABLED");
        if is_disabled.is_some_and(|text| text.eq_ignore_ascii_case("true")) {
            return Err(CredentialsError::absent("AWS_EC2_METADATA_DISABLED is true"));
        }
        let profiles = Profiles::load(environment);
        let profile = profiles.profile(&Profiles::selected(environment));
        let source = Source { environment, profile };
        let endpoint = endpoint(&source)?;
        let mut lenient = Lenient { source, warnings: Vec::new() };
        let attempts = lenient.parsed(
            "AWS_METADATA_SERVICE_NUM_ATTEMPTS",
            "metadata_service_num_attempts",
            "a whole number of at least 1",
            |text| text.parse().ok().filter(|attempts| *attempts >= 1),
        );
        let timeout = lenient.parsed(
            "AWS_METADATA_SERVICE_TIMEOUT",
            "metadata_service_timeout",
            "a number of seconds above 0",
            |text| {
                let seconds = text.parse::<f64>().ok().filter(|seconds| *seconds > 0.0)?;
                Duration::try_from_secs_f64(seconds).ok()
            },
        );
        lenient.warnings.iter().for_each(setting_ignored);
        Ok(Self {
            endpoint,
            timeout: timeout.unwrap_or(Duration::from_secs(1)),
            attempts: attempts.unwrap_or(3),
            role: lenient.source.text("AWS_EC2_INSTANCE_PROFILE_NAME", "ec2_instance_profile_name"),
        })
    }
}

fn endpoint(source: &Source<'_>) -> Result<String, SettingsError> {
    let name = "AWS_EC2_METADATA_SERVICE_ENDPOINT";
    if let Some(found) = source.find(name, "ec2_metadata_service_endpoint") {
        let url = url(found.text()).map_err(|message| found.error(message))?;
        return Ok(url.trim_end_matches('/').to_owned());
    }
    let endpoint = source.parsed(
        "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
        "ec2_metadata_service_endpoint_mode",
        "IPv4 or IPv6",
        |text| match text.to_ascii_lowercase().as_str() {
            "ipv4" => Some("http://169.254.169.254"),
            "ipv6" => Some("http://[fd00:ec2::254]"),
            _ => None,
        },
    )?;
    Ok(endpoint.unwrap_or("http://169.254.169.254").to_owned())
}

/// Why the service gave nothing.
pub(super) enum Trouble {
    /// The service most likely does not exist here. The error counts as not configured.
    Unreachable(CredentialsError),
    /// Anything else.
    Told(CredentialsError),
}

impl From<CredentialsError> for Trouble {
    fn from(error: CredentialsError) -> Self {
        Self::Told(error)
    }
}

/// A session of the metadata service.
pub(super) struct Metadata<'a> {
    exchange: Exchange<'a>,
    endpoint: String,
    token: String,
}

impl<'a> Metadata<'a> {
    /// Opens a session: gets a token.
    pub(super) async fn open(context: &'a Context, options: &Options) -> Result<Self, Trouble> {
        let exchange = Exchange {
            context,
            service: SERVICE,
            operation: "GetMetadata",
            timeout: options.timeout,
            attempts: options.attempts,
            behavior: Retries::of(context).behavior.unwrap_or_default(),
            first_delay: TRANSIENT_RETRY_DELAY,
            // A refused connection means that this is not an EC2 instance.
            retries_connect: false,
        };
        let endpoint = options.endpoint.clone();
        let mut request = request(Method::PUT, &format!("{endpoint}/latest/api/token"))?;
        let ttl = http::HeaderValue::from_static(TTL);
        request.headers_mut().insert(TTL_HEADER, ttl);
        match exchange.send(request, None, token).await {
            Ok(Ok(token)) => Ok(Self { exchange, endpoint, token }),
            Ok(Err(why)) => {
                let message = format!("{SERVICE} {why}");
                Err(Trouble::Unreachable(CredentialsError::absent(message)))
            }
            Err(Failed::Unanswered(
                TransportErrorKind::Connect | TransportErrorKind::Timeout,
                error,
            )) => Err(Trouble::Unreachable(error.into_absent())),
            Err(failed) => Err(Trouble::Told(failed.into())),
        }
    }

    /// Reads a path; `None` if it does not exist.
    pub(super) async fn get<T: Send>(
        &self,
        path: &str,
        mut read: impl FnMut(&str) -> Result<T, Refusal> + Send,
    ) -> Result<Option<T>, CredentialsError> {
        let mut request = request(Method::GET, &format!("{}{path}", self.endpoint))?;
        add_secret(&mut request, TOKEN_HEADER, &self.token, "the token of the metadata service")?;
        let found = self.exchange.send(request, None, |response| match response.status() {
            404 => Ok(None),
            _ => read(text(response)?).map(Some),
        });
        Ok(found.await?)
    }
}

/// Returns the session token, or why there is none: another cloud's metadata service may respond.
fn token(response: &Response) -> Result<Result<String, &'static str>, Refusal> {
    match response.status() {
        400 | 404 | 405 => Ok(Err("does not exist here")),
        403 => Ok(Err("is disabled for this instance, or belongs to another cloud")),
        _ => Ok(Ok(text(response)?.to_owned())),
    }
}

fn text(response: &Response) -> Result<&str, Refusal> {
    if !response.is_success() {
        return Err(Refusal::of_status(SERVICE, response, None, None));
    }
    str::from_utf8(body(response))
        .map(str::trim)
        .map_err(|_| Refusal::passing(CredentialsError::new(format!("{OF} is not UTF-8"))))
}
