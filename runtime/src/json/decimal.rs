//! The text of a JSON number in, the same number without an exponent out.

/// The most digits that an exponent may add. A number that needs more has no place in any type
/// that asks for plain digits, and would only fill memory.
const MOST_ZEROS: i32 = 400;

/// Writes a number in plain decimal digits, exactly: `1.5e3` becomes `1500`, `25e-1` becomes `2.5`,
/// `1.0` becomes `1`. None if it would have hundreds of zeros.
pub(super) fn plain(number: &str) -> Option<String> {
    let (mantissa, exponent) = match number.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (number, 0),
    };
    if !(-MOST_ZEROS..=MOST_ZEROS).contains(&exponent) {
        return None;
    }
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(mantissa) => ("-", mantissa),
        None => ("", mantissa),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let places = usize::try_from(exponent.unsigned_abs()).ok()?;
    let zeros = "0".repeat(places);
    let (whole, fraction) = if exponent < 0 {
        let digits = zeros + whole;
        let (whole, moved) = digits.split_at_checked(digits.len() - places)?;
        (whole.to_owned(), format!("{moved}{fraction}"))
    } else {
        let digits = format!("{fraction}{zeros}");
        let (moved, fraction) = digits.split_at_checked(places)?;
        (format!("{whole}{moved}"), fraction.to_owned())
    };
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    Some(match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponents_are_spelled_out() {
        for (number, expected) in [
            ("0", Some("0")),
            ("-12", Some("-12")),
            ("1.0", Some("1")),
            ("1.50", Some("1.5")),
            ("1e2", Some("100")),
            ("1.5E+3", Some("1500")),
            ("1.2345e2", Some("123.45")),
            ("25e-1", Some("2.5")),
            ("-25e-3", Some("-0.025")),
            ("120e-1", Some("12")),
            ("0e5", Some("0")),
            ("1398796238.123456789", Some("1398796238.123456789")),
            ("1.398796238123456789e9", Some("1398796238.123456789")),
            ("1e401", None),
            ("1e-401", None),
            ("1e99999999999999999999", None),
        ] {
            assert_eq!(plain(number).as_deref(), expected, "{number}");
        }
    }
}
