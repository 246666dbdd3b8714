//! Members that are bound to headers.

use std::collections::BTreeMap;

use http::HeaderValue;

use super::MessageReader;
use super::list::{elements, http_dates};
use crate::codec::Slot;
use crate::{Blob, DateTime, FromText, ParseError, TimestampFormat};

impl<L> MessageReader<'_, L> {
    /// Reads a header that is a scalar or an enum.
    pub fn header(&mut self, name: &str, slot: &mut impl FromText) {
        if let Some(value) = self.first(name, |text| FromText::from_text(text)) {
            *slot = value;
        }
    }

    /// Reads a header that is a string in base64, as strings with a media type are sent.
    pub fn header_base64(&mut self, name: &str, slot: &mut impl FromText) {
        let decode = |text: &str| {
            let blob = Blob::from_base64(text).map_err(|_| "expected base64")?;
            let decoded = std::str::from_utf8(blob.as_ref());
            FromText::from_text(decoded.map_err(|_| "expected text in UTF-8")?)
        };
        if let Some(value) = self.first(name, decode) {
            *slot = value;
        }
    }

    /// Reads a header that is a timestamp.
    pub fn header_timestamp(
        &mut self,
        name: &str,
        slot: &mut impl Slot<DateTime>,
        format: TimestampFormat,
    ) {
        if let Some(at) = self.first(name, |text| read_timestamp(text, format)) {
            slot.put(Some(at));
        }
    }

    /// Reads a header that is a list: one line with commas, several lines, or both.
    pub fn header_list<T: FromText>(&mut self, name: &str, slot: &mut impl Slot<Vec<T>>) {
        let read = |line: &str, list: &mut Vec<T>| {
            for element in elements(line)? {
                list.push(T::from_text(&element)?);
            }
            Ok(())
        };
        if let Some(list) = self.all(name, read) {
            slot.put(Some(list));
        }
    }

    /// Reads a header that is a list of timestamps. In the format `http-date` every second comma
    /// separates them.
    pub fn header_timestamp_list(
        &mut self,
        name: &str,
        slot: &mut impl Slot<Vec<DateTime>>,
        format: TimestampFormat,
    ) {
        let read = |line: &str, list: &mut Vec<DateTime>| {
            let texts = match format {
                TimestampFormat::HttpDate => http_dates(line),
                TimestampFormat::DateTime | TimestampFormat::EpochSeconds => elements(line)?,
            };
            for text in texts {
                list.push(read_timestamp(&text, format)?);
            }
            Ok(())
        };
        if let Some(list) = self.all(name, read) {
            slot.put(Some(list));
        }
    }

    /// Reads all headers whose names start with a prefix into a map. Its keys are the rest of the names,
    /// in lower case, since HTTP does not keep the case. Without such a header the map is empty, not
    /// absent, as in the official protocol tests.
    pub fn prefix_headers<K>(&mut self, prefix: &str, slot: &mut impl Slot<BTreeMap<K, String>>)
    where
        K: Ord + for<'k> From<&'k str>,
    {
        if self.error.is_some() {
            return;
        }
        let prefix = prefix.to_ascii_lowercase();
        let mut map = BTreeMap::new();
        for (name, value) in self.headers {
            let Some(key) = name.as_str().strip_prefix(&prefix) else { continue };
            match text(value) {
                Ok(text) => drop(map.entry(K::from(key)).or_insert_with(|| text.to_owned())),
                // The rest of the name is a key, and so is data.
                Err(reason) => return self.fail(ParseError::new(format!("{prefix}*"), reason)),
            }
        }
        slot.put(Some(map));
    }

    fn first<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        if !self.may_have(name) {
            return None;
        }
        let value = self.headers.get(name)?;
        match text(value).and_then(read) {
            Ok(value) => Some(value),
            Err(reason) => {
                self.fail(ParseError::new(name, reason));
                None
            }
        }
    }

    fn all<T>(
        &mut self,
        name: &str,
        mut read: impl FnMut(&str, &mut Vec<T>) -> Result<(), String>,
    ) -> Option<Vec<T>> {
        if !self.may_have(name) || !self.headers.contains_key(name) {
            return None;
        }
        let mut list = Vec::new();
        for line in self.headers.get_all(name) {
            if let Err(reason) = text(line).and_then(|line| read(line, &mut list)) {
                self.fail(ParseError::new(name, reason));
                return None;
            }
        }
        Some(list)
    }
}

fn read_timestamp(text: &str, format: TimestampFormat) -> Result<DateTime, String> {
    DateTime::parse(text, format).map_err(|error| error.to_string())
}

