//! The values of simple shapes, and of enums.

use super::scalar::{self, Scalar};
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Fault, Hint, Shape, Source, View, deserialize, number, serialize, timestamp};
use crate::{BigDecimal, BigInteger, Blob, DateTime, Document, TimestampFormat};

/// Implements [`Shape`] for a type: its zero value, its content, and how it is read.
macro_rules! primitive {
    ($type:ty, |$value:ident| $view:expr, |$source:ident| $read:expr) => {
        impl Shape for $type {
            fn zero() -> Self {
                Self::default()
            }

            fn view(&self, _: TimestampFormat) -> View<'_> {
                let $value = self;
                $view
            }

            fn read(&mut self, $source: &mut dyn Source) -> Result<(), Fault> {
                *self = $read;
                Ok(())
            }
        }
    };
}

primitive!(bool, |value| View::Boolean(*value), |source| scalar::boolean(source)?);
primitive!(i8, |value| View::Integer((*value).into()), |source| {
    scalar::integer_of(source, "an integer of 8 bits")?
});
primitive!(i16, |value| View::Integer((*value).into()), |source| {
    scalar::integer_of(source, "an integer of 16 bits")?
});
primitive!(i32, |value| View::Integer((*value).into()), |source| {
    scalar::integer_of(source, "an integer of 32 bits")?
});
primitive!(i64, |value| View::Integer(*value), |source| {
    scalar::integer_of(source, "an integer of 64 bits")?
});
primitive!(f64, |value| View::Double(*value), |source| {
    number::read_double(source, Hint::Double, "a number")?
});
primitive!(f32, |value| View::Float(*value), |source| read_float(source)?);
primitive!(String, |value| View::Text(value), |source| scalar::text(source, "a string")?);
primitive!(Blob, |value| View::Blob(value.as_ref()), |source| read_blob(source)?);
primitive!(BigInteger, |value| View::BigNumber(value.as_str()), |source| {
    let text = number::read_big(source, "an integer")?;
    text.parse().map_err(|_| Fault::unexpected("an integer", "another number"))?
});
primitive!(BigDecimal, |value| View::BigNumber(value.as_str()), |source| {
    let text = number::read_big(source, "a number")?;
    text.parse().map_err(|_| Fault::unexpected("a number", "a string"))?
});

impl Shape for DateTime {
    fn zero() -> Self {
        Self::default()
    }

    fn view(&self, format: TimestampFormat) -> View<'_> {
        View::Timestamp(*self, format)
    }

    fn read(&mut self, source: &mut dyn Source) -> Result<(), Fault> {
        *self = timestamp::read(source)?;
        Ok(())
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the nearest float of 32 bits is meant")]
fn read_float(source: &mut dyn Source) -> Result<f32, Fault> {
    const EXPECTED: &str = "a number of 32 bits";
    let double = number::read_double(source, Hint::Float, EXPECTED)?;
    let float = double as f32;
    if double.is_finite() && !float.is_finite() {
        return Err(Fault::unexpected(EXPECTED, "one that is out of range"));
    }
    Ok(float)
}

fn read_blob(source: &mut dyn Source) -> Result<Blob, Fault> {
    const EXPECTED: &str = "bytes";
    let scalar = Scalar::read(source, Hint::Blob, EXPECTED)?;
    match scalar {
        Scalar::Text(text) => Blob::from_base64(&text).map_err(Fault::Invalid),
        Scalar::Bytes(bytes) => Ok(bytes.into()),
        Scalar::Integers(integers) => {
            let bytes = integers.iter().map(|integer| u8::try_from(*integer));
            let bytes: Result<Vec<u8>, _> = bytes.collect();
            bytes.map(Blob::from).map_err(|_| Fault::unexpected(EXPECTED, "other integers"))
        }
        other => Err(other.unexpected(EXPECTED)),
    }
}

/// Reads the value of a string enum, whose name is given if it is sensitive.
///
/// # Errors
///
/// The value is not a string.
pub fn read_string_enum<T: From<String>>(
    source: &mut dyn Source,
    sensitive: Option<&str>,
) -> Result<T, Fault> {
    let read = scalar::text(source, "a string");
    read.map(T::from).map_err(|fault| hidden(fault, sensitive))
}

/// Reads the value of an intEnum, whose name is given if it is sensitive.
///
/// # Errors
///
/// The value is not an integer of 32 bits.
pub fn read_int_enum<T: From<i32>>(
    source: &mut dyn Source,
    sensitive: Option<&str>,
) -> Result<T, Fault> {
    let read = scalar::integer_of::<i32>(source, "an integer of 32 bits");
    read.map(T::from).map_err(|fault| hidden(fault, sensitive))
}

fn hidden(fault: Fault, sensitive: Option<&str>) -> Fault {
    match sensitive {
        Some(name) => fault.hidden(name),
        None => fault,
    }
}

/// Implements `Serialize` for types of this crate.
macro_rules! serializes {
    ($($name:ident)*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serialize(self, serializer)
            }
        }
    )*};
}

/// Implements `Deserialize` for types of this crate.
macro_rules! deserializes {
    ($($name:ident)*) => {$(
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserialize(deserializer)
            }
        }
    )*};
}

serializes!(BigDecimal BigInteger Blob DateTime);
deserializes!(BigDecimal BigInteger Blob DateTime Document);
