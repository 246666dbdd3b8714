//! Host, path and query of a request: values in, percent-encoded text out.
//!
//! All characters but letters, digits and `-._~` are encoded. A label of `.` or `..` is refused:
//! clients, proxies and servers resolve such segments, encoded or not, and would see another path
//! than the one of the operation.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::RequestBuilder;
use crate::{BuildError, DateTime, Text, TimestampFormat};

/// What is encoded: all but the unreserved characters of RFC 3986.
pub(crate) const RESERVED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The same, but for the slashes between the segments of a greedy label.
pub(crate) const RESERVED_IN_SEGMENTS: &AsciiSet = &RESERVED.remove(b'/');

/// A value of a map of query parameters: one text, or a list of them.
pub trait QueryValue {
    /// The texts, each of which becomes a parameter.
    fn texts(&self) -> &[String];
}

impl QueryValue for String {
    fn texts(&self) -> &[String] {
        std::slice::from_ref(self)
    }
}

impl QueryValue for Vec<String> {
    fn texts(&self) -> &[String] {
        self
    }
}

impl<V: QueryValue> QueryValue for Option<V> {
    fn texts(&self) -> &[String] {
        self.as_ref().map_or(&[], QueryValue::texts)
    }
}

impl RequestBuilder {
    /// Appends a part of the path that is the same in all requests, as it is.
    pub fn path(&mut self, literal: &str) -> &mut Self {
        self.path.push_str(literal);
        self
    }

    /// Appends a label to the path: the value of the member `name`, which must not be empty.
    pub fn label(&mut self, name: &str, value: &(impl Text + ?Sized)) -> &mut Self {
        self.push_label(name, value.text().as_deref(), RESERVED)
    }

    /// Appends a label to the path; `default` stands in for an empty one.
    pub fn label_or(
        &mut self,
        name: &str,
        value: &(impl Text + ?Sized),
        default: &str,
    ) -> &mut Self {
        let text = value.text().filter(|text| !text.is_empty());
        self.push_label(name, Some(text.as_deref().unwrap_or(default)), RESERVED)
    }

    /// Appends a label that may span segments of the path.
    pub fn greedy_label(&mut self, name: &str, value: &(impl Text + ?Sized)) -> &mut Self {
        self.push_label(name, value.text().as_deref(), RESERVED_IN_SEGMENTS)
    }

