// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The data types of Depot.

pub mod error;

use super::primitives;
use std::collections::BTreeMap;
use whitesmith_runtime::json::Reader;
use whitesmith_runtime::json::Writer;

/// A union: one of several values.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Choice {
    Text(String),
    Number(i32),
    Blob(primitives::Blob),
    Day(primitives::DateTime),
    Colour(Colour),
    Texts(Vec<String>),
    Map(BTreeMap<String, String>),
    Notes(Notes),
    Nothing,
    Choice(Box<Choice>),
    Renamed(String),
    /// An unknown member, by its name on the wire.
    Unknown(String),
}

impl Choice {
    pub(crate) fn read_json(r: &mut Reader<'_>) -> Self {
        let mut value = Self::Unknown(String::new());
        r.union(|r, key| match key {
            "text" => value = Self::Text(r.value(Reader::string)),
            "number" => value = Self::Number(r.value(Reader::integer)),
            "blob" => value = Self::Blob(r.value(Reader::blob)),
            "day" => value = Self::Day(r.value(Reader::http_date)),
            "colour" => value = Self::Colour(r.value(Colour::read)),
            "texts" => value = Self::Texts(r.value(|r| r.list(Reader::string))),
            "map" => value = Self::Map(r.value(|r| r.map(Reader::string))),
            "notes" => value = Self::Notes(r.value(Notes::read_json)),
            "nothing" => {
                r.skip();
                value = Self::Nothing;
            }
            "choice" => value = Self::Choice(Box::new(r.value(Choice::read_json))),
            "re-named" => value = Self::Renamed(r.value(Reader::string)),
            _ => {
                r.skip();
                value = Self::Unknown(key.to_owned());
            }
        });
        value
    }

    pub(crate) fn write_json(w: &mut Writer, value: &Self) {
        w.object(|w| match value {
            Self::Text(value) => w.field("text", value, Writer::string),
            Self::Number(value) => w.field("number", value, Writer::integer),
            Self::Blob(value) => w.field("blob", value, Writer::blob),
            Self::Day(value) => w.field("day", value, Writer::http_date),
            Self::Colour(value) => w.field("colour", value, Colour::write),
            Self::Texts(value) => w.field("texts", value, |w, value| w.list(value, Writer::string)),
            Self::Map(value) => w.field("map", value, |w, value| w.map(value, Writer::string)),
            Self::Notes(value) => w.field("notes", value, Notes::write_json),
            Self::Nothing => w.field("nothing", &(), |w, ()| w.object(|_| {})),
            Self::Choice(value) => w.field("choice", &**value, Choice::write_json),
            Self::Renamed(value) => w.field("re-named", value, Writer::string),
            Self::Unknown(tag) => {
                w.fail(tag, "is a member of a union that this crate does not know")
            }
        });
    }
}

whitesmith_runtime::string_enum! {
    /// An enum of strings.
    pub enum Colour {
        Red = "red",
        Green = "green",
    }
}

/// A structure.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Firm {
    pub text: String,
    pub number: i64,
    pub flag: bool,
    pub ratio: f32,
    pub blob: primitives::Blob,
    pub when: primitives::DateTime,
    pub texts: Vec<String>,
    pub map: BTreeMap<String, String>,
    pub notes: Notes,
    pub colour: Colour,
    pub size: Size,
}

impl Firm {
    /// Creates a value from its required members.
    #[must_use]
    pub fn new(
        text: impl Into<String>,
        number: i64,
        flag: bool,
        ratio: f32,
        blob: impl Into<primitives::Blob>,
        when: primitives::DateTime,
        texts: impl Into<Vec<String>>,
        map: impl Into<BTreeMap<String, String>>,
        notes: Notes,
        colour: Colour,
        size: Size,
    ) -> Self {
        Self {
            text: text.into(),
            number,
            flag,
            ratio,
            blob: blob.into(),
            when,
            texts: texts.into(),
            map: map.into(),
            notes,
            colour,
            size,
        }
    }

    pub(crate) fn read_json(r: &mut Reader<'_>) -> Self {
        let mut value = Self::new(
            "",
            0,
            false,
            0.0,
            primitives::Blob::default(),
            primitives::DateTime::default(),
            [],
            [],
            Notes::new(),
            Colour::from(""),
            Size::from(0),
        );
        r.object(|r, key| match key {
            "text" => r.set(&mut value.text, Reader::string),
            "number" => r.set(&mut value.number, Reader::long),
            "flag" => r.set(&mut value.flag, Reader::boolean),
            "ratio" => r.set(&mut value.ratio, Reader::float),
            "blob" => r.set(&mut value.blob, Reader::blob),
            "when" => r.set(&mut value.when, Reader::epoch_seconds),
            "texts" => r.set(&mut value.texts, |r| r.list(Reader::string)),
            "map" => r.set(&mut value.map, |r| r.map(Reader::string)),
            "notes" => r.set(&mut value.notes, Notes::read_json),
            "colour" => r.set(&mut value.colour, Colour::read),
            "size" => r.set(&mut value.size, Size::read),
            _ => r.skip(),
        });
        value
    }
}

