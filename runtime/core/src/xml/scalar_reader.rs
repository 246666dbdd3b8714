//! Deserializes scalars: the text of an element or an attribute. White space around it belongs to strings
//! only.

use std::str::FromStr;

use super::reader::Reader;
use crate::codec::ReadEnum;
use crate::decimal::{Decimal, number_length};
use crate::{BigDecimal, BigInteger, Blob, DateTime, TimestampFormat};

impl Reader<'_> {
    /// Reads a string.
    pub fn string(&mut self) -> String {
        self.text("a string").into_owned()
    }

    /// Reads `true` or `false`.
    pub fn boolean(&mut self) -> bool {
        self.parsed("a boolean", |text| match text {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        })
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

    /// Reads a number, or one of the texts `NaN`, `Infinity` and `-Infinity`, as 32 bits.
    pub fn float(&mut self) -> f32 {
        self.floating(32, f32::is_finite, [f32::NAN, f32::INFINITY, f32::NEG_INFINITY])
    }

    /// Reads a number, or one of the texts `NaN`, `Infinity` and `-Infinity`, as 64 bits.
    pub fn double(&mut self) -> f64 {
        self.floating(64, f64::is_finite, [f64::NAN, f64::INFINITY, f64::NEG_INFINITY])
    }

    /// Reads an integer of any size.
    pub fn big_integer(&mut self) -> BigInteger {
        self.parsed("an integer", |text| match text.parse() {
            Ok(integer) => Some(integer),
            Err(_) => decimal(text)?.integer()?.parse().ok(),
        })
    }

    /// Reads a number of any size and precision.
    pub fn big_decimal(&mut self) -> BigDecimal {
        self.parsed("a number", |text| text.parse().ok())
    }

    /// Reads bytes in base64.
    pub fn blob(&mut self) -> Blob {
        self.converted(Blob::from_base64)
    }

    /// Reads a timestamp in the format `date-time`.
    pub fn date_time(&mut self) -> DateTime {
        self.converted(|text| DateTime::parse(text, TimestampFormat::DateTime))
    }

    /// Reads a timestamp in the format `http-date`.
    pub fn http_date(&mut self) -> DateTime {
        self.converted(|text| DateTime::parse(text, TimestampFormat::HttpDate))
    }

    /// Reads a timestamp in the format `epoch-seconds`.
    pub fn epoch_seconds(&mut self) -> DateTime {
        self.parsed("a number of seconds", |text| {
            DateTime::parse(text, TimestampFormat::EpochSeconds).ok()
        })
    }

    /// Reads an integer of at most 64 bits. `1.0` and `1e2` are integers, too, as in the other codecs.
    fn whole(&mut self, bits: u32) -> i64 {
        let offset = self.cursor.offset();
        let text = self.text("an integer");
        let text = text.trim_ascii();
        let value = match text.parse::<i64>() {
            Ok(value) => Some(value),
            Err(_) => decimal(text).and_then(|number| number.integer()?.parse().ok()),
        };
        let spare = 64 - bits;
        match value {
            Some(value) if (value << spare) >> spare == value => value,
            _ => {
                let found = match decimal(text) {
                    Some(number) if number.is_integer() => "a number beyond that",
                    Some(_) => "a number with a fraction",
                    None => found(text),
                };
                let reason = format!("expected an integer of {bits} bits, found {found}");
                self.cursor.fail(offset, reason);
                0
            }
        }
    }

    fn floating<T: FromStr + Copy + Default>(
        &mut self,
        bits: u32,
        is_finite: fn(T) -> bool,
        [nan, infinity, negative_infinity]: [T; 3],
    ) -> T {
        let offset = self.cursor.offset();
        let text = self.text("a number");
        let text = text.trim_ascii();
        let found = match text {
            "NaN" => return nan,
            "Infinity" => return infinity,
            "-Infinity" => return negative_infinity,
            _ if is_number(text) => match text.parse() {
                Ok(value) if is_finite(value) => return value,
                _ => "a number beyond that",
            },
            _ => found(text),
        };
        let reason = format!("expected a number that fits {bits} bits, found {found}");
        self.cursor.fail(offset, reason);
        T::default()
    }

    /// Reads what `parse` makes of the text.
    fn parsed<T: Default>(&mut self, expected: &str, parse: impl FnOnce(&str) -> Option<T>) -> T {
        let offset = self.cursor.offset();
        let text = self.text(expected);
        let text = text.trim_ascii();
        parse(text).unwrap_or_else(|| {
            self.cursor.fail(offset, format!("expected {expected}, found {}", found(text)));
            T::default()
        })
    }

    /// Reads what `convert` makes of the text, or keeps its error.
    fn converted<T: Default, E: ToString>(
        &mut self,
        convert: impl FnOnce(&str) -> Result<T, E>,
    ) -> T {
        let offset = self.cursor.offset();
        let text = self.text("a string");
        convert(text.trim_ascii()).unwrap_or_else(|reason| {
            self.cursor.fail(offset, reason.to_string());
            T::default()
        })
    }
}

/// The number that a text is, if it is one.
fn decimal(text: &str) -> Option<Decimal> {
    if is_number(text) { Decimal::of(text) } else { None }
}

fn is_number(text: &str) -> bool {
    number_length(text.as_bytes()) == Ok(text.len())
}

/// Describes a text in a message. It is not quoted, since it may be a secret.
fn found(text: &str) -> &'static str {
    match text {
        "" => "no text",
        _ if is_number(text) => "a number",
        _ => "another text",
    }
}

impl ReadEnum for Reader<'_> {
    fn string_enum<T: for<'s> From<&'s str>>(&mut self) -> T {
        T::from(&self.text("a string"))
    }

    fn int_enum<T: From<i32>>(&mut self) -> T {
        T::from(self.integer())
    }
}