/// The text of a header. The error does not quote it, since it may be a secret.
fn text(value: &HeaderValue) -> Result<&str, String> {
    match std::str::from_utf8(value.as_bytes()) {
        Ok(text) => Ok(text.trim()),
        Err(_) => Err("expected text in UTF-8".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderName};

    use super::*;
    use crate::{Response, ResponseReader};

    type Map = BTreeMap<String, String>;

    fn response(lines: &[(&'static str, &'static str)]) -> Response {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        Response::new(200, headers, "")
    }

    fn read(
        response: &Response,
        read: impl FnOnce(&mut ResponseReader<'_>),
    ) -> Result<(), ParseError> {
        let mut reader = ResponseReader::new(response);
        read(&mut reader);
        reader.finish()
    }

    #[test]
    fn a_lenient_header_that_cannot_be_read_is_ignored() {
        let response = response(&[("x-n", "one"), ("x-m", "2")]);
        let (mut n, mut m, mut after) = (None::<i32>, None::<i32>, None::<i32>);
        let result = read(&response, |r| {
            r.lenient(|r| r.header("X-N", &mut n));
            r.lenient(|r| r.header("X-M", &mut m));
            r.header("X-M", &mut after);
        });
        assert_eq!((result, n, m, after), (Ok(()), None, Some(2), Some(2)));
        let result = read(&response, |r| {
            r.header("X-N", &mut n);
            r.lenient(|r| r.header("X-N", &mut m));
        });
        assert_eq!(result.unwrap_err().path(), "X-N");
    }

    #[test]
    fn scalars_are_read() {
        let response =
            response(&[("x-s", " Hello "), ("x-n", "-8"), ("x-b", "true"), ("x-j", "dHJ1ZQ==")]);
        let (mut s, mut n, mut b, mut encoded) = (String::new(), None::<i8>, false, None::<String>);
        let mut absent = Some(7);
        let result = read(&response, |r| {
            r.header("X-S", &mut s);
            r.header("X-N", &mut n);
            r.header("X-B", &mut b);
            r.header("X-Absent", &mut absent);
            r.header_base64("X-J", &mut encoded);
        });
        assert_eq!(result, Ok(()));
        assert_eq!(
            (&*s, n, b, absent, encoded.as_deref()),
            ("Hello", Some(-8), true, Some(7), Some("true"))
        );
    }

    #[test]
    fn lists_are_read_from_one_line_or_many() {
        let response = response(&[
            ("x-list", r#""b,c", "\"def\"", a"#),
            ("x-list", "d"),
            ("x-n", "1, 2,3"),
            ("x-empty", ""),
        ]);
        let (mut strings, mut numbers) = (None::<Vec<String>>, Vec::<i32>::new());
        let (mut empty, mut absent) = (None::<Vec<i32>>, None::<Vec<i32>>);
        let result = read(&response, |r| {
            r.header_list("X-List", &mut strings);
            r.header_list("X-N", &mut numbers);
            r.header_list("X-Empty", &mut empty);
            r.header_list("X-Absent", &mut absent);
        });
        assert_eq!(result, Ok(()));
        assert_eq!(strings.unwrap(), ["b,c", "\"def\"", "a", "d"]);
        assert_eq!((numbers, empty, absent), (vec![1, 2, 3], Some(vec![]), None));
    }

    #[test]
    fn timestamps_are_read() {
        const DATES: &str = "Mon, 16 Dec 2019 23:48:18 GMT, Mon, 16 Dec 2019 23:48:18 GMT";
        let at = DateTime::from_secs(1_576_540_098);
        let response = response(&[("x-at", "1576540098"), ("x-dates", DATES), ("x-many", "1, 2")]);
        let (mut one, mut dates, mut many) = (None::<DateTime>, None::<Vec<DateTime>>, Vec::new());
        let result = read(&response, |r| {
            r.header_timestamp("X-At", &mut one, TimestampFormat::EpochSeconds);
            r.header_timestamp_list("X-Dates", &mut dates, TimestampFormat::HttpDate);
            r.header_timestamp_list("X-Many", &mut many, TimestampFormat::EpochSeconds);
        });
        assert_eq!(result, Ok(()));
        assert_eq!((one, dates), (Some(at), Some(vec![at, at])));
        assert_eq!(many, [DateTime::from_secs(1), DateTime::from_secs(2)]);
    }

    #[test]
    fn prefixed_headers_are_collected() {
        let response =
            response(&[("x-foo-abc", "1"), ("x-foo-def", ""), ("x-foo", "3"), ("y", "4")]);
        let (mut some, mut all, mut none) = (None::<Map>, Map::new(), None::<Map>);
        let result = read(&response, |r| {
            r.prefix_headers("X-Foo-", &mut some);
            r.prefix_headers("", &mut all);
            r.prefix_headers("X-Bar-", &mut none);
        });
        assert_eq!(result, Ok(()));
        let expected = [("abc", "1"), ("def", "")];
        assert_eq!(some, Some(expected.map(|(k, v)| (k.to_owned(), v.to_owned())).into()));
        assert_eq!((all.len(), none), (4, Some(Map::new())));
    }

    #[test]
    fn the_first_error_names_its_header() {
        let response = response(&[("x-n", "one"), ("x-m", "2")]);
        let (mut n, mut m) = (0, 0);
        let result = read(&response, |r| {
            r.header("X-N", &mut n);
            r.header("X-M", &mut m);
        });
        let error = result.unwrap_err();
        assert_eq!(error.to_string(), "X-N: expected an integer");
        assert_eq!((n, m), (0, 0));
    }
}
