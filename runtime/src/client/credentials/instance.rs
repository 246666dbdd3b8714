//! The metadata service of an EC2 instance in; the credentials of its role out.
//!
//! See AWS's SDKs and Tools Reference Guide, "IMDS credential provider". Only version 2 of the
//! service is spoken: a token first, then what the token opens.

#[cfg(test)]
mod tests;

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use http::{Method, StatusCode};

use super::document::Document;
use super::exchange::{Answer, Exchange, add_secret, never, request};
use super::{Credentials, CredentialsError, ProvideCredentials};
use crate::client::profile::{Profiles, variable};
use crate::client::settings::{Source, url};
use crate::client::{BoxFuture, Context, SettingsError, TransportErrorKind};

const TOKEN_HEADER: &str = "x-aws-ec2-metadata-token";
const TTL_HEADER: &str = "x-aws-ec2-metadata-token-ttl-seconds";
const TTL: &str = "21600";
const REGION: &str = "/latest/meta-data/placement/region";
const ROLES: &str = "/latest/meta-data/iam/security-credentials/";

const SERVICE: &str = "the EC2 instance metadata service";
const OF: &str = "the answer of the EC2 instance metadata service";

/// How long credentials are used that should have been replaced, before the service is asked again.
const EXTENSION: Duration = Duration::from_secs(15 * 60);

/// The role of an EC2 instance, unless `AWS_EC2_METADATA_DISABLED` is `true`.
///
/// The service is at `AWS_EC2_METADATA_SERVICE_ENDPOINT`, or at its usual address of IPv4, or of IPv6
/// if `AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE` says so. An attempt may take
/// `AWS_METADATA_SERVICE_TIMEOUT` seconds (1), and there are `AWS_METADATA_SERVICE_NUM_ATTEMPTS`
/// attempts (3). `AWS_EC2_INSTANCE_PROFILE_NAME` may name the role.
///
/// When the service has trouble, the last credentials are used beyond their end, a quarter of an
/// hour each time: AWS's services may accept them, and a failure for sure helps nobody.
///
/// Where the service was never reached, this is most likely no EC2 instance: the source is absent
/// then, and a chain goes on to the next one.
#[derive(Debug, Default)]
pub struct InstanceCredentials {
    last: Mutex<Option<Credentials>>,
}

impl InstanceCredentials {
    /// Takes nothing: the environment says where the service is.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps good credentials, and makes do with old ones.
    fn stable(
        &self,
        fetched: Result<Credentials, Trouble>,
        now: SystemTime,
    ) -> Result<Credentials, CredentialsError> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let credentials = match (fetched, &*last) {
            (Ok(credentials), _) => last.insert(credentials),
            (Err(Trouble::Told(error)), Some(_)) if error.is_absent() => return Err(error),
            (Err(_), Some(last)) => last,
            (Err(Trouble::Unreachable(error) | Trouble::Told(error)), None) => return Err(error),
        };
        Ok(extended(credentials.clone(), now))
    }
}

impl ProvideCredentials for InstanceCredentials {
    fn provide<'a>(
        &'a self,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        Box::pin(async {
            let fetched = fetch(context).await;
            self.stable(fetched, context.clock.now())
        })
    }
}

/// Credentials that have ended, or are about to, with a later end.
fn extended(credentials: Credentials, now: SystemTime) -> Credentials {
    match (credentials.expiry(), now.checked_add(EXTENSION)) {
        (Some(expiry), Some(later)) if expiry <= now => credentials.with_expiry(later),
        (Some(_) | None, _) => credentials,
    }
}

/// What the environment says about the service.
struct Options {
    endpoint: String,
    timeout: Duration,
    attempts: u32,
    role: Option<String>,
}

