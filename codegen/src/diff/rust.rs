//! Names types and functions as the emitted code does, for messages.

use crate::ir::{Element, Member, Presence, Type, TypeHome, TypeName};

/// A type as emitted code names it, without the paths of modules.
pub(super) fn value(value: &Type) -> String {
    match value {
        Type::Boolean => "bool".to_owned(),
        Type::String => "String".to_owned(),
        Type::Byte => "i8".to_owned(),
        Type::Short => "i16".to_owned(),
        Type::Integer => "i32".to_owned(),
        Type::Long => "i64".to_owned(),
        Type::Float => "f32".to_owned(),
        Type::Double => "f64".to_owned(),
        Type::BigInteger => "BigInteger".to_owned(),
        Type::BigDecimal => "BigDecimal".to_owned(),
        Type::Blob => "Blob".to_owned(),
        Type::Stream { .. } => "ByteStream".to_owned(),
        Type::Document => "Document".to_owned(),
        Type::Timestamp => "DateTime".to_owned(),
        Type::StringEnum(name)
        | Type::IntEnum(name)
        | Type::Structure(name)
        | Type::Union(name) => path(name),
        Type::List(element) => format!("Vec<{}>", self::element(element)),
        Type::Map(key, element) => {
            format!("BTreeMap<{}, {}>", self::value(key), self::element(element))
        }
    }
}

fn element(element: &Element) -> String {
    let value = value(&element.value);
    if element.sparse { format!("Option<{value}>") } else { value }
}

/// The path of a modeled type.
pub(super) fn path(name: &TypeName) -> String {
    match &name.home {
        TypeHome::Types => name.name.clone(),
        TypeHome::Errors => format!("error::{}", name.name),
        TypeHome::External { path } => path.to_string(),
    }
}

/// The type of a field.
pub(super) fn field(member: &Member) -> String {
    let value = boxed(member);
    match member.presence {
        Presence::Optional => format!("Option<{value}>"),
        Presence::Required | Presence::Default(_) => value,
    }
}

/// The type of a member's value.
pub(super) fn boxed(member: &Member) -> String {
    let value = value(&member.value);
    if member.boxed { format!("Box<{value}>") } else { value }
}

/// An ordinal number, as a word where there is a short one.
pub(super) fn ordinal(number: usize) -> String {
    let words =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];
    match number.checked_sub(1).and_then(|index| words.get(index)) {
        Some(word) => (*word).to_owned(),
        None => format!("{number}th"),
    }
}
