//! Proofs of possession (DPoP) of the private key of a login session.
//!
//! See RFC 9449, "OAuth 2.0 Demonstrating Proof of Possession", section 4. The signature is made by
//! `ring`, which the transports use for TLS.

#[cfg(all(feature = "login", target_family = "wasm", target_os = "unknown"))]
compile_error!(
    "the feature `login`, which the features `hyper` and `blocking` of a crate enable, does not support \
    wasm32-unknown-unknown: set `Config::credentials` or your own `ProvideCredentials`"
);

use super::CredentialsError;
use whitesmith_client::Context;

#[cfg(all(test, feature = "login"))]
pub(super) use with_ring::new_key;

/// Creates a proof for a POST request to a URL, with a private key in PEM.
#[cfg(all(feature = "login", not(all(target_family = "wasm", target_os = "unknown"))))]
pub(super) fn proof(pem: &str, url: &str, context: &Context) -> Result<String, CredentialsError> {
    with_ring::ProofKey::read(pem)?.proof(url, context)
}

/// Without the feature `login` proofs cannot be signed.
#[cfg(any(not(feature = "login"), all(target_family = "wasm", target_os = "unknown")))]
pub(super) fn proof(_: &str, _: &str, _: &Context) -> Result<String, CredentialsError> {
    Err(CredentialsError::new(
        "the credentials of the login_session must be renewed, and whitesmith-runtime is built \
         without its feature `login`, which does that; the features `hyper` and `blocking` include \
         it. Otherwise use a profile with `credential_process = aws configure export-credentials \
         --format process --profile NAME`",
    ))
}

#[cfg(all(feature = "login", not(all(target_family = "wasm", target_os = "unknown"))))]
mod with_ring {
    use std::time::UNIX_EPOCH;

