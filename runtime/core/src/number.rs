//! Numbers of any size, as decimal text.
//!
//! They do not support arithmetic: parse the text into the type of a crate for big numbers.

use std::fmt;
use std::str::FromStr;

use crate::decimal::number_length;

/// A text that is not a number of the expected kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseNumberError {
    expected: &'static str,
}

impl ParseNumberError {
    pub(crate) fn decimal() -> Self {
        Self { expected: "a decimal number" }
    }
}

impl fmt::Display for ParseNumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

impl std::error::Error for ParseNumberError {}

/// The value of a `bigInteger` shape: an integer of any size, as decimal digits such as `-12`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BigInteger(String);

impl FromStr for BigInteger {
    type Err = ParseNumberError;

    /// Parses decimal digits without leading zeros, with a `-` if the integer is negative.
    fn from_str(text: &str) -> Result<Self, ParseNumberError> {
        if is_number(text) && !text.contains(['.', 'e', 'E']) {
            Ok(Self(text.to_owned()))
        } else {
            Err(ParseNumberError { expected: "an integer in decimal digits" })
        }
    }
}

/// The value of a `bigDecimal` shape: a decimal number of any size and precision, as text such as
/// `12.50` or `-1e-7`.
///
/// Equality compares texts: `1.0` and `1.00` differ in precision and are not equal.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BigDecimal(String);

impl FromStr for BigDecimal {
    type Err = ParseNumberError;

    /// Parses a decimal number: digits without leading zeros, with a `-` if it is negative, and
    /// optionally a fraction and an exponent.
    fn from_str(text: &str) -> Result<Self, ParseNumberError> {
        if is_number(text) { Ok(Self(text.to_owned())) } else { Err(ParseNumberError::decimal()) }
    }
}

impl From<BigInteger> for BigDecimal {
    fn from(integer: BigInteger) -> Self {
        Self(integer.0)
    }
}

/// Whether a text is a decimal number.
pub(crate) fn is_number(text: &str) -> bool {
    number_length(text.as_bytes()) == Ok(text.len())
}

macro_rules! decimal_text {
    ($name:ident) => {
        impl $name {
            /// Returns the text of the number.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// Zero.
        impl Default for $name {
            fn default() -> Self {
                Self("0".to_owned())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad_integral(true, "", &self.0)
            }
        }

        decimal_text!($name from i32 i64 i128 u32 u64 u128);
    };
    ($name:ident from $($integer:ty)*) => {
        $(impl From<$integer> for $name {
            fn from(integer: $integer) -> Self {
                Self(integer.to_string())
            }
        })*
    };
}

decimal_text!(BigInteger);
decimal_text!(BigDecimal);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_keep_their_text() {
        let digits = "-123456789012345678901234567890123456789012345678901234567890";
        assert_eq!(digits.parse::<BigInteger>().unwrap().to_string(), digits);
        for text in ["0", "-0", "7"] {
            assert_eq!(text.parse::<BigInteger>().unwrap().as_str(), text);
        }
        assert_eq!(BigInteger::from(i128::MIN).as_str(), i128::MIN.to_string());
        assert_eq!(BigInteger::default().as_str(), "0");
    }

    #[test]
    fn decimals_keep_their_text() {
        for text in ["0", "1.0", "1.00", "-0.1e-400", "3.14159265358979323846264338327950288"] {
            assert_eq!(text.parse::<BigDecimal>().unwrap().to_string(), text);
        }
        assert_ne!("1.0".parse::<BigDecimal>(), "1.00".parse());
        assert_eq!(BigDecimal::from("12".parse::<BigInteger>().unwrap()).as_str(), "12");
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "-", "+1", "01", "1 ", " 1", "1_000", "0x1", "one", "NaN", "１", "--1"] {
            assert!(text.parse::<BigInteger>().is_err(), "{text}");
            assert!(text.parse::<BigDecimal>().is_err(), "{text}");
        }
        for text in ["1.0", "1e3"] {
            assert!(text.parse::<BigInteger>().is_err(), "{text}");
        }
        for text in ["1.", ".1", "1e", "1.e1"] {
            assert!(text.parse::<BigDecimal>().is_err(), "{text}");
        }
        assert_eq!(
            "x".parse::<BigInteger>().unwrap_err().to_string(),
            "expected an integer in decimal digits"
        );
    }
}
