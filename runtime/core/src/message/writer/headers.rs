//! Members that are bound to headers.

use std::borrow::Cow;
use std::collections::BTreeMap;

use http::header::{HeaderName, HeaderValue};

use super::MessageWriter;
use crate::headers::{self, SET_BY_CLIENT, is_framing};
use crate::{Blob, BuildError, DateTime, Text, TimestampFormat};

impl<L> MessageWriter<L> {
    /// Writes a scalar or an enum to a header. An empty text is a value.
    pub fn header(&mut self, name: &str, value: &(impl Text + ?Sized)) -> &mut Self {
        if let Some(text) = value.text() {
            self.set_header(name, &text);
        }
        self
    }

    /// Writes a list to a header, with commas between the elements. Elements that a reader could not
    /// tell apart otherwise are quoted. An empty list becomes an empty header.
    pub fn header_list<'v, T: Text + 'v>(
        &mut self,
        name: &str,
        values: impl Into<Option<&'v Vec<T>>>,
    ) -> &mut Self {
        if let Some(values) = values.into() {
            let texts = values.iter().filter_map(Text::text).map(quote_if_needed);
            let texts: Vec<_> = texts.collect();
            self.set_header(name, &texts.join(", "));
        }
        self
    }

    /// Writes a timestamp to a header.
    pub fn header_timestamp<'v>(
        &mut self,
        name: &str,
        value: impl Into<Option<&'v DateTime>>,
        format: TimestampFormat,
    ) -> &mut Self {
        if let Some(at) = value.into() {
            match at.send(format) {
                Ok(text) => self.set_header(name, &text),
                Err(reason) => self.fail(BuildError::new(name, reason)),
            }
        }
        self
    }

    /// Writes a list of timestamps to a header, with commas between them and without quotes.
    pub fn header_timestamp_list<'v>(
        &mut self,
        name: &str,
        values: impl Into<Option<&'v Vec<DateTime>>>,
        format: TimestampFormat,
    ) -> &mut Self {
        if let Some(values) = values.into() {
            let texts: Result<Vec<_>, _> = values.iter().map(|at| at.send(format)).collect();
            match texts {
                Ok(texts) => self.set_header(name, &texts.join(", ")),
                Err(reason) => self.fail(BuildError::new(name, reason)),
            }
        }
        self
    }

    /// Writes a string to a header in base64, as strings with a media type are sent.
    pub fn header_base64(&mut self, name: &str, value: &(impl Text + ?Sized)) -> &mut Self {
        if let Some(text) = value.text() {
            self.set_header(name, &Blob::from(&*text).to_base64());
        }
        self
    }

    /// Writes a header for each entry of a map; its name is the prefix and the key. A header that has
    /// been written already stays as it is, so this comes after the other headers.
    pub fn prefix_headers<'v, K: AsRef<str> + 'v>(
        &mut self,
        prefix: &str,
        values: impl Into<Option<&'v BTreeMap<K, String>>>,
    ) -> &mut Self {
        for (key, value) in values.into().into_iter().flatten() {
            let name = format!("{prefix}{}", key.as_ref());
            let set = parse(&name, value)
                // The key is data: it may be long, or a secret.
                .map_err(|reason| BuildError::new(format!("{prefix}*"), reason))
                .and_then(|(parsed, value)| {
                    if is_framing(&parsed) {
                        return Err(BuildError::new(name, SET_BY_CLIENT));
                    }
                    headers::set_if_absent(&mut self.headers, parsed, || value)
                });
            if let Err(error) = set {
                self.fail(error);
            }
        }
        self
    }

    /// Marks the headers whose names start like this as sensitive, so that the `Debug` of any type that
    /// holds them does not show their values.
    pub fn sensitive_headers(&mut self, start: &str) -> &mut Self {
        let start = start.to_ascii_lowercase();
        for (name, value) in &mut self.headers {
            if name.as_str().starts_with(&start) {
                value.set_sensitive(true);
            }
        }
        self
    }

    fn set_header(&mut self, name: &str, value: &str) {
        let set = parse(name, value)
            .map_err(|reason| BuildError::new(name, reason))
            .and_then(|(name, value)| headers::set(&mut self.headers, name, value));
        if let Err(error) = set {
            self.fail(error);
        }
    }
}