    use base64::Engine as _;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
    use ring::rand::SystemRandom;
    use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};

    use super::{Context, CredentialsError};
    use whitesmith_client::internal::uuid;

    /// The size in bytes of a coordinate, and of the private key.
    const LENGTH: usize = 32;

    /// The private key of a session, on the curve P-256.
    pub(super) struct ProofKey {
        pair: EcdsaKeyPair,
        random: SystemRandom,
    }

    impl ProofKey {
        /// Parses a PEM key in the format of RFC 5915. The error does not quote it.
        pub(super) fn read(pem: &str) -> Result<Self, CredentialsError> {
            let random = SystemRandom::new();
            let pair = der(pem).and_then(|der| {
                let (private, public) = keys(&der)?;
                let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
                EcdsaKeyPair::from_private_key_and_public_key(algorithm, private, public, &random)
                    .ok()
            });
            let message =
                "the dpopKey of the login session is not a private key on the curve P-256";
            let pair = pair.ok_or_else(|| CredentialsError::new(message))?;
            Ok(Self { pair, random })
        }

        /// Creates a proof for a POST request to a URL.
        pub(super) fn proof(
            &self,
            url: &str,
            context: &Context,
        ) -> Result<String, CredentialsError> {
            let now = context.service_time();
            let seconds = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
            let point = self.pair.public_key().as_ref();
            let coordinate = |from: usize| {
                let bytes = point.get(from..from + LENGTH).unwrap_or_default();
                URL_SAFE_NO_PAD.encode(bytes)
            };
            let header = format!(
                r#"{{"typ":"dpop+jwt","alg":"ES256","jwk":{{"kty":"EC","crv":"P-256","x":"{}","y":"{}"}}}}"#,
                coordinate(1),
                coordinate(1 + LENGTH),
            );
            let id = uuid(&*context.random);
            // A URL contains no character that JSON escapes.
            let claims = format!(r#"{{"jti":"{id}","htm":"POST","htu":"{url}","iat":{seconds}}}"#);
            let encode = |text: &str| URL_SAFE_NO_PAD.encode(text);
            let signed = format!("{}.{}", encode(&header), encode(&claims));
            let signature = self
                .pair
                .sign(&self.random, signed.as_bytes())
                .map_err(|_| CredentialsError::new("the proof of possession cannot be signed"))?;
            Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref())))
        }
    }

    /// Decodes a PEM text, whose line ends may be escaped.
    fn der(pem: &str) -> Option<Vec<u8>> {
        let pem = pem.replace("\\n", "\n");
        let lines = pem.lines().map(str::trim).filter(|line| !line.starts_with("-----"));
        STANDARD.decode(lines.collect::<String>()).ok()
    }

    /// Returns the private and the public key of an `ECPrivateKey`.
    fn keys(der: &[u8]) -> Option<(&[u8], &[u8])> {
        let (sequence, _) = element(der, 0x30)?;
        let (version, rest) = element(sequence, 0x02)?;
        let (private, rest) = element(rest, 0x04)?;
        let rest = element(rest, 0xa0).map_or(rest, |(_, rest)| rest);
        let (public, _) = element(rest, 0xa1)?;
        let (bits, _) = element(public, 0x03)?;
        // All bits of the last byte are used.
        let (unused, point) = bits.split_first()?;
        (version == [1] && *unused == 0).then_some((private, point))
    }

    /// Returns the content of the DER element with this tag at the start, and what follows it.
    fn element(der: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
        let (found, rest) = der.split_first()?;
        let (length, rest) = rest.split_first()?;
        // Keys on this curve have lengths of one byte, which the byte 0x81 may precede.
        let (length, rest) = match *length {
            0x81 => rest.split_first()?,
            short if short < 0x80 => (length, rest),
            _ => return None,
        };
        if *found != tag {
            return None;
        }
        rest.split_at_checked(usize::from(*length))
    }

    /// Creates a key in PEM, as `aws login` stores it.
    #[cfg(test)]
    pub(in super::super) fn new_key() -> String {
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &SystemRandom::new()).unwrap();
        // PKCS #8 wraps the key: a version, an algorithm, and the key itself.
        let (sequence, _) = element(document.as_ref(), 0x30).unwrap();
        let (_, rest) = element(sequence, 0x02).unwrap();
        let (_, rest) = element(rest, 0x30).unwrap();
        let (key, _) = element(rest, 0x04).unwrap();
        let kind = "EC PRIVATE KEY";
        format!("-----BEGIN {kind}-----\n{}\n-----END {kind}-----\n", STANDARD.encode(key))
    }

    #[cfg(test)]
    mod tests {
        use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

        use super::*;
        use crate::testing::{FakeEnvironment, FakeTransport, Machine};
        use whitesmith_runtime::Document;

        #[test]
        fn proofs_are_signed_tokens() {
            let machine = Machine::new(FakeEnvironment::default(), FakeTransport::default());
            let key = ProofKey::read(&new_key()).unwrap();
            let url = "https://us-east-1.signin.aws.amazon.com/v1/token";
            let proof = key.proof(url, &machine.context).unwrap();
            let (signed, signature) = proof.rsplit_once('.').unwrap();
            let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
            let json = |text: &str| {
                Document::from_json(&String::from_utf8(decode(text)).unwrap()).unwrap()
            };
            let (header, claims) = signed.split_once('.').unwrap();
            let (header, claims) = (json(header), json(claims));
            let text = |document: &Document, name: &str| {
                document.get(name).unwrap().as_str().unwrap().to_owned()
            };
            assert_eq!(
                (text(&header, "typ"), text(&header, "alg")),
                ("dpop+jwt".into(), "ES256".into())
            );
            assert_eq!((text(&claims, "htm"), text(&claims, "htu")), ("POST".into(), url.into()));
            assert_eq!(claims.get("iat").unwrap().as_u64(), Some(1_767_225_600));
            let jwk = header.get("jwk").unwrap();
            assert_eq!((text(jwk, "kty"), text(jwk, "crv")), ("EC".into(), "P-256".into()));
            let mut point = vec![4];
            point.extend(decode(&text(jwk, "x")));
            point.extend(decode(&text(jwk, "y")));
            UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)
                .verify(signed.as_bytes(), &decode(signature))
                .unwrap();
            let other = key.proof(url, &machine.context).unwrap();
            assert_ne!(proof, other, "signatures are random");
        }

        #[test]
        fn what_is_no_key_is_refused_and_not_shown() {
            let key = new_key();
            let half = key.get(..120).unwrap();
            for pem in ["", "HUSH", "-----BEGIN EC PRIVATE KEY-----\nHUSH\n", half] {
                let error = ProofKey::read(pem).err().unwrap().to_string();
                assert!(
                    error.starts_with("the dpopKey of the login session")
                        && !error.contains("HUSH")
                );
            }
        }
    }
}
