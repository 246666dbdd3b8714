//! Compares the types of values on the wire: whether all values that one side writes are values that the other
//! side reads, with the same meaning.

use crate::flow::Flow;
use crate::ir::{Definition, Element, Encoding, EntryNames, ShapeId, Type};
use crate::model::traits::TimestampFormat;

use super::super::comparison::{At, Comparison};
use super::super::rule::Rule;
use super::super::rust;
use super::super::version::Version;
use super::structure::{Site, Walk};
use super::{moved, place};

/// Compares two types with their encodings.
pub(super) fn compare(
    walk: &mut Walk,
    comparison: &mut Comparison<'_, '_>,
    site: Site<'_>,
    is_text: bool,
    (old, old_encoding): (&Type, &Encoding),
    (new, new_encoding): (&Type, &Encoding),
) {
    match (old, new) {
        (Type::List(was), Type::List(is)) => {
            names(comparison, site, old_encoding, new_encoding);
            sparse(comparison, site, was, is);
            let old = (&was.value, old_encoding.element());
            compare(walk, comparison, site, is_text, old, (&is.value, new_encoding.element()));
        }
        (Type::Map(old_key, was), Type::Map(new_key, is)) => {
            names(comparison, site, old_encoding, new_encoding);
            sparse(comparison, site, was, is);
            let plain = &Encoding::Plain;
            compare(walk, comparison, site, is_text, (&**old_key, plain), (&**new_key, plain));
            let old = (&was.value, old_encoding.element());
            compare(walk, comparison, site, is_text, old, (&is.value, new_encoding.element()));
        }
        (Type::Structure(was), Type::Structure(is)) | (Type::Union(was), Type::Union(is)) => {
            walk.types(comparison, site.flow, &was.id, &is.id);
        }
        (Type::StringEnum(was), Type::StringEnum(is)) | (Type::IntEnum(was), Type::IntEnum(is)) => {
            if walk.enter(site.flow, &was.id, &is.id) {
                enums(comparison, site.flow, &was.id, &is.id);
            }
        }
        _ => simple(comparison, site, is_text, (old, old_encoding), (new, new_encoding)),
    }
}

/// Compares the names of elements and entries.
fn names(comparison: &mut Comparison<'_, '_>, site: Site<'_>, old: &Encoding, new: &Encoding) {
    let (was, is) = (names_of(old, site.flow), names_of(new, site.flow));
    if was != is {
        let message = format!("The elements of {} are {is}, no longer {was}", site.name);
        comparison.add(moved(site.flow), site.at, message);
    }
}

fn names_of(encoding: &Encoding, flow: Flow) -> String {
    match encoding {
        Encoding::List { member: Some(member), .. } => place::element(member, flow),
        Encoding::Map { entry: Some(entry), .. } => {
            let EntryNames { key, value } = &**entry;
            format!("{} and {}", place::element(key, flow), place::element(value, flow))
        }
        Encoding::List { member: None, .. }
        | Encoding::Map { entry: None, .. }
        | Encoding::Plain
        | Encoding::Timestamp(_)
        | Encoding::Base64
        | Encoding::Quoted => "without names".to_owned(),
    }
}

/// Compares whether elements may be null.
fn sparse(comparison: &mut Comparison<'_, '_>, site: Site<'_>, old: &Element, new: &Element) {
    let (writer, reader) = ends(site.flow, old.sparse, new.sparse);
    match (writer, reader) {
        (true, false) => changed(comparison, site, nulls(new.sparse)),
        (false, true) => compatible(comparison, site, nulls(new.sparse)),
        (true, true) | (false, false) => {}
    }
}

fn nulls(new_has_nulls: bool) -> &'static str {
    if new_has_nulls { "a type with null elements now" } else { "a type without null elements now" }
}

/// The writer and the reader of a message: an old client calls the new version of the service.
fn ends<T>(flow: Flow, old: T, new: T) -> (T, T) {
    match flow {
        Flow::Input => (old, new),
        Flow::Output => (new, old),
    }
}

/// Compares two types, at least one of which has no parts.
fn simple(
    comparison: &mut Comparison<'_, '_>,
    site: Site<'_>,
    is_text: bool,
    (old, old_encoding): (&Type, &Encoding),
    (new, new_encoding): (&Type, &Encoding),
) {
    if old == new {
        if old_encoding != new_encoding {
            let what = format!("{}, no longer {}", encoding(new_encoding), encoding(old_encoding));
            changed(comparison, site, &what);
        }
        return;
    }
    let (is, was) = (rust::value(new), rust::value(old));
    let what = if is == was {
        // A type of this name is of another kind now.
        format!("{}, no longer {}", kind(new), kind(old))
    } else {
        format!("`{is}`, no longer `{was}`")
    };
    let (writer, reader) = ends(site.flow, (old, old_encoding), (new, new_encoding));
    if accepts(site.flow, is_text, writer, reader) {
        compatible(comparison, site, &what);
    } else {
        changed(comparison, site, &what);
    }
}

fn kind(value: &Type) -> &'static str {
    match value {
        Type::Structure(_) => "a structure",
        Type::Union(_) => "a union",
        Type::StringEnum(_) => "an enum of strings",
        Type::IntEnum(_) => "an enum of integers",
        Type::List(_) => "a list",
        Type::Map(..) => "a map",
        Type::Stream { .. } => "a stream of another kind",
        Type::Boolean
        | Type::String
        | Type::Byte
        | Type::Short
        | Type::Integer
        | Type::Long
        | Type::Float
        | Type::Double
        | Type::BigInteger
        | Type::BigDecimal
        | Type::Blob
        | Type::Document
        | Type::Timestamp => "a simple value",
    }
}

