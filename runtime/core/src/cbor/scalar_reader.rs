//! Deserializes scalars.

use super::lexer::Head;
use super::reader::Reader;
use super::{DECIMAL_FRACTION, NEGATIVE_BIGNUM, POSITIVE_BIGNUM, bignum, decimal_fraction};
use crate::codec::ReadEnum;
use crate::{BigDecimal, BigInteger, Blob, DateTime, TimestampFormat};

impl Reader<'_> {
    /// Reads a string from a text string.
    pub fn string(&mut self) -> String {
        self.text("a text string").into_owned()
    }

    /// Reads `true` or `false`.
    pub fn boolean(&mut self) -> bool {
        let Some((Head::Boolean(value), end)) = self.head() else {
            self.unexpected("a boolean");
            return false;
        };
        self.lexer.go_to(end);
        value
    }

    /// Reads an integer of 8 bits.
    pub fn byte(&mut self) -> i8 {
        i8::try_from(self.whole(8)).unwrap_or_default()
    }

    /// Reads an integer of 16 bits.
    pub fn short(&mut self) -> i16 {
        i16::try_from(self.whole(16)).unwrap_or_default()
    }

    /// Reads an integer of 32 bits.
    pub fn integer(&mut self) -> i32 {
        i32::try_from(self.whole(32)).unwrap_or_default()
    }

    /// Reads an integer of 64 bits.
    pub fn long(&mut self) -> i64 {
        self.whole(64)
    }

    /// Reads a float, or an integer, as 32 bits. A wider float is rounded.
    pub fn float(&mut self) -> f32 {
        let start = self.lexer.offset();
        let wide = self.double();
        #[expect(clippy::cast_possible_truncation, reason = "the model says that 32 bits suffice")]
        let value = wide as f32;
        if value.is_infinite() && wide.is_finite() {
            let reason = "expected a number that fits 32 bits, found a number beyond that";
            self.fail(start, reason.to_owned());
            return 0.0;
        }
        value
    }

    /// Reads a float, or an integer, as 64 bits.
    #[expect(clippy::cast_precision_loss, reason = "an integer is rounded to the nearest float")]
    pub fn double(&mut self) -> f64 {
        let (value, end) = match self.head() {
            Some((Head::Float(value), end)) => (value, end),
            Some((Head::Unsigned(value), end)) => (value as f64, end),
            Some((Head::Negative(value), end)) => (-1.0 - value as f64, end),
            _ => {
                self.unexpected("a number");
                return 0.0;
            }
        };
        self.lexer.go_to(end);
        value
    }

    /// Reads an integer of any size, which is a bignum or an integer of any width.
    pub fn big_integer(&mut self) -> BigInteger {
        let start = self.lexer.offset();
        let tag = self.skip_tags();
        self.integer_after(tag, start, "an integer")
    }

    /// Reads a number of any size and precision, which is a decimal fraction or an integer.
    pub fn big_decimal(&mut self) -> BigDecimal {
        let start = self.lexer.offset();
        match self.skip_tags() {
            Some(DECIMAL_FRACTION) => self.decimal_fraction(start),
            tag => self.integer_after(tag, start, "a decimal fraction or an integer").into(),
        }
    }

    /// Reads bytes from a byte string.
    pub fn blob(&mut self) -> Blob {
        let Some((Head::Bytes(_), _)) = self.head() else {
            self.unexpected("a byte string");
            return Blob::default();
        };
        Blob::from(self.content().into_owned())
    }

    /// Reads a timestamp: a number of seconds, which may be a float.
    pub fn epoch_seconds(&mut self) -> DateTime {
        let head = self.head();
        let start = self.lexer.offset();
        let (value, end) = match head {
            Some((Head::Unsigned(seconds), end)) => (whole_seconds(seconds, false), end),
            Some((Head::Negative(seconds), end)) => (whole_seconds(seconds, true), end),
            Some((Head::Float(seconds), end)) => (seconds_with_fraction(seconds), end),
            _ => {
                self.unexpected("a number of seconds");
                return DateTime::default();
            }
        };
        self.lexer.go_to(end);
        value.unwrap_or_else(|| {
            let reason = "expected a number of seconds, found a number beyond 64 bits";
            self.fail(start, reason.to_owned());
            DateTime::default()
        })
    }

    /// Reads an integer of at most 64 bits.
    fn whole(&mut self, bits: u32) -> i64 {
        let (value, end) = match self.head() {
            Some((Head::Unsigned(value), end)) => (i64::try_from(value), end),
            Some((Head::Negative(value), end)) => (i64::try_from(value).map(|value| !value), end),
            _ => {
                self.unexpected("an integer");
                return 0;
            }
        };
        let spare = 64 - bits;
        match value {
            Ok(value) if (value << spare) >> spare == value => {
                self.lexer.go_to(end);
                value
            }
            Ok(_) | Err(_) => {
                let expected = format!("expected an integer of {bits} bits");
                self.fail(self.lexer.offset(), format!("{expected}, found a number beyond that"));
                0
            }
        }
    }

    /// Reads an integer of any size after its innermost tag; the first is at `start`.
    fn integer_after(&mut self, tag: Option<u64>, start: usize, expected: &str) -> BigInteger {
        match (tag, self.lexer.head()) {
            (_, Some((Head::Unsigned(value), end))) => {
                self.lexer.go_to(end);
                value.into()
            }
            (_, Some((Head::Negative(value), end))) => {
                self.lexer.go_to(end);
                (-1 - i128::from(value)).into()
            }
            (Some(tag @ (POSITIVE_BIGNUM | NEGATIVE_BIGNUM)), Some((Head::Bytes(_), _))) => {
                let bytes = self.content();
                bignum::from_bytes(&bytes, tag == NEGATIVE_BIGNUM).unwrap_or_else(|| {
                    self.fail(start, bignum::TOO_LONG.to_owned());
                    BigInteger::default()
                })
            }
            _ => {
                self.unexpected(expected);
                BigInteger::default()
            }
        }
    }

    /// Reads an array of an exponent and a mantissa.
    fn decimal_fraction(&mut self, start: usize) -> BigDecimal {
        let (mut exponent, mut mantissa, mut count) = (0, BigInteger::default(), 0_u8);
        self.elements(&mut |r| {
            match count {
                0 => exponent = r.long(),
                1 => mantissa = r.big_integer(),
                _ => r.skip(),
            }
            count = count.saturating_add(1);
        });
        if count != 2 {
            let reason = "expected an array of an exponent and a mantissa";
            self.fail(start, reason.to_owned());
        }
        decimal_fraction::join(&mantissa, exponent)
    }
}

impl ReadEnum for Reader<'_> {
    fn string_enum<T: for<'s> From<&'s str>>(&mut self) -> T {
        T::from(&self.text("a text string"))
    }

    fn int_enum<T: From<i32>>(&mut self) -> T {
        T::from(self.integer())
    }
}

/// The instant `seconds` after the epoch, or `-1 - seconds` if it is negative.
fn whole_seconds(seconds: u64, is_negative: bool) -> Option<DateTime> {
    let seconds = i64::try_from(seconds).ok()?;
    Some(DateTime::from_secs(if is_negative { !seconds } else { seconds }))
}

/// The instant of a float: of the shortest decimal number that it is the nearest float to.
fn seconds_with_fraction(seconds: f64) -> Option<DateTime> {
    DateTime::parse(&seconds.to_string(), TimestampFormat::EpochSeconds).ok()
}
