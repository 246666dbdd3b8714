//! Signing keys.

use std::fmt;
#[cfg(feature = "sigv4a")]
use std::fmt::Write as _;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

#[cfg(feature = "sigv4a")]
use super::ecdsa::{self, EcdsaKey};
use super::text::{Stamp, printable};
use super::{ALGORITHM, Algorithm, SigningError, SigningParams};
use crate::Credentials;
use whitesmith_runtime::internal::hex;

/// A key that signs requests to a service in a region, or a set of them, for a day (UTC).
///
/// Deriving it costs about as much as signing with it, so clients reuse the last one:
///
/// ```
/// use std::time::SystemTime;
/// use whitesmith_aws::Credentials;
/// use whitesmith_aws::sigv4::{SigningKey, SigningParams};
///
/// # let mut last: Option<SigningKey> = None;
/// # let credentials = Credentials::new("AKIDEXAMPLE", "secret");
/// let params = SigningParams::new("us-east-1", "chime", SystemTime::now());
/// let key = match last.take() {
///     Some(key) if key.fits(&credentials, &params) => key,
///     _ => SigningKey::derive(&credentials, &params)?,
/// };
/// # Ok::<(), whitesmith_aws::sigv4::SigningError>(())
/// ```
#[derive(Clone)]
pub struct SigningKey {
    credentials: Credentials,
    region: String,
    service: String,
    /// The credential scope: `20150830/us-east-1/service/aws4_request`.
    scope: String,
    material: Material,
}

#[derive(Clone)]
enum Material {
    Mac(Hmac<Sha256>),
    #[cfg(feature = "sigv4a")]
    Ecdsa(Box<EcdsaKey>),
}

impl Material {
    fn algorithm(&self) -> Algorithm {
        match self {
            Self::Mac(_) => Algorithm::SigV4,
            #[cfg(feature = "sigv4a")]
            Self::Ecdsa(_) => Algorithm::SigV4a,
        }
    }
}

impl SigningKey {
    /// Derives the key from credentials, for the day, the region and the service of `params`.
    ///
    /// # Errors
    ///
    /// [`SigningError::Time`], or [`SigningError::Text`] if the access key id, the session token, the
    /// region or the service contains characters other than printable ASCII.
    pub fn derive(
        credentials: &Credentials,
        params: &SigningParams<'_>,
    ) -> Result<Self, SigningError> {
        let stamp = Stamp::new(params.time)?;
        printable("id of the access key", credentials.access_key_id())?;
        printable("session token", credentials.session_token().unwrap_or_default())?;
        printable("region", params.region)?;
        printable("service", params.service)?;
        let scope = match params.algorithm {
            Algorithm::SigV4 => vec![stamp.date(), params.region, params.service, "aws4_request"],
            #[cfg(feature = "sigv4a")]
            Algorithm::SigV4a => vec![stamp.date(), params.service, "aws4_request"],
        };
        let material = match params.algorithm {
            Algorithm::SigV4 => Material::Mac(mac_of(credentials, &scope)),
            #[cfg(feature = "sigv4a")]
            Algorithm::SigV4a => {
                let key = EcdsaKey::derive(credentials).ok_or(SigningError::Key)?;
                Material::Ecdsa(Box::new(key))
            }
        };
        Ok(Self {
            credentials: credentials.clone(),
            region: params.region.to_owned(),
            service: params.service.to_owned(),
            scope: scope.join("/"),
            material,
        })
    }

    /// Whether the key is for these credentials, and for the day, the region and the service of
    /// `params`.
    #[must_use]
    pub fn fits(&self, credentials: &Credentials, params: &SigningParams<'_>) -> bool {
        let is_of_day = |stamp: Stamp| self.is_for(stamp, params);
        self.credentials == *credentials && Stamp::new(params.time).is_ok_and(is_of_day)
    }

    pub(super) fn is_for(&self, stamp: Stamp, params: &SigningParams<'_>) -> bool {
        self.material.algorithm() == params.algorithm
            && self.scope.starts_with(stamp.date())
            && self.region == params.region
            && self.service == params.service
    }

    pub(super) fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    pub(super) fn scope(&self) -> &str {
        &self.scope
    }

    /// The name of the algorithm.
    pub(super) fn algorithm(&self) -> &'static str {
        match &self.material {
            Material::Mac(_) => ALGORITHM,
            #[cfg(feature = "sigv4a")]
            Material::Ecdsa(_) => ecdsa::ALGORITHM,
        }
    }

    /// The regions of the signature, if the request has to name them.
    pub(super) fn region_set(&self) -> Option<&str> {
        match &self.material {
            Material::Mac(_) => None,
            #[cfg(feature = "sigv4a")]
            Material::Ecdsa(_) => Some(&self.region),
        }
    }

    /// Signs a text: the signature in hexadecimal digits.
    pub(super) fn sign(&self, text: &[u8]) -> String {
        match &self.material {
            Material::Mac(mac) => {
                let mut mac = mac.clone();
                mac.update(text);
                let digits = hex(&mac.finalize().into_bytes().into());
                str::from_utf8(&digits).unwrap_or_default().to_owned()
            }
            #[cfg(feature = "sigv4a")]
            Material::Ecdsa(key) => {
                let mut digits = String::new();
                for byte in key.sign(text) {
                    // Writing to a string cannot fail.
                    let _ = write!(digits, "{byte:02x}");
                }
                digits
            }
        }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey")
            .field("credentials", &self.credentials)
            .field("scope", &self.scope)
            .finish_non_exhaustive()
    }
}

/// The key of Signature Version 4: the secret access key, and each part of the scope in turn.
fn mac_of(credentials: &Credentials, scope: &[&str]) -> Hmac<Sha256> {
    let secret = ["AWS4", credentials.secret_access_key()].concat();
    let mut mac = keyed(secret.as_bytes());
    for part in scope {
        mac.update(part.as_bytes());
        mac = keyed(&mac.finalize().into_bytes());
    }
    mac
}

/// Creates an HMAC with a key of any length: RFC 2104 pads a short key with zeros to a block, and
/// hashes a longer one.
pub(super) fn keyed(key: &[u8]) -> Hmac<Sha256> {
    let mut block = [0; 64];
    let hash;
    let key = if key.len() > block.len() {
        hash = Sha256::digest(key);
        &hash
    } else {
        key
    };
    for (to, from) in block.iter_mut().zip(key) {
        *to = *from;
    }
    Hmac::new(&block.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_any_length_are_those_of_the_rfc() {
        for length in [0, 1, 32, 63, 64, 65, 200] {
            let key = vec![7; length];
            let mut expected = Hmac::<Sha256>::new_from_slice(&key).unwrap();
            expected.update(b"text");
            let mut mac = keyed(&key);
            mac.update(b"text");
            assert_eq!(mac.finalize().into_bytes(), expected.finalize().into_bytes(), "{length}");
        }
    }
}
