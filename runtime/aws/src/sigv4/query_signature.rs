//! The query parameters of a presigned URL.

use std::time::Duration;

use http::uri::PathAndQuery;
use http::{Uri, uri};
use percent_encoding::utf8_percent_encode;

use super::SigningError;
use super::params::expiry;
use whitesmith_runtime::internal::RESERVED;

const SIGNATURE: &str = "X-Amz-Signature";
const REGION_SET: &str = "X-Amz-Region-Set";
pub(super) const SECURITY_TOKEN: &str = "X-Amz-Security-Token";
pub(super) const S3_SESSION_TOKEN: &str = "X-Amz-S3session-Token";

/// The parameters of an earlier signature.
const OF_SIGNATURE: [&str; 9] = [
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-SignedHeaders",
    "X-Amz-Expires",
    REGION_SET,
    SECURITY_TOKEN,
    S3_SESSION_TOKEN,
    SIGNATURE,
];

/// The query to sign: that of the request, with the parameters of an earlier signature replaced by
/// those of the new one. The session token is the last.
pub(super) struct Draft<'a> {
    pub(super) algorithm: &'a str,
    /// The regions of the signature, if the request has to name them.
    pub(super) region_set: Option<&'a str>,
    pub(super) credential: &'a str,
    pub(super) stamp: &'a str,
    pub(super) signed_headers: &'a str,
    pub(super) expires_in: Duration,
    /// The name and value of the session token, if it is signed.
    pub(super) token: Option<(&'static str, &'a str)>,
}

impl Draft<'_> {
    pub(super) fn query(&self, of_request: &str) -> Result<String, SigningError> {
        let seconds = expiry(self.expires_in)?;
        let mut query = String::with_capacity(of_request.len() + 512);
        for parameter in of_request.split('&') {
            if parameter.is_empty() || is_of_signature(parameter) {
                continue;
            }
            if !query.is_empty() {
                query.push('&');
            }
            query.push_str(parameter);
        }
        push(&mut query, "X-Amz-Algorithm", self.algorithm);
        push(&mut query, "X-Amz-Credential", self.credential);
        push(&mut query, "X-Amz-Date", self.stamp);
        push(&mut query, "X-Amz-SignedHeaders", self.signed_headers);
        push(&mut query, "X-Amz-Expires", &seconds.to_string());
        if let Some(regions) = self.region_set {
            push(&mut query, REGION_SET, regions);
        }
        if let Some((name, token)) = self.token {
            push(&mut query, name, token);
        }
        Ok(query)
    }
}

/// Sets the query of a URI, and appends the session token if it is not signed, and the signature.
pub(super) fn complete(
    uri: &Uri,
    mut query: String,
    unsigned_token: Option<&str>,
    signature: &str,
) -> Result<Uri, SigningError> {
    if let Some(token) = unsigned_token {
        push(&mut query, SECURITY_TOKEN, token);
    }
    push(&mut query, SIGNATURE, signature);
    let path_and_query = [uri.path(), "?", &query].concat();
    let mut parts: uri::Parts = uri.clone().into_parts();
    let path_and_query = PathAndQuery::try_from(path_and_query).map_err(|_| SigningError::Uri)?;
    parts.path_and_query = Some(path_and_query);
    Uri::from_parts(parts).map_err(|_| SigningError::Uri)
}

fn is_of_signature(parameter: &str) -> bool {
    let (name, _) = parameter.split_once('=').unwrap_or((parameter, ""));
    OF_SIGNATURE.contains(&name)
}

fn push(query: &mut String, name: &str, value: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    query.push_str(name);
    query.push('=');
    query.extend(utf8_percent_encode(value, RESERVED));
}
