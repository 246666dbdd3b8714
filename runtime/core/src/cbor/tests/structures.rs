//! Structures, enums and a union, with the code that is generated for such ones.

use std::collections::BTreeMap;

use crate::cbor::{Reader, Writer};
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
    pub(super) seen: Option<DateTime>,
    pub(super) licenses: Option<Vec<License>>,
    pub(super) tags: Vec<Tag>,
    pub(super) sparse: Option<Vec<Option<String>>>,
    pub(super) limits: Option<BTreeMap<String, i32>>,
    pub(super) groups: Option<BTreeMap<License, Vec<Tag>>>,
    pub(super) sparse_map: Option<BTreeMap<String, Option<i64>>>,
    pub(super) parent: Option<Box<Account>>,
    pub(super) shape: Option<Shape>,
}

impl Account {
    pub(super) fn read(r: &mut Reader<'_>) -> Self {
        let mut account = Self::default();
        r.object(|r, key| match key {
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
            "Seen" => r.set(&mut account.seen, Reader::epoch_seconds),
            "Licenses" => r.set(&mut account.licenses, |r| r.list(License::read)),
            "Tags" => r.set(&mut account.tags, |r| r.list(Tag::read)),
            "Sparse" => r.set(&mut account.sparse, |r| r.sparse_list(Reader::string)),
            "Limits" => r.set(&mut account.limits, |r| r.map(Reader::integer)),
            "Groups" => r.set(&mut account.groups, |r| r.map(|r| r.list(Tag::read))),
            "SparseMap" => r.set(&mut account.sparse_map, |r| r.sparse_map(Reader::long)),
            "Parent" => r.set(&mut account.parent, Account::read),
            "Shape" => r.set(&mut account.shape, Shape::read),
            _ => r.skip(),
        });
        account
    }

    pub(super) fn write(w: &mut Writer, account: &Self) {
        w.object(|w| {
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
            w.field("Seen", &account.seen, Writer::epoch_seconds);
            w.field("Licenses", &account.licenses, |w, v| {
                w.list(v, License::write);
            });
            w.field("Tags", &account.tags, |w, v| w.list(v, Tag::write));
            w.field("Sparse", &account.sparse, |w, v| {
                w.list(v, |w, v| w.nullable(v, Writer::string));
            });
            w.field("Limits", &account.limits, |w, v| w.map(v, Writer::integer));
            w.field("Groups", &account.groups, |w, v| w.map(v, |w, v| w.list(v, Tag::write)));
            w.field("SparseMap", &account.sparse_map, |w, v| {
                w.map(v, |w, v| w.nullable(v, Writer::long));
            });
            w.field("Parent", account.parent.as_deref(), Account::write);
            w.field("Shape", &account.shape, Shape::write);
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
            "Values" => r.set(&mut tag.values, |r| r.list(Reader::integer)),
            _ => r.skip(),
        });
        tag
    }

    pub(super) fn write(w: &mut Writer, tag: &Self) {
        w.object(|w| {
            w.field("Key", &tag.key, Writer::string);
            w.field("Values", &tag.values, |w, v| w.list(v, Writer::integer));
        });
    }
}

/// A union.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    Circle(Tag),
    Sides(i32),
    Unknown(String),
}

impl Shape {
    pub(super) fn read(r: &mut Reader<'_>) -> Self {
        let mut shape = Shape::Unknown(String::new());
        r.union(|r, key| {
            shape = match key {
                "circle" => Shape::Circle(r.value(Tag::read)),
                "sides" => Shape::Sides(r.value(Reader::integer)),
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
            Shape::Unknown(tag) => w.fail(tag, "is not a member that the model knows"),
        });
    }
}

/// Reads an account, or gives the text of the error.
pub(super) fn read(cbor: impl AsRef<[u8]>) -> Result<Account, String> {
    let mut reader = Reader::new(cbor.as_ref());
    let account = Account::read(&mut reader);
    reader.finish().map(|()| account).map_err(|error| error.to_string())
}

/// Skips a value, or gives the text of the error.
pub(super) fn skip(cbor: impl AsRef<[u8]>) -> Result<(), String> {
    let mut reader = Reader::new(cbor.as_ref());
    reader.skip();
    reader.finish().map_err(|error| error.to_string())
}

/// Writes an account, which must be possible.
pub(super) fn write(account: &Account) -> Vec<u8> {
    let mut writer = Writer::new();
    Account::write(&mut writer, account);
    writer.finish().unwrap()
}