fn parse(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), &'static str> {
    let name = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| "has characters that the name of a header cannot have")?;
    let value = HeaderValue::from_str(value).map_err(
        |_| "goes into a header and must not have line breaks or other control characters",
    )?;
    Ok((name, value))
}

/// Quotes an element of a list that has a comma or a quotation mark in it, white space around it,
/// or no character at all.
fn quote_if_needed(text: Cow<'_, str>) -> Cow<'_, str> {
    let plain = !text.is_empty() && text.trim() == text && !text.contains([',', '"']);
    if plain {
        return text;
    }
    format!("\"{}\"", text.replace('\\', r"\\").replace('"', "\\\"")).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RequestWriter;
    use crate::protocol::RestJson1;

    fn headers(build: impl FnOnce(&mut RequestWriter)) -> Vec<(String, String)> {
        let mut request = RequestWriter::new::<RestJson1>();
        build(&mut request);
        let headers = request.finish().unwrap().headers;
        let text = |value: &HeaderValue| String::from_utf8(value.as_bytes().to_vec()).unwrap();
        let mut headers: Vec<_> =
            headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect();
        headers.sort();
        headers
    }

    fn header(build: impl FnOnce(&mut RequestWriter)) -> Option<String> {
        headers(build).pop().map(|(_, value)| value)
    }

    fn strings(values: &[&str]) -> Vec<String> {
        values.iter().map(|value| (*value).to_owned()).collect()
    }

    #[test]
    fn scalars_are_set_and_absent_ones_left_out() {
        let set = headers(|r| {
            r.header("X-B", &true).header("X-S", "a, b").header("X-Absent", &None::<String>);
            r.header("X-Empty", &Some(String::new())).header("X-Float", &f32::NAN);
        });
        let expected = [("x-b", "true"), ("x-empty", ""), ("x-float", "NaN"), ("x-s", "a, b")];
        assert_eq!(set, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn lists_are_joined_and_quoted_where_needed() {
        for (values, expected) in [
            (&["a", "b c"][..], "a, b c"),
            (&["b,c", "\"def\"", "a"], r#""b,c", "\"def\"", a"#),
            (&[r"a,\"], r#""a,\\""#),
            (&[r"a\b"], r"a\b"),
            (&["", " a"], r#""", " a""#),
            (&[], ""),
        ] {
            let values = strings(values);
            assert_eq!(
                header(|r| {
                    r.header_list("X", &values);
                })
                .as_deref(),
                Some(expected)
            );
        }
        assert_eq!(
            header(|r| {
                r.header_list("X", &vec![1, 2]);
            })
            .as_deref(),
            Some("1, 2")
        );
        assert_eq!(
            header(|r| {
                r.header_list("X", &None::<Vec<i32>>);
            }),
            None
        );
    }

    #[test]
    fn timestamps_are_not_quoted() {
        let at = DateTime::from_secs(1_576_540_098);
        let date = "Mon, 16 Dec 2019 23:48:18 GMT";
        let one = header(|r| {
            r.header_timestamp("X", &Some(at), TimestampFormat::HttpDate);
        });
        assert_eq!(one.as_deref(), Some(date));
        let two = vec![at, at];
        let two = header(|r| {
            r.header_timestamp_list("X", &two, TimestampFormat::HttpDate);
        });
        assert_eq!(two, Some(format!("{date}, {date}")));
    }

    #[test]
    fn dates_have_years_of_four_digits() {
        let last = DateTime::from_secs(253_402_300_799);
        let late = DateTime::from_secs(253_402_300_800);
        let early = DateTime::from_secs(-62_167_219_201);
        for format in [TimestampFormat::HttpDate, TimestampFormat::DateTime] {
            for (at, is_sent) in [(last, true), (late, false), (early, false)] {
                let builds: [&dyn Fn(&mut RequestWriter); 5] = [
                    &|r| _ = r.header_timestamp("X", &at, format),
                    &|r| _ = r.header_timestamp_list("X", &vec![last, at], format),
                    &|r| _ = r.label_timestamp("X", &at, format),
                    &|r| r.query_timestamp("X", &at, format),
                    &|r| r.query_timestamp_list("X", &vec![last, at], format),
                ];
                for build in builds {
                    let mut request = RequestWriter::new::<RestJson1>();
                    build(&mut request);
                    let built = request.finish();
                    assert_eq!(built.is_ok(), is_sent, "{at:?} {format:?}");
                    let member = built.err().map(|error| error.member().to_owned());
                    assert!(member.is_none_or(|member| member == "X"));
                }
            }
        }
    }

    #[test]
    fn media_types_are_base64() {
        let text = Some("true".to_owned());
        assert_eq!(
            header(|r| {
                r.header_base64("X", &text);
            })
            .as_deref(),
            Some("dHJ1ZQ==")
        );
    }

    #[test]
    fn prefix_headers_do_not_override() {
        let map = BTreeMap::from([
            ("hello".to_owned(), "map".to_owned()),
            ("Other".to_owned(), String::new()),
        ]);
        let expected = [("x-hello", "named"), ("x-other", "")];
        let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let set = headers(|r| {
            r.header("x-hello", "named").prefix_headers("X-", &map);
        });
        assert_eq!(set, expected);
        let set = headers(|r| {
            r.prefix_headers("X-", &Some(map)).header("x-hello", "named");
        });
        assert_eq!(set, expected);
    }

    #[test]
    fn text_is_sent_as_utf_8() {
        assert_eq!(
            header(|r| {
                r.header("X", "ü\t😹");
            })
            .as_deref(),
            Some("ü\t😹")
        );
    }

    #[test]
    fn too_many_headers_are_an_error() {
        let values = |count: usize| -> BTreeMap<String, String> {
            (0..count).map(|index| (index.to_string(), String::new())).collect()
        };
        let build = |count| {
            let mut request = RequestWriter::new::<RestJson1>();
            request.prefix_headers("x-", &values(count));
            request.finish()
        };
        assert_eq!(build(20_000).unwrap().headers.len(), 20_000);
        let error = build(25_000).unwrap_err().to_string();
        assert!(
            error.ends_with("is one header too many: the request has 24576 already"),
            "{error}"
        );
    }

    #[test]
    fn what_would_break_the_line_is_refused() {
        for value in ["a\r\nX-Admin: true", "a\n", "\0", "\u{7f}", "\u{1b}[0m"] {
            let mut request = RequestWriter::new::<RestJson1>();
            request.header("X-Amz-Foo", value);
            let message = request.finish().unwrap_err().to_string();
            assert!(message.starts_with("`X-Amz-Foo` goes into a header"), "{message}");
        }
        let mut request = RequestWriter::new::<RestJson1>();
        let map = BTreeMap::from([("a: b\r\n".to_owned(), String::new())]);
        request.prefix_headers("x-", &map);
        let reason = "has characters that the name of a header cannot have";
        assert_eq!(request.finish(), Err(BuildError::new("x-*", reason)));
    }

    #[test]
    fn prefix_headers_cannot_frame_a_request() {
        for name in ["Content-Length", "transfer-encoding", "Host"] {
            let map = BTreeMap::from([(name, "1".to_owned())]);
            let mut request = RequestWriter::new::<RestJson1>();
            request.prefix_headers("", &map);
            assert_eq!(request.finish().unwrap_err(), BuildError::new(name, SET_BY_CLIENT));
            let mut request = RequestWriter::new::<RestJson1>();
            request.prefix_headers("x-", &map);
            assert!(request.finish().is_ok());
        }
    }
}
