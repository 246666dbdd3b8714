//! Compresses a body, and adds the headers that depend on the complete body: its encoding, checksums and
//! length.
//!
//! Compression and checksums have dependencies, so each has a feature. The manifest of a generated crate
//! enables those that its operations need.

#[cfg(any(feature = "md5", feature = "sha256"))]
use bytes::Bytes;
use http::Method;
use http::header::{CONTENT_LENGTH, HeaderValue};

use super::Request;
#[cfg(any(feature = "gzip", feature = "md5", feature = "sha256"))]
use super::RequestWriter;
use crate::{BuildError, headers};

/// The checksum of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Checksum {
    #[cfg(feature = "md5")]
    Md5,
    #[cfg(feature = "sha256")]
    Sha256Tree,
    #[cfg(feature = "checksums")]
    Flexible(super::checksum::Flexible),
}

#[cfg(feature = "checksums")]
impl Checksum {
    /// Whether it is that of the trait `aws.protocols#httpChecksum`.
    pub(super) fn is_flexible(&self) -> bool {
        matches!(self, Self::Flexible(_))
    }
}

/// Completes a request with its body in the form in which it is sent.
pub(super) fn complete(request: &mut Request) -> Result<(), BuildError> {
    #[cfg(feature = "gzip")]
    gzip::compress(request)?;
    match request.checksum.take() {
        #[cfg(feature = "md5")]
        Some(Checksum::Md5) => md5::add(&mut request.headers, in_memory(&request.body)?)?,
        #[cfg(feature = "sha256")]
        Some(Checksum::Sha256Tree) => sha256::add(&mut request.headers, in_memory(&request.body)?)?,
        #[cfg(feature = "checksums")]
        Some(Checksum::Flexible(checksum)) => checksum.add(request)?,
        None => {}
    }
    announce_length(request)
}

/// Adds `content-length`. A member may be bound to it, for streams whose length only the caller knows. If
/// the length is known, the member must have that value: another one would truncate the body.
pub(super) fn announce_length(request: &mut Request) -> Result<(), BuildError> {
    let Some(length) = request.body.len() else { return Ok(()) };
    let value = HeaderValue::from(length);
    match request.headers.get(CONTENT_LENGTH) {
        Some(stated) if *stated != value => {
            let reason = format!("must be {length}, which is the length of the body");
            return Err(BuildError::new("Content-Length", reason));
        }
        Some(_) => {}
        None if length == 0 && !sends_content(&request.method) => {}
        None => headers::set(&mut request.headers, CONTENT_LENGTH, value)?,
    }
    Ok(())
}

/// Whether requests of a method usually have a body: many servers require `content-length: 0` if they do
/// not (RFC 9110, section 8.6).
#[must_use]
pub fn sends_content(method: &Method) -> bool {
    *method == Method::POST || *method == Method::PUT || *method == Method::PATCH
}

/// The body, if its checksum can be computed before it is sent.
#[cfg(any(feature = "md5", feature = "sha256"))]
fn in_memory(body: &crate::ByteStream) -> Result<&Bytes, BuildError> {
    body.as_bytes().ok_or_else(|| {
        BuildError::new("body", "must be in memory, for its checksum goes in front of it")
    })
}

#[cfg(feature = "gzip")]
mod gzip {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use http::header::{CONTENT_ENCODING, HeaderValue};

    use super::{Request, RequestWriter, headers};
    use crate::BuildError;

    /// The minimum length of a compressed body in the specification.
    const WORTHWHILE: usize = 10_240;

    impl RequestWriter {
        /// Compresses a body of 10 KiB or more, for the `requestCompression` trait; see
        /// [`Request::compress_from`].
        pub fn gzip(&mut self) -> &mut Self {
            self.line.compress_from = Some(WORTHWHILE);
            self
        }
    }

    /// Compresses a body that is long enough, unless it is a stream. The encoding is appended to those that
    /// the caller has applied.
    pub(super) fn compress(request: &mut Request) -> Result<(), BuildError> {
        let Some(minimum) = request.compress_from.take() else { return Ok(()) };
        let Some(body) = request.body.as_bytes().filter(|body| body.len() >= minimum) else {
            return Ok(());
        };
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        // Nothing that writes to memory fails; if it did, the body would go as it is.
        let Ok(compressed) = encoder.write_all(body).and_then(|()| encoder.finish()) else {
            return Ok(());
        };
        let applied = request.headers.get(CONTENT_ENCODING).map(HeaderValue::as_bytes);
        let encodings = match applied {
            Some(applied) if !applied.is_empty() => [applied, b", gzip"].concat(),
            _ => b"gzip".to_vec(),
        };
        if let Ok(encodings) = HeaderValue::from_bytes(&encodings) {
            headers::set(&mut request.headers, CONTENT_ENCODING, encodings)?;
            request.body = compressed.into();
        }
        Ok(())
    }
}

#[cfg(feature = "md5")]
mod md5 {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use http::header::{HeaderMap, HeaderName, HeaderValue};
    use md5::{Digest as _, Md5};

    use super::{Checksum, RequestWriter, headers};
    use crate::BuildError;

    const CONTENT_MD5: HeaderName = HeaderName::from_static("content-md5");

    impl RequestWriter {
        /// Adds the header `content-md5`, for the `httpChecksumRequired` trait.
        pub fn content_md5(&mut self) -> &mut Self {
            self.line.checksum = Some(Checksum::Md5);
            self
        }
    }

    /// A checksum that the caller has set stays.
    pub(super) fn add(all: &mut HeaderMap, body: &[u8]) -> Result<(), BuildError> {
        match HeaderValue::from_str(&STANDARD.encode(Md5::digest(body))) {
            Ok(value) => headers::set_if_absent(all, CONTENT_MD5, || value),
            Err(_) => Ok(()),
        }
    }
}

