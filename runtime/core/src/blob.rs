//! Binary data, and its base64 encoding.

use std::fmt;

use base64::engine::general_purpose::STANDARD;
use base64::{DecodeError, Engine as _};
use bytes::Bytes;

/// The value of a blob shape: binary data. It is cheap to clone.
///
/// ```
/// use whitesmith_runtime::Blob;
///
/// let blob = Blob::from("hello");
/// assert_eq!(blob.as_ref(), b"hello");
/// assert_eq!(blob.to_base64(), "aGVsbG8=");
/// assert_eq!(Blob::from_base64("aGVsbG8="), Ok(blob));
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[doc(alias = "base64")]
pub struct Blob(Bytes);

impl Blob {
    /// Creates a blob from bytes.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self(bytes.into())
    }

    /// Returns the bytes.
    #[must_use]
    pub fn into_inner(self) -> Bytes {
        self.0
    }

    /// Encodes the bytes in base64: standard alphabet, with padding.
    #[must_use]
    pub fn to_base64(&self) -> String {
        STANDARD.encode(&self.0)
    }

    /// Decodes base64: standard alphabet, with padding.
    ///
    /// # Errors
    ///
    /// The text is not base64. The message says why and where, and does not quote the text, which
    /// may be a secret.
    pub fn from_base64(text: &str) -> Result<Self, String> {
        STANDARD.decode(text).map(|bytes| Self(bytes.into())).map_err(|error| match error {
            DecodeError::InvalidByte(offset, _) => {
                format!("expected base64, found an invalid character at byte {offset}")
            }
            DecodeError::InvalidLastSymbol { .. } => {
                "expected base64, found bits after the last byte".to_owned()
            }
            DecodeError::InvalidLength(_) | DecodeError::InvalidPadding => {
                "expected base64, found a length that is not a multiple of 4".to_owned()
            }
        })
    }
}

impl fmt::Debug for Blob {
    /// Shows only the length, as the content may be long or secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Blob({} bytes)", self.0.len())
    }
}

impl AsRef<[u8]> for Blob {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Bytes> for Blob {
    fn from(bytes: Bytes) -> Self {
        Self(bytes)
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

impl From<String> for Blob {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&[u8]> for Blob {
    fn from(bytes: &[u8]) -> Self {
        Self(Bytes::copy_from_slice(bytes))
    }
}

impl<const N: usize> From<&[u8; N]> for Blob {
    fn from(bytes: &[u8; N]) -> Self {
        Self(Bytes::copy_from_slice(bytes))
    }
}

impl From<&str> for Blob {
    fn from(text: &str) -> Self {
        text.as_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_standard_and_padded() {
        for (bytes, text) in [
            (&b""[..], ""),
            (b"f", "Zg=="),
            (b"fo", "Zm8="),
            (b"foo", "Zm9v"),
            (&[0xfb, 0xff], "+/8="),
        ] {
            assert_eq!(Blob::from(bytes).to_base64(), text);
            assert_eq!(Blob::from_base64(text), Ok(Blob::from(bytes)));
        }
    }

    #[test]
    fn other_text_is_an_error() {
        for text in ["Zg", "Zg=", "-_8=", "Zg==\n", "é", "Z"] {
            let reason = Blob::from_base64(text).unwrap_err();
            assert!(reason.starts_with("expected base64, found "), "{text}: {reason}");
            assert!(!reason.contains('-') && !reason.contains('\u{e9}'), "{text}: {reason}");
        }
    }

    #[test]
    fn debug_tells_the_length_only() {
        assert_eq!(format!("{:?}", Blob::from(vec![7; 1000])), "Blob(1000 bytes)");
    }

    #[test]
    fn all_sources_give_the_same_bytes() {
        let blob = Blob::new("abc");
        assert_eq!(blob, Blob::from(b"abc"));
        assert_eq!(blob, Blob::from(String::from("abc")));
        assert_eq!(blob, Blob::from(Bytes::from_static(b"abc")));
        assert_eq!(blob.into_inner(), Bytes::from_static(b"abc"));
    }
}
