//! Structures with functions like those that generated crates have.

use std::collections::BTreeMap;

use crate::form::Writer;
use crate::{BigDecimal, BigInteger, Blob, DateTime};

pub(super) use enums::{Level, License};

#[allow(dead_code, unreachable_pub)] // What the macros emit.
mod enums {
    crate::string_enum! {
        pub enum License {
            ProTrial = "Pro & Trial",
        }
    }

    crate::int_enum! {
        pub enum Level {
            High = 7,
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tag {
    pub(super) key: String,
    pub(super) values: Vec<i32>,
}

impl Tag {
    pub(super) fn write_form(w: &mut Writer, value: &Self) {
        w.object(|w| {
            w.field("Key", &value.key, Writer::string);
            w.each("Value", &value.values, Writer::integer);
        });
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Choice {
    Note(String),
    Tag(Tag),
    Unknown(String),
}

impl Choice {
    pub(super) fn write_form(w: &mut Writer, value: &Self) {
        w.object(|w| match value {
            Self::Note(value) => w.field("note", value, Writer::string),
            Self::Tag(value) => w.field("tag", value, Tag::write_form),
            Self::Unknown(tag) => w.fail(tag, "is not a member that the model knows"),
        });
    }
}

/// Members of every type, in the forms of awsQuery.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Account {
    pub(super) name: Option<String>,
    pub(super) license: Option<License>,
    pub(super) level: Option<Level>,
    pub(super) active: Option<bool>,
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
    pub(super) aliases: Option<Vec<String>>,
    pub(super) tags: Option<Vec<Tag>>,
    pub(super) flat_tags: Option<Vec<Tag>>,
    pub(super) grid: Option<Vec<Vec<i32>>>,
    pub(super) sparse: Option<Vec<Option<String>>>,
    pub(super) limits: Option<BTreeMap<String, i32>>,
    pub(super) flat_limits: Option<BTreeMap<String, i32>>,
    pub(super) groups: Option<BTreeMap<String, Vec<Tag>>>,
    pub(super) choice: Option<Choice>,
    pub(super) parent: Option<Box<Account>>,
}

impl Account {
    pub(super) fn write_form(w: &mut Writer, value: &Self) {
        w.object(|w| {
            w.field("Name", &value.name, Writer::string);
            w.field("License", &value.license, License::write);
            w.field("Level", &value.level, Level::write);
            w.field("Active", &value.active, Writer::boolean);
            w.field("Byte", &value.byte, Writer::byte);
            w.field("Short", &value.short, Writer::short);
            w.field("Integer", &value.integer, Writer::integer);
            w.field("Long", &value.long, Writer::long);
            w.field("Float", &value.float, Writer::float);
            w.field("Double", &value.double, Writer::double);
            w.field("BigInteger", &value.big_integer, Writer::big_integer);
            w.field("BigDecimal", &value.big_decimal, Writer::big_decimal);
            w.field("Photo", &value.photo, Writer::blob);
            w.field("Created", &value.created, Writer::date_time);
            w.field("Aliases", &value.aliases, |w, v| w.list("member", v, Writer::string));
            w.field("Tags", &value.tags, |w, v| w.list("item", v, Tag::write_form));
            w.each("FlatTag", &value.flat_tags, Tag::write_form);
            w.field("Grid", &value.grid, |w, v| {
                w.list("member", v, |w, v| w.list("member", v, Writer::integer));
            });
            w.field("Sparse", &value.sparse, |w, v| {
                w.list("member", v, |w, v| w.nullable(v, Writer::string));
            });
            w.field("Limits", &value.limits, |w, v| w.map(["key", "value"], v, Writer::integer));
            w.entries("FlatLimit", ["K", "V"], &value.flat_limits, Writer::integer);
            w.field("Groups", &value.groups, |w, v| {
                w.map(["key", "value"], v, |w, v| w.list("member", v, Tag::write_form));
            });
            w.field("Choice", &value.choice, Choice::write_form);
            w.field("Parent", value.parent.as_deref(), Account::write_form);
        });
    }
}
