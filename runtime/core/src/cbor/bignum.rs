//! Converts integers of any size between decimal digits and the bytes of a bignum
//! ([RFC 8949, section 3.4.3](https://www.rfc-editor.org/rfc/rfc8949#section-3.4.3)).
//!
//! The time of a conversion grows with the square of the length, so the length is limited.

use std::fmt::Write as _;

use crate::BigInteger;

/// The maximum length of a bignum, in bytes.
const MAX_BYTES: usize = 1024;

/// The number of decimal digits that always fit [`MAX_BYTES`].
const MAX_DIGITS: usize = 2466;

/// Why a bignum that was received cannot be read.
pub(super) const TOO_LONG: &str = "a bignum of more than 1024 bytes";

/// Why an integer cannot be sent.
pub(super) const TOO_MANY_DIGITS: &str = "must have at most 2466 digits";

/// The base of the parts of an integer as decimal digits, and as bytes.
const DECIMAL: u64 = 1_000_000_000;
const BINARY: u64 = 1 << 32;

/// The digits of a decimal part.
const DIGITS: usize = 9;

/// An integer as CBOR has it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bignum {
    /// Whether the integer is `-1 - n`, not `n`.
    pub(super) is_negative: bool,
    /// The bytes of `n`, the most significant first, without leading zeros.
    pub(super) bytes: Vec<u8>,
}

/// The integer `n`, or `-1 - n` if it is negative, for the `n` of `bytes`. `None` if they are too many.
pub(super) fn from_bytes(bytes: &[u8], is_negative: bool) -> Option<BigInteger> {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let bytes = bytes.get(zeros..).filter(|bytes| bytes.len() <= MAX_BYTES)?;
    let mut parts = Vec::new();
    for word in bytes.rchunks(4).rev() {
        let word = word.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
        multiply_and_add(&mut parts, BINARY, word, DECIMAL);
    }
    if is_negative {
        multiply_and_add(&mut parts, 1, 1, DECIMAL);
    }
    let mut text = String::from(if is_negative { "-" } else { "" });
    let mut parts = parts.iter().rev();
    // To write to a string cannot fail.
    let _ = write!(text, "{}", parts.next().unwrap_or(&0));
    for part in parts {
        let _ = write!(text, "{part:0>DIGITS$}");
    }
    text.parse().ok()
}

/// The bytes of an integer in decimal digits, as [`BigInteger`] has them. `None` if it has too many.
pub(super) fn to_bytes(integer: &str) -> Option<Bignum> {
    let digits = integer.trim_start_matches('-');
    if digits.len() > MAX_DIGITS {
        return None;
    }
    let mut words = Vec::new();
    for part in digits.as_bytes().rchunks(DIGITS).rev() {
        let digit = |byte: &u8| u64::from(byte.wrapping_sub(b'0'));
        let part = part.iter().fold(0, |part, byte| part * 10 + digit(byte));
        multiply_and_add(&mut words, DECIMAL, part, BINARY);
    }
    let is_negative = integer.starts_with('-') && !words.is_empty();
    if is_negative {
        subtract_one(&mut words);
    }
    let bytes = words.iter().rev().flat_map(|word| word.to_be_bytes());
    Some(Bignum { is_negative, bytes: bytes.skip_while(|byte| *byte == 0).collect() })
}

/// Multiplies a number, whose parts to this `base` are in ascending order, and adds to it.
fn multiply_and_add(parts: &mut Vec<u32>, factor: u64, addend: u64, base: u64) {
    let low = |sum: u64| u32::try_from(sum % base).unwrap_or_default();
    let mut carry = addend;
    for part in parts.iter_mut() {
        let sum = u64::from(*part) * factor + carry;
        *part = low(sum);
        carry = sum / base;
    }
    while carry > 0 {
        parts.push(low(carry));
        carry /= base;
    }
}

/// Subtracts one from a number that is not zero.
fn subtract_one(words: &mut [u32]) {
    for word in words {
        let is_zero = *word == 0;
        *word = word.wrapping_sub(1);
        if !is_zero {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_become_bytes_and_back() {
        for (integer, is_negative, bytes) in [
            ("0", false, &[][..]),
            ("1", false, &[1]),
            ("-1", true, &[]),
            ("-256", true, &[255]),
            ("-257", true, &[1, 0]),
            ("4294967295", false, &[255; 4]),
            ("4294967296", false, &[1, 0, 0, 0, 0]),
            ("-4294967297", true, &[1, 0, 0, 0, 0]),
            ("1000000000", false, &[0x3b, 0x9a, 0xca, 0]),
            ("18446744073709551616", false, &[1, 0, 0, 0, 0, 0, 0, 0, 0]),
            ("-18446744073709551617", true, &[1, 0, 0, 0, 0, 0, 0, 0, 0]),
            ("-340282366920938463463374607431768211456", true, &[255; 16]),
        ] {
            let bignum = Bignum { is_negative, bytes: bytes.to_vec() };
            assert_eq!(to_bytes(integer), Some(bignum), "{integer}");
            let back = from_bytes(bytes, is_negative);
            assert_eq!(back.as_ref().map(BigInteger::as_str), Some(integer));
            let padded = [&[0; 9], bytes].concat();
            assert_eq!(from_bytes(&padded, is_negative), back, "{integer}");
        }
        assert_eq!(to_bytes("-0"), to_bytes("0"));
    }

    #[test]
    fn lengths_are_limited() {
        let longest = from_bytes(&[255; MAX_BYTES], true).unwrap();
        assert_eq!(longest.as_str().len(), MAX_DIGITS + 2);
        assert_eq!(from_bytes(&[1; MAX_BYTES + 1], false), None);
        assert_eq!(to_bytes(longest.as_str()), None);
        let most = "9".repeat(MAX_DIGITS);
        let bytes = to_bytes(&most).unwrap().bytes;
        assert_eq!(bytes.len(), MAX_BYTES);
        assert_eq!(from_bytes(&bytes, false).unwrap().as_str(), most);
        assert!(TOO_LONG.contains(&MAX_BYTES.to_string()));
        assert!(TOO_MANY_DIGITS.contains(&MAX_DIGITS.to_string()));
    }
}
