//! The trait `aws.protocols#httpChecksum`: adds the checksum of the body, and asks for that of the response.

#[cfg(test)]
mod tests;

use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderName, HeaderValue};

use super::content::{Checksum, announce_length};
use super::{Request, RequestWriter};
use crate::checksum::{
    Algorithm, RequestChecksumCalculation, ResponseChecksum, ResponseChecksumValidation, Trailer,
    chunked,
};
use crate::{BuildError, Text, headers};

const CONTENT_SHA256: HeaderName = HeaderName::from_static("x-amz-content-sha256");
const DECODED_LENGTH: HeaderName = HeaderName::from_static("x-amz-decoded-content-length");
const TRAILER: HeaderName = HeaderName::from_static("x-amz-trailer");

/// Stands for a body that is not signed and has its checksum in a trailer.
const STREAMED: HeaderValue = HeaderValue::from_static("STREAMING-UNSIGNED-PAYLOAD-TRAILER");

/// The value of the member that enables the validation of responses.
const ENABLED: &str = "ENABLED";

/// The names of the headers that state the checksum of a body, whichever algorithms we support.
const CHECKSUMS: [&str; 10] = [
    "x-amz-checksum-crc32",
    "x-amz-checksum-crc32c",
    "x-amz-checksum-crc64nvme",
    "x-amz-checksum-md5",
    "x-amz-checksum-sha1",
    "x-amz-checksum-sha256",
    "x-amz-checksum-sha512",
    "x-amz-checksum-xxhash128",
    "x-amz-checksum-xxhash3",
    "x-amz-checksum-xxhash64",
];

/// A checksum of the body whose algorithm the caller may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Flexible {
    /// The header that the member with the algorithm is bound to.
    header: &'static str,
    /// The algorithm that the caller names.
    algorithm: Option<String>,
    is_required: bool,
}

/// The validation of the checksum of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Validation {
    /// The header that the member which enables the validation is bound to.
    header: &'static str,
    is_enabled: bool,
    algorithms: &'static [&'static str],
}

impl RequestWriter {
    /// Adds a checksum of the body, for the trait `aws.protocols#httpChecksum`. `algorithm` is the member that
    /// names the algorithm, and `header` the header that the member is bound to.
    pub fn checksum(
        &mut self,
        header: &'static str,
        algorithm: &(impl Text + ?Sized),
    ) -> &mut Self {
        self.flexible_checksum(header, algorithm, false)
    }

    /// Adds a checksum of the body that the operation requires: see [`checksum`](Self::checksum).
    pub fn required_checksum(
        &mut self,
        header: &'static str,
        algorithm: &(impl Text + ?Sized),
    ) -> &mut Self {
        self.flexible_checksum(header, algorithm, true)
    }

    /// Validates the checksum of the response if it has one of the `algorithms`, for the trait
    /// `aws.protocols#httpChecksum`. `mode` is the member that enables the validation, and `header` the header
    /// that the member is bound to.
    pub fn validate_checksum(
        &mut self,
        header: &'static str,
        mode: &(impl Text + ?Sized),
        algorithms: &'static [&'static str],
    ) -> &mut Self {
        let is_enabled = mode.text().is_some_and(|mode| mode == ENABLED);
        self.line.validation = Some(Validation { header, is_enabled, algorithms });
        self
    }

    fn flexible_checksum(
        &mut self,
        header: &'static str,
        algorithm: &(impl Text + ?Sized),
        is_required: bool,
    ) -> &mut Self {
        let algorithm = algorithm.text().map(Into::into);
        let checksum = Flexible { header, algorithm, is_required };
        self.line.checksum = Some(Checksum::Flexible(checksum));
        self
    }
}

