//! Tests that replacing a value of a valid response by an invalid one is an error with the path of
//! that value.

use end_to_end::responses::{GoodResponse, Place, good_responses};
use whitesmith_runtime::ParseError;

/// Deeper than any stack allows.
const DEPTH: usize = 100_000;

/// Calls a test with each place of each valid response.
fn each_place(mut test: impl FnMut(&GoodResponse, &Place)) {
    let mut places = 0;
    for good in good_responses() {
        for place in &good.places {
            test(&good, place);
            places += 1;
        }
    }
    assert!(places > 150, "only {places} places");
}

fn fault(good: &GoodResponse, place: &Place, value: &[u8]) -> Option<ParseError> {
    (good.reader.fault)(&good.with_body(good.body_with(place, value)))
}

/// Asserts that a value at the place is an error with the place's path and a reason.
fn assert_refused(good: &GoodResponse, place: &Place, value: &[u8]) -> ParseError {
    let Some(error) = fault(good, place, value) else {
        let value = String::from_utf8_lossy(value);
        panic!("{}: {place:?} takes {value:.100}", good.reader.operation)
    };
    assert_eq!(error.path(), place.path, "{}: {error}", good.reader.operation);
    let message = error.to_string();
    let reason = message.strip_prefix(&place.path).unwrap();
    assert!(reason.len() > ": (at byte 1 of the body)".len() && message.len() < 1_000, "{message}");
    error
}

/// Values that are invalid at a place of this type.
fn wrong_values(kind: &str) -> &'static [&'static str] {
    match kind {
        "string" | "enum" => &["12", "-0.5", "true", "[]", "{}", "[\"a\"]"],
        "blob" => &["12", "true", "[]", "{}", "\"*\"", "\"YQ\\u0000\"", "\"a\""],
        "boolean" => &["1", "\"true\"", "[]", "{}", "truE", "fals"],
        "byte" => &["128", "-129", "0.5", "\"1\"", "true", "[]", "{}"],
        "short" => &["32768", "-32769", "0.5", "\"1\"", "true", "[]", "{}"],
        "integer" | "intEnum" => &["2147483648", "1e10", "0.5", "\"1\"", "false", "[]", "{}"],
        "long" => &["9223372036854775808", "1e19", "0.5", "\"1\"", "true", "[]", "{}"],
        "float" => &["1e39", "\"nan\"", "\"1\"", "true", "[]", "{}"],
        "double" => &["1e309", "\"inf\"", "\"1\"", "true", "[]", "{}"],
        "bigInteger" => &["0.5", "1e-1", "\"1\"", "true", "[]", "{}"],
        "bigDecimal" => &["\"1\"", "true", "[]", "{}"],
        "timestamp default" | "timestamp epoch-seconds" => {
            &["\"1\"", "\"2024-05-06T07:08:09Z\"", "1e300", "true", "[]", "{}"]
        }
        "timestamp date-time" => &["1", "\"1\"", "\"2024-02-30T00:00:00Z\"", "true", "[]", "{}"],
        "timestamp http-date" => &["1", "\"2024-05-06T07:08:09Z\"", "true", "[]", "{}"],
        "list" => &["1", "true", "\"[]\"", "{}", "{\"0\": 1}"],
        "map" | "structure" => &["1", "true", "\"{}\"", "[]", "[[\"a\", 1]]"],
        "union" => &["1", "true", "\"text\"", "[]", "{}", "{\"text\": null}"],
        // Values that are skipped, or that may be anything.
        "unit" | "document" => &["nil", "'a'", "01e", "-", "\"\\x\"", "\"\t\""],
        other => panic!("a new kind: {other}"),
    }
}

#[test]
fn wrong_types() {
    each_place(|good, place| {
        for value in wrong_values(&place.kind) {
            assert_refused(good, place, value.as_bytes());
        }
    });
}

/// Where a value is missing or not JSON, the path is that of its place.
#[test]
fn no_json() {
    each_place(|good, place| {
        for value in ["nul", "@", "\u{e9}", "+1", ".5", "\"\u{1}\""] {
            assert_refused(good, place, value.as_bytes());
        }
    });
}

#[test]
fn texts_that_are_no_unicode() {
    let spoilt: [&[u8]; 9] = [
        b"\"\xff\"",
        b"\"ab\xc3\"",
        b"\"\xed\xa0\x80\"",
        b"\"\xc0\xaf\"",
        b"\"\xf4\x90\x80\x80\"",
        b"\"\\ud800\"",
        b"\"\\udc00\\ud800\"",
        b"\"\\ud83d\\n\"",
        b"\"\\u12\"",
    ];
    each_place(|good, place| {
        for text in spoilt {
            assert_refused(good, place, text);
        }
    });
}

#[test]
fn huge_numbers() {
    let digits = "9".repeat(10_000);
    let decimals = format!("-{digits}.{digits}");
    each_place(|good, place| {
        for number in ["1e400", "-1e400", "1e999999999999", &digits, &decimals] {
            match &*place.kind {
                "bigInteger" if number == digits => {
                    assert_eq!(fault(good, place, number.as_bytes()), None);
                }
                // A decimal can be any of these; an integer, those without too many zeros.
                "bigDecimal" | "bigInteger" => drop(fault(good, place, number.as_bytes())),
                // Skipped or kept unchanged, at any size.
                "unit" | "document" => assert_eq!(fault(good, place, number.as_bytes()), None),
                _ => drop(assert_refused(good, place, number.as_bytes())),
            }
        }
    });
}

#[test]
fn deep_nesting() {
    let nests = [("[", "]"), ("{\"a\":", "}"), ("[{\"\":", "}]"), ("{\"left\":", "}")];
    let unions = [("{\"choice\":", "}"), ("{\"children\":[", "]}"), ("{\"named\":{\"a\":", "}}")];
    let nests: Vec<String> = nests
        .into_iter()
        .chain(unions)
        .map(|(open, close)| open.repeat(DEPTH) + "1" + &close.repeat(DEPTH))
        .collect();
    each_place(|good, place| {
        for nest in &nests {
            let error = fault(good, place, nest.as_bytes()).expect("too deep for all");
            assert!(error.path().starts_with(&place.path), "{}: {error}", place.path);
            assert!(error.to_string().len() < 2_000, "{error}");
            let open = fault(good, place, &nest.as_bytes()[..DEPTH]);
            assert!(open.is_some_and(|error| error.path().starts_with(&place.path)));
        }
    });
}
