//! Converts decimal fractions between text and their two integers
//! ([RFC 8949, section 3.4.4](https://www.rfc-editor.org/rfc/rfc8949#section-3.4.4)).

use crate::{BigDecimal, BigInteger};

/// The maximum number of zeros that are written between the decimal point and the digits of a number. One
/// with more is written with an exponent.
const MOST_ZEROS: usize = 5;

/// Splits a number into its mantissa and its exponent to base ten, which keep its precision. `None` if the
/// exponent does not fit 64 bits.
pub(super) fn split(number: &BigDecimal) -> Option<(String, i64)> {
    let (digits, exponent) = match number.as_str().split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent.parse::<i64>().ok()?),
        None => (number.as_str(), 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let exponent = exponent.checked_sub(i64::try_from(fraction.len()).ok()?)?;
    let (sign, whole) = match whole.strip_prefix('-') {
        Some(whole) => ("-", whole),
        None => ("", whole),
    };
    let all = format!("{whole}{fraction}");
    let mantissa = all.trim_start_matches('0');
    Some(if mantissa.is_empty() {
        ("0".to_owned(), exponent)
    } else {
        (format!("{sign}{mantissa}"), exponent)
    })
}

/// Joins a mantissa and an exponent to base ten.
pub(super) fn join(mantissa: &BigInteger, exponent: i64) -> BigDecimal {
    let (sign, digits) = match mantissa.as_str().strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", mantissa.as_str()),
    };
    let scale = usize::try_from(exponent.unsigned_abs()).unwrap_or(usize::MAX);
    let text = if exponent == 0 {
        mantissa.as_str().to_owned()
    } else if exponent < 0 && scale <= digits.len() + MOST_ZEROS {
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = padded.split_at_checked(padded.len() - scale).unwrap_or_default();
        format!("{sign}{whole}.{fraction}")
    } else {
        format!("{sign}{digits}e{exponent}")
    };
    text.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_two_integers_and_back() {
        for (number, mantissa, exponent, back) in [
            ("273.15", "27315", -2, "273.15"),
            ("-273.150", "-273150", -3, "-273.150"),
            ("12", "12", 0, "12"),
            ("1.00", "100", -2, "1.00"),
            ("0.5", "5", -1, "0.5"),
            ("-0.000005", "-5", -6, "-0.000005"),
            ("0.0000005", "5", -7, "5e-7"),
            ("1.5e300", "15", 299, "15e299"),
            ("1E-400", "1", -400, "1e-400"),
            ("25e-1", "25", -1, "2.5"),
            ("0", "0", 0, "0"),
            ("-0.0", "0", -1, "0.0"),
            ("0e7", "0", 7, "0e7"),
        ] {
            let parts = split(&number.parse().unwrap());
            assert_eq!(parts, Some((mantissa.to_owned(), exponent)), "{number}");
            assert_eq!(join(&mantissa.parse().unwrap(), exponent).as_str(), back);
        }
        for exponent in [i64::MIN, i64::MAX] {
            let number = join(&BigInteger::from(7), exponent);
            assert_eq!(number.as_str(), format!("7e{exponent}"));
            assert_eq!(split(&number), Some(("7".to_owned(), exponent)));
        }
    }

    #[test]
    fn exponents_are_limited() {
        for number in ["1e9223372036854775808", "0.1e-9223372036854775808"] {
            assert_eq!(split(&number.parse().unwrap()), None);
        }
    }
}
