//! Structures, enums and a union, with the code that is generated for such ones.

use std::collections::BTreeMap;

use crate::xml::{Reader, Writer};
use crate::{BigDecimal, BigInteger, Blob, DateTime};

pub(super) use enums::{Level, License};

#[allow(dead_code, unreachable_pub)] // What the macros emit.
mod enums {
    crate::string_enum! {
        pub enum License {
            Pro = "Pro",
        }
    }

    crate::int_enum! {
        pub enum Level {
            High = 7,
        }
    }
}

/// A structure with a member of each kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Account {
    pub(super) kind: Option<String>,
    pub(super) expires: Option<DateTime>,
    pub(super) id: String,
    pub(super) name: Option<String>,
    pub(super) license: Option<License>,
    pub(super) level: Option<Level>,
    pub(super) active: bool,
    pub(super) byte: Option<i8>,
    pub(super) short: Option<i16>,
    pub(super) integer: Option<i32>,
    pub(super) long: Option<i64>,
    pub(super) float: Option<f32>,
    pub(super) double: Option<f64>,
    pub(super) big_integer: Option<BigInteger>,
    pub(super) big_decimal: Option<BigDecimal>,
    pub(super) photo: Option<Blob>,
    pub(super) created: Option<DateTime>,
    pub(super) seen: Option<DateTime>,
    pub(super) modified: Option<DateTime>,
    pub(super) licenses: Option<Vec<License>>,
    pub(super) tags: Vec<Tag>,
    pub(super) nested: Option<Vec<Vec<i32>>>,
    pub(super) flat: Option<Vec<String>>,
    pub(super) flat_tags: Vec<Tag>,
    pub(super) limits: Option<BTreeMap<String, i32>>,
    pub(super) groups: Option<BTreeMap<License, Vec<Tag>>>,
    pub(super) flat_map: Option<BTreeMap<String, String>>,
    pub(super) flat_groups: BTreeMap<String, Tag>,
    pub(super) sparse: Option<BTreeMap<String, Option<i64>>>,
    pub(super) parent: Option<Box<Account>>,
    pub(super) shape: Option<Shape>,
}

impl Account {
    pub(super) fn read(r: &mut Reader<'_>) -> Self {
        let mut account = Self::default();
        r.object(|r, key| match key {
            "@xsi:kind" => r.set(&mut account.kind, Reader::string),
            "@expires" => r.set(&mut account.expires, Reader::date_time),
            "Id" => r.set(&mut account.id, Reader::string),
            "Name" => r.set(&mut account.name, Reader::string),
            "License" => r.set(&mut account.license, License::read),
            "Level" => r.set(&mut account.level, Level::read),
            "Active" => r.set(&mut account.active, Reader::boolean),
            "Byte" => r.set(&mut account.byte, Reader::byte),
            "Short" => r.set(&mut account.short, Reader::short),
            "Integer" => r.set(&mut account.integer, Reader::integer),
            "Long" => r.set(&mut account.long, Reader::long),
            "Float" => r.set(&mut account.float, Reader::float),
            "Double" => r.set(&mut account.double, Reader::double),
            "BigInteger" => r.set(&mut account.big_integer, Reader::big_integer),
            "BigDecimal" => r.set(&mut account.big_decimal, Reader::big_decimal),
            "Photo" => r.set(&mut account.photo, Reader::blob),
            "Created" => r.set(&mut account.created, Reader::date_time),
            "Seen" => r.set(&mut account.seen, Reader::epoch_seconds),
            "Modified" => r.set(&mut account.modified, Reader::http_date),
            "Licenses" => r.set(&mut account.licenses, |r| r.list("member", License::read)),
            "Tags" => r.set(&mut account.tags, |r| r.list("Tag", Tag::read)),
            "Nested" => r.set(&mut account.nested, |r| {
                r.list("member", |r| r.list("member", Reader::integer))
            }),
            "Flat" => r.push(&mut account.flat, Reader::string),
            "FlatTag" => r.push(&mut account.flat_tags, Tag::read),
            "Limits" => r.set(&mut account.limits, |r| r.map(["key", "value"], Reader::integer)),
            "Groups" => r.set(&mut account.groups, |r| {
                r.map(["Name", "Tags"], |r| r.list("member", Tag::read))
            }),
            "FlatMap" => r.insert(&mut account.flat_map, ["key", "value"], Reader::string),
            "FlatGroup" => r.insert(&mut account.flat_groups, ["K", "V"], Tag::read),
            "Sparse" => {
                r.set(&mut account.sparse, |r| r.sparse_map(["key", "value"], Reader::long));
            }
            "Parent" => r.set(&mut account.parent, Account::read),
            "p:Shape" => r.set(&mut account.shape, Shape::read),
            _ => r.skip(),
        });
        account
    }

