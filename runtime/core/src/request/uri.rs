//! Serializes members that are bound to the host, path and query of a request, percent-encoded.
//!
//! All characters except letters, digits and `-._~` are encoded. A label of `.` or `..` is an error:
//! clients, proxies and servers resolve such segments, encoded or not, and would use another path than
//! that of the operation. Labels of services that do not normalize paths are an exception.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::RequestWriter;
use crate::{BuildError, DateTime, Text, TimestampFormat};

/// The characters that are encoded: all except the unreserved characters of RFC 3986.
pub const RESERVED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The same, except for the slashes between the segments of a greedy label.
pub const RESERVED_IN_SEGMENTS: &AsciiSet = &RESERVED.remove(b'/');

/// A value of a map of query parameters: one text, or a list of them.
pub trait QueryValue {
    /// The texts, one for each parameter.
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

impl RequestWriter {
    /// Appends a literal part of the path, which is not encoded.
    pub fn path(&mut self, literal: &str) -> &mut Self {
        self.line.path.push_str(literal);
        self
    }

    /// Appends a label to the path: the value of the member `name`, which must not be empty.
    pub fn label(&mut self, name: &str, value: &(impl Text + ?Sized)) -> &mut Self {
        self.push_label(name, value.text().as_deref(), RESERVED)
    }

    /// Appends a label to the path, or `default` if it is empty.
    pub fn label_or(
        &mut self,
        name: &str,
        value: &(impl Text + ?Sized),
        default: &str,
    ) -> &mut Self {
        let text = value.text().filter(|text| !text.is_empty());
        self.push_label(name, Some(text.as_deref().unwrap_or(default)), RESERVED)
    }

    /// Appends a label to the path: of the value only what follows its last slash. Some services return
    /// ids with the path of their resource, such as `/hostedzone/Z1`, and take them without it.
    pub fn last_segment_label(&mut self, name: &str, value: &(impl Text + ?Sized)) -> &mut Self {
        let text = value.text();
        let segment = text.as_deref().map(|text| text.rsplit_once('/').map_or(text, |(_, id)| id));
        self.push_label(name, segment, RESERVED)
    }

    /// Checks a label that the endpoint rules put into the URL instead: the value of the member `name`,
    /// which must not be empty.
    pub fn endpoint_label(&mut self, name: &str, value: &(impl Text + ?Sized)) -> &mut Self {
        self.line.endpoint_label = true;
        if value.text().is_none_or(|text| text.is_empty()) {
            self.fail(BuildError::new(name, "must not be empty"));
        }
        self
    }

    /// Appends a label that may span segments of the path.
    pub fn greedy_label(&mut self, name: &str, value: &(impl Text + ?Sized)) -> &mut Self {
        self.push_label(name, value.text().as_deref(), RESERVED_IN_SEGMENTS)
    }

    /// Appends a label that may span segments of the path, for a service that does not normalize paths: `.`
    /// and `..` are segments as any others, and empty segments count. The signature is that of the path as
    /// it is: the request has [`VerbatimPath`](super::VerbatimPath) among its extensions.
    pub fn verbatim_label(&mut self, name: &str, value: &(impl Text + ?Sized)) -> &mut Self {
        self.line.verbatim_path = true;
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

    /// Sets the endpoint to the value of a member, if it has one.
    pub fn endpoint(&mut self, value: &(impl Text + ?Sized)) -> &mut Self {
        self.line.endpoint = value.text().map(Into::into).filter(|text: &String| !text.is_empty());
        self
    }

    /// Appends a literal part of the host prefix.
    pub fn host(&mut self, literal: &str) -> &mut Self {
        self.line.host_prefix.push_str(literal);
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
        self.line.host_prefix.push_str(&text);
        self
    }

    /// Appends a literal parameter, with or without a value, which is not encoded.
    pub fn query_literal<'v>(&mut self, name: &str, value: impl Into<Option<&'v str>>) {
        self.separate_parameters();
        self.line.query.push_str(name);
        if let Some(value) = value.into() {
            self.line.query.push('=');
            self.line.query.push_str(value);
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

    /// Appends a parameter for each entry of a map. A parameter that has been written already stays as it
    /// is, so this comes after the other parameters.
    pub fn query_params<'v, K, V>(&mut self, values: impl Into<Option<&'v BTreeMap<K, V>>>)
    where
        K: AsRef<str> + 'v,
        V: QueryValue + 'v,
    {
        let bound = self.line.query.clone();
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
        let start = self.line.path.len();
        self.line.path.extend(utf8_percent_encode(text, set));
        let added = self.line.path.get(start..).unwrap_or_default();
        if !self.line.verbatim_path && added.split('/').any(|segment| matches!(segment, "." | ".."))
        {
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
        self.line.query.extend(utf8_percent_encode(name, RESERVED));
        self.line.query.push('=');
        self.line.query.extend(utf8_percent_encode(text, RESERVED));
    }

    fn separate_parameters(&mut self) {
        if !self.line.query.is_empty() {
            self.line.query.push('&');
        }
    }
}
