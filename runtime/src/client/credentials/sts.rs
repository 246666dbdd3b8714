//! Parameters of AWS Security Token Service in; temporary credentials out.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Method, Request};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::exchange::{self, Answer, Exchange};
use super::{Credentials, CredentialsError, document, xml};
use crate::ByteStream;
use crate::client::{Context, Settings, SettingsError};
use crate::endpoint::Partition;
use crate::sigv4::{self, Payload, SigningParams};

const SERVICE: &str = "AWS STS";
const OF: &str = "the answer of AWS STS";
const VERSION: &str = "2011-06-15";
/// What the endpoint without a region signs with.
const GLOBAL_REGION: &str = "us-east-1";

const TIMEOUT: Duration = Duration::from_secs(10);
const ATTEMPTS: u32 = 3;

/// An operation, and where it is sent.
pub(super) struct Call<'a> {
    pub(super) operation: &'static str,
    pub(super) parameters: &'a [(&'a str, &'a str)],
    /// The profile that says where STS is; that of the environment, if there is none.
    pub(super) profile: Option<&'a str>,
    /// Who signs; nobody, if there are none.
    pub(super) signer: Option<&'a Credentials>,
}

impl Call<'_> {
    /// Sends the request and reads the credentials.
    pub(super) async fn send(&self, context: &Context) -> Result<Credentials, CredentialsError> {
        let environment = &*context.environment;
        let settings = match self.profile {
            Some(profile) => Settings::load_profile(environment, profile)?,
            None => Settings::load(environment),
        };
        let settings = settings.checked()?;
        let mut request = request(&endpoint_of(&settings)?, self.operation, self.parameters)?;
        if let Some(signer) = self.signer {
            let region = settings.region.as_deref().unwrap_or(GLOBAL_REGION);
            let params = SigningParams::new(region, "sts", context.clock.now());
            request = sign(request, signer, &params)?;
        }
        send(context, self.operation, &request).await
    }
}

/// Signs a request whose body is in memory.
fn sign(
    request: Request<ByteStream>,
    signer: &Credentials,
    params: &SigningParams<'_>,
) -> Result<Request<ByteStream>, CredentialsError> {
    let (mut head, body) = request.into_parts();
    let payload = body.as_bytes().map_or(Payload::Unsigned, |bytes| Payload::Bytes(bytes));
    sigv4::sign(&mut head, payload, signer, params).map_err(|error| {
        CredentialsError::new("the request for a role cannot be signed").caused_by(error)
    })?;
    Ok(Request::from_parts(head, body))
}

fn endpoint_of(settings: &Settings) -> Result<String, SettingsError> {
    if let Some(url) = settings.endpoint_url("STS")? {
        return Ok(url.to_owned());
    }
    let Some(region) = &settings.region else {
        return Ok("https://sts.amazonaws.com".to_owned());
    };
    let partition = Partition::of(region);
    // The plain hosts of AWS GovCloud (US) follow FIPS 140 anyway.
    let has_fips = settings.use_fips && (settings.use_dual_stack || partition.name != "aws-us-gov");
    let fips = if has_fips { "-fips" } else { "" };
    let domain = if settings.use_dual_stack {
        partition.dual_stack_dns_suffix
    } else {
        partition.dns_suffix
    };
    Ok(format!("https://sts{fips}.{region}.{domain}"))
}

/// A request with an operation and its parameters as a form.
fn request(
    endpoint: &str,
    operation: &str,
    parameters: &[(&str, &str)],
) -> Result<Request<ByteStream>, CredentialsError> {
    let mut form = format!("Action={operation}&Version={VERSION}");
    for (name, value) in parameters {
        form.push('&');
        form.push_str(name);
        form.push('=');
        form.extend(utf8_percent_encode(value, NON_ALPHANUMERIC));
    }
    let url = if endpoint.ends_with('/') { endpoint.to_owned() } else { format!("{endpoint}/") };
    let mut request = exchange::request(Method::POST, &url)?;
    *request.body_mut() = ByteStream::from(form);
    let form = HeaderValue::from_static("application/x-www-form-urlencoded");
    request.headers_mut().insert(CONTENT_TYPE, form);
    Ok(request)
}

async fn send(
    context: &Context,
    operation: &'static str,
    request: &Request<ByteStream>,
) -> Result<Credentials, CredentialsError> {
    let exchange =
        Exchange { context, service: SERVICE, operation, timeout: TIMEOUT, attempts: ATTEMPTS };
    let answer = exchange.send(request, is_passing).await?;
    let Ok(body) = str::from_utf8(&answer.body) else {
        return Err(CredentialsError::new(format!("{OF} is not UTF-8")));
    };
    let body = body.to_owned();
    let code = xml::text(&body, "Code");
    let detail = code.map(|code| match xml::text(&body, "Message") {
        Some(message) => format!("{code}: {message}"),
        None => code,
    });
    answer.successful(SERVICE, detail)?;
    credentials(&body)
}

/// The identity provider could not be reached by STS: STS says that this passes.
fn is_passing(answer: &Answer) -> bool {
    let code = str::from_utf8(&answer.body).ok().and_then(|body| xml::text(body, "Code"));
    code.as_deref() == Some("IDPCommunicationError")
}

fn credentials(body: &str) -> Result<Credentials, CredentialsError> {
    let text = |name: &str| {
        let text = xml::text(body, name).filter(|text| !text.is_empty());
        text.ok_or_else(|| CredentialsError::new(format!("{OF} has no {name}")))
    };
    let mut credentials = Credentials::new(text("AccessKeyId")?, text("SecretAccessKey")?)
        .with_session_token(text("SessionToken")?)
        .with_expiry(document::time(&text("Expiration")?, OF)?);
    // arn:aws:sts::123456789012:assumed-role/name/session
    let arn = xml::text(body, "Arn").unwrap_or_default();
    if let Some(account) = arn.split(':').nth(4).filter(|account| !account.is_empty()) {
        credentials = credentials.with_account_id(account);
    }
    Ok(credentials)
}

/// The name of a session that nobody has named.
pub(super) fn session_name(now: SystemTime) -> String {
    let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    format!("whitesmith-{}", since.as_millis())
}
