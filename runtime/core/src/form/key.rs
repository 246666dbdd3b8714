//! The key of the parameter that is being written, such as `Tags.member.3.Key`, and its path in the input,
//! `Tags[2].Key`.

use std::fmt::Write as _;

/// The key of a parameter: the names that lead to a value, separated by dots.
#[derive(Clone, Debug, Default)]
pub(super) struct Key {
    text: String,
    /// The open elements of lists and entries of maps, from the outermost.
    positions: Vec<Position>,
}

/// An element of a list or an entry of a map.
#[derive(Clone, Copy, Debug)]
struct Position {
    /// The length of the key of the list or map.
    start: usize,
    /// The length of the key of the element or value.
    end: usize,
    /// The index of an element, from 0; entries of maps have none.
    index: Option<usize>,
}

impl Key {
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Appends a name, and returns the length to [`truncate`](Self::truncate) to afterwards.
    pub(super) fn push(&mut self, name: &str) -> usize {
        let length = self.text.len();
        if length > 0 {
            self.text.push('.');
        }
        self.text.push_str(name);
        length
    }

    pub(super) fn truncate(&mut self, length: usize) {
        self.text.truncate(length);
    }

    /// Opens an element of the list that has this key; `name` is that of the elements, if they have one.
    pub(super) fn open_element(&mut self, name: Option<&str>, index: usize) {
        let start = self.push_position(name, index);
        self.positions.push(Position { start, end: self.text.len(), index: Some(index) });
    }

    /// Opens an entry of the map that has this key; `name` is that of the entries, if they have one. Its
    /// key and value have names of their own to append.
    pub(super) fn open_entry(&mut self, name: Option<&str>, index: usize) {
        let start = self.push_position(name, index);
        self.positions.push(Position { start, end: self.text.len(), index: None });
    }

    /// Appends the name of the value of an entry.
    pub(super) fn push_value(&mut self, name: &str) {
        self.push(name);
        if let Some(entry) = self.positions.last_mut() {
            entry.end = self.text.len();
        }
    }

    /// Closes the innermost element or entry.
    pub(super) fn close(&mut self) {
        if let Some(closed) = self.positions.pop() {
            self.text.truncate(closed.start);
        }
    }

    /// The path of the value in the input. The keys of maps, which are data, are shown as `*`.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        let mut shown = 0;
        for Position { start, end, index } in &self.positions {
            path.push_str(self.text.get(shown..*start).unwrap_or_default());
            match index {
                // To write to a string cannot fail.
                Some(index) => drop(write!(path, "[{index}]")),
                None => path.push_str(".*"),
            }
            shown = *end;
        }
        path.push_str(self.text.get(shown..).unwrap_or_default());
        path
    }

    /// Appends the name of elements or entries and the number of one of them; numbers start at 1.
    fn push_position(&mut self, name: Option<&str>, index: usize) -> usize {
        let start = self.text.len();
        if let Some(name) = name {
            self.push(name);
        }
        // To write to a string cannot fail.
        let _ = write!(self.text, ".{}", index + 1);
        start
    }
}
