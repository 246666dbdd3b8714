//! Formats timestamps.

use super::calendar::Date;
use super::{DateTime, NANOS_PER_SECOND};

pub(super) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

pub(super) fn date_time(at: DateTime) -> String {
    let (Date { year, month, day }, (hour, minute, second)) = civil(at.seconds);
    let fraction = fraction(at.nanos);
    // A year outside of 0000 to 9999 gets a sign, as in ISO 8601.
    let year = match year {
        0..=9999 => format!("{year:04}"),
        _ => format!("{year:+05}"),
    };
    format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z")
}

pub(super) fn http_date(at: DateTime) -> String {
    let (Date { year, month, day }, (hour, minute, second)) = civil(at.seconds);
    let weekday = match at.seconds.div_euclid(86_400).rem_euclid(7) {
        0 => "Thu",
        1 => "Fri",
        2 => "Sat",
        3 => "Sun",
        4 => "Mon",
        5 => "Tue",
        _ => "Wed",
    };
    let month = (1..).zip(MONTHS).find(|(number, _)| *number == month).map_or("", |(_, name)| name);
    format!("{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT")
}

pub(super) fn epoch_seconds(at: DateTime) -> String {
    if at.seconds < 0 && at.nanos > 0 {
        let seconds = (at.seconds + 1).unsigned_abs();
        return format!("-{seconds}{}", fraction(NANOS_PER_SECOND - at.nanos));
    }
    format!("{}{}", at.seconds, fraction(at.nanos))
}

/// Formats a timestamp without separators, such as `20150830T123600Z`, rounded down to a second;
/// `None` for years before 0000 and after 9999.
pub(super) fn basic(at: DateTime) -> Option<[u8; 16]> {
    let (Date { year, month, day }, (hour, minute, second)) = civil(at.seconds);
    let year = u16::try_from(year).ok().filter(|year| *year <= 9999)?;
    let century = i64::from(year / 100);
    let numbers = [century, i64::from(year % 100), month, day, hour, minute, second];
    let digits = numbers.into_iter().flat_map(|number| [number / 10, number % 10]);
    let mut text = *b"00000000T000000Z";
    for (place, digit) in text.iter_mut().filter(|byte| **byte == b'0').zip(digits) {
        *place += u8::try_from(digit).unwrap_or_default();
    }
    Some(text)
}

/// Returns the date, and the hour, minute and second.
fn civil(seconds: i64) -> (Date, (i64, i64, i64)) {
    let second_of_day = seconds.rem_euclid(86_400);
    let time = (second_of_day / 3600, second_of_day / 60 % 60, second_of_day % 60);
    (Date::from_days(seconds.div_euclid(86_400)), time)
}

/// Returns the point and the digits that are needed; empty for a whole second.
fn fraction(nanos: u32) -> String {
    if nanos == 0 {
        return String::new();
    }
    let digits = format!(".{nanos:09}");
    digits.trim_end_matches('0').to_owned()
}