impl Flexible {
    /// Adds the checksum of the body: that of bytes in memory in a header, that of a stream in a trailer. A
    /// checksum that the caller has set stays.
    pub(super) fn add(&self, request: &mut Request) -> Result<(), BuildError> {
        if CHECKSUMS.iter().any(|name| request.headers.contains_key(*name)) {
            return Ok(());
        }
        let Some(algorithm) = self.algorithm(request)? else { return Ok(()) };
        match request.body.as_bytes() {
            Some(bytes) => {
                let checksum = value(&algorithm.base64_of(bytes))?;
                headers::set(&mut request.headers, algorithm.header(), checksum)
            }
            None => encode(request, algorithm),
        }
    }

    /// The algorithm that the caller names; else the default one, which the request then names, if there is to
    /// be a checksum.
    fn algorithm(&self, request: &mut Request) -> Result<Option<Algorithm>, BuildError> {
        let Some(name) = &self.algorithm else {
            let is_added = self.is_required
                || request.checksum_calculation == RequestChecksumCalculation::WhenSupported;
            let algorithm = is_added.then_some(Algorithm::DEFAULT);
            if algorithm.is_some() {
                set(&mut request.headers, self.header, Algorithm::DEFAULT.name())?;
            }
            return Ok(algorithm);
        };
        let unsupported = || {
            let supported = Algorithm::ALL.map(Algorithm::name).join(", ");
            let reason = format!(
                "names the checksum algorithm {name:?}, which is not one of {supported}: name one of \
                 them, or set the checksum itself"
            );
            BuildError::new(self.header, reason)
        };
        Algorithm::named(name).map(Some).ok_or_else(unsupported)
    }
}

/// Encodes a stream in `aws-chunked`, with its checksum in a trailer.
fn encode(request: &mut Request, algorithm: Algorithm) -> Result<(), BuildError> {
    announce_length(request)?;
    let all = &mut request.headers;
    // Of a stream of unknown length, the caller may have stated the length.
    let stated = all.remove(CONTENT_LENGTH);
    let stated = stated.and_then(|length| length.to_str().ok()?.parse().ok());
    let len = request.body.len().or(stated);
    if let Some(len) = len {
        headers::set(all, DECODED_LENGTH, HeaderValue::from(len))?;
    }
    let encodings = match all.get(CONTENT_ENCODING).map(HeaderValue::as_bytes) {
        Some(applied) if !applied.is_empty() => [applied, b",aws-chunked"].concat(),
        _ => b"aws-chunked".to_vec(),
    };
    let encodings = HeaderValue::from_bytes(&encodings)
        .map_err(|_| BuildError::new(CONTENT_ENCODING.as_str(), "cannot be extended"))?;
    headers::set(all, CONTENT_ENCODING, encodings)?;
    headers::set(all, TRAILER, value(algorithm.header().as_str())?)?;
    headers::set(all, CONTENT_SHA256, STREAMED)?;
    let trailer = Trailer { algorithm, name: algorithm.header() };
    request.body = chunked(std::mem::take(&mut request.body), len, trailer);
    Ok(())
}

/// Asks for the checksum of the response, if it is to be validated.
pub(super) fn ask_for_response_checksum(
    request: &mut Request,
) -> Result<Option<ResponseChecksum>, BuildError> {
    let Some(Validation { header, is_enabled, algorithms }) = request.validation else {
        return Ok(None);
    };
    match request.checksum_validation {
        ResponseChecksumValidation::WhenSupported => {
            set(&mut request.headers, header, ENABLED)?;
        }
        ResponseChecksumValidation::WhenRequired if is_enabled => {}
        ResponseChecksumValidation::WhenRequired => return Ok(None),
    }
    Ok(Some(ResponseChecksum { algorithms }))
}

/// Sets a header, unless a member has set it.
fn set(all: &mut HeaderMap, name: &str, text: &str) -> Result<(), BuildError> {
    let value = value(text)?;
    let parsed = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| BuildError::new(name, "cannot be the name of a header"))?;
    headers::set_if_absent(all, parsed, || value)
}

fn value(text: &str) -> Result<HeaderValue, BuildError> {
    HeaderValue::from_str(text).map_err(|_| BuildError::new("checksum", "cannot be sent"))
}
