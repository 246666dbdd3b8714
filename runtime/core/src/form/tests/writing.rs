//! What the writer makes of values.

use super::structures::{Account, Choice, Level, License, Tag};
use crate::form::Writer;
use crate::{BuildError, DateTime, TimestampFormat};

type WriteTime = fn(&mut Writer, &DateTime);

type Write<'w> = &'w dyn Fn(&mut Writer);

/// The parameters after the action and the version, each with its `&`.
fn members(mut writer: Writer, write: impl FnOnce(&mut Writer)) -> String {
    write(&mut writer);
    let form = String::from_utf8(writer.finish().unwrap()).unwrap();
    form.strip_prefix("Action=Put&Version=1").unwrap().to_owned()
}

fn written(write: impl FnOnce(&mut Writer)) -> String {
    members(Writer::aws_query("Put", "1"), write)
}

fn failed(write: impl FnOnce(&mut Writer)) -> BuildError {
    let mut writer = Writer::aws_query("Put", "1");
    write(&mut writer);
    writer.finish().unwrap_err()
}

fn account(account: &Account) -> String {
    written(|w| Account::write_form(w, account))
}

#[test]
fn members_without_a_value_are_left_out() {
    assert_eq!(account(&Account::default()), "");
}

#[test]
fn scalars() {
    let values = Account {
        name: Some(String::new()),
        license: Some(License::ProTrial),
        level: Some(Level::from(-7)),
        active: Some(false),
        byte: Some(i8::MIN),
        short: Some(i16::MAX),
        integer: Some(0),
        long: Some(i64::MIN),
        float: Some(0.1),
        double: Some(10.8),
        big_integer: Some("-123456789012345678901234567890".parse().unwrap()),
        big_decimal: Some("1.00e+7".parse().unwrap()),
        photo: Some(b"\xfb\xff".into()),
        created: Some(DateTime::from_secs(1_422_172_800)),
        ..Account::default()
    };
    assert_eq!(
        account(&values),
        concat!(
            "&Name=&License=Pro%20%26%20Trial&Level=-7&Active=false&Byte=-128&Short=32767&Integer=0",
            "&Long=-9223372036854775808&Float=0.1&Double=10.8",
            "&BigInteger=-123456789012345678901234567890&BigDecimal=1.00e%2B7&Photo=%2B%2F8%3D",
            "&Created=2015-01-25T08%3A00%3A00Z"
        )
    );
}

#[test]
fn containers() {
    let tag = Tag { key: "k".into(), values: vec![1, -2] };
    let values = Account {
        aliases: Some(vec!["a b".into(), String::new()]),
        tags: Some(vec![tag.clone(), Tag::default()]),
        flat_tags: Some(vec![tag.clone()]),
        grid: Some(vec![vec![1, 2], vec![], vec![3]]),
        sparse: Some(vec![None, Some("x".into()), None]),
        limits: Some([("a=1".into(), 1), ("b".into(), 2)].into()),
        flat_limits: Some([("a".into(), 1), ("b".into(), 2)].into()),
        groups: Some([("g".into(), vec![tag.clone()]), ("h".into(), vec![])].into()),
        choice: Some(Choice::Tag(tag)),
        parent: Some(Box::new(Account { aliases: Some(vec![]), ..Account::default() })),
        ..Account::default()
    };
    assert_eq!(
        account(&values),
        concat!(
            "&Aliases.member.1=a%20b&Aliases.member.2=",
            "&Tags.item.1.Key=k&Tags.item.1.Value.1=1&Tags.item.1.Value.2=-2",
            "&Tags.item.2.Key=&Tags.item.2.Value=",
            "&FlatTag.1.Key=k&FlatTag.1.Value.1=1&FlatTag.1.Value.2=-2",
            "&Grid.member.1.member.1=1&Grid.member.1.member.2=2&Grid.member.2=",
            "&Grid.member.3.member.1=3",
            "&Sparse.member.2=x",
            "&Limits.entry.1.key=a%3D1&Limits.entry.1.value=1",
            "&Limits.entry.2.key=b&Limits.entry.2.value=2",
            "&FlatLimit.1.K=a&FlatLimit.1.V=1&FlatLimit.2.K=b&FlatLimit.2.V=2",
            "&Groups.entry.1.key=g&Groups.entry.1.value.member.1.Key=k",
            "&Groups.entry.1.value.member.1.Value.1=1&Groups.entry.1.value.member.1.Value.2=-2",
            "&Groups.entry.2.key=h&Groups.entry.2.value=",
            "&Choice.tag.Key=k&Choice.tag.Value.1=1&Choice.tag.Value.2=-2",
            "&Parent.Aliases=",
        )
    );
}

#[test]
fn empty_lists_and_maps() {
    let values = Account {
        aliases: Some(vec![]),
        flat_tags: Some(vec![]),
        limits: Some([].into()),
        flat_limits: Some([].into()),
        parent: Some(Box::default()),
        ..Account::default()
    };
    assert_eq!(account(&values), "&Aliases=&FlatTag=");
    let ec2 = |write: fn(&mut Writer)| members(Writer::ec2_query("Put", "1"), write);
    assert_eq!(ec2(|w| w.each("A", &vec![], Writer::string)), "");
    assert_eq!(
        ec2(|w| w.each("A", &vec![vec![], vec![7]], |w, v| w.flat_list(v, Writer::integer))),
        "&A.2.1=7"
    );
}

