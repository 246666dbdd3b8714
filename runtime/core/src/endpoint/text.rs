//! The functions of the rules engine for strings and lists.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The characters to encode: all but the unreserved ones of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// `substring` of the rules engine: the characters from `start` to before `end`, counted from the end
/// if `reverse`. `None` if the text is too short or not ASCII, or the result would be empty.
#[must_use]
pub fn substring(text: &str, start: usize, end: usize, reverse: bool) -> Option<&str> {
    if !text.is_ascii() || start >= end {
        return None;
    }
    if reverse {
        text.get(text.len().checked_sub(end)?..text.len().checked_sub(start)?)
    } else {
        text.get(start..end)
    }
}

/// `split` of the rules engine: the parts between the delimiters, at most `limit` of them, or all
/// if it is 0. An empty delimiter does not split.
#[must_use]
pub fn split<'t>(text: &'t str, delimiter: &str, limit: usize) -> Vec<&'t str> {
    match (delimiter, limit) {
        ("", _) => vec![text],
        (_, 0) => text.split(delimiter).collect(),
        (_, limit) => text.splitn(limit, delimiter).collect(),
    }
}

/// `getAttr` of the rules engine with an index. Negative indexes count from the end.
#[must_use]
pub fn element(list: &[impl AsRef<str>], index: isize) -> Option<&str> {
    let from_end = |distance: usize| list.len().checked_sub(distance);
    let index = usize::try_from(index).ok().or_else(|| from_end(index.unsigned_abs()))?;
    list.get(index).map(AsRef::as_ref)
}

/// `uriEncode` of the rules engine: percent-encodes all but letters, digits and `-._~`.
#[must_use]
pub fn uri_encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn substrings() {
        for (text, start, end, reverse, expected) in [
            ("abcdefg", 0, 3, false, Some("abc")),
            ("abcdefg", 0, 3, true, Some("efg")),
            ("abcdefg", 1, 3, true, Some("ef")),
            ("abc", 0, 3, true, Some("abc")),
            ("abc", 0, 4, false, None),
            ("abc", 0, 4, true, None),
            ("abc", 2, 2, false, None),
            ("abc", 2, 1, false, None),
            ("äbc", 0, 1, true, None),
        ] {
            assert_eq!(substring(text, start, end, reverse), expected, "{text} {start} {end}");
        }
    }

    #[test]
    fn splits() {
        let table: [(&str, &str, usize, &[&str]); 7] = [
            ("a--b--c", "--", 0, &["a", "b", "c"]),
            ("a--b--c", "--", 2, &["a", "b--c"]),
            ("a--b--c", "--", 1, &["a--b--c"]),
            ("", "--", 0, &[""]),
            ("----", "--", 0, &["", "", ""]),
            ("abc", "x", 0, &["abc"]),
            ("abc", "", 0, &["abc"]),
        ];
        for (text, delimiter, limit, expected) in table {
            assert_eq!(split(text, delimiter, limit), expected, "{text} {limit}");
        }
    }

    #[test]
    fn elements() {
        let list = ["a", "b", "c"];
        for (index, expected) in [
            (0, Some("a")),
            (2, Some("c")),
            (3, None),
            (-1, Some("c")),
            (-3, Some("a")),
            (-4, None),
        ] {
            assert_eq!(element(&list, index), expected, "{index}");
        }
    }

    #[test]
    fn encoded() {
        assert_eq!(uri_encode("aZ0-_.~ /:%ä"), "aZ0-_.~%20%2F%3A%25%C3%A4");
    }
}