/// A structure.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Notes {
    pub text: Option<String>,
    pub stars: Option<i32>,
}

impl Notes {
    pub(crate) fn read_json(r: &mut Reader<'_>) -> Self {
        let mut value = Self::new();
        r.object(|r, key| match key {
            "text" => r.set(&mut value.text, Reader::string),
            "stars" => r.set(&mut value.stars, Reader::integer),
            _ => r.skip(),
        });
        value
    }

    pub(crate) fn write_json(w: &mut Writer, value: &Self) {
        w.object(|w| {
            w.field("text", &value.text, Writer::string);
            w.field("stars", &value.stars, Writer::integer);
        });
    }
}

whitesmith_runtime::setters! {
    #[new]
    struct Notes {
        text: Into<String>,
        stars: i32,
    }
}

/// A structure.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Settings {
    pub text: String,
    pub number: i32,
    pub flag: bool,
    pub ratio: f64,
    pub colour: Colour,
    pub size: Size,
    pub texts: Vec<String>,
    pub map: BTreeMap<String, String>,
    pub when: primitives::DateTime,
    pub free: primitives::Document,
    pub optional: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            text: "hi".to_owned(),
            number: 7,
            flag: true,
            ratio: 0.5,
            colour: Colour::from("red"),
            size: Size::from(10),
            texts: Vec::new(),
            map: BTreeMap::new(),
            when: primitives::DateTime::default(),
            free: primitives::Document::from("any"),
            optional: None,
        }
    }
}

impl Settings {
    pub(crate) fn read_json(r: &mut Reader<'_>) -> Self {
        let mut value = Self::new();
        r.object(|r, key| match key {
            "text" => r.set(&mut value.text, Reader::string),
            "number" => r.set(&mut value.number, Reader::integer),
            "flag" => r.set(&mut value.flag, Reader::boolean),
            "ratio" => r.set(&mut value.ratio, Reader::double),
            "colour" => r.set(&mut value.colour, Colour::read),
            "size" => r.set(&mut value.size, Size::read),
            "texts" => r.set(&mut value.texts, |r| r.list(Reader::string)),
            "map" => r.set(&mut value.map, |r| r.map(Reader::string)),
            "when" => r.set(&mut value.when, Reader::epoch_seconds),
            "free" => r.set(&mut value.free, Reader::document),
            "optional" => r.set(&mut value.optional, Reader::string),
            _ => r.skip(),
        });
        value
    }

    pub(crate) fn write_json(w: &mut Writer, value: &Self) {
        w.object(|w| {
            w.field("text", &value.text, Writer::string);
            w.field("number", &value.number, Writer::integer);
            w.field("flag", &value.flag, Writer::boolean);
            w.field("ratio", &value.ratio, Writer::double);
            w.field("colour", &value.colour, Colour::write);
            w.field("size", &value.size, Size::write);
            w.field("texts", &value.texts, |w, value| w.list(value, Writer::string));
            w.field("map", &value.map, |w, value| w.map(value, Writer::string));
            w.field("when", &value.when, Writer::epoch_seconds);
            w.field("free", &value.free, Writer::document);
            w.field("optional", &value.optional, Writer::string);
        });
    }
}

whitesmith_runtime::setters! {
    #[new]
    struct Settings {
        text: Into<String>,
        number: i32,
        flag: bool,
        ratio: f64,
        colour: Colour,
        size: Size,
        texts: Into<Vec<String>>,
        map: Into<BTreeMap<String, String>>,
        when: primitives::DateTime,
        free: Into<primitives::Document>,
        optional: Into<String>,
    }
}

whitesmith_runtime::int_enum! {
    /// An enum of integers.
    pub enum Size {
        Small = 1,
        Large = 10,
    }
}

/// A structure.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Tree {
    pub name: Option<String>,
    pub left: Option<Box<Tree>>,
    pub children: Option<Vec<Tree>>,
    pub named: Option<BTreeMap<String, Tree>>,
}

impl Tree {
    pub(crate) fn read_json(r: &mut Reader<'_>) -> Self {
        let mut value = Self::new();
        r.object(|r, key| match key {
            "name" => r.set(&mut value.name, Reader::string),
            "left" => r.set(&mut value.left, Tree::read_json),
            "children" => r.set(&mut value.children, |r| r.list(Tree::read_json)),
            "named" => r.set(&mut value.named, |r| r.map(Tree::read_json)),
            _ => r.skip(),
        });
        value
    }

    pub(crate) fn write_json(w: &mut Writer, value: &Self) {
        w.object(|w| {
            w.field("name", &value.name, Writer::string);
            w.field("left", value.left.as_deref(), Tree::write_json);
            w.field("children", &value.children, |w, value| w.list(value, Tree::write_json));
            w.field("named", &value.named, |w, value| w.map(value, Tree::write_json));
        });
    }
}

whitesmith_runtime::setters! {
    #[new]
    struct Tree {
        name: Into<String>,
        left: Into<Box<Tree>>,
        children: Into<Vec<Tree>>,
        named: Into<BTreeMap<String, Tree>>,
    }
}
