//! Parses the text of a `date-time` (<https://www.rfc-editor.org/rfc/rfc3339#section-5.6>) into
//! seconds and nanoseconds since 1970.

/// The timestamp; `None` if the text has another format or the date does not exist.
pub(super) fn parse(text: &str) -> Option<(i64, u32)> {
    let (date, time) = text.split_once(['T', 't'])?;
    let (time, offset) = match time.strip_suffix(['Z', 'z']) {
        Some(time) => (time, 0),
        None => {
            let (time, offset) = time.split_at_checked(time.rfind(['+', '-'])?)?;
            (time, offset_seconds(offset)?)
        }
    };
    let (time, nanos) = match time.split_once('.') {
        Some((time, fraction)) => (time, fraction_nanos(fraction)?),
        None => (time, 0),
    };
    let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
    let [hour, minute, second] = numbers(time, ':', [2, 2, 2])?;
    Some((days(year, month, day)? * 86_400 + of_day(hour, minute, second)? - offset, nanos))
}

/// The seconds since the beginning of the day.
pub(super) fn of_day(hour: i64, minute: i64, second: i64) -> Option<i64> {
    // A leap second, 60, is the same as the first second of the next minute.
    let exists = hour <= 23 && minute <= 59 && second <= 60;
    exists.then_some(hour * 3600 + minute * 60 + second)
}

/// Parses `+01:00` or `-01:00`.
fn offset_seconds(offset: &str) -> Option<i64> {
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    let [hours, minutes] = numbers(offset.get(1..)?, ':', [2, 2])?;
    (hours <= 23 && minutes <= 59).then_some(sign * (hours * 3600 + minutes * 60))
}

/// Parses up to nine digits after the decimal point.
pub(super) fn fraction_nanos(fraction: &str) -> Option<u32> {
    let is_number = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| {
        let digits = fraction.bytes().chain(std::iter::repeat(b'0')).take(9);
        digits.fold(0, |nanos, digit| nanos * 10 + u32::from(digit.saturating_sub(b'0')))
    })
}

/// Parses numbers with the given numbers of digits, separated by `separator`.
pub(super) fn numbers<const N: usize>(
    text: &str,
    separator: char,
    digits: [usize; N],
) -> Option<[i64; N]> {
    let mut parts = text.split(separator);
    let mut numbers = [0; N];
    for (number, digits) in numbers.iter_mut().zip(digits) {
        let part = parts.next()?;
        if part.len() != digits || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(numbers)
}

/// The days from the beginning of 1970 to a date of the Gregorian calendar.
pub(super) fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [31, if is_leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let before = usize::try_from(month - 1).ok()?;
    if !(1..=*lengths.get(before)?).contains(&day) {
        return None;
    }
    let leap_days =
        |years: i64| years.div_euclid(4) - years.div_euclid(100) + years.div_euclid(400);
    let leap_days = leap_days(year - 1) - leap_days(1969);
    let of_year: i64 = lengths.iter().take(before).sum();
    Some((year - 1970) * 365 + leap_days + of_year + day - 1)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn instants() {
        let cases = [
            ("1970-01-01T00:00:00Z", 0, 0),
            ("1969-12-31t23:59:59.999z", -1, 999_000_000),
            ("2024-02-29T12:00:00Z", 1_709_208_000, 0),
            ("2000-03-01T00:00:00+01:30", 951_863_400, 0),
            ("1985-04-12T23:20:50.52-00:30", 482_197_850, 520_000_000),
            ("0000-01-01T00:00:00Z", -62_167_219_200, 0),
            ("9999-12-31T23:59:60Z", 253_402_300_800, 0),
            ("1900-03-01T00:00:00.1234567891Z", -2_203_891_200, 123_456_789),
        ];
        for (text, seconds, nanos) in cases {
            assert_eq!(parse(text), Some((seconds, nanos)), "{text}");
        }
    }

    #[test]
    fn no_instants() {
        for text in [
            "noon",
            "2024-02-29",
            "2023-02-29T00:00:00Z",
            "1900-02-29T00:00:00Z",
            "2024-13-01T00:00:00Z",
            "2024-00-01T00:00:00Z",
            "2024-01-00T00:00:00Z",
            "2024-01-01T24:00:00Z",
            "2024-01-01T00:60:00Z",
            "2024-01-01T00:00:00",
            "2024-01-01T00:00:00.Z",
            "2024-01-01T00:00:00+1:00",
            "2024-01-01T00:00:00+24:00",
            "2024-1-1T00:00:00Z",
            "2024-01-01-01T00:00:00Z",
            "2024-01-01T00:00Z",
            "+024-01-01T00:00:00Z",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
