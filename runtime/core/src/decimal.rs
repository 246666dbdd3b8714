//! Decimal numbers in the form that Smithy's big numbers and JSON have: digits without leading zeros,
//! perhaps a sign, a fraction and an exponent.

/// The maximum number of trailing zeros that are written out. A number with more fits no integer
/// type, and would only use memory.
const MOST_ZEROS: u64 = 400;

/// A decimal number: `0.digits * 10^exponent`. Equal numbers have equal fields, however they were
/// written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    is_negative: bool,
    /// Without leading and trailing zeros; empty for zero.
    digits: String,
    exponent: Exponent,
}

#[derive(Debug, PartialEq, Eq)]
enum Exponent {
    Of(i64),
    /// Beyond 64 bits: the written exponent, as `digits` without leading zeros, and the `point` to
    /// add to it. Such a number equals only one with the same exponent in another spelling.
    Beyond {
        is_negative: bool,
        digits: String,
        point: i64,
    },
}

impl Exponent {
    /// Adds the position of the decimal point to a written exponent, such as `+07`.
    fn of(written: &str, point: i64) -> Self {
        if let Some(exponent) = written.parse::<i64>().ok().and_then(|e| e.checked_add(point)) {
            return Self::Of(exponent);
        }
        let digits = written.trim_start_matches(['+', '-']).trim_start_matches('0').to_owned();
        Self::Beyond { is_negative: written.starts_with('-'), digits, point }
    }
}

impl Decimal {
    /// Parses a number of this form; `None` if its length exceeds an [`i64`].
    pub(crate) fn of(number: &str) -> Option<Self> {
        let (mantissa, exponent) = match number.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent),
            None => (number, "0"),
        };
        let (is_negative, mantissa) = match mantissa.strip_prefix('-') {
            Some(mantissa) => (true, mantissa),
            None => (false, mantissa),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        let significant = all.trim_start_matches('0');
        let digits = significant.trim_end_matches('0').to_owned();
        if digits.is_empty() {
            return Some(Self { is_negative: false, digits, exponent: Exponent::Of(0) });
        }
        let leading_zeros = i64::try_from(all.len() - significant.len()).ok()?;
        let point = i64::try_from(whole.len()).ok()? - leading_zeros;
        Some(Self { is_negative, digits, exponent: Exponent::of(exponent, point) })
    }

    /// Whether the number is an integer.
    pub(crate) fn is_integer(&self) -> bool {
        match &self.exponent {
            Exponent::Of(exponent) => {
                self.digits.is_empty()
                    || i64::try_from(self.digits.len()).is_ok_and(|length| *exponent >= length)
            }
            Exponent::Beyond { is_negative, .. } => !is_negative,
        }
    }

    /// Returns the number in plain digits; `None` if it is not an integer or ends in hundreds of
    /// zeros.
    pub(crate) fn integer(&self) -> Option<String> {
        if self.digits.is_empty() {
            return Some("0".to_owned());
        }
        let Exponent::Of(exponent) = self.exponent else { return None };
        let length = u64::try_from(exponent).ok()?;
        let zeros = length.checked_sub(u64::try_from(self.digits.len()).ok()?)?;
        let zeros = usize::try_from(zeros).ok().filter(|_| zeros <= MOST_ZEROS)?;
        let sign = if self.is_negative { "-" } else { "" };
        Some(format!("{sign}{}{}", self.digits, "0".repeat(zeros)))
    }
}

/// The length of the number that `bytes` start with; or else of the bytes before the one that should be
/// a digit and is not.
pub(crate) fn number_length(bytes: &[u8]) -> Result<usize, usize> {
    let at = |index: usize| bytes.get(index).copied();
    let digits = |start: usize| {
        let rest = bytes.get(start..).unwrap_or_default();
        match rest.iter().take_while(|byte| byte.is_ascii_digit()).count() {
            0 => Err(start),
            count => Ok(start + count),
        }
    };
    let start = usize::from(at(0) == Some(b'-'));
    let mut end = if at(start) == Some(b'0') { start + 1 } else { digits(start)? };
    if at(end) == Some(b'.') {
        end = digits(end + 1)?;
    }
    if matches!(at(end), Some(b'e' | b'E')) {
        let signed = matches!(at(end + 1), Some(b'+' | b'-'));
        end = digits(end + 1 + usize::from(signed))?;
    }
    Ok(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_numbers() {
        for (text, length) in [
            ("0", Ok(1)),
            ("-0", Ok(2)),
            ("12", Ok(2)),
            ("01", Ok(1)),
            ("1.50]", Ok(4)),
            ("1e5", Ok(3)),
            ("1E+5,", Ok(4)),
            ("-1.25e-10 ", Ok(9)),
            ("", Err(0)),
            ("-", Err(1)),
            ("-x", Err(1)),
            ("+1", Err(0)),
            (".5", Err(0)),
            ("1.", Err(2)),
            ("1.e5", Err(2)),
            ("1e", Err(2)),
            ("1e+", Err(3)),
        ] {
            assert_eq!(number_length(text.as_bytes()), length, "{text}");
        }
    }

    #[test]
    fn integers_are_written_in_plain_digits() {
        for (number, expected) in [
            ("0", Some("0")),
            ("-0", Some("0")),
            ("-0.00e9", Some("0")),
            ("0e99999999999999999999", Some("0")),
            ("-12", Some("-12")),
            ("1.0", Some("1")),
            ("1e2", Some("100")),
            ("1.5E+3", Some("1500")),
            ("-12.50e1", Some("-125")),
            ("1200e-2", Some("12")),
            ("0.0012e4", Some("12")),
            ("1.5", None),
            ("25e-1", None),
            ("0.5", None),
            ("1e-400", None),
            ("1e401", None),
            ("1e99999999999999999999", None),
        ] {
            let decimal = Decimal::of(number);
            assert_eq!(decimal.and_then(|d| d.integer()).as_deref(), expected, "{number}");
        }
        let most = Decimal::of("1e400").unwrap().integer().unwrap();
        assert_eq!(most, format!("1{}", "0".repeat(400)));
    }

    #[test]
    fn equal_numbers_are_equal() {
        for (a, b, equal) in [
            ("1", "1.000", true),
            ("0.1", "1e-1", true),
            ("12e3", "12000", true),
            ("-0", "0.0e7", true),
            ("1e400", "10e399", true),
            ("1", "-1", false),
            ("0.1", "0.1000000000000000055", false),
            ("12345678901234567890123", "12345678901234567890124", false),
            ("1e400", "1e401", false),
            ("1E99999999999999999999", "1.0e+099999999999999999999", true),
            ("1e99999999999999999999", "1e-99999999999999999999", false),
            ("1e99999999999999999999", "2e99999999999999999999", false),
            ("1e99999999999999999999", "1e99999999999999999998", false),
        ] {
            assert_eq!(Decimal::of(a) == Decimal::of(b), equal, "{a} {b}");
        }
    }

    #[test]
    fn fractions_are_told_from_integers() {
        for (number, is_integer) in [
            ("0.0", true),
            ("1e9999", true),
            ("1.50e1", true),
            ("1e99999999999999999999", true),
            ("1.5", false),
            ("1e-9", false),
            ("1e-99999999999999999999", false),
        ] {
            assert_eq!(Decimal::of(number).unwrap().is_integer(), is_integer, "{number}");
        }
    }
}
