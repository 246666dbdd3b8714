//! Headers of a response in, the members bound to them out.

use std::collections::BTreeMap;
use std::fmt;

use http::{HeaderMap, HeaderValue};

use super::list::{elements, http_dates};
use crate::json::Slot;
use crate::{Blob, DateTime, FromText, ParseError, TimestampFormat};

/// Reads headers into fields; [`Response::headers`](crate::Response::headers) makes one.
///
/// A header that is absent leaves its field as it is. The first header that is not what the model
/// says is kept as an error; nothing after it is read.
pub struct HeaderReader<'r> {
    headers: &'r HeaderMap,
    error: Option<ParseError>,
}

impl<'r> HeaderReader<'r> {
    pub(super) fn new(headers: &'r HeaderMap) -> Self {
        Self { headers, error: None }
    }

    pub(super) fn finish(self) -> Result<(), ParseError> {
        self.error.map_or(Ok(()), Err)
    }

    /// Reads a scalar or an enum.
    pub fn text(&mut self, name: &str, slot: &mut impl FromText) {
        if let Some(value) = self.first(name, |text| FromText::from_text(text)) {
            *slot = value;
        }
    }

    /// Reads a string that was sent in base64, as strings with a media type are.
    pub fn base64(&mut self, name: &str, slot: &mut impl FromText) {
        let decode = |text: &str| {
            let blob = Blob::from_base64(text).map_err(|_| "expected base64")?;
            let decoded = std::str::from_utf8(blob.as_ref());
            FromText::from_text(decoded.map_err(|_| "expected text in UTF-8")?)
        };
        if let Some(value) = self.first(name, decode) {
            *slot = value;
        }
    }

    /// Reads a timestamp.
    pub fn timestamp(
        &mut self,
        name: &str,
        slot: &mut impl Slot<DateTime>,
        format: TimestampFormat,
    ) {
        if let Some(at) = self.first(name, |text| read_timestamp(text, format)) {
            slot.put(Some(at));
        }
    }

    /// Reads a list: one line with commas, several lines, or both.
    pub fn list<T: FromText>(&mut self, name: &str, slot: &mut impl Slot<Vec<T>>) {
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

    /// Reads a list of timestamps. In the form of an HTTP date, every second comma separates them.
    pub fn timestamp_list(
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

    /// Reads all headers whose name starts with a prefix into a map. The keys are the rest of the
    /// names, in lower case: HTTP does not tell the case. Without such a header the map is empty, and
    /// not absent, as the official protocol tests have it.
    pub fn prefixed<K>(&mut self, prefix: &str, slot: &mut impl Slot<BTreeMap<K, String>>)
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
                Err(reason) => return self.fail(&format!("{prefix}*"), reason),
            }
        }
        slot.put(Some(map));
    }

    fn first<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        if self.error.is_some() {
            return None;
        }
        let value = self.headers.get(name)?;
        match text(value).and_then(read) {
            Ok(value) => Some(value),
            Err(reason) => {
                self.fail(name, reason);
                None
            }
        }
    }

    fn all<T>(
        &mut self,
        name: &str,
        mut read: impl FnMut(&str, &mut Vec<T>) -> Result<(), String>,
    ) -> Option<Vec<T>> {
        if self.error.is_some() || !self.headers.contains_key(name) {
            return None;
        }
        let mut list = Vec::new();
        for line in self.headers.get_all(name) {
            if let Err(reason) = text(line).and_then(|line| read(line, &mut list)) {
                self.fail(name, reason);
                return None;
            }
        }
        Some(list)
    }

    fn fail(&mut self, name: &str, reason: String) {
        self.error = Some(ParseError::new(name, reason));
    }
}

fn read_timestamp(text: &str, format: TimestampFormat) -> Result<DateTime, String> {
    DateTime::parse(text, format).map_err(|error| error.to_string())
}

impl fmt::Debug for HeaderReader<'_> {
    /// Shows no header: each may be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HeaderReader").field("error", &self.error).finish_non_exhaustive()
    }
}

/// The text of a header. No reason quotes it: it may be a secret.
fn text(value: &HeaderValue) -> Result<&str, String> {
    match std::str::from_utf8(value.as_bytes()) {
        Ok(text) => Ok(text.trim()),
        Err(_) => Err("expected text in UTF-8".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderName;

    use super::*;
    use crate::Response;

    type Map = BTreeMap<String, String>;

    fn response(lines: &[(&'static str, &'static str)]) -> Response {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        Response::new(200, headers, "")
    }

    #[test]
    fn scalars_are_read() {
        let response =
            response(&[("x-s", " Hello "), ("x-n", "-8"), ("x-b", "true"), ("x-j", "dHJ1ZQ==")]);
        let (mut s, mut n, mut b, mut json) = (String::new(), None::<i8>, false, None::<String>);
        let mut absent = Some(7);
        let result = response.headers(|h| {
            h.text("X-S", &mut s);
            h.text("X-N", &mut n);
            h.text("X-B", &mut b);
            h.text("X-Absent", &mut absent);
            h.base64("X-J", &mut json);
        });
        assert_eq!(result, Ok(()));
        assert_eq!(
            (&*s, n, b, absent, json.as_deref()),
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
        let result = response.headers(|h| {
            h.list("X-List", &mut strings);
            h.list("X-N", &mut numbers);
            h.list("X-Empty", &mut empty);
            h.list("X-Absent", &mut absent);
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
        let result = response.headers(|h| {
            h.timestamp("X-At", &mut one, TimestampFormat::EpochSeconds);
            h.timestamp_list("X-Dates", &mut dates, TimestampFormat::HttpDate);
            h.timestamp_list("X-Many", &mut many, TimestampFormat::EpochSeconds);
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
        let result = response.headers(|h| {
            h.prefixed("X-Foo-", &mut some);
            h.prefixed("", &mut all);
            h.prefixed("X-Bar-", &mut none);
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
        let result = response.headers(|h| {
            h.text("X-N", &mut n);
            h.text("X-M", &mut m);
        });
        let error = result.unwrap_err();
        assert_eq!(error.to_string(), "X-N: expected an integer");
        assert_eq!((n, m), (0, 0));
    }
}
