//! The loops over elements, each compiled once for all types.

use std::borrow::Cow;

use super::attributes::attributes;
use super::cursor::{Value, local};
use super::lexer::Tag;
use super::path::Step;
use super::reader::Reader;

impl<'a> Reader<'a> {
    pub(super) fn members(&mut self, member: &mut dyn FnMut(&mut Self, &str)) {
        let tag = self.cursor.value;
        if let Value::Element(Tag { offset, attributes: text, .. }) = tag
            && !text.is_empty()
        {
            for attribute in attributes(text).filter(|attribute| !attribute.is_declaration()) {
                self.cursor.value = Value::Attribute(attribute, offset);
                member(self, &format!("@{}", attribute.name));
            }
            self.cursor.go_back(tag);
        }
        let Some(parent) = self.open() else { return };
        while let Some(tag) = self.cursor.child(parent) {
            self.offer(tag, member);
        }
    }

    /// Has `member` read an element. It is offered with its prefix first, and without it if it was skipped.
    fn offer(&mut self, tag: Tag<'a>, member: &mut dyn FnMut(&mut Self, &str)) {
        self.cursor.value = Value::Element(tag);
        self.cursor.step = Step::Member;
        let local = local(tag.name);
        if local.len() < tag.name.len() {
            self.may_decline = true;
            member(self, tag.name);
            if !self.may_decline {
                return;
            }
            self.may_decline = false;
        }
        member(self, local);
    }

    pub(super) fn one_member(&mut self, member: &mut dyn FnMut(&mut Self, &str)) {
        let start = self.cursor.offset();
        let Some(parent) = self.open() else { return self.lacks_member(start) };
        let mut found = None;
        while let Some(tag) = self.cursor.child(parent) {
            if found.replace(tag.name).is_some_and(|name| name != tag.name) {
                self.cursor.step = Step::Member;
                self.cursor
                    .fail(tag.offset, "expected one member of a union, found two".to_owned());
            } else {
                self.offer(tag, member);
            }
        }
        if found.is_none() {
            self.lacks_member(start);
        }
    }

    #[cold]
    fn lacks_member(&mut self, offset: usize) {
        self.cursor.fail(offset, "expected one member of a union, found none".to_owned());
    }

    pub(super) fn elements(&mut self, name: &str, step: Step, element: &mut dyn FnMut(&mut Self)) {
        let Some(parent) = self.open() else { return };
        while let Some(tag) = self.cursor.child(parent) {
            self.cursor.value = Value::Element(tag);
            self.cursor.step = step;
            if tag.name == name || local(tag.name) == name {
                element(self);
            } else {
                self.skip();
            }
        }
    }

    pub(super) fn members_of_root(&mut self, name: &str, member: &mut dyn FnMut(&mut Self, &str)) {
        let (offset, found) = (self.cursor.offset(), self.cursor.name());
        let (mut has_elements, mut has_members) = (false, false);
        self.members(&mut |r, key| {
            let child = r.cursor.offset();
            member(r, key);
            let is_element = !key.starts_with('@') && !r.may_decline;
            has_elements |= is_element;
            has_members |= is_element && r.skipped != Some(child);
        });
        if has_elements && !has_members && found != name && !self.cursor.has_failed() {
            self.cursor.fail(offset, format!("expected an element `{name}`, found `{found}`"));
        }
    }

    /// Reads a key and a value, in any order.
    pub(super) fn entry<K, V>(
        &mut self,
        [key_name, value_name]: [&str; 2],
        read: fn(&mut Self) -> V,
    ) -> Option<(K, Option<V>)>
    where
        K: for<'k> From<&'k str>,
    {
        let offset = self.cursor.offset();
        let (mut key, mut value) = (None, None);
        self.parts(&mut |r, name| {
            if name == key_name {
                key = Some(K::from(&r.text("a key")));
            } else if name == value_name {
                value = Some(read(r));
            } else {
                r.skip();
            }
        });
        if key.is_none() {
            self.cursor.fail(offset, "an entry without a key".to_owned());
        }
        if self.cursor.has_failed() { None } else { Some((key?, value)) }
    }

    fn parts(&mut self, part: &mut dyn FnMut(&mut Self, &str)) {
        let Some(parent) = self.open() else { return };
        while let Some(tag) = self.cursor.child(parent) {
            self.cursor.value = Value::Element(tag);
            self.cursor.step = Step::Hidden;
            part(self, local(tag.name));
        }
    }

    /// Reads the members of the element at the end of a path. The root is the first element of the path if it
    /// has its name, else it is above it. Returns whether there is such an element.
    pub(super) fn search(
        &mut self,
        path: &str,
        is_root: bool,
        member: &mut dyn FnMut(&mut Self, &str),
    ) -> bool {
        let Value::Element(tag) = self.cursor.value else { return false };
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        let below = match local(tag.name) == first {
            true if rest.is_empty() => {
                self.members(member);
                return true;
            }
            true => rest,
            false if is_root => path,
            false => {
                self.skip();
                return false;
            }
        };
        let Some(parent) = self.open() else { return false };
        let mut found = false;
        while let Some(tag) = self.cursor.child(parent) {
            self.cursor.value = Value::Element(tag);
            self.cursor.step = Step::Hidden;
            if found {
                self.skip();
            } else {
                found = self.search(below, false, member);
            }
        }
        found
    }

    /// Goes into the element that is to be read, and returns its name; none if it has no content.
    fn open(&mut self) -> Option<&'a str> {
        self.may_decline = false;
        self.cursor.open()
    }

    /// Reads the text of an element or an attribute.
    pub(super) fn text(&mut self, expected: &str) -> Cow<'a, str> {
        self.may_decline = false;
        self.cursor.text(expected)
    }
}
