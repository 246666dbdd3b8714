//! Which checksum of a response is validated.

#[cfg(feature = "checksums")]
use http::HeaderMap;

use crate::{Response, StreamError};

#[cfg(feature = "checksums")]
use super::{Algorithm, validated::Expected};

/// The algorithms of the checksums that a response may have. [`Request::into_http`](crate::Request::into_http)
/// puts it into the extensions of a request whose response is to be validated; the sender of the request
/// calls [`validate`](Self::validate).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResponseChecksum {
    /// The names of the algorithms in the model.
    pub(crate) algorithms: &'static [&'static str],
}

impl ResponseChecksum {
    /// Validates the body of a response: one in memory now; a stream while it is read, with an error at its
    /// end. Of several checksums that of the strongest algorithm is validated. A response without one is
    /// returned as it is, and so is one whose checksum ends with `-` and a number, which is that of the
    /// checksums of the parts of a multipart upload.
    ///
    /// [`ResponseMetadata::validated_checksum`](crate::ResponseMetadata::validated_checksum) tells which
    /// algorithm was used.
    ///
    /// # Errors
    ///
    /// The body in memory does not match its checksum:
    /// [`ChecksumMismatch`](crate::checksum::ChecksumMismatch).
    pub fn validate(self, response: Response) -> Result<Response, StreamError> {
        #[cfg(feature = "checksums")]
        if let Some(expected) = self.expected(response.header_map()) {
            let (metadata, body) = response.into_parts();
            let metadata = metadata.validated_with(expected.algorithm.name());
            let body = expected.validate(body).map_err(StreamError::new)?;
            return Ok(Response::from_parts(metadata, body));
        }
        Ok(response)
    }

    /// The checksum of the strongest algorithm that is supported.
    #[cfg(feature = "checksums")]
    fn expected(self, headers: &HeaderMap) -> Option<Expected> {
        let of_model = self.algorithms.iter().filter_map(|name| Algorithm::named(name));
        let stated = of_model.filter_map(|algorithm| {
            let checksum = headers.get(algorithm.header())?;
            let checksum = String::from_utf8_lossy(checksum.as_bytes()).trim().to_owned();
            (!is_of_parts(&checksum)).then_some(Expected { algorithm, checksum })
        });
        stated.max_by_key(|expected| expected.algorithm)
    }
}

/// Whether a checksum is that of the checksums of the parts of an upload. Its suffix is the number of parts.
#[cfg(feature = "checksums")]
fn is_of_parts(checksum: &str) -> bool {
    let number = checksum.rsplit_once('-').map(|(_, number)| number);
    number.is_some_and(|number| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}
