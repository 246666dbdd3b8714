//! Floats, and numbers of any size and precision.

use serde_core::ser::Serializer;

use super::scalar::Scalar;
use super::{Fault, Hint, Source};
use crate::number::is_number;

/// Serializes a float. Text formats have no number for NaN and the infinities.
pub(super) fn double<S: Serializer>(value: f64, serializer: S) -> Result<S::Ok, S::Error> {
    if value.is_finite() || !serializer.is_human_readable() {
        return serializer.serialize_f64(value);
    }
    serializer.serialize_str(not_finite(value))
}

/// Serializes a float of 32 bits.
pub(super) fn float<S: Serializer>(value: f32, serializer: S) -> Result<S::Ok, S::Error> {
    if value.is_finite() || !serializer.is_human_readable() {
        return serializer.serialize_f32(value);
    }
    serializer.serialize_str(not_finite(value.into()))
}

fn not_finite(value: f64) -> &'static str {
    match (value.is_nan(), value > 0.0) {
        (true, _) => "NaN",
        (false, true) => "Infinity",
        (false, false) => "-Infinity",
    }
}

/// Reads a float.
pub(super) fn read_double(
    source: &mut dyn Source,
    hint: Hint,
    expected: &'static str,
) -> Result<f64, Fault> {
    let scalar = Scalar::read(source, hint, expected)?;
    let value = match &scalar {
        Scalar::Float(value) => Some(*value),
        #[expect(clippy::cast_precision_loss, reason = "JSON does not distinguish them")]
        Scalar::Integer(value) => Some(*value as f64),
        Scalar::Number(text) | Scalar::Text(text) => of_text(text),
        Scalar::Boolean(_) | Scalar::Bytes(_) | Scalar::Integers(_) => None,
    };
    value.ok_or_else(|| scalar.unexpected(expected))
}

fn of_text(text: &str) -> Option<f64> {
    match text {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        _ if is_number(text) => text.parse().ok().filter(|value: &f64| value.is_finite()),
        _ => None,
    }
}

/// Serializes a number of any size: as a number if the format holds all its digits, else as a string.
pub(super) fn big<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if !serializer.is_human_readable() {
        return serializer.serialize_str(text);
    }
    match (text.parse::<i64>(), text.parse::<f64>()) {
        (Ok(value), _) if value.to_string() == text => serializer.serialize_i64(value),
        (_, Ok(value)) if text_of(value) == text => serializer.serialize_f64(value),
        _ => serializer.serialize_str(text),
    }
}

/// Reads the text of a number of any size.
pub(super) fn read_big(source: &mut dyn Source, expected: &'static str) -> Result<String, Fault> {
    let scalar = Scalar::read(source, Hint::BigNumber, expected)?;
    match scalar {
        Scalar::Integer(value) => Ok(value.to_string()),
        Scalar::Float(value) if value.is_finite() => Ok(text_of(value)),
        Scalar::Number(text) | Scalar::Text(text) if is_number(&text) => Ok(text),
        other => Err(other.unexpected(expected)),
    }
}

/// The shortest text that reads back as this float, with a fraction or an exponent.
fn text_of(value: f64) -> String {
    format!("{value:?}")
}
