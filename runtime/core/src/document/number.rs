//! The numbers of documents, of any size and precision.

use std::fmt;
use std::str::FromStr;

use crate::decimal::Decimal;
use crate::number::is_number;
use crate::{BigDecimal, BigInteger, ParseNumberError};

/// A number of a [`Document`](crate::Document), of any size and precision.
///
/// It is kept as it was written, so that deserializing and serializing a document changes no number.
/// Conversions return `None` if they would change the value, except [`as_f64`](Self::as_f64), which
/// rounds. Numbers are equal if their values are: `1`, `1.0` and `10e-1` are equal.
///
/// ```
/// use whitesmith_runtime::Number;
///
/// let texts = ["12345678901234567890123", "1e2", "0.1"];
/// let numbers = texts.map(|text| text.parse::<Number>().unwrap());
/// assert_eq!(numbers[0].to_string(), "12345678901234567890123");
/// assert_eq!(numbers[0].as_i64(), None);
/// assert_eq!(numbers[0].to_big_integer(), "12345678901234567890123".parse().ok());
/// assert_eq!(numbers[1].as_i64(), Some(100));
/// assert_eq!(numbers[2].as_f64(), Some(0.1));
/// assert_eq!(numbers[1], Number::from(100));
/// ```
#[derive(Clone)]
pub struct Number(Repr);

#[derive(Clone)]
enum Repr {
    Natural(u64),
    /// Less than zero.
    Negative(i64),
    /// Any other number, as its JSON text.
    Decimal(Box<str>),
    /// NaN or an infinity, which JSON represents as a string.
    NotFinite(f64),
}

impl Number {
    /// Creates a number from a text that is known to be a decimal number.
    pub(crate) fn of_decimal(text: &str) -> Self {
        if let Ok(natural) = text.parse::<u64>() {
            return Self(Repr::Natural(natural));
        }
        match text.parse::<i64>() {
            // -0 keeps its sign, which matters for floats.
            Ok(negative) if negative < 0 => Self(Repr::Negative(negative)),
            Ok(_) | Err(_) => Self(Repr::Decimal(text.into())),
        }
    }

    /// Returns the number, if it is an integer from `i64::MIN` to `i64::MAX`.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match &self.0 {
            Repr::Natural(value) => i64::try_from(*value).ok(),
            Repr::Negative(value) => Some(*value),
            Repr::Decimal(text) => Decimal::of(text)?.integer()?.parse().ok(),
            Repr::NotFinite(_) => None,
        }
    }

    /// Returns the number, if it is an integer from 0 to `u64::MAX`.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        match &self.0 {
            Repr::Natural(value) => Some(*value),
            Repr::Negative(_) | Repr::NotFinite(_) => None,
            Repr::Decimal(text) => Decimal::of(text)?.integer()?.parse().ok(),
        }
    }

    /// Returns the nearest float; `None` if the number is out of the range of floats.
    #[expect(clippy::cast_precision_loss, reason = "this is what the method is for")]
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        match &self.0 {
            Repr::Natural(value) => Some(*value as f64),
            Repr::Negative(value) => Some(*value as f64),
            Repr::Decimal(text) => text.parse().ok().filter(|float: &f64| float.is_finite()),
            Repr::NotFinite(value) => Some(*value),
        }
    }

    /// Returns the number, if it is an integer; `None` also if it ends in more than 400 zeros.
    #[must_use]
    pub fn to_big_integer(&self) -> Option<BigInteger> {
        match &self.0 {
            Repr::Natural(value) => Some(BigInteger::from(*value)),
            Repr::Negative(value) => Some(BigInteger::from(*value)),
            Repr::Decimal(text) => Decimal::of(text)?.integer()?.parse().ok(),
            Repr::NotFinite(_) => None,
        }
    }

    /// Returns the number with all its digits; `None` for NaN and the infinities.
    #[must_use]
    pub fn to_big_decimal(&self) -> Option<BigDecimal> {
        self.to_string().parse().ok()
    }

    /// Whether the number is neither NaN nor an infinity, so that JSON can represent it.
    #[must_use]
    pub fn is_finite(&self) -> bool {
        !matches!(self.0, Repr::NotFinite(_))
    }
}

/// Writes the JSON number, or `NaN`, `Infinity` or `-Infinity`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Natural(value) => value.fmt(f),
            Repr::Negative(value) => value.fmt(f),
            Repr::Decimal(text) => f.pad_integral(true, "", text),
            Repr::NotFinite(value) if value.is_nan() => f.pad("NaN"),
            Repr::NotFinite(value) => f.pad(if *value > 0.0 { "Infinity" } else { "-Infinity" }),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for Number {
    type Err = ParseNumberError;

    /// Parses a JSON number, such as `-1.50e-7`.
    fn from_str(text: &str) -> Result<Self, ParseNumberError> {
        if is_number(text) { Ok(Self::of_decimal(text)) } else { Err(ParseNumberError::decimal()) }
    }
}

