//! Selects the auth scheme of an endpoint, and the algorithm that it signs with.

use whitesmith_client::CredentialsError;
use whitesmith_runtime::Endpoint;
use whitesmith_runtime::endpoint::AuthScheme;

use crate::sigv4::Algorithm;

/// The auth scheme whose requests are signed with the credentials of a session.
pub(super) const S3_EXPRESS: &str = "sigv4-s3express";

/// The first auth scheme of an endpoint that is supported, and its algorithm.
pub(super) fn selected(endpoint: &Endpoint) -> Option<(&AuthScheme, Algorithm)> {
    let mut schemes = endpoint.auth_schemes.iter();
    schemes.find_map(|scheme| Some((scheme, algorithm(&scheme.name)?)))
}

/// The algorithm of an auth scheme of an endpoint, if it is supported.
fn algorithm(scheme: &str) -> Option<Algorithm> {
    match scheme {
        "sigv4" | S3_EXPRESS => Some(Algorithm::SigV4),
        #[cfg(feature = "sigv4a")]
        "sigv4a" => Some(Algorithm::SigV4a),
        _ => None,
    }
}

/// The region, or the set of regions, that the auth scheme of an endpoint states.
pub(super) fn signing_region(scheme: &AuthScheme, algorithm: Algorithm) -> Option<String> {
    match algorithm {
        Algorithm::SigV4 => scheme.signing_region.clone(),
        #[cfg(feature = "sigv4a")]
        Algorithm::SigV4a => {
            let regions = scheme.signing_region_set.join(",");
            Some(regions).filter(|regions| !regions.is_empty())
        }
    }
}

/// The auth schemes that are supported, for an error.
const SUPPORTED: &str = if cfg!(feature = "sigv4a") {
    "only sigv4, sigv4-s3express and sigv4a are supported"
} else {
    "only sigv4 and sigv4-s3express are supported, and sigv4a with the feature `sigv4a`"
};

/// The error of an endpoint that requires other auth schemes than those that are supported.
pub(super) fn no_scheme(endpoint: &Endpoint) -> CredentialsError {
    let names = endpoint.auth_schemes.iter().map(|scheme| scheme.name.as_str());
    let names: Vec<&str> = names.collect();
    CredentialsError::new(format!(
        "the endpoint requires the auth scheme {}, but {SUPPORTED}",
        names.join(" or ")
    ))
}

/// The error of an endpoint that requires a session, which the client cannot create.
pub(super) fn no_session() -> CredentialsError {
    CredentialsError::new(format!(
        "the endpoint requires the auth scheme {S3_EXPRESS}, but the client has no operation that creates \
         sessions: generate it with `CreateSession`, or set `disable_s3_express_session_auth`"
    ))
}