fn encoding(encoding: &Encoding) -> &'static str {
    match encoding {
        Encoding::Timestamp(TimestampFormat::DateTime) => "a `date-time`",
        Encoding::Timestamp(TimestampFormat::HttpDate) => "an `http-date`",
        Encoding::Timestamp(TimestampFormat::EpochSeconds) => "in `epoch-seconds`",
        Encoding::Base64 => "in base64",
        Encoding::Quoted => "in quotes",
        Encoding::Plain | Encoding::List { .. } | Encoding::Map { .. } => "a plain value",
    }
}

/// Adds the change to a type that the reader cannot read.
pub(super) fn changed(comparison: &mut Comparison<'_, '_>, site: Site<'_>, what: &str) {
    let rule = match site.flow {
        Flow::Input => Rule::RequestTypeChanged,
        Flow::Output => Rule::ResponseTypeChanged,
    };
    comparison.add(rule, site.at, format!("{} is {what}", site.shown()));
}

/// Adds the change to another type that the reader reads.
fn compatible(comparison: &mut Comparison<'_, '_>, site: Site<'_>, what: &str) {
    let rule = match site.flow {
        Flow::Input => Rule::RequestTypeWidened,
        Flow::Output => Rule::ResponseTypeNarrowed,
    };
    comparison.add(rule, site.at, format!("{} is {what}", site.shown()));
}

/// Whether the reader of one type reads all values of another. Enums are open in clients and closed in services.
fn accepts(
    flow: Flow,
    is_text: bool,
    (writer, writer_encoding): (&Type, &Encoding),
    (reader, _): (&Type, &Encoding),
) -> bool {
    let is_open = flow == Flow::Output;
    match reader {
        Type::Document => !matches!(writer, Type::Blob | Type::Stream { .. }),
        Type::String => match writer {
            Type::StringEnum(_) => true,
            Type::Timestamp => {
                is_text || *writer_encoding != Encoding::Timestamp(TimestampFormat::EpochSeconds)
            }
            _ => is_text && (is_number(writer) || *writer == Type::Boolean),
        },
        Type::StringEnum(_) => is_open && *writer == Type::String,
        Type::IntEnum(_) => is_open && matches!(writer, Type::Byte | Type::Short | Type::Integer),
        Type::Short => matches!(writer, Type::Byte),
        Type::Integer => matches!(writer, Type::Byte | Type::Short | Type::IntEnum(_)),
        Type::Long => {
            matches!(writer, Type::Byte | Type::Short | Type::Integer | Type::IntEnum(_))
        }
        Type::BigInteger => matches!(
            writer,
            Type::Byte | Type::Short | Type::Integer | Type::Long | Type::IntEnum(_)
        ),
        Type::Float => matches!(writer, Type::Byte | Type::Short),
        Type::Double => matches!(
            writer,
            Type::Byte | Type::Short | Type::Integer | Type::Float | Type::IntEnum(_)
        ),
        Type::BigDecimal => is_number(writer),
        Type::Blob => matches!(writer, Type::Stream { .. }),
        Type::Stream { .. } => matches!(writer, Type::Blob | Type::Stream { .. }),
        Type::Boolean
        | Type::Byte
        | Type::Timestamp
        | Type::Structure(_)
        | Type::Union(_)
        | Type::List(_)
        | Type::Map(..) => false,
    }
}

fn is_number(value: &Type) -> bool {
    matches!(
        value,
        Type::Byte
            | Type::Short
            | Type::Integer
            | Type::Long
            | Type::Float
            | Type::Double
            | Type::BigInteger
            | Type::BigDecimal
            | Type::IntEnum(_)
    )
}

/// Compares the values of two enums.
fn enums(comparison: &mut Comparison<'_, '_>, flow: Flow, old: &ShapeId, new: &ShapeId) {
    let (was, is) = (values(comparison.old, old), values(comparison.new, new));
    let (removed, added) = match flow {
        Flow::Input => (Rule::RequestValueRemoved, Rule::RequestValueAdded),
        Flow::Output => (Rule::ResponseValueRemoved, Rule::ResponseValueAdded),
    };
    let (what, at) = (new.name(), At::both(old, new));
    let sentence = match flow {
        Flow::Input => ("The service no longer knows", "The service knows"),
        Flow::Output => ("Responses no longer have", "Responses may have"),
    };
    for value in was.iter().filter(|value| !is.contains(value)) {
        let message = format!("{} the value `{value}` of `{what}`", sentence.0);
        let member = comparison.old.member_of_value(old, value);
        comparison.add(removed, member.map_or(at, |member| at.old_member(member)), message);
    }
    for value in is.iter().filter(|value| !was.contains(value)) {
        let message = format!("{} a new value of `{what}`, `{value}`", sentence.1);
        let member = comparison.new.member_of_value(new, value);
        comparison.add(added, member.map_or(at, |member| at.new_member(member)), message);
    }
}

/// The values of an enum as text.
fn values(version: &Version<'_>, id: &ShapeId) -> Vec<String> {
    match version.definition(id) {
        Some(Definition::StringEnum(one)) => {
            one.variants.iter().map(|(_, value)| value.clone()).collect()
        }
        Some(Definition::IntEnum(one)) => {
            one.variants.iter().map(|(_, value)| value.to_string()).collect()
        }
        Some(Definition::Structure(_) | Definition::Union(_)) | None => Vec::new(),
    }
}
