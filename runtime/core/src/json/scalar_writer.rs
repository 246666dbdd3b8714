//! Serializes scalars.

use super::writer::Writer;
use crate::codec::WriteEnum;
use crate::{BigDecimal, BigInteger, Blob, DateTime, TimestampFormat};

impl Writer {
    /// Writes a string.
    #[expect(clippy::ptr_arg, reason = "the type of a field decides which function writes it")]
    pub fn string(&mut self, value: &String) {
        self.text(value);
    }

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, value: &bool) {
        self.raw(if *value { "true" } else { "false" });
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
        if *value < 0 {
            self.raw("-");
        }
        self.unsigned(value.unsigned_abs());
    }

    /// Writes a number of 32 bits, or the string `NaN`, `Infinity` or `-Infinity`.
    pub fn float(&mut self, value: &f32) {
        if value.is_finite() {
            self.formatted(format_args!("{value:?}"));
        } else {
            self.not_finite(f64::from(*value));
        }
    }

    /// Writes a number of 64 bits, or the string `NaN`, `Infinity` or `-Infinity`.
    pub fn double(&mut self, value: &f64) {
        if value.is_finite() {
            self.formatted(format_args!("{value:?}"));
        } else {
            self.not_finite(*value);
        }
    }

    /// Writes an integer of any size.
    pub fn big_integer(&mut self, value: &BigInteger) {
        self.raw(value.as_str());
    }

    /// Writes a number of any size and precision.
    pub fn big_decimal(&mut self, value: &BigDecimal) {
        self.raw(value.as_str());
    }

    /// Writes an integer of any size as a string.
    pub fn quoted_big_integer(&mut self, value: &BigInteger) {
        self.text(value.as_str());
    }

    /// Writes a number of any size and precision as a string.
    pub fn quoted_big_decimal(&mut self, value: &BigDecimal) {
        self.text(value.as_str());
    }

    /// Writes bytes as a string in base64.
    pub fn blob(&mut self, value: &Blob) {
        self.text(&value.to_base64());
    }

    /// Writes a timestamp in the format `date-time`, a string.
    pub fn date_time(&mut self, value: &DateTime) {
        self.date(*value, TimestampFormat::DateTime);
    }

    /// Writes a timestamp in the format `http-date`, a string.
    pub fn http_date(&mut self, value: &DateTime) {
        self.date(*value, TimestampFormat::HttpDate);
    }

    /// Writes a timestamp in the format `epoch-seconds`, a number.
    pub fn epoch_seconds(&mut self, value: &DateTime) {
        self.raw(&value.format(TimestampFormat::EpochSeconds));
    }

    fn date(&mut self, at: DateTime, format: TimestampFormat) {
        match at.send(format) {
            Ok(text) => self.text(&text),
            Err(reason) => self.fail("", reason),
        }
    }

    /// Writes the decimal digits of `value`.
    pub(super) fn unsigned(&mut self, mut value: u64) {
        let mut digits = [b'0'; 20];
        let mut start = digits.len();
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + u8::try_from(value % 10).unwrap_or_default();
            value /= 10;
            start -= 1;
            if value == 0 {
                break;
            }
        }
        self.raw(digits.get(start..).map(str::from_utf8).and_then(Result::ok).unwrap_or_default());
    }

    fn not_finite(&mut self, value: f64) {
        self.text(if value.is_nan() {
            "NaN"
        } else if value > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        });
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
