//! The canonical headers: which headers are signed, and their normalized form.

use http::HeaderMap;
use http::header::HeaderName;

use super::SignatureLocation;

pub(super) static AUTHORIZATION: HeaderName = http::header::AUTHORIZATION;
pub(super) static HOST: HeaderName = http::header::HOST;
pub(super) static DATE: HeaderName = HeaderName::from_static("x-amz-date");
pub(super) static SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-amz-security-token");
pub(super) static S3_SESSION_TOKEN: HeaderName = HeaderName::from_static("x-amz-s3session-token");
pub(super) static REGION_SET: HeaderName = HeaderName::from_static("x-amz-region-set");
pub(super) static CONTENT_SHA256: HeaderName = HeaderName::from_static("x-amz-content-sha256");

/// The headers of an earlier signature. They are removed, whichever the new signature adds.
pub(super) static OF_SIGNATURE: [&HeaderName; 5] =
    [&AUTHORIZATION, &DATE, &REGION_SET, &SECURITY_TOKEN, &S3_SESSION_TOKEN];

/// A header that is signed.
pub(super) struct Signed<'a> {
    name: &'a HeaderName,
    /// The value that signing adds; `None` for the values of the request.
    added: Option<&'a str>,
}

/// Returns the headers to sign, sorted by name.
pub(super) fn signed<'a>(
    headers: &'a HeaderMap,
    added: [Option<(&'a HeaderName, &'a str)>; 5],
    location: SignatureLocation,
) -> Vec<Signed<'a>> {
    let mut signed = Vec::with_capacity(headers.keys_len() + added.len());
    signed.extend(added.into_iter().flatten().map(|(name, v)| Signed { name, added: Some(v) }));
    let replaced = added.map(|header| header.map(|(name, _)| name));
    for name in headers.keys() {
        if is_signed(name, location) && !replaced.contains(&Some(name)) {
            signed.push(Signed { name, added: None });
        }
    }
    signed.sort_unstable_by_key(|header| header.name.as_str());
    signed
}

/// The headers that are never signed: hop-by-hop headers (RFC 9110, section 7.6.1), then headers that
/// proxies change.
const UNSIGNED: [&str; 12] = [
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "expect",
    "user-agent",
    "x-amzn-trace-id",
];

/// The headers that are not signed in a presigned URL, as its user does not send those of an SDK.
const OF_SDKS: [&str; 2] = ["x-amz-user-agent", "x-amz-checksum-mode"];

fn is_signed(name: &HeaderName, location: SignatureLocation) -> bool {
    let is_of_sdk = match location {
        SignatureLocation::Headers => false,
        SignatureLocation::Query { .. } => OF_SDKS.contains(&name.as_str()),
    };
    !is_of_sdk && !UNSIGNED.contains(&name.as_str()) && !OF_SIGNATURE.contains(&name)
}

/// Joins the names with semicolons.
pub(super) fn names(signed: &[Signed<'_>]) -> String {
    let mut names = String::with_capacity(signed.len() * 16);
    for (position, header) in signed.iter().enumerate() {
        if position > 0 {
            names.push(';');
        }
        names.push_str(header.name.as_str());
    }
    names
}

/// Appends a line for each header.
pub(super) fn push(out: &mut Vec<u8>, signed: &[Signed<'_>], headers: &HeaderMap) {
    for header in signed {
        out.extend_from_slice(header.name.as_str().as_bytes());
        out.push(b':');
        match header.added {
            Some(value) => push_value(out, value.as_bytes()),
            None => {
                for (position, value) in headers.get_all(header.name).iter().enumerate() {
                    if position > 0 {
                        out.push(b',');
                    }
                    push_value(out, value.as_bytes());
                }
            }
        }
        out.push(b'\n');
    }
}

/// Appends a value, trimmed, with runs of blanks replaced by one.
fn push_value(out: &mut Vec<u8>, value: &[u8]) {
    let mut before = None;
    for byte in value.trim_ascii() {
        if (before, *byte) != (Some(b' '), b' ') {
            out.push(*byte);
        }
        before = Some(*byte);
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn values_are_trimmed_and_joined() {
        let mut headers = HeaderMap::new();
        for value in ["  a   b  c ", "\t\"d  e\"\t", "", "f\t\tg"] {
            headers.append("x-many", HeaderValue::from_static(value));
        }
        headers.insert("x-raw", HeaderValue::from_bytes(b"\xFF  \xFE").unwrap());
        let signed = signed(&headers, [None; 5], SignatureLocation::Headers);
        let mut out = Vec::new();
        push(&mut out, &signed, &headers);
        assert_eq!(out, b"x-many:a b c,\"d e\",,f\t\tg\nx-raw:\xFF \xFE\n");
    }

    #[test]
    fn what_changes_on_the_way_is_not_signed() {
        let mut headers = HeaderMap::new();
        for name in [
            "Content-Type",
            "User-Agent",
            "X-Amzn-Trace-Id",
            "Expect",
            "Transfer-Encoding",
            "TE",
            "Connection",
            "Authorization",
            "X-Amz-Security-Token",
            "X-Amz-Date",
            "Accept",
            "X-Amz-User-Agent",
            "Upgrade",
            "Keep-Alive",
            "Trailer",
            "X-Amz-Content-Sha256",
        ] {
            headers.insert(HeaderName::try_from(name).unwrap(), HeaderValue::from_static("x"));
        }
        let added = [Some((&CONTENT_SHA256, "hash")), Some((&HOST, "h")), None, None, None];
        let in_headers = signed(&headers, added, SignatureLocation::Headers);
        assert_eq!(
            names(&in_headers),
            "accept;content-type;host;x-amz-content-sha256;x-amz-user-agent"
        );
        let location = SignatureLocation::Query { expires_in: std::time::Duration::from_secs(1) };
        let in_query = signed(&headers, [None; 5], location);
        assert_eq!(names(&in_query), "accept;content-type;x-amz-content-sha256");
    }
}
