//! Parses the text of an `http-date` (<https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7>) into
//! seconds and nanoseconds since 1970.

use super::date_time::{days, fraction_nanos, numbers, of_day};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];

/// The timestamp; `None` if the text has another format or the date does not exist. Fractions of
/// seconds and days of one digit are accepted.
pub(super) fn parse(text: &str) -> Option<(i64, u32)> {
    let (weekday, rest) = text.split_once(", ")?;
    let mut parts = rest.strip_suffix(" GMT")?.split(' ');
    let (day, month, year, time) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let month = MONTHS.iter().zip(1..).find(|(name, _)| **name == month)?.1;
    let [day] = numbers(day, ' ', [day.len().clamp(1, 2)])?;
    let [year] = numbers(year, ' ', [4])?;
    let (time, nanos) = match time.split_once('.') {
        Some((time, fraction)) => (time, fraction_nanos(fraction)?),
        None => (time, 0),
    };
    let [hour, minute, second] = numbers(time, ':', [2, 2, 2])?;
    let days = days(year, month, day)?;
    let index = usize::try_from(days.rem_euclid(7)).ok()?;
    let seconds = days * 86_400 + of_day(hour, minute, second)?;
    (WEEKDAYS.get(index) == Some(&weekday)).then_some((seconds, nanos))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn instants() {
        for (text, seconds, nanos) in [
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0, 0),
            ("Tue, 29 Apr 2014 18:30:38 GMT", 1_398_796_238, 0),
            ("Thu, 1 Jan 1970 00:00:00.5 GMT", 0, 500_000_000),
            ("Wed, 31 Dec 1969 23:59:59 GMT", -1, 0),
            ("Mon, 29 Feb 2016 12:00:00 GMT", 1_456_747_200, 0),
        ] {
            assert_eq!(parse(text), Some((seconds, nanos)), "{text}");
        }
    }

    #[test]
    fn no_instants() {
        for text in [
            "",
            "Tue, 29 Apr 2014 18:30:38",
            "Tue, 29 Apr 2014 18:30:38 UTC",
            "Wed, 29 Apr 2014 18:30:38 GMT",
            "Tue, 29 apr 2014 18:30:38 GMT",
            "Tue, 29 Apr 2014 GMT",
            "Tue, 29 Apr 2014 24:00:00 GMT",
            "Tue, 31 Apr 2014 18:30:38 GMT",
            "Tue, 029 Apr 2014 18:30:38 GMT",
            "Tuesday, 29-Apr-14 18:30:38 GMT",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