impl Options {
    fn load(context: &Context) -> Result<Self, CredentialsError> {
        let environment = &*context.environment;
        let is_disabled = variable(environment, "AWS_EC2_METADATA_DISABLED");
        if is_disabled.is_some_and(|text| text.eq_ignore_ascii_case("true")) {
            return Err(CredentialsError::absent("AWS_EC2_METADATA_DISABLED is true"));
        }
        let profiles = Profiles::load(environment);
        let profile = profiles.profile(&Profiles::selected(environment));
        let source = Source { environment, profile };
        let attempts = source.parsed(
            "AWS_METADATA_SERVICE_NUM_ATTEMPTS",
            "metadata_service_num_attempts",
            "a whole number of at least 1",
            |text| text.parse().ok().filter(|attempts| *attempts >= 1),
        )?;
        let timeout = source.parsed(
            "AWS_METADATA_SERVICE_TIMEOUT",
            "metadata_service_timeout",
            "a number of seconds above 0",
            |text| {
                let seconds = text.parse::<f64>().ok().filter(|seconds| *seconds > 0.0)?;
                Duration::try_from_secs_f64(seconds).ok()
            },
        )?;
        Ok(Self {
            endpoint: endpoint(&source)?,
            timeout: timeout.unwrap_or(Duration::from_secs(1)),
            attempts: attempts.unwrap_or(3),
            role: source.text("AWS_EC2_INSTANCE_PROFILE_NAME", "ec2_instance_profile_name"),
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

/// Why the service gave no credentials.
enum Trouble {
    /// It may be that there is no such service: the error says that the source is absent.
    Unreachable(CredentialsError),
    /// Anything else.
    Told(CredentialsError),
}

impl From<CredentialsError> for Trouble {
    fn from(error: CredentialsError) -> Self {
        Self::Told(error)
    }
}

async fn fetch(context: &Context) -> Result<Credentials, Trouble> {
    let options = Options::load(context)?;
    let Options { endpoint, timeout, attempts, role } = options;
    let exchange =
        Exchange { context, service: SERVICE, operation: "GetCredentials", timeout, attempts };
    let session = Session { token: token(&exchange, &endpoint).await?, exchange, endpoint };
    let role = match role {
        Some(role) => role,
        None => session.role().await?,
    };
    let answer = session.get(&format!("{ROLES}{role}")).await?;
    if answer.status == StatusCode::NOT_FOUND {
        let message = format!("the instance has no role {role:?}");
        return Err(CredentialsError::new(message).into());
    }
    let document = Document::read(&answer.successful(SERVICE, None)?.body, OF)?;
    match document.code.as_deref() {
        None | Some("Success") => Ok(document.credentials(OF)?),
        Some(_) => {
            let detail = document.detail().unwrap_or_default();
            let message = format!("{SERVICE} has no credentials: {detail}");
            Err(CredentialsError::new(message).into())
        }
    }
}

/// Reads the region of the EC2 instance from its metadata service, in one attempt.
pub(crate) async fn region(context: &Context) -> Result<String, CredentialsError> {
    let Options { endpoint, timeout, .. } = Options::load(context)?;
    let exchange =
        Exchange { context, service: SERVICE, operation: "GetRegion", timeout, attempts: 1 };
    let token = match token(&exchange, &endpoint).await {
        Ok(token) => token,
        Err(Trouble::Unreachable(error) | Trouble::Told(error)) => return Err(error),
    };
    let session = Session { exchange, endpoint, token };
    text(session.get(REGION).await?)
}

async fn token(exchange: &Exchange<'_>, endpoint: &str) -> Result<String, Trouble> {
    let mut request = request(Method::PUT, &format!("{endpoint}/latest/api/token"))?;
    let ttl = http::HeaderValue::from_static(TTL);
    request.headers_mut().insert(TTL_HEADER, ttl);
    let answer = exchange.try_send(&request, never).await.map_err(|error| match error.kind() {
        TransportErrorKind::Connect | TransportErrorKind::Timeout => {
            Trouble::Unreachable(CredentialsError::absent(exchange.unreachable()).caused_by(error))
        }
        TransportErrorKind::Request
        | TransportErrorKind::Interrupted
        | TransportErrorKind::Response
        | TransportErrorKind::Other => {
            Trouble::Told(CredentialsError::new(exchange.unreachable()).caused_by(error))
        }
    })?;
    if answer.status == StatusCode::FORBIDDEN {
        let message = format!("{SERVICE} is turned off for this instance");
        return Err(CredentialsError::new(message).into());
    }
    Ok(text(answer)?)
}

/// A token, and whom to show it.
struct Session<'a> {
    exchange: Exchange<'a>,
    endpoint: String,
    token: String,
}

impl Session<'_> {
    /// The name of the role.
    async fn role(&self) -> Result<String, CredentialsError> {
        let answer = self.get(ROLES).await?;
        if answer.status == StatusCode::NOT_FOUND {
            return Err(CredentialsError::absent("the instance has no role"));
        }
        let text = text(answer)?;
        match text.lines().next().map(str::trim).filter(|role| !role.is_empty()) {
            Some(role) => Ok(role.to_owned()),
            None => Err(CredentialsError::absent("the instance has no role")),
        }
    }

    async fn get(&self, path: &str) -> Result<Answer, CredentialsError> {
        let mut request = request(Method::GET, &format!("{}{path}", self.endpoint))?;
        add_secret(&mut request, TOKEN_HEADER, &self.token, "the token of the metadata service")?;
        self.exchange.send(&request, never).await
    }
}

fn text(answer: Answer) -> Result<String, CredentialsError> {
    let answer = answer.successful(SERVICE, None)?;
    let text = str::from_utf8(&answer.body).map(|text| text.trim().to_owned());
    text.map_err(|_| CredentialsError::new(format!("{OF} is not UTF-8")))
}
