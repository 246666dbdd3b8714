//! Serializes scalars, each in the shortest form that holds its value. Floats have 32 or 64 bits.

use super::bignum::{self, Bignum};
use super::writer::{ARRAY, NEGATIVE, TAG, UNSIGNED, Writer};
use super::{DECIMAL_FRACTION, EPOCH_SECONDS, NEGATIVE_BIGNUM, POSITIVE_BIGNUM, decimal_fraction};
use crate::codec::WriteEnum;
use crate::{BigDecimal, BigInteger, Blob, DateTime};

/// The initial bytes of `false`, `true`, and floats of 32 and 64 bits.
const FALSE: u8 = 0xf4;
const TRUE: u8 = 0xf5;
const FLOAT: u8 = 0xfa;
const DOUBLE: u8 = 0xfb;

impl Writer {
    /// Writes a text string.
    #[expect(clippy::ptr_arg, reason = "the type of a field decides which function writes it")]
    pub fn string(&mut self, value: &String) {
        self.text(value);
    }

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, value: &bool) {
        self.raw(&[if *value { TRUE } else { FALSE }]);
    }

    /// Writes an integer of 8 bits.
    pub fn byte(&mut self, value: &i8) {
        self.long(&i64::from(*value));
    }

    /// Writes an integer of 16 bits.
    pub fn short(&mut self, value: &i16) {
        self.long(&i64::from(*value));
    }

    /// Writes an integer of 32 bits.
    pub fn integer(&mut self, value: &i32) {
        self.long(&i64::from(*value));
    }

    /// Writes an integer of 64 bits.
    pub fn long(&mut self, value: &i64) {
        match u64::try_from(*value) {
            Ok(value) => self.head(UNSIGNED, value),
            // The argument of a negative integer is -1 - value.
            Err(_) => self.head(NEGATIVE, (!*value).unsigned_abs()),
        }
    }

    /// Writes a float of 32 bits.
    pub fn float(&mut self, value: &f32) {
        self.raw(&[FLOAT]);
        self.raw(&value.to_be_bytes());
    }

    /// Writes a float of 64 bits, or of 32 bits if they hold the same value.
    pub fn double(&mut self, value: &f64) {
        #[expect(clippy::cast_possible_truncation, reason = "whether it is exact is compared")]
        let short = *value as f32;
        if f64::from(short).to_bits() == value.to_bits() || value.is_nan() {
            self.float(&short);
        } else {
            self.raw(&[DOUBLE]);
            self.raw(&value.to_be_bytes());
        }
    }

    /// Writes an integer of any size, as a bignum unless it fits 64 bits.
    pub fn big_integer(&mut self, value: &BigInteger) {
        match bignum::to_bytes(value.as_str()) {
            Some(bignum) => self.bignum(&bignum),
            None => self.fail("", bignum::TOO_MANY_DIGITS),
        }
    }

    /// Writes a number of any size and precision, as a decimal fraction.
    pub fn big_decimal(&mut self, value: &BigDecimal) {
        let Some((mantissa, exponent)) = decimal_fraction::split(value) else {
            return self.fail("", "must have an exponent that fits 64 bits");
        };
        match bignum::to_bytes(&mantissa) {
            Some(bignum) => {
                self.head(TAG, DECIMAL_FRACTION);
                self.head(ARRAY, 2);
                self.long(&exponent);
                self.bignum(&bignum);
            }
            None => self.fail("", bignum::TOO_MANY_DIGITS),
        }
    }

    /// Writes bytes as a byte string.
    pub fn blob(&mut self, value: &Blob) {
        self.bytes(value.as_ref());
    }

    /// Writes a timestamp: a number of seconds, with milliseconds if it has some. Smaller fractions are
    /// dropped, since the protocol has none.
    pub fn epoch_seconds(&mut self, value: &DateTime) {
        self.head(TAG, EPOCH_SECONDS);
        match seconds_with_fraction(*value) {
            Some(seconds) => self.double(&seconds),
            None => self.long(&value.secs()),
        }
    }

    /// Writes `n`, or `-1 - n`, as an integer if 64 bits hold `n`.
    fn bignum(&mut self, Bignum { is_negative, bytes }: &Bignum) {
        if bytes.len() > 8 {
            self.head(TAG, if *is_negative { NEGATIVE_BIGNUM } else { POSITIVE_BIGNUM });
            return self.bytes(bytes);
        }
        let value = bytes.iter().fold(0, |value, byte| value << 8 | u64::from(*byte));
        self.head(if *is_negative { NEGATIVE } else { UNSIGNED }, value);
    }
}

impl WriteEnum for Writer {
    fn string_enum(&mut self, value: &str) {
        self.text(value);
    }

    fn int_enum(&mut self, value: i32) {
        self.integer(&value);
    }
}

/// The nearest float to the seconds with their milliseconds; `None` if it is a whole number.
#[expect(clippy::cast_precision_loss, reason = "the nearest float is written")]
fn seconds_with_fraction(at: DateTime) -> Option<f64> {
    /// Up to here, floats are exact for whole numbers.
    const EXACT: u64 = 1 << f64::MANTISSA_DIGITS;
    let millis = i64::from(at.subsec_nanos() / 1_000_000);
    let since_epoch = at.secs().checked_mul(1000)?.checked_add(millis)?;
    let seconds = if since_epoch.unsigned_abs() <= EXACT {
        since_epoch as f64 / 1000.0
    } else {
        at.secs() as f64 + millis as f64 / 1000.0
    };
    Some(seconds).filter(|seconds| seconds.fract() != 0.0)
}
