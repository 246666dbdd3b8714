//! Timestamps: the examples of the specification, the limits, and the crate `time`.

use proptest::prelude::*;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::*;

fn read(text: &str, format: TimestampFormat) -> Option<(i64, u32)> {
    DateTime::parse(text, format).ok().map(|at| (at.secs(), at.subsec_nanos()))
}

#[test]
fn date_times_are_read() {
    for (text, expected) in [
        ("1970-01-01T00:00:00Z", Some((0, 0))),
        ("1985-04-12T23:20:50.52Z", Some((482_196_050, 520_000_000))),
        ("1985-04-13t00:20:50.52+01:00", Some((482_196_050, 520_000_000))),
        ("1985-04-12T15:20:50-08:00", Some((482_196_050, 0))),
        ("1969-12-31T23:59:59.25z", Some((-1, 250_000_000))),
        ("2000-02-29T00:00:00.1234567899Z", Some((951_782_400, 123_456_789))),
        ("2016-12-31T23:59:60Z", Some((1_483_228_800, 0))),
        ("0001-01-01T00:00:00Z", Some((-62_135_596_800, 0))),
        ("9999-12-31T23:59:59.999999999Z", Some((253_402_300_799, 999_999_999))),
        ("0000-01-01T00:00:00+23:59", Some((-62_167_305_540, 0))),
        ("1900-02-29T00:00:00Z", None),
        ("2001-00-01T00:00:00Z", None),
        ("2001-13-01T00:00:00Z", None),
        ("2001-01-32T00:00:00Z", None),
        ("2001-01-00T00:00:00Z", None),
        ("2001-01-01T24:00:00Z", None),
        ("2001-01-01T00:00:61Z", None),
        ("2001-01-01T00:00:00", None),
        ("2001-01-01T00:00:00.Z", None),
        ("2001-01-01T00:00:00+24:00", None),
        ("2001-01-01T00:00:00+é:00", None),
        ("2001-01-01 00:00:00Z", None),
        ("+2001-01-01T00:00:00Z", None),
        ("2001-1-1T00:00:00Z", None),
        ("", None),
    ] {
        assert_eq!(read(text, TimestampFormat::DateTime), expected, "{text}");
    }
}

#[test]
fn http_dates_are_read() {
    for (text, expected) in [
        ("Tue, 29 Apr 2014 18:30:38 GMT", Some((1_398_796_238, 0))),
        ("Sun, 02 Jan 2000 20:34:56.000 GMT", Some((946_845_296, 0))),
        ("Sun, 02 Jan 2000 20:34:56.5 GMT", Some((946_845_296, 500_000_000))),
        ("Tue, 29 apr 2014 18:30:38 GMT", None),
        ("Tue, 29 Apr 2014 18:30:38 UTC", None),
        ("Tue, 31 Apr 2014 18:30:38 GMT", None),
        ("Foo, 29 Apr 2014 18:30:38 GMT", None),
        ("Tue, 29 Apr 2014 18:30:38 extra GMT", None),
        ("29 Apr 2014 18:30:38 GMT", None),
    ] {
        assert_eq!(read(text, TimestampFormat::HttpDate), expected, "{text}");
    }
}

#[test]
fn epoch_seconds_are_read() {
    for (text, expected) in [
        ("1515531081.1234", Some((1_515_531_081, 123_400_000))),
        ("1.576540098E9", Some((1_576_540_098, 0))),
        ("15765400985e-1", Some((1_576_540_098, 500_000_000))),
        ("0", Some((0, 0))),
        ("-0", Some((0, 0))),
        ("-1.5", Some((-2, 500_000_000))),
        ("0.0000000009", Some((0, 0))),
        ("1398796238.12345678901234567890123456789", Some((1_398_796_238, 123_456_789))),
        ("139879623812345678901234567890e-20", Some((1_398_796_238, 123_456_789))),
        ("9007199254740993", Some((9_007_199_254_740_993, 0))),
        ("9223372036854775807", Some((i64::MAX, 0))),
        ("-9223372036854775807.5", Some((i64::MIN, 500_000_000))),
        ("9223372036854775808", None),
        ("1e30", None),
        ("0e30", Some((0, 0))),
        ("1e40000", None),
        ("1.", None),
        (".5", None),
        ("+1", None),
        ("NaN", None),
        ("--1", None),
        ("", None),
    ] {
        assert_eq!(read(text, TimestampFormat::EpochSeconds), expected, "{text}");
    }
}

