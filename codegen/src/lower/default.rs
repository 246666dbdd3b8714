//! Lowers the JSON value of a `default` trait to a literal of the member's type
//! (<https://smithy.io/2.0/spec/type-refinement-traits.html#default-trait>).

mod base64;
mod date_time;
mod http_date;

use serde_json::Value as Json;

use crate::error::Diagnostic;
use crate::ir::{Literal, Type};
use crate::model::shape::Member;

/// The literal for the JSON `text`; an error if it is not a value of this type.
pub(super) fn literal(
    text: &str,
    value: &Type,
    enum_members: &[Member<'_>],
) -> Result<Literal, Diagnostic> {
    let is_enum = matches!(value, Type::StringEnum(_) | Type::IntEnum(_));
    let literal = of_json(text, value);
    let literal = literal.filter(|literal| !is_enum || is_among(enum_members, literal));
    literal.ok_or_else(|| {
        let shown: String = text.chars().take(60).collect();
        Diagnostic::new(format!("the default `{shown}` is not a value of the member's type"))
            .help("use a default that the target allows, or remove it")
    })
}

/// The literal of this type for the JSON `text`.
pub(super) fn of_json(text: &str, value: &Type) -> Option<Literal> {
    let json: Json = serde_json::from_str(text).ok()?;
    let literal = match value {
        Type::Boolean => json.as_bool().map(Literal::Boolean),
        Type::Byte | Type::Short | Type::Integer | Type::Long | Type::IntEnum(_) => {
            json.as_i64().filter(|number| fits(*number, value)).map(Literal::Integer)
        }
        Type::Float | Type::Double => float(text, &json, value),
        Type::BigInteger | Type::BigDecimal => {
            let fits = *value == Type::BigDecimal || !text.contains(['.', 'e', 'E']);
            (json.is_number() && fits).then(|| Literal::Text(text.trim().to_owned()))
        }
        Type::Blob | Type::Stream { .. } => json.as_str().map(|text| Literal::Bytes(bytes(text))),
        Type::String | Type::StringEnum(_) => {
            json.as_str().map(|text| Literal::Text(text.to_owned()))
        }
        Type::Timestamp => timestamp(&json),
        Type::Document => Some(Literal::Document(json)),
        Type::List(_) => json.as_array().filter(|list| list.is_empty()).map(|_| Literal::Zero),
        Type::Map(..) => json.as_object().filter(|map| map.is_empty()).map(|_| Literal::Zero),
        Type::Structure(_) | Type::Union(_) => None,
    };
    literal.map(|literal| if is_zero(&literal) { Literal::Zero } else { literal })
}

/// Whether an enum has a literal's value.
fn is_among(members: &[Member<'_>], literal: &Literal) -> bool {
    let mut values = members.iter().map(|member| (member, member.traits.enum_value.as_ref()));
    match literal {
        Literal::Text(text) => values.any(|(member, value)| match value {
            Some(value) => value.as_str() == Some(text),
            None => member.name == *text,
        }),
        Literal::Integer(number) => {
            values.any(|(_, value)| value.and_then(Json::as_i64) == Some(*number))
        }
        // The empty string and zero stand for an unknown value of any enum.
        _ => true,
    }
}

fn fits(number: i64, value: &Type) -> bool {
    match value {
        Type::Byte => i8::try_from(number).is_ok(),
        Type::Short => i16::try_from(number).is_ok(),
        Type::Integer | Type::IntEnum(_) => i32::try_from(number).is_ok(),
        _ => true,
    }
}

/// The text of a number, with all its digits; `None` if it is out of the type's range.
fn float(text: &str, json: &Json, value: &Type) -> Option<Literal> {
    let is_finite = |text: &str| match value {
        Type::Float => text.parse().is_ok_and(f32::is_finite),
        _ => text.parse().is_ok_and(f64::is_finite),
    };
    match json {
        Json::Number(_) => {
            let text = text.trim();
            is_finite(text).then(|| Literal::Float(text.to_owned()))
        }
        Json::String(name) if matches!(name.as_str(), "NaN" | "Infinity" | "-Infinity") => {
            Some(Literal::Float(name.clone()))
        }
        _ => None,
    }
}

/// The bytes of a blob. Smithy's validator only warns about a text that is not base64; such a text
/// is taken literally.
fn bytes(text: &str) -> Vec<u8> {
    base64::decode(text).unwrap_or_else(|| text.as_bytes().to_vec())
}

/// A timestamp in seconds (to the millisecond), or as the text of a `date-time` or `http-date`. The
/// validator requires the format of the member's `timestampFormat`; the formats cannot be confused.
fn timestamp(json: &Json) -> Option<Literal> {
    match json {
        Json::Number(seconds) => {
            #[allow(clippy::cast_possible_truncation, reason = "`as` saturates")]
            let millis = (seconds.as_f64()? * 1000.0).round() as i64;
            let nanos = u32::try_from(millis.rem_euclid(1000)).ok()? * 1_000_000;
            Some(Literal::Timestamp { seconds: millis.div_euclid(1000), nanos })
        }
        Json::String(text) => {
            let (seconds, nanos) = date_time::parse(text).or_else(|| http_date::parse(text))?;
            Some(Literal::Timestamp { seconds, nanos })
        }
        _ => None,
    }
}

fn is_zero(literal: &Literal) -> bool {
    match literal {
        Literal::Zero | Literal::Boolean(false) | Literal::Integer(0) => true,
        Literal::Text(text) => text.is_empty(),
        Literal::Float(text) => text.parse() == Ok(0.0) && !text.starts_with('-'),
        Literal::Bytes(bytes) => bytes.is_empty(),
        Literal::Timestamp { seconds, nanos } => (*seconds, *nanos) == (0, 0),
        Literal::Document(json) => json.is_null(),
        Literal::Boolean(true) | Literal::Integer(_) => false,
    }
}