#[cfg(feature = "sha256")]
mod sha256 {
    use http::header::{HeaderMap, HeaderName, HeaderValue};
    use sha2::{Digest as _, Sha256};

    use super::{Checksum, RequestWriter, headers};
    use crate::BuildError;
    use crate::hex::hex;

    /// The length of the part of a body that a leaf of the tree hashes.
    const LEAF: usize = 1024 * 1024;

    const CONTENT: HeaderName = HeaderName::from_static("x-amz-content-sha256");
    const TREE: HeaderName = HeaderName::from_static("x-amz-sha256-tree-hash");

    impl RequestWriter {
        /// Adds the SHA-256 of the body, and its tree hash over parts of one mebibyte.
        pub fn sha256_tree(&mut self) -> &mut Self {
            self.line.checksum = Some(Checksum::Sha256Tree);
            self
        }
    }

    /// Checksums that the caller has set stay.
    pub(super) fn add(all: &mut HeaderMap, body: &[u8]) -> Result<(), BuildError> {
        for (name, hash) in [(CONTENT, sha256(body)), (TREE, tree(body))] {
            if let Ok(value) = HeaderValue::from_bytes(&hex(&hash)) {
                headers::set_if_absent(all, name, || value)?;
            }
        }
        Ok(())
    }

    fn sha256(data: &[u8]) -> [u8; 32] {
        Sha256::digest(data).into()
    }

    /// Hashes the leaves, then pairs of hashes until one is left. A hash without a partner is taken to the
    /// next level as it is.
    fn tree(body: &[u8]) -> [u8; 32] {
        let mut level: Vec<[u8; 32]> = body.chunks(LEAF).map(sha256).collect();
        while level.len() > 1 {
            let pair = |pair: &[[u8; 32]]| match pair {
                [alone] => *alone,
                several => sha256(several.as_flattened()),
            };
            level = level.chunks(2).map(pair).collect();
        }
        level.pop().unwrap_or_else(|| sha256(b""))
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_tree_of_one_leaf_is_the_hash_of_the_body() {
            let hello = b"b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
            assert_eq!(hex(&tree(b"hello world")), *hello);
            assert_eq!(tree(b""), sha256(b""));
        }

        #[test]
        fn leaves_are_paired() {
            let body = vec![b'x'; 2 * LEAF + 1];
            let leaf = Sha256::digest(&body[..LEAF]);
            let both = Sha256::digest([leaf, leaf].concat());
            let expected = Sha256::digest([both, Sha256::digest(b"x")].concat());
            assert_eq!(tree(&body)[..], expected[..]);
        }
    }
}

#[cfg(test)]
#[cfg(all(feature = "gzip", feature = "md5", feature = "sha256"))]
mod tests {
    use std::io::Read as _;

    use super::*;
    use crate::protocol::RestJson1;
    use crate::{Blob, ByteStream};

    type Build = fn(&mut RequestWriter) -> &mut RequestWriter;

    fn complete(body: &Blob, build: Build) -> http::Request<ByteStream> {
        let mut request = RequestWriter::new::<RestJson1>();
        build(&mut request);
        request.blob_payload(body, "text/plain");
        request.finish().unwrap().into_http("https://example.com").unwrap()
    }

    fn header(request: &http::Request<ByteStream>, name: &str) -> Option<String> {
        request.headers().get(name).map(|value| value.to_str().unwrap().to_owned())
    }

    #[test]
    fn long_bodies_are_compressed() {
        let long = Blob::from(vec![b'x'; 10_240]);
        let request = complete(&long, |r| r.gzip());
        assert_eq!(header(&request, "content-encoding").as_deref(), Some("gzip"));
        let length = header(&request, "content-length");
        assert_eq!(length, request.body().len().map(|length| length.to_string()));
        let mut body = Vec::new();
        flate2::read::GzDecoder::new(request.into_body().into_reader())
            .read_to_end(&mut body)
            .unwrap();
        assert_eq!(Blob::from(body), long);
        let request = complete(&long, |r| r.gzip().header("Content-Encoding", "custom"));
        assert_eq!(header(&request, "content-encoding").as_deref(), Some("custom, gzip"));
    }

    #[test]
    fn compression_can_be_turned_off() {
        let long = Blob::from(vec![b'x'; 10_240]);
        let short = Blob::from(vec![b'x'; 10_239]);
        assert_eq!(header(&complete(&short, |r| r.gzip()), "content-encoding"), None);
        let mut request = RequestWriter::new::<RestJson1>();
        request.gzip();
        request.blob_payload(&long, "text/plain");
        let mut request = request.finish().unwrap();
        request.compress_from = None;
        let request = request.into_http("https://example.com").unwrap();
        assert_eq!(
            (header(&request, "content-encoding"), request.body().len()),
            (None, Some(10_240))
        );
    }

    #[test]
    fn checksums_are_those_of_what_is_sent() {
        let body = Blob::from("{}");
        let request = complete(&body, |r| r.content_md5());
        assert_eq!(header(&request, "content-md5").as_deref(), Some("mZFLkyvTelC5g8XnyQrpOw=="));
        let request = complete(&body, |r| r.content_md5().header("Content-MD5", "given"));
        assert_eq!(header(&request, "content-md5").as_deref(), Some("given"));
        let request = complete(&body, |r| r.sha256_tree());
        assert!(request.headers().contains_key("x-amz-content-sha256"));
        assert_eq!(header(&request, "x-amz-sha256-tree-hash").map(|hash| hash.len()), Some(64));
    }
}