#[test]
fn all_forms_are_written() {
    use TimestampFormat::{EpochSeconds, HttpDate};
    for (seconds, nanos, date_time, http_date, epoch_seconds) in [
        (0, 0, "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT", "0"),
        (
            946_845_296,
            500_000_000,
            "2000-01-02T20:34:56.5Z",
            "Sun, 02 Jan 2000 20:34:56 GMT",
            "946845296.5",
        ),
        (
            -1,
            999_999_999,
            "1969-12-31T23:59:59.999999999Z",
            "Wed, 31 Dec 1969 23:59:59 GMT",
            "-0.000000001",
        ),
        (
            -62_135_596_800,
            0,
            "0001-01-01T00:00:00Z",
            "Mon, 01 Jan 0001 00:00:00 GMT",
            "-62135596800",
        ),
        (
            253_402_300_800,
            0,
            "+10000-01-01T00:00:00Z",
            "Sat, 01 Jan 10000 00:00:00 GMT",
            "253402300800",
        ),
        (
            -62_167_219_201,
            0,
            "-0001-12-31T23:59:59Z",
            "Fri, 31 Dec -001 23:59:59 GMT",
            "-62167219201",
        ),
    ] {
        let at = DateTime::from_secs_and_nanos(seconds, nanos);
        assert_eq!(at.to_string(), date_time);
        assert_eq!(at.format(HttpDate), http_date);
        assert_eq!(at.format(EpochSeconds), epoch_seconds);
    }
    for extreme in [i64::MIN, i64::MAX] {
        let at = DateTime::from_secs_and_nanos(extreme, 1);
        assert!(at.to_string().ends_with("01Z"));
        assert_eq!(DateTime::parse(&at.format(EpochSeconds), EpochSeconds), Ok(at));
    }
}

#[test]
fn an_error_says_what_was_expected_and_does_not_quote() {
    for (format, expected) in [
        (TimestampFormat::DateTime, "expected an RFC 3339 date and time"),
        (TimestampFormat::HttpDate, "expected an HTTP date"),
        (TimestampFormat::EpochSeconds, "expected a number of seconds"),
    ] {
        let error = DateTime::parse("yesterday", format).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
    assert!("1".parse::<DateTime>().is_err_and(|error| error.to_string().contains("RFC 3339")));
}

#[test]
fn parts_carry_over() {
    assert_eq!(DateTime::from_millis(-1), DateTime::from_secs_and_nanos(-1, 999_000_000));
    assert_eq!(DateTime::from_secs_and_nanos(1, 3_500_000_000), DateTime::from_millis(4500));
    assert!(DateTime::from_millis(1) > DateTime::default());
}

proptest! {
    #[test]
    fn the_time_crate_agrees(seconds in -62_135_596_800_i64..253_402_300_800, nanos in 0_u32..1_000_000_000) {
        let at = DateTime::from_secs_and_nanos(seconds, nanos);
        let oracle = OffsetDateTime::from_unix_timestamp_nanos(i128::from(seconds) * 1_000_000_000 + i128::from(nanos)).unwrap();
        prop_assert_eq!(at.to_string(), oracle.format(&Rfc3339).unwrap());
        prop_assert_eq!(at.format(TimestampFormat::HttpDate)[..3].to_owned(), oracle.weekday().to_string()[..3].to_owned());
        for format in [TimestampFormat::DateTime, TimestampFormat::EpochSeconds] {
            prop_assert_eq!(DateTime::parse(&at.format(format), format), Ok(at));
        }
        let whole = DateTime::from_secs(seconds);
        prop_assert_eq!(DateTime::parse(&at.format(TimestampFormat::HttpDate), TimestampFormat::HttpDate), Ok(whole));
        prop_assert_eq!(SystemTime::try_from(at).map(DateTime::from), Ok(at));
    }

    #[test]
    fn no_text_panics(text in "\\PC*|[-+.:TZeE, 0-9GMT]{0,30}") {
        for format in [TimestampFormat::DateTime, TimestampFormat::HttpDate, TimestampFormat::EpochSeconds] {
            let _ = DateTime::parse(&text, format);
        }
    }
}

#[test]
fn debug_shows_the_date() {
    for (at, expected) in [
        (DateTime::from_secs_and_nanos(482_196_050, 520_000_000), "1985-04-12T23:20:50.52Z"),
        (DateTime::from_secs(0), "1970-01-01T00:00:00Z"),
        (DateTime::from_secs(-62_167_219_201), "-0001-12-31T23:59:59Z"),
        (DateTime::from_secs(253_402_300_800), "+10000-01-01T00:00:00Z"),
    ] {
        assert_eq!(format!("{at:?}"), format!("DateTime({expected})"));
        assert_eq!(format!("{:#?}", Some(at)), format!("Some(\n    DateTime({expected}),\n)"));
    }
    // The extremes have a year too.
    assert!(format!("{:?}", DateTime::from_secs(i64::MIN)).starts_with("DateTime(-"));
}
