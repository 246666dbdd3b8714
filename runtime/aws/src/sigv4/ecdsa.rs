//! The keys of Signature Version 4A, which are asymmetric: a service verifies a signature in any region.

use hmac::Mac as _;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{DerSignature, SigningKey};

use super::key::keyed;
use crate::Credentials;

pub(super) const ALGORITHM: &str = "AWS4-ECDSA-P256-SHA256";

/// The length of the key in bits, as the derivation states it.
const BITS: u32 = 256;

/// A private key on the curve P-256.
#[derive(Clone)]
pub(super) struct EcdsaKey(SigningKey);

impl EcdsaKey {
    /// Derives the key of credentials: NIST SP 800-108 in counter mode, with the secret access key, whose
    /// context is the access key id and a counter. The counter grows until the result is a private key;
    /// the first one is with a probability of nearly 1.
    pub(super) fn derive(credentials: &Credentials) -> Option<Self> {
        let secret = ["AWS4A", credentials.secret_access_key()].concat();
        (1..u8::MAX).find_map(|counter| {
            let mut mac = keyed(secret.as_bytes());
            mac.update(&1_u32.to_be_bytes());
            mac.update(ALGORITHM.as_bytes());
            mac.update(&[0]);
            mac.update(credentials.access_key_id().as_bytes());
            mac.update(&[counter]);
            mac.update(&BITS.to_be_bytes());
            let scalar = plus_one(mac.finalize().into_bytes().into())?;
            // A key is not zero, and is less than the order of the curve.
            SigningKey::from_slice(&scalar).ok().map(Self)
        })
    }

    /// Signs a text: the signature in DER.
    pub(super) fn sign(&self, text: &[u8]) -> Vec<u8> {
        let signature: DerSignature = self.0.sign(text);
        signature.as_bytes().to_vec()
    }
}

/// The big-endian number plus one, unless that overflows.
fn plus_one(mut number: [u8; 32]) -> Option<[u8; 32]> {
    for byte in number.iter_mut().rev() {
        let (sum, overflows) = byte.overflowing_add(1);
        *byte = sum;
        if !overflows {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use http::Request;
    use p256::ecdsa::signature::Verifier as _;

    use super::*;
    use crate::sigv4::{self, Algorithm, Payload, Signature, SignatureLocation, SigningParams};

    fn credentials() -> Credentials {
        Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
    }

    #[test]
    fn the_key_is_that_of_the_signing_test_suite() {
        let key = EcdsaKey::derive(&credentials()).unwrap();
        let point = key.0.verifying_key().to_sec1_point(false);
        let expected = "04\
            b6618f6a65740a99e650b33b6b4b5bd0d43b176d721a3edfea7e7d2d56d936b1\
            865ed22a7eadc9c5cb9d2cbaca1b3699139fedc5043dc6661864218330c8e518";
        let digits = expected.as_bytes().chunks(2).map(|digits| str::from_utf8(digits).unwrap());
        let expected: Vec<u8> =
            digits.map(|digits| u8::from_str_radix(digits, 16).unwrap()).collect();
        assert_eq!(point.as_bytes(), expected);
    }

    fn signed(location: SignatureLocation) -> (http::request::Parts, Signature) {
        let mut request = Request::get("https://example.amazonaws.com/").body(()).unwrap();
        request.headers_mut().insert("user-agent", "any".parse().unwrap());
        let (mut parts, ()) = request.into_parts();
        let time = UNIX_EPOCH + Duration::from_secs(1_440_938_160);
        let params = SigningParams::new("us-east-1", "service", time)
            .algorithm(Algorithm::SigV4a)
            .location(location);
        let payload = Payload::Bytes(b"");
        let signature = sigv4::sign(&mut parts, payload, &credentials(), &params).unwrap();
        (parts, signature)
    }

    fn is_valid(signature: &Signature) -> bool {
        let key = EcdsaKey::derive(&credentials()).unwrap();
        let digits: Vec<u8> = (0..signature.as_str().len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&signature.as_str()[at..at + 2], 16).unwrap())
            .collect();
        let der = DerSignature::from_bytes(&digits).unwrap();
        key.0.verifying_key().verify(signature.string_to_sign().as_bytes(), &der).is_ok()
    }

    /// The texts of `get-vanilla` in the signing test suite.
    #[test]
    fn headers_are_signed_for_a_set_of_regions() {
        let (parts, signature) = signed(SignatureLocation::Headers);
        let expected = "AWS4-ECDSA-P256-SHA256\n20150830T123600Z\n20150830/service/aws4_request\n\
            cf59db423e841c8b7e3444158185aa261b724a5c27cbe762676f3eed19f4dc02";
        assert_eq!(signature.string_to_sign(), expected);
        assert!(is_valid(&signature));
        assert_eq!(parts.headers["x-amz-region-set"], "us-east-1");
        let start = "AWS4-ECDSA-P256-SHA256 Credential=AKIDEXAMPLE/20150830/service/aws4_request, \
            SignedHeaders=host;x-amz-date;x-amz-region-set, Signature=30";
        assert!(parts.headers["authorization"].to_str().unwrap().starts_with(start));
    }

    #[test]
    fn a_url_is_signed_for_a_set_of_regions() {
        let expires_in = Duration::from_secs(3600);
        let (parts, signature) = signed(SignatureLocation::Query { expires_in });
        let expected = "AWS4-ECDSA-P256-SHA256\n20150830T123600Z\n20150830/service/aws4_request\n\
            890c4ed28c1a1ac10b5862719b537afbe392e987dc1aab1efa16fe7de41d3c81";
        assert_eq!(signature.string_to_sign(), expected);
        assert!(is_valid(&signature));
        assert!(parts.uri.query().unwrap().contains("&X-Amz-Region-Set=us-east-1&"));
    }

    #[test]
    fn numbers_are_increased() {
        assert_eq!(plus_one([0; 32]).unwrap()[31], 1);
        let mut number = [0xFF; 32];
        assert_eq!(plus_one(number), None);
        number[0] = 0;
        let mut expected = [0; 32];
        expected[0] = 1;
        assert_eq!(plus_one(number), Some(expected));
    }
}
