//! Determines the auth schemes of a service and an operation, in order of preference
//! (<https://smithy.io/2.0/spec/authentication-traits.html>).

use crate::error::Diagnostic;
use crate::model::shape::Shape;
use crate::model::traits::{
    ApiKeyLocation, HTTP_API_KEY_AUTH, HTTP_BASIC_AUTH, HTTP_BEARER_AUTH, NO_AUTH, SIGV4,
};

/// An auth scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Auth {
    SigV4 { service: String },
    Bearer,
    ApiKeyHeader { name: String, scheme: Option<String> },
    ApiKeyQuery { name: String },
    Basic,
    None,
}

/// The auth schemes of a service, which are the defaults of its operations.
pub(crate) fn of_service(service: &Shape<'_>) -> Result<Vec<Auth>, Diagnostic> {
    let mut stated = service.traits.auth_schemes.clone();
    stated.sort();
    supported(service, service, service.traits.auth.as_deref().unwrap_or(&stated))
}

/// The auth schemes of an operation, if it has its own.
pub(crate) fn of_operation(
    service: &Shape<'_>,
    operation: &Shape<'_>,
) -> Result<Option<Vec<Auth>>, Diagnostic> {
    let traits = &operation.traits;
    let own =
        traits.auth.as_deref().map(|stated| supported(service, operation, stated)).transpose()?;
    if !traits.optional_auth {
        return Ok(own);
    }
    let mut ways = own.map_or_else(|| of_service(service), Ok)?;
    if !ways.contains(&Auth::None) {
        ways.push(Auth::None);
    }
    Ok(Some(ways))
}

/// The supported ones of the modeled auth schemes. It is an error if there are none, unless the
/// model has none.
fn supported(
    service: &Shape<'_>,
    place: &Shape<'_>,
    stated: &[String],
) -> Result<Vec<Auth>, Diagnostic> {
    let ways: Vec<Auth> = stated.iter().filter_map(|id| auth(service, id)).collect();
    if !ways.is_empty() {
        return Ok(ways);
    }
    if stated.is_empty() {
        return Ok(vec![Auth::None]);
    }
    let known = [SIGV4, HTTP_BEARER_AUTH, HTTP_API_KEY_AUTH, HTTP_BASIC_AUTH];
    // The problem with the malformed trait has been reported.
    let is_malformed =
        |id: &String| known.contains(&id.as_str()) && service.traits.auth_schemes.contains(id);
    if stated.iter().any(is_malformed) {
        return Ok(Vec::new());
    }
    Err(Diagnostic::new(format!("auth schemes are not supported: {}", list(stated)))
        .shape(&place.id)
        .at(place.offset)
        .help(format!("supported auth schemes: {}", list(&known.map(str::to_owned)))))
}

fn auth(service: &Shape<'_>, id: &str) -> Option<Auth> {
    let traits = &service.traits;
    match id {
        SIGV4 => traits.sigv4.as_ref().map(|sigv4| Auth::SigV4 { service: sigv4.name.clone() }),
        HTTP_BEARER_AUTH => Some(Auth::Bearer),
        HTTP_BASIC_AUTH => Some(Auth::Basic),
        HTTP_API_KEY_AUTH => traits.http_api_key_auth.as_ref().map(|key| match key.r#in {
            ApiKeyLocation::Header => {
                Auth::ApiKeyHeader { name: key.name.clone(), scheme: key.scheme.clone() }
            }
            ApiKeyLocation::Query => Auth::ApiKeyQuery { name: key.name.clone() },
        }),
        NO_AUTH => Some(Auth::None),
        _ => None,
    }
}

fn list(ids: &[String]) -> String {
    ids.iter().map(|id| format!("`{}`", id.escape_debug())).collect::<Vec<_>>().join(", ")
}
