//! Calls AWS Security Token Service (STS) for temporary credentials.

use std::time::{SystemTime, UNIX_EPOCH};

use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Method, Request};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::exchange::{self, Refusal, ScopedCredentials, with_aws};
use super::hosts::{Host, variants};
use super::{Credentials, CredentialsError, document, xml};
use crate::followed::Places;
use crate::region::check_region;
use crate::{Settings, SettingsError};
use whitesmith_client::Context;
use whitesmith_runtime::{ByteStream, Response};

const SERVICE: &str = "AWS STS";
const OF: &str = "the response of AWS STS";
const STS: Host = Host { sdk_id: "STS", prefix: "sts" };
const VERSION: &str = "2011-06-15";
/// The signing region of the global endpoint.
const GLOBAL_REGION: &str = "us-east-1";

/// A call of an operation.
pub(super) struct Call<'a> {
    pub(super) operation: &'static str,
    pub(super) parameters: &'a [(&'a str, &'a str)],
    pub(super) place: Place<'a>,
    /// The credentials that sign; `None` for operations without a signature.
    pub(super) signer: Option<&'a Credentials>,
}

/// What decides about the endpoint of STS, besides the environment and the client.
#[derive(Clone, Copy, Default)]
pub(super) struct Place<'a> {
    /// The profile to load settings from; `None` for the selected one.
    pub(super) profile: Option<&'a str>,
    /// The region of the profiles that refer to this one, if this one has none.
    pub(super) region: Option<&'a str>,
}

impl Call<'_> {
    /// Sends the request, and deserializes the credentials.
    pub(super) async fn send(&self, context: &Context) -> Result<Credentials, CredentialsError> {
        let environment = &*context.environment;
        let settings = match self.place.profile {
            Some(profile) => Settings::load_profile(environment, profile)?,
            None => Settings::load(environment),
        };
        let region = self.region(context, &settings)?;
        let endpoint = endpoint_of(&settings, region, context)?;
        let request = request(&endpoint, self.operation, self.parameters)?;
        let exchange = with_aws(context, SERVICE, self.operation, &settings);
        let region = region.unwrap_or(GLOBAL_REGION);
        let identity = |credentials| ScopedCredentials::identity(credentials, "sts", region);
        Ok(exchange.send(request, self.signer.map(identity), read).await?)
    }

    /// Returns the region: set by code, else of the environment and the profile, else of the profiles
    /// that refer to it, else of the client.
    fn region<'s>(
        &'s self,
        context: &'s Context,
        settings: &'s Settings,
    ) -> Result<Option<&'s str>, CredentialsError> {
        let places = Places::of(context);
        if let (None, Some(error)) = (&places.region, &settings.malformed.region) {
            return Err(error.clone().into());
        }
        let region = places.region.as_deref().or(settings.region.as_deref());
        let region = region.or(self.place.region).or(places.default_region.as_deref());
        region.map_or(Ok(()), check_region).map_err(CredentialsError::new)?;
        Ok(region.filter(|region| *region != "aws-global"))
    }
}

fn endpoint_of(
    settings: &Settings,
    region: Option<&str>,
    context: &Context,
) -> Result<String, SettingsError> {
    match (region, STS.configured(settings)?) {
        (Some(region), _) => STS.endpoint(region, settings, context),
        (None, Some(url)) => Ok(url),
        (None, None) => match variants(settings, context)? {
            // The global endpoint is not a FIPS endpoint.
            (true, _) => STS.endpoint(GLOBAL_REGION, settings, context),
            (false, _) => Ok("https://sts.amazonaws.com".to_owned()),
        },
    }
}

/// Serializes an operation and its parameters as a URL-encoded form (awsQuery).
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
    let mut request = exchange::request(Method::POST, &format!("{endpoint}/"))?;
    *request.body_mut() = ByteStream::from(form);
    let form = HeaderValue::from_static("application/x-www-form-urlencoded");
    request.headers_mut().insert(CONTENT_TYPE, form);
    Ok(request)
}

fn read(response: &Response) -> Result<Credentials, Refusal> {
    let Ok(body) = str::from_utf8(exchange::body(response)) else {
        let message = format!("{OF} is not UTF-8");
        return Err(Refusal::passing(CredentialsError::new(message)));
    };
    if response.is_success() {
        return credentials(body).map_err(Refusal::passing);
    }
    let (code, message) = (xml::text(body, "Code"), xml::text(body, "Message"));
    let message = code.as_ref().and(message);
    let refusal = Refusal::of_status(SERVICE, response, code.as_deref(), message.as_deref());
    // STS could not reach the identity provider, so a retry may help.
    let passes = code.as_deref() == Some("IDPCommunicationError");
    Err(if passes { refusal.that_passes() } else { refusal })
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

/// Returns the default name of a session.
pub(super) fn session_name(now: SystemTime) -> String {
    let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    format!("whitesmith-{}", since.as_millis())
}