    /// Appends a timestamp to the path.
    pub fn label_timestamp<'v>(
        &mut self,
        name: &str,
        value: impl Into<Option<&'v DateTime>>,
        format: TimestampFormat,
    ) -> &mut Self {
        match value.into().map(|at| at.send(format)).transpose() {
            Ok(text) => return self.push_label(name, text.as_deref(), RESERVED),
            Err(reason) => self.fail(BuildError::new(name, reason)),
        }
        self
    }

    /// Takes the endpoint from a member, if it has a value.
    pub fn endpoint(&mut self, value: &(impl Text + ?Sized)) -> &mut Self {
        self.endpoint = value.text().map(Into::into).filter(|text: &String| !text.is_empty());
        self
    }

    /// Appends a part of the host prefix that is the same in all requests.
    pub fn host(&mut self, literal: &str) -> &mut Self {
        self.host_prefix.push_str(literal);
        self
    }

    /// Appends a label to the host prefix: the value of the member `name`, which must consist of
    /// letters, digits, `-` and `.`.
    pub fn host_label(&mut self, name: &str, value: &(impl Text + ?Sized)) -> &mut Self {
        let text = value.text().unwrap_or_default();
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
        if text.is_empty() {
            self.fail(BuildError::new(name, "must not be empty"));
        } else if !text.chars().all(fits) {
            let reason =
                "goes into the name of a host and must consist of letters, digits, `-` and `.`";
            self.fail(BuildError::new(name, reason));
        }
        self.host_prefix.push_str(&text);
        self
    }

    /// Appends a parameter that is the same in all requests, as it is, with or without a value.
    pub fn query_literal<'v>(&mut self, name: &str, value: impl Into<Option<&'v str>>) {
        self.separate_parameters();
        self.query.push_str(name);
        if let Some(value) = value.into() {
            self.query.push('=');
            self.query.push_str(value);
        }
    }

    /// Appends a parameter, if it has a value.
    pub fn query(&mut self, name: &str, value: &(impl Text + ?Sized)) {
        if let Some(text) = value.text() {
            self.push_parameter(name, &text);
        }
    }

    /// Appends a parameter for each element of a list.
    pub fn query_list<'v, T: Text + 'v>(
        &mut self,
        name: &str,
        values: impl Into<Option<&'v Vec<T>>>,
    ) {
        for value in values.into().into_iter().flatten() {
            self.query(name, value);
        }
    }

    /// Appends a timestamp as a parameter, if there is one.
    pub fn query_timestamp<'v>(
        &mut self,
        name: &str,
        value: impl Into<Option<&'v DateTime>>,
        format: TimestampFormat,
    ) {
        if let Some(at) = value.into() {
            self.push_timestamp(name, *at, format);
        }
    }

    /// Appends a parameter for each timestamp of a list.
    pub fn query_timestamp_list<'v>(
        &mut self,
        name: &str,
        values: impl Into<Option<&'v Vec<DateTime>>>,
        format: TimestampFormat,
    ) {
        for at in values.into().into_iter().flatten() {
            self.push_timestamp(name, *at, format);
        }
    }

    /// Appends a map of parameters, the last thing to do with a query: entries whose name it has
    /// already are left out.
    pub fn query_params<'v, K, V>(&mut self, values: impl Into<Option<&'v BTreeMap<K, V>>>)
    where
        K: AsRef<str> + 'v,
        V: QueryValue + 'v,
    {
        let bound = self.query.clone();
        for (name, value) in values.into().into_iter().flatten() {
            let encoded = utf8_percent_encode(name.as_ref(), RESERVED).to_string();
            let is_bound = |pair: &str| pair.split('=').next() == Some(&encoded);
            if !bound.split('&').any(is_bound) {
                for text in value.texts() {
                    self.push_parameter(name.as_ref(), text);
                }
            }
        }
    }

    fn push_label(&mut self, name: &str, text: Option<&str>, set: &'static AsciiSet) -> &mut Self {
        let Some(text) = text.filter(|text| !text.is_empty()) else {
            self.fail(BuildError::new(name, "must not be empty"));
            return self;
        };
        let start = self.path.len();
        self.path.extend(utf8_percent_encode(text, set));
        let added = self.path.get(start..).unwrap_or_default();
        if added.split('/').any(|segment| matches!(segment, "." | "..")) {
            self.fail(BuildError::new(name, "must have no segment `.` or `..`"));
        }
        self
    }

    fn push_timestamp(&mut self, name: &str, at: DateTime, format: TimestampFormat) {
        match at.send(format) {
            Ok(text) => self.push_parameter(name, &text),
            Err(reason) => self.fail(BuildError::new(name, reason)),
        }
    }

    fn push_parameter(&mut self, name: &str, text: &str) {
        self.separate_parameters();
        self.query.extend(utf8_percent_encode(name, RESERVED));
        self.query.push('=');
        self.query.extend(utf8_percent_encode(text, RESERVED));
    }

    fn separate_parameters(&mut self) {
        if !self.query.is_empty() {
            self.query.push('&');
        }
    }
}

#[cfg(test)]
mod tests {
    use http::Method;
    use percent_encoding::percent_decode_str;
    use proptest::prelude::*;

    use super::*;

    fn uri(build: impl FnOnce(&mut RequestBuilder)) -> String {
        let mut request = RequestBuilder::new(Method::GET);
        build(&mut request);
        request.empty().unwrap().path_and_query
    }

    fn refusal(build: impl FnOnce(&mut RequestBuilder)) -> String {
        let mut request = RequestBuilder::new(Method::GET);
        build(&mut request);
        request.empty().unwrap_err().to_string()
    }

    #[test]
    fn segments_that_mean_another_path_are_refused() {
        let message = "`Id` must have no segment `.` or `..`";
        for label in [".", ".."] {
            assert_eq!(
                refusal(|r| {
                    r.path("/x/").label("Id", label);
                }),
                message
            );
        }
        for label in ["..", "a/../b", "a/.", "./a", "/.."] {
            assert_eq!(
                refusal(|r| {
                    r.path("/x/").greedy_label("Id", label);
                }),
                message
            );
        }
        let kept = uri(|r| {
            r.path("/").greedy_label("Id", "a..b/.c/...");
        });
        assert_eq!(kept, "/a..b/.c/...");
    }

    #[test]
    fn labels_are_encoded_as_other_clients_encode_them() {
        for (value, expected) in [
            ("a b", "/x/a%20b"),
            ("a/b", "/x/a%2Fb"),
            ("ü", "/x/%C3%BC"),
            ("a%2f", "/x/a%252f"),
            ("-._~", "/x/-._~"),
            ("x*y'()!", "/x/x%2Ay%27%28%29%21"),
            (
                " %:/?#[]@!$&'()*+,;=😹",
                "/x/%20%25%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%F0%9F%98%B9",
            ),
            ("../y", "/x/..%2Fy"),
        ] {
            assert_eq!(
                uri(|r| {
                    r.path("/x/").label("X", value);
                }),
                expected
            );
        }
    }

    #[test]
    fn greedy_labels_keep_their_slashes() {
        assert_eq!(
            uri(|r| {
                r.path("/").greedy_label("Key", "a b/c//d?");
            }),
            "/a%20b/c//d%3F"
        );
    }

