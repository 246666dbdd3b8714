//! Timestamps.

use serde_core::ser::{Error as _, SerializeTuple as _, Serializer};

use super::scalar::Scalar;
use super::{Fault, Hint, Source};
use crate::{DateTime, TimestampFormat};

const EXPECTED: &str = "a timestamp";

/// Serializes a timestamp in a format; binary formats have one form of their own.
pub(super) fn serialize<S: Serializer>(
    at: DateTime,
    format: TimestampFormat,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if !serializer.is_human_readable() {
        let mut pair = serializer.serialize_tuple(2)?;
        pair.serialize_element(&at.secs())?;
        // Read as one of the same size, which matters to formats that do not describe themselves.
        pair.serialize_element(&i64::from(at.subsec_nanos()))?;
        return pair.end();
    }
    match format {
        TimestampFormat::DateTime | TimestampFormat::HttpDate => {
            let text = at.send(format).map_err(|reason| S::Error::custom(sentence(reason)))?;
            serializer.serialize_str(&text)
        }
        TimestampFormat::EpochSeconds if at.subsec_nanos() == 0 => {
            serializer.serialize_i64(at.secs())
        }
        TimestampFormat::EpochSeconds => {
            let text = at.format(format);
            match text.parse::<f64>() {
                Ok(seconds) if seconds.to_string() == text => serializer.serialize_f64(seconds),
                _ => serializer.serialize_str(&text),
            }
        }
    }
}

fn sentence(predicate: &str) -> String {
    format!("a timestamp {predicate}")
}

/// Reads a timestamp in any form.
pub(super) fn read(source: &mut dyn Source) -> Result<DateTime, Fault> {
    let scalar = Scalar::read(source, Hint::Timestamp, EXPECTED)?;
    let at = match &scalar {
        Scalar::Integer(seconds) => i64::try_from(*seconds).ok().map(DateTime::from_secs),
        Scalar::Float(seconds) => of_text(&seconds.to_string()),
        Scalar::Number(text) | Scalar::Text(text) => of_text(text),
        Scalar::Integers(pair) => of_pair(pair),
        Scalar::Boolean(_) | Scalar::Bytes(_) => None,
    };
    at.ok_or_else(|| scalar.unexpected(EXPECTED))
}

fn of_text(text: &str) -> Option<DateTime> {
    let formats =
        [TimestampFormat::EpochSeconds, TimestampFormat::DateTime, TimestampFormat::HttpDate];
    formats.into_iter().find_map(|format| DateTime::parse(text, format).ok())
}

/// The timestamp of seconds and nanoseconds.
fn of_pair(pair: &[i128]) -> Option<DateTime> {
    let [seconds, nanos] = *pair else { return None };
    let nanos = u32::try_from(nanos).ok().filter(|nanos| *nanos < 1_000_000_000)?;
    Some(DateTime::from_secs_and_nanos(i64::try_from(seconds).ok()?, nanos))
}