#[test]
fn floats() {
    for (value, text) in [
        (0.0, "0.0"),
        (-0.0, "-0.0"),
        (5e-324, "5e-324"),
        (f64::MAX, "1.7976931348623157e308"),
        (0.1 + 0.2, "0.30000000000000004"),
        (f64::NAN, "NaN"),
        (f64::INFINITY, "Infinity"),
        (f64::NEG_INFINITY, "-Infinity"),
    ] {
        assert_eq!(written(|w| w.field("F", &value, Writer::double)), format!("&F={text}"));
    }
    assert_eq!(written(|w| w.field("F", &f32::NAN, Writer::float)), "&F=NaN");
    assert_eq!(written(|w| w.field("F", &16_777_216.0, Writer::float)), "&F=16777216.0");
}

#[test]
fn timestamps() {
    let at = DateTime::parse("2014-04-29T18:30:38.120Z", TimestampFormat::DateTime).unwrap();
    let formats: [(WriteTime, &str); 3] = [
        (Writer::date_time, "2014-04-29T18%3A30%3A38.12Z"),
        (Writer::http_date, "Tue%2C%2029%20Apr%202014%2018%3A30%3A38%20GMT"),
        (Writer::epoch_seconds, "1398796238.12"),
    ];
    for (write, text) in formats {
        assert_eq!(written(|w| w.field("At", &at, write)), format!("&At={text}"));
    }
}

#[test]
fn all_but_unreserved_characters_are_encoded() {
    for (text, encoded) in [
        ("AZaz09-._~", "AZaz09-._~"),
        (" +*&=;,/?%", "%20%2B%2A%26%3D%3B%2C%2F%3F%25"),
        ("'\"<>[]{}()!$#@:|\\^`", "%27%22%3C%3E%5B%5D%7B%7D%28%29%21%24%23%40%3A%7C%5C%5E%60"),
        ("\0\r\n\t\u{7f}", "%00%0D%0A%09%7F"),
        ("é木😹\u{202e}", "%C3%A9%E6%9C%A8%F0%9F%98%B9%E2%80%AE"),
        ("%2e&Action=Delete", "%252e%26Action%3DDelete"),
    ] {
        let value = text.to_owned();
        assert_eq!(written(|w| w.field("S", &value, Writer::string)), format!("&S={encoded}"));
        assert_eq!(written(|w| w.field(text, &1, Writer::integer)), format!("&{encoded}=1"));
    }
    let mut writer = Writer::aws_query("Put&x", "1=2");
    writer.object(|_| {});
    assert_eq!(writer.finish().unwrap(), b"Action=Put%26x&Version=1%3D2");
}

#[test]
fn what_cannot_be_written_is_an_error_with_a_path() {
    let reason = "is not a member that the model knows";
    let unknown =
        |tag: &str| Account { choice: Some(Choice::Unknown(tag.into())), ..Account::default() };
    let values = Account { parent: Some(Box::new(unknown("star"))), ..Account::default() };
    let error = failed(|w| Account::write_form(w, &values));
    assert_eq!(error, BuildError::new("Parent.Choice.star", reason));
    let both = Account { parent: values.parent, ..unknown("first") };
    let error = failed(|w| Account::write_form(w, &both));
    assert_eq!(error, BuildError::new("Choice.first", reason));
    let note = Account { choice: Some(Choice::Note("a".into())), ..Account::default() };
    assert_eq!(account(&note), "&Choice.note=a");
    assert_eq!(failed(|w| w.fail("Id", "is wrong")), BuildError::new("Id", "is wrong"));
}

#[test]
fn paths_have_the_indexes_of_elements_and_no_keys_of_maps() {
    const WRONG: fn(&mut Writer, &i32) = |w, value| {
        if *value < 0 {
            w.fail("", "is wrong");
        }
    };
    let rows = vec![vec![1], vec![2, -1]];
    let map = std::collections::BTreeMap::from([("a", 1), ("hush", -1)]);
    let maps = vec![map.clone()];
    let cases: [(Write<'_>, &str); 6] = [
        (&|w| w.each("A", &rows, |w, v| w.list("member", v, WRONG)), "A[1][1]"),
        (
            &|w| w.field("A", &rows, |w, v| w.list("item", v, |w, v| w.flat_list(v, WRONG))),
            "A[1][1]",
        ),
        (&|w| w.field("M", &map, |w, v| w.map(["key", "value"], v, WRONG)), "M.*"),
        (&|w| w.entries("M", ["K", "V"], &map, WRONG), "M.*"),
        (&|w| w.each("Maps", &maps, |w, v| w.map(["key", "value"], v, WRONG)), "Maps[0].*"),
        (
            &|w| {
                w.entries("M", ["K", "V"], &map, |w, v| {
                    w.object(|w| w.field("Deep", v, |w, v| w.object(|w| w.field("N", v, WRONG))));
                });
            },
            "M.*.Deep.N",
        ),
    ];
    for (write, path) in cases {
        assert_eq!(failed(write), BuildError::new(path, "is wrong"));
    }
}

#[test]
fn dates_have_years_of_four_digits() {
    let late = DateTime::from_secs(253_402_300_800);
    let error = failed(|w| w.each("At", &vec![DateTime::default(), late], Writer::date_time));
    assert_eq!(
        error.to_string(),
        "`At[1]` is sent as a date and must be in the years 0000 to 9999"
    );
    assert_eq!(written(|w| w.field("At", &late, Writer::epoch_seconds)), "&At=253402300800");
}

#[test]
fn debug_shows_no_value() {
    let mut writer = Writer::aws_query("Put", "1");
    writer.field("Password", &"hush".to_owned(), Writer::string);
    assert_eq!(format!("{writer:?}"), "Writer { bytes: 34, failure: None }");
}
