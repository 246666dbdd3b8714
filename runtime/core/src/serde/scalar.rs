//! Reads a scalar in whatever form the format has it; the type of the shape decides afterwards.

use super::{Elements, Entries, Fault, Hint, Sink, Source};

/// The keys that formats give instead of a value which serde has no type for: a number of any size
/// (`serde_json` with its feature `arbitrary_precision`), and a date (`toml`). Their value is its text.
const NUMBER_KEY: &str = "$serde_json::private::Number";
const DATE_KEY: &str = "$__toml_private_datetime";

/// A scalar.
pub(super) enum Scalar {
    Boolean(bool),
    Integer(i128),
    Float(f64),
    /// The text of a number.
    Number(String),
    Text(String),
    Bytes(Vec<u8>),
    /// A list of integers.
    Integers(Vec<i128>),
}

impl Scalar {
    /// Reads a scalar.
    pub(super) fn read(
        source: &mut dyn Source,
        hint: Hint,
        expected: &'static str,
    ) -> Result<Self, Fault> {
        let mut sink = ScalarSink { expected, scalar: None };
        source.read(hint, &mut sink)?;
        sink.scalar.ok_or_else(|| Fault::unexpected(expected, "nothing"))
    }

    /// The fault that the scalar is not of the expected kind.
    pub(super) fn unexpected(&self, expected: &str) -> Fault {
        let found = match self {
            Self::Boolean(_) => "a boolean",
            Self::Integer(_) => "an integer",
            Self::Float(_) => "a floating-point number",
            Self::Number(_) => "a number",
            Self::Text(_) => "another string",
            Self::Bytes(_) => "bytes",
            Self::Integers(_) => "a list",
        };
        Fault::unexpected(expected, found)
    }
}

struct ScalarSink {
    expected: &'static str,
    scalar: Option<Scalar>,
}

impl Sink for ScalarSink {
    fn expected(&self) -> &'static str {
        self.expected
    }

    fn boolean(&mut self, value: bool) -> Result<(), Fault> {
        self.scalar = Some(Scalar::Boolean(value));
        Ok(())
    }

    fn integer(&mut self, value: i128) -> Result<(), Fault> {
        self.scalar = Some(Scalar::Integer(value));
        Ok(())
    }

    fn float(&mut self, value: f64) -> Result<(), Fault> {
        self.scalar = Some(Scalar::Float(value));
        Ok(())
    }

    fn text(&mut self, value: String) -> Result<(), Fault> {
        self.scalar = Some(Scalar::Text(value));
        Ok(())
    }

    fn bytes(&mut self, value: Vec<u8>) -> Result<(), Fault> {
        self.scalar = Some(Scalar::Bytes(value));
        Ok(())
    }

    fn list(&mut self, elements: &mut dyn Elements) -> Result<(), Fault> {
        let mut integers = Vec::new();
        loop {
            match integer(elements, self.expected) {
                Ok(integer) => integers.push(integer),
                Err(Fault::End) => break,
                Err(fault) => return Err(fault),
            }
        }
        self.scalar = Some(Scalar::Integers(integers));
        Ok(())
    }

    fn map(&mut self, entries: &mut dyn Entries) -> Result<(), Fault> {
        self.scalar = Some(match special(entries)? {
            Special::Number(text) => Scalar::Number(text),
            Special::Date(text) => Scalar::Text(text),
            Special::Other(_) => return Err(Fault::unexpected(self.expected, "a map")),
        });
        Ok(())
    }
}

/// What a map stands for.
pub(super) enum Special {
    Number(String),
    Date(String),
    /// Itself. This is its first key, unless it is empty.
    Other(Option<String>),
}

/// Reads the first key of a map, and the value if it is not a map but a special value, which has no further
/// entry.
pub(super) fn special(entries: &mut dyn Entries) -> Result<Special, Fault> {
    let mut key = String::new();
    if !entries.next_key(&mut key)? {
        return Ok(Special::Other(None));
    }
    let special = match key.as_str() {
        NUMBER_KEY => Special::Number(text(entries, "a number")?),
        DATE_KEY => Special::Date(text(entries, "a date")?),
        _ => return Ok(Special::Other(Some(key))),
    };
    if entries.next_key(&mut key)? {
        return Err(Fault::unexpected("a number or date alone", "another entry after it"));
    }
    Ok(special)
}

/// Reads an integer.
fn integer(source: &mut dyn Source, expected: &'static str) -> Result<i128, Fault> {
    match Scalar::read(source, Hint::Integer, expected)? {
        Scalar::Integer(value) => Ok(value),
        Scalar::Number(text) => {
            text.parse().map_err(|_| Fault::unexpected(expected, "another number"))
        }
        other => Err(other.unexpected(expected)),
    }
}

/// Reads an integer of the range of `T`.
pub(super) fn integer_of<T: TryFrom<i128>>(
    source: &mut dyn Source,
    expected: &'static str,
) -> Result<T, Fault> {
    let value = integer(source, expected)?;
    T::try_from(value).map_err(|_| Fault::unexpected(expected, "one that is out of range"))
}

/// Reads a boolean.
pub(super) fn boolean(source: &mut dyn Source) -> Result<bool, Fault> {
    const EXPECTED: &str = "a boolean";
    match Scalar::read(source, Hint::Boolean, EXPECTED)? {
        Scalar::Boolean(value) => Ok(value),
        other => Err(other.unexpected(EXPECTED)),
    }
}

/// Reads a string.
pub(super) fn text(source: &mut dyn Source, expected: &'static str) -> Result<String, Fault> {
    match Scalar::read(source, Hint::Text, expected)? {
        Scalar::Text(text) => Ok(text),
        other => Err(other.unexpected(expected)),
    }
}
