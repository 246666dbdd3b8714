//! Serializes scalars as the values of parameters.

use super::writer::Writer;
use crate::codec::WriteEnum;
use crate::{BigDecimal, BigInteger, Blob, DateTime, Text, TimestampFormat};

impl Writer {
    /// Writes a string.
    #[expect(clippy::ptr_arg, reason = "the type of a field decides which function writes it")]
    pub fn string(&mut self, value: &String) {
        self.text(value);
    }

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, value: &bool) {
        self.unreserved(format_args!("{value}"));
    }

    /// Writes an integer of 8 bits.
    pub fn byte(&mut self, value: &i8) {
        self.unreserved(format_args!("{value}"));
    }

    /// Writes an integer of 16 bits.
    pub fn short(&mut self, value: &i16) {
        self.unreserved(format_args!("{value}"));
    }

    /// Writes an integer of 32 bits.
    pub fn integer(&mut self, value: &i32) {
        self.unreserved(format_args!("{value}"));
    }

    /// Writes an integer of 64 bits.
    pub fn long(&mut self, value: &i64) {
        self.unreserved(format_args!("{value}"));
    }

    /// Writes a number of 32 bits, or `NaN`, `Infinity` or `-Infinity`.
    pub fn float(&mut self, value: &f32) {
        self.text(&value.text().unwrap_or_default());
    }

    /// Writes a number of 64 bits, or `NaN`, `Infinity` or `-Infinity`.
    pub fn double(&mut self, value: &f64) {
        self.text(&value.text().unwrap_or_default());
    }

    /// Writes an integer of any size.
    pub fn big_integer(&mut self, value: &BigInteger) {
        self.text(value.as_str());
    }

    /// Writes a number of any size and precision.
    pub fn big_decimal(&mut self, value: &BigDecimal) {
        self.text(value.as_str());
    }

    /// Writes bytes in base64.
    pub fn blob(&mut self, value: &Blob) {
        self.text(&value.to_base64());
    }

    /// Writes a timestamp in the format `date-time`.
    pub fn date_time(&mut self, value: &DateTime) {
        self.date(*value, TimestampFormat::DateTime);
    }

    /// Writes a timestamp in the format `http-date`.
    pub fn http_date(&mut self, value: &DateTime) {
        self.date(*value, TimestampFormat::HttpDate);
    }

    /// Writes a timestamp in the format `epoch-seconds`.
    pub fn epoch_seconds(&mut self, value: &DateTime) {
        self.date(*value, TimestampFormat::EpochSeconds);
    }

    fn date(&mut self, at: DateTime, format: TimestampFormat) {
        match at.send(format) {
            Ok(text) => self.text(&text),
            Err(reason) => self.fail("", reason),
        }
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