    #[test]
    fn an_empty_label_may_have_a_default() {
        let uri = uri(|r| {
            r.path("/").label_or("A", "", "-").path("/").label_or("B", &None::<String>, "-");
            r.path("/").label_or("C", "a/b", "-");
        });
        assert_eq!(uri, "/-/-/a%2Fb");
    }

    #[test]
    fn labels_take_scalars_and_timestamps() {
        let at = DateTime::from_secs(1_576_540_098);
        let uri = uri(|r| {
            r.path("/").label("N", &4.1_f32).path("/").label("B", &Some(true)).path("/");
            r.label_timestamp("At", &at, TimestampFormat::DateTime).path("/");
            r.label_timestamp("At", &Some(at), TimestampFormat::EpochSeconds);
        });
        assert_eq!(uri, "/4.1/true/2019-12-16T23%3A48%3A18Z/1576540098");
    }

    #[test]
    fn empty_labels_are_refused() {
        let message = "`AccountId` must not be empty";
        assert_eq!(
            refusal(|r| {
                r.path("/").label("AccountId", "");
            }),
            message
        );
        assert_eq!(
            refusal(|r| {
                r.path("/").label("AccountId", &None::<String>);
            }),
            message
        );
        assert_eq!(
            refusal(|r| {
                r.path("/").greedy_label("AccountId", "");
            }),
            message
        );
        assert_eq!(
            refusal(|r| {
                r.label_timestamp("AccountId", None, TimestampFormat::DateTime);
            }),
            message
        );
    }

    #[test]
    fn host_labels_are_checked() {
        let mut request = RequestBuilder::new(Method::GET);
        request.host("foo.").host_label("Label", "bar").host(".");
        assert_eq!(request.empty().unwrap().host_prefix, "foo.bar.");
        assert_eq!(
            refusal(|r| {
                r.host_label("Label", "");
            }),
            "`Label` must not be empty"
        );
        for value in ["a/b", "evil.com/", "a@b", "a:1", "ü", "a b"] {
            assert!(
                refusal(|r| {
                    r.host_label("Label", value);
                })
                .starts_with("`Label` goes into")
            );
        }
    }

    #[test]
    fn parameters_are_joined() {
        let uri = uri(|r| {
            r.path("/x");
            r.query_literal("foo", "bar");
            r.query_literal("hello", None);
            r.query("Empty", "");
            r.query("None", &None::<i32>);
            r.query("a&b", "c=d");
            r.query_list("List", &vec![1, 2]);
            r.query_list("List", &Some(vec![true]));
            r.query_list::<String>("List", None);
            r.query_timestamp("At", &DateTime::from_secs(1), TimestampFormat::DateTime);
            let many = vec![DateTime::from_secs(1), DateTime::from_secs(2)];
            r.query_timestamp_list("Many", &many, TimestampFormat::EpochSeconds);
        });
        assert_eq!(
            uri,
            "/x?foo=bar&hello&Empty=&a%26b=c%3Dd&List=1&List=2&List=true\
             &At=1970-01-01T00%3A00%3A01Z&Many=1&Many=2"
        );
    }

    #[test]
    fn maps_of_parameters_do_not_override() {
        let map = |entries: &[(&str, &str)]| -> BTreeMap<String, String> {
            entries.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
        };
        let uri = uri(|r| {
            r.query_literal("flag", None);
            r.query("bar", "named");
            r.query_params(&map(&[("bar", "map"), ("ba", "1"), ("flag", "2"), ("a b", "3")]));
            let lists = BTreeMap::from([("baz".to_owned(), vec!["q".to_owned(), "r".to_owned()])]);
            r.query_params(&Some(lists));
        });
        assert_eq!(uri, "/?flag&bar=named&a%20b=3&ba=1&baz=q&baz=r");
    }

    proptest! {
        #[test]
        fn labels_round_trip(value in "\\PC+|[\u{0}-\u{20}./%]+") {
            prop_assume!(!matches!(&*value, "." | ".."));
            let path = uri(|r| { r.path("/").label("X", &value); });
            let encoded = path.strip_prefix('/').unwrap();
            prop_assert!(encoded.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~%".contains(&b)));
            prop_assert_eq!(percent_decode_str(encoded).decode_utf8().unwrap(), &*value);
        }

        #[test]
        fn greedy_labels_round_trip(value in "\\PC+|[a./%]+") {
            prop_assume!(!value.split('/').any(|segment| matches!(segment, "." | "..")));
            let path = uri(|r| { r.path("/").greedy_label("X", &value); });
            let encoded = path.strip_prefix('/').unwrap();
            prop_assert_eq!(percent_decode_str(encoded).decode_utf8().unwrap(), &*value);
        }
    }
}
