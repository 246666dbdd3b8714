//! Tests, with an allocator that counts, that reading takes at most a fixed multiple of the body's
//! size, for outputs and errors. The test is the only one in its program, because the allocator
//! counts all threads.

use end_to_end::readers::READERS;
use peak_alloc::PeakAlloc;
use whitesmith_runtime::{HeaderMap, HeaderName, HeaderValue, Response};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// The maximum memory per byte of the body. The worst case is an object with one member where the
/// members are data, `{"":0},`, because a `BTreeMap` reserves space for eleven entries: 97 times
/// the body. The next one is an empty structure in a list, `{},`, which grows by doubling: 72
/// times.
const BYTES_FOR_A_BYTE: usize = 120;

/// The memory that any body may take: the error, its message and path.
const AT_LEAST: usize = 16_384;

/// The number of repetitions of the middle of a body.
const TIMES: usize = 20_000;

/// The start, middle and end of bodies; the middle is repeated.
const BODIES: [(&str, &str, &str); 22] = [
    // Elements of every size.
    ("{\"texts\": [\"\"", ",\"\"", "]}"),
    ("{\"sparseTexts\": [null", ",null", "]}"),
    ("{\"notesList\": [{}", ",{}", "]}"),
    ("{\"textLists\": [[]", ",[]", "]}"),
    ("{\"tree\": {\"children\": [{}", ",{}", "]}}"),
    ("{\"tree\": {\"left\":{\"children\": [{\"left\":{}}", ",{\"left\":{}}", "]}}}"),
    ("{\"all\": [{\"number\":1}", ",{\"number\":1}", "]}"),
    ("{\"all\": [{\"choice\":{\"nothing\":0}}", ",{\"choice\":{\"nothing\":0}}", "]}"),
    ("{\"free\": [0", ",0", "]}"),
    ("{\"free\": [{\"\":0}", ",{\"\":0}", "]}"),
    ("[0", ",0", "]"),
    ("[\"\"", ",\"\"", "]"),
    // The same member again and again.
    ("{\"text\": \"a\"", ",\"text\":\"a\"", "}"),
    ("{\"textMap\": {\"a\": \"\"", ",\"a\":\"\"", "}}"),
    // Texts that are copied, and numbers.
    ("{\"text\": \"", "\\n", "\"}"),
    ("{\"message\": \"", "\\u00e9", "\", \"code\": \"Refused\"}"),
    ("{\"whole\": 1", "0", ", \"decimal\": 0}"),
    ("{\"whole\": 1e400, \"decimal\": 1e", "9", "}"),
    ("{\"when\": 1", "0", "}"),
    // Invalid JSON, and values that are skipped.
    ("", "[", ""),
    ("{\"Future\": ", "{\"a\":", ""),
    ("", "\u{e9}", ""),
];

/// The maximum memory that reading takes in addition to what is in use.
fn peak(response: &Response) -> Vec<(&'static str, usize)> {
    let peak_of = |fault: fn(&Response) -> Option<whitesmith_runtime::ParseError>| {
        ALLOCATOR.reset_peak_usage();
        let before = ALLOCATOR.current_usage();
        drop(fault(response));
        ALLOCATOR.peak_usage().saturating_sub(before)
    };
    READERS.iter().map(|reader| (reader.operation, peak_of(reader.fault))).collect()
}

#[test]
fn memory_is_a_multiple_of_the_body() {
    for (start, middle, end) in BODIES {
        let body = format!("{start}{}{end}", middle.repeat(TIMES));
        for status in [200, 409] {
            let response = Response::new(status, HeaderMap::new(), body.clone());
            for (operation, peak) in peak(&response) {
                assert!(
                    peak <= AT_LEAST + body.len() * BYTES_FOR_A_BYTE,
                    "{operation} takes {peak} bytes for {} of {start}{middle}…{end}",
                    body.len()
                );
            }
        }
    }
    for value in ["1", "a,", "1, ", "\"\",", "Mon, 06 May 2024 07:08:09 GMT, ", "\""] {
        let names =
            ["x-texts", "x-numbers", "x-flags", "x-moments", "x-days", "x-json", "x-note-a"];
        let line = HeaderValue::from_str(&value.repeat(TIMES)).expect("a value of a header");
        let headers = names.map(|name| (HeaderName::from_static(name), line.clone()));
        let response = Response::new(200, HeaderMap::from_iter(headers), "");
        for (operation, peak) in peak(&response) {
            let size = line.len() * names.len();
            assert!(peak <= AT_LEAST + size * BYTES_FOR_A_BYTE, "{operation}: {peak} for {size}");
        }
    }
}
