//! Deserializes scalars.

use super::reader::Reader;
use crate::codec::ReadEnum;
use crate::decimal::Decimal;
use crate::{BigDecimal, BigInteger, Blob, DateTime, TimestampFormat};

impl Reader<'_> {
    /// Reads a string.
    pub fn string(&mut self) -> String {
        self.text("a string").into_owned()
    }

    /// Reads `true` or `false`.
    pub fn boolean(&mut self) -> bool {
        match self.peek() {
            Some(b't') if self.literal("true") => true,
            Some(b'f') if self.literal("false") => false,
            _ => {
                self.unexpected("a boolean");
                false
            }
        }
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

    /// Reads a number, or one of the strings `NaN`, `Infinity` and `-Infinity`, as 32 bits.
    pub fn float(&mut self) -> f32 {
        self.floating(32, f32::is_finite, [f32::NAN, f32::INFINITY, f32::NEG_INFINITY])
    }

    /// Reads a number, or one of the strings `NaN`, `Infinity` and `-Infinity`, as 64 bits.
    pub fn double(&mut self) -> f64 {
        self.floating(64, f64::is_finite, [f64::NAN, f64::INFINITY, f64::NEG_INFINITY])
    }

    /// Reads an integer of any size.
    pub fn big_integer(&mut self) -> BigInteger {
        self.parsed_number("an integer", |text| match text.parse() {
            Ok(integer) => Some(integer),
            Err(_) => Decimal::of(text)?.integer()?.parse().ok(),
        })
    }

    /// Reads a number of any size and precision.
    pub fn big_decimal(&mut self) -> BigDecimal {
        self.parsed_number("a number", |text| text.parse().ok())
    }

    /// Reads an integer of any size from a string.
    pub fn quoted_big_integer(&mut self) -> BigInteger {
        self.parsed_text(str::parse)
    }

    /// Reads a number of any size and precision from a string.
    pub fn quoted_big_decimal(&mut self) -> BigDecimal {
        self.parsed_text(str::parse)
    }

    /// Reads bytes from a string in base64.
    pub fn blob(&mut self) -> Blob {
        self.parsed_text(Blob::from_base64)
    }

    /// Reads a timestamp in the format `date-time`, a string.
    pub fn date_time(&mut self) -> DateTime {
        self.parsed_text(|text| DateTime::parse(text, TimestampFormat::DateTime))
    }

    /// Reads a timestamp in the format `http-date`, a string.
    pub fn http_date(&mut self) -> DateTime {
        self.parsed_text(|text| DateTime::parse(text, TimestampFormat::HttpDate))
    }

    /// Reads a timestamp in the format `epoch-seconds`, a number.
    pub fn epoch_seconds(&mut self) -> DateTime {
        self.parsed_number("a number of seconds", |text| {
            DateTime::parse(text, TimestampFormat::EpochSeconds).ok()
        })
    }

    /// Reads an integer of at most 64 bits. `1.0` and `1e2` are integers, too: JSON has one type of number.
    fn whole(&mut self, bits: u32) -> i64 {
        self.peek();
        let start = self.offset();
        let text = self.number("an integer");
        let value = match text.parse::<i64>() {
            Ok(value) => Some(value),
            Err(_) => {
                Decimal::of(text).and_then(|number| number.integer()).and_then(|n| n.parse().ok())
            }
        };
        let spare = 64 - bits;
        match value {
            Some(value) if (value << spare) >> spare == value => value,
            _ => {
                let found = match Decimal::of(text) {
                    Some(number) if !number.is_integer() => "a number with a fraction",
                    Some(_) | None => "a number beyond that",
                };
                self.fail(start, format!("expected an integer of {bits} bits, found {found}"));
                0
            }
        }
    }

    fn floating<T: std::str::FromStr + Copy + Default>(
        &mut self,
        bits: u32,
        is_finite: fn(T) -> bool,
        [nan, infinity, negative_infinity]: [T; 3],
    ) -> T {
        let quoted = self.peek() == Some(b'"');
        let start = self.offset();
        if quoted {
            match &*self.text("a number") {
                "NaN" => return nan,
                "Infinity" => return infinity,
                "-Infinity" => return negative_infinity,
                _ => self.fail(start, "expected a number, found a string".to_owned()),
            }
            return T::default();
        }
        let text = self.number("a number");
        match text.parse() {
            Ok(value) if is_finite(value) => value,
            _ => {
                let expected = format!("expected a number that fits {bits} bits");
                self.fail(start, format!("{expected}, found a number beyond that"));
                T::default()
            }
        }
    }

    fn parsed_number<T: Default>(
        &mut self,
        expected: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> T {
        self.peek();
        let start = self.offset();
        let text = self.number(expected);
        parse(text).unwrap_or_else(|| {
            self.fail(start, format!("expected {expected}, found another number"));
            T::default()
        })
    }

    fn parsed_text<T: Default, E: ToString>(
        &mut self,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> T {
        self.peek();
        let start = self.offset();
        let text = self.text("a string");
        parse(&text).unwrap_or_else(|reason| {
            self.fail(start, reason.to_string());
            T::default()
        })
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
