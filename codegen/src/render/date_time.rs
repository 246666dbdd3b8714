//! Formats a timestamp as a `date-time` (<https://www.rfc-editor.org/rfc/rfc3339#section-5.6>) in UTC.

/// The first second of the year 0000, and the first one after the year 9999.
const FOUR_DIGITS: std::ops::Range<i64> = -62_167_219_200..253_402_300_800;

/// The text of a time since 1970; `None` if its year does not have four digits.
pub(super) fn text(seconds: i64, nanos: u32) -> Option<String> {
    if !FOUR_DIGITS.contains(&seconds) {
        return None;
    }
    let (days, of_day) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    let (year, month, day) = date(days);
    let fraction = format!(".{nanos:09}");
    let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
    Some(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z"))
}

/// The date of the Gregorian calendar that is this number of days after the beginning of 1970. The
/// computation counts from 1 March of the year 0, so that leap days are the last days of years.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (year * 365 + year / 4 - year / 100);
    let month = (of_year * 5 + 2) / 153;
    let day = of_year - (month * 153 + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (era * 400 + year + next, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts() {
        for (seconds, nanos, expected) in [
            (0, 0, "1970-01-01T00:00:00Z"),
            (-1, 500_000_000, "1969-12-31T23:59:59.5Z"),
            (951_782_399, 0, "2000-02-28T23:59:59Z"),
            (951_782_400, 0, "2000-02-29T00:00:00Z"),
            (951_868_800, 0, "2000-03-01T00:00:00Z"),
            (1_346_873_928, 120_000_000, "2012-09-05T19:38:48.12Z"),
            (4_107_542_399, 1, "2100-02-28T23:59:59.000000001Z"),
            (4_107_542_400, 0, "2100-03-01T00:00:00Z"),
            (-62_167_219_200, 0, "0000-01-01T00:00:00Z"),
            (253_402_300_799, 0, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(text(seconds, nanos).as_deref(), Some(expected));
        }
        assert_eq!(text(-62_167_219_201, 0), None);
        assert_eq!(text(253_402_300_800, 0), None);
    }
}
