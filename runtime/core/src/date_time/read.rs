//! Parses the three timestamp formats.

use super::calendar::Date;
use super::write::MONTHS;
use super::{DateTime, NANOS_PER_SECOND};

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Parses `1985-04-12T23:20:50.52Z`, or with an offset: `1985-04-13T00:20:50.52+01:00`.
pub(super) fn date_time(text: &str) -> Option<DateTime> {
    let (date, time) = text.split_once(['T', 't'])?;
    let (time, offset) = if let Some(time) = time.strip_suffix(['Z', 'z']) {
        (time, 0)
    } else {
        let (time, offset) = time.split_at_checked(time.rfind(['+', '-'])?)?;
        (time, seconds_of_offset(offset)?)
    };
    let (year, month_and_day) = date.split_once('-')?;
    let (month, day) = month_and_day.split_once('-')?;
    let date = Date { year: digits(year, 4)?, month: digits(month, 2)?, day: digits(day, 2)? };
    let at = instant(date, time)?;
    Some(DateTime { seconds: at.seconds - offset, ..at })
}

/// Parses `Tue, 29 Apr 2014 18:30:38 GMT`, or with a fraction: `Sun, 02 Jan 2000 20:34:56.000 GMT`.
pub(super) fn http_date(text: &str) -> Option<DateTime> {
    let (weekday, rest) = text.split_once(", ")?;
    if !WEEKDAYS.contains(&weekday) {
        return None;
    }
    let mut parts = rest.strip_suffix(" GMT")?.split(' ');
    let (day, month, year, time) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let month = (1..).zip(MONTHS).find(|(_, name)| *name == month)?.0;
    instant(Date { year: digits(year, 4)?, month, day: digits(day, 2)? }, time)
}

/// Parses `1515531081.1234`: any JSON number, also with an exponent.
pub(super) fn epoch_seconds(text: &str) -> Option<DateTime> {
    let (negative, number) = match text.strip_prefix('-') {
        Some(number) => (true, number),
        None => (false, text),
    };
    let (mantissa, exponent) = match number.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i16>().ok()?),
        None => (number, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    if !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    // The place of a digit is its power of ten: 0 for units, -1 for tenths.
    let first_place = i64::try_from(whole.len()).ok()? - 1 + i64::from(exponent);
    let (mut seconds, mut nanos) = (0_i64, 0_u32);
    for (digit, place) in whole.bytes().chain(fraction.bytes()).zip((i64::MIN..=first_place).rev())
    {
        let digit = digit - b'0';
        if digit == 0 || place < -9 {
            continue;
        }
        match u32::try_from(place) {
            Ok(place) => {
                let value = 10_i64.checked_pow(place)?.checked_mul(digit.into())?;
                seconds = seconds.checked_add(value)?;
            }
            Err(_) => nanos += u32::from(digit) * 10_u32.pow(u32::try_from(place + 9).ok()?),
        }
    }
    Some(match (negative, nanos) {
        (false, _) => DateTime { seconds, nanos },
        (true, 0) => DateTime { seconds: -seconds, nanos },
        (true, _) => DateTime { seconds: -seconds - 1, nanos: NANOS_PER_SECOND - nanos },
    })
}

/// Parses `20:34:56` or `20:34:56.000` on a date.
fn instant(date: Date, time: &str) -> Option<DateTime> {
    let (time, nanos) = match time.split_once('.') {
        Some((time, fraction)) => (time, nanos_of_fraction(fraction)?),
        None => (time, 0),
    };
    let (hour, minute_and_second) = time.split_once(':')?;
    let (minute, second) = minute_and_second.split_once(':')?;
    let (hour, minute, second) = (digits(hour, 2)?, digits(minute, 2)?, digits(second, 2)?);
    // A leap second, 60, becomes the first second of the next minute.
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let seconds = date.days()? * 86_400 + hour * 3600 + minute * 60 + second;
    Some(DateTime { seconds, nanos })
}

/// Parses `+01:00` or `-01:00`.
fn seconds_of_offset(offset: &str) -> Option<i64> {
    let (sign, offset) = offset.split_at_checked(1)?;
    let (hours, minutes) = offset.split_once(':')?;
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    if hours > 23 || minutes > 59 {
        return None;
    }
    let seconds = hours * 3600 + minutes * 60;
    Some(if sign == "-" { -seconds } else { seconds })
}

/// Converts the digits after the point to nanoseconds. Digits beyond the ninth are dropped.
fn nanos_of_fraction(fraction: &str) -> Option<u32> {
    if !is_digits(fraction) {
        return None;
    }
    let digits = fraction.bytes().chain(std::iter::repeat(b'0')).take(9);
    Some(digits.fold(0, |nanos, digit| nanos * 10 + u32::from(digit - b'0')))
}

/// Parses a number of exactly `count` digits.
fn digits(text: &str, count: usize) -> Option<i64> {
    if text.len() == count && is_digits(text) { text.parse().ok() } else { None }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