    pub(super) fn write(w: &mut Writer, account: &Self) {
        w.object(|w| {
            w.attribute("xsi:kind", &account.kind, Writer::string);
            w.attribute("expires", &account.expires, Writer::date_time);
            w.field("Id", &account.id, Writer::string);
            w.field("Name", &account.name, Writer::string);
            w.field("License", &account.license, License::write);
            w.field("Level", &account.level, Level::write);
            w.field("Active", &account.active, Writer::boolean);
            w.field("Byte", &account.byte, Writer::byte);
            w.field("Short", &account.short, Writer::short);
            w.field("Integer", &account.integer, Writer::integer);
            w.field("Long", &account.long, Writer::long);
            w.field("Float", &account.float, Writer::float);
            w.field("Double", &account.double, Writer::double);
            w.field("BigInteger", &account.big_integer, Writer::big_integer);
            w.field("BigDecimal", &account.big_decimal, Writer::big_decimal);
            w.field("Photo", &account.photo, Writer::blob);
            w.field("Created", &account.created, Writer::date_time);
            w.field("Seen", &account.seen, Writer::epoch_seconds);
            w.field("Modified", &account.modified, Writer::http_date);
            w.field("Licenses", &account.licenses, |w, v| w.list("member", v, License::write));
            w.field("Tags", &account.tags, |w, v| w.list("Tag", v, Tag::write));
            w.field("Nested", &account.nested, |w, v| {
                w.list("member", v, |w, v| w.list("member", v, Writer::integer));
            });
            w.each("Flat", &account.flat, Writer::string);
            w.each("FlatTag", &account.flat_tags, Tag::write);
            w.field("Limits", &account.limits, |w, v| w.map(["key", "value"], v, Writer::integer));
            w.field("Groups", &account.groups, |w, v| {
                w.map(["Name", "Tags"], v, |w, v| w.list("member", v, Tag::write));
            });
            w.entries("FlatMap", ["key", "value"], &account.flat_map, Writer::string);
            w.entries("FlatGroup", ["K", "V"], &account.flat_groups, Tag::write);
            w.field("Sparse", &account.sparse, |w, v| {
                w.map(["key", "value"], v, |w, v| w.nullable(v, Writer::long));
            });
            w.field("Parent", account.parent.as_deref(), Account::write);
            w.field("p:Shape", &account.shape, Shape::write);
        });
    }
}

/// A structure whose members are all required.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tag {
    pub(super) key: String,
    pub(super) values: Vec<i32>,
}

impl Tag {
    pub(super) fn read(r: &mut Reader<'_>) -> Self {
        let mut tag = Self::default();
        r.object(|r, key| match key {
            "Key" => r.set(&mut tag.key, Reader::string),
            "Values" => r.set(&mut tag.values, |r| r.list("member", Reader::integer)),
            _ => r.skip(),
        });
        tag
    }

    pub(super) fn write(w: &mut Writer, tag: &Self) {
        w.object(|w| {
            w.field("Key", &tag.key, Writer::string);
            w.field("Values", &tag.values, |w, v| w.list("member", v, Writer::integer));
        });
    }
}

/// A union.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    Circle(Tag),
    Sides(i32),
    Corners(Vec<i32>),
    Unknown(String),
}

impl Shape {
    pub(super) fn read(r: &mut Reader<'_>) -> Self {
        let mut shape = Shape::Unknown(String::new());
        r.union(|r, key| {
            shape = match key {
                "circle" => Shape::Circle(r.value(Tag::read)),
                "sides" => Shape::Sides(r.value(Reader::integer)),
                "corner" => {
                    let mut corners = match std::mem::take(&mut shape) {
                        Shape::Corners(corners) => corners,
                        _ => Vec::new(),
                    };
                    r.push(&mut corners, Reader::integer);
                    Shape::Corners(corners)
                }
                other => {
                    r.skip();
                    Shape::Unknown(other.to_owned())
                }
            }
        });
        shape
    }

    pub(super) fn write(w: &mut Writer, shape: &Self) {
        w.object(|w| match shape {
            Shape::Circle(circle) => w.field("circle", circle, Tag::write),
            Shape::Sides(sides) => w.field("sides", sides, Writer::integer),
            Shape::Corners(corners) => w.each("corner", corners, Writer::integer),
            Shape::Unknown(tag) => w.fail(tag, "is not a member that the model knows"),
        });
    }
}

impl Default for Shape {
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

/// Reads an account, or gives the text of the error.
pub(super) fn read(xml: impl AsRef<[u8]>) -> Result<Account, String> {
    let mut reader = Reader::new(xml.as_ref());
    let account = Account::read(&mut reader);
    reader.finish().map(|()| account).map_err(|error| error.to_string())
}

/// Skips a document, or gives the text of the error.
pub(super) fn skip(xml: impl AsRef<[u8]>) -> Result<(), String> {
    let mut reader = Reader::new(xml.as_ref());
    reader.skip();
    reader.finish().map_err(|error| error.to_string())
}

/// Writes an account.
pub(super) fn written(account: &Account) -> Vec<u8> {
    let mut writer = Writer::new("Account");
    Account::write(&mut writer, account);
    writer.finish().unwrap()
}