/// Compares values: `1` equals `1.0`, and NaN equals nothing.
impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Repr::Natural(a), Repr::Natural(b)) => a == b,
            (Repr::Negative(a), Repr::Negative(b)) => a == b,
            (Repr::NotFinite(a), Repr::NotFinite(b)) => a == b,
            (Repr::NotFinite(_), _)
            | (_, Repr::NotFinite(_))
            | (Repr::Natural(_), Repr::Negative(_))
            | (Repr::Negative(_), Repr::Natural(_)) => false,
            (Repr::Decimal(_), _) | (_, Repr::Decimal(_)) => {
                let (a, b) = (self.to_string(), other.to_string());
                a == b || Decimal::of(&a).is_some_and(|a| Some(a) == Decimal::of(&b))
            }
        }
    }
}

/// Integers of Rust.
macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl From<$integer> for Number {
            fn from(value: $integer) -> Self {
                Self::of_decimal(&value.to_string())
            }
        }
    )*};
}

integers!(i8 i16 i32 i128 u8 u16 u32 u128 isize usize);

impl From<u64> for Number {
    fn from(value: u64) -> Self {
        Self(Repr::Natural(value))
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(u64::try_from(value).map_or(Repr::Negative(value), Repr::Natural))
    }
}

/// Floats: the shortest decimal number that reads back as the same float.
macro_rules! floats {
    ($($float:ty)*) => {$(
        impl From<$float> for Number {
            fn from(value: $float) -> Self {
                if value.is_finite() {
                    Self(Repr::Decimal(format!("{value:?}").into()))
                } else {
                    Self(Repr::NotFinite(value.into()))
                }
            }
        }
    )*};
}

floats!(f32 f64);

impl From<BigInteger> for Number {
    fn from(value: BigInteger) -> Self {
        Self::of_decimal(value.as_str())
    }
}

impl From<BigDecimal> for Number {
    fn from(value: BigDecimal) -> Self {
        Self::of_decimal(value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn the_text_stays() {
        for text in [
            "0",
            "-0",
            "1.0",
            "1.50",
            "-0.1e-400",
            "1E+5",
            "1e400",
            "12345678901234567890123",
            "-9223372036854775809",
            "18446744073709551615",
            "0.1000000000000000055",
            "9007199254740993",
        ] {
            assert_eq!(number(text).to_string(), text);
        }
        for text in ["", "01", "+1", "1.", ".5", "NaN", "Infinity", "1 ", "0x1"] {
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
    }

    #[test]
    fn conversions_are_exact_or_none() {
        for (text, i64, u64, big_integer) in [
            ("7", Some(7), Some(7), Some("7")),
            ("-7", Some(-7), None, Some("-7")),
            ("-0", Some(0), Some(0), Some("0")),
            ("1.0", Some(1), Some(1), Some("1")),
            ("12e2", Some(1200), Some(1200), Some("1200")),
            ("9007199254740993", Some(9_007_199_254_740_993), Some(9_007_199_254_740_993), None),
            ("18446744073709551615", None, Some(u64::MAX), Some("18446744073709551615")),
            ("12345678901234567890123", None, None, Some("12345678901234567890123")),
            ("1.5", None, None, None),
        ] {
            assert_eq!((number(text).as_i64(), number(text).as_u64()), (i64, u64), "{text}");
            let big = number(text).to_big_integer();
            assert!(big_integer.is_none_or(|expected| big.unwrap().as_str() == expected), "{text}");
        }
        assert_eq!(number("1.5").to_big_integer(), None);
        assert_eq!(number("1e400").to_big_integer().unwrap().as_str().len(), 401);
        assert_eq!(number("1e999999999").to_big_integer(), None);
        assert_eq!(number("0.10").to_big_decimal().unwrap().as_str(), "0.10");
        assert_eq!(Number::from(f64::NAN).to_big_decimal(), None);
    }

    #[test]
    fn floats_are_the_nearest() {
        assert_eq!(number("0.1000000000000000055").as_f64(), Some(0.1));
        assert_eq!(number("9007199254740993").as_f64(), Some(9_007_199_254_740_992.0));
        assert_eq!(number("1e-400").as_f64(), Some(0.0));
        assert_eq!(number("1e400").as_f64(), None);
        assert!(number("-0").as_f64().unwrap().is_sign_negative());
        assert!(Number::from(f64::NAN).as_f64().unwrap().is_nan());
        assert_eq!(Number::from(0.1_f32), Number::from(0.1_f64));
    }

    #[test]
    fn equality_is_that_of_values() {
        for (a, b, equal) in [
            (number("1"), number("1.0"), true),
            (number("1e2"), Number::from(100), true),
            (number("-0"), Number::from(0), true),
            (Number::from(-3), Number::from(-3_i64), true),
            (Number::from(-3), number("-30e-1"), true),
            (Number::from(1.5), number("1.50"), true),
            (number("0.1000000000000000055"), Number::from(0.1), false),
            (number("12345678901234567890123"), number("12345678901234567890124"), false),
            (Number::from(f64::INFINITY), Number::from(f32::INFINITY), true),
            (Number::from(f64::INFINITY), number("1e400"), false),
            (Number::from(f64::NAN), Number::from(f64::NAN), false),
            (Number::from(1), Number::from(-1), false),
            (number("1e99999999999999999999"), number("1e99999999999999999999"), true),
            (number("3E99999999999999999999"), number("3e+99999999999999999999"), true),
        ] {
            assert_eq!(a == b, equal, "{a} {b}");
            assert_eq!(b == a, equal, "{b} {a}");
        }
    }
}
