//! Splits CBOR into the heads of data items and the contents of strings.

use std::borrow::Cow;

use super::{DECIMAL_FRACTION, NEGATIVE_BIGNUM, POSITIVE_BIGNUM};

/// The head of a data item: its major type and its argument. A length is `None` if it is indefinite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Head {
    /// An integer of 0 or more.
    Unsigned(u64),
    /// The integer `-1 - n`, for its argument `n`.
    Negative(u64),
    /// A byte string.
    Bytes(Option<u64>),
    /// A text string.
    Text(Option<u64>),
    /// An array.
    Array(Option<u64>),
    /// A map, with its number of pairs.
    Map(Option<u64>),
    /// A tag of the data item that follows.
    Tag(u64),
    Boolean(bool),
    /// Null or undefined.
    Null,
    /// A simple value without a meaning.
    Simple(u8),
    /// A float of 16, 32 or 64 bits.
    Float(f64),
    /// The end of an item of indefinite length.
    Break,
}

/// What is wrong with a data item, and where.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) offset: usize,
    pub(crate) reason: &'static str,
}

/// The initial byte of null, of undefined, and of the end of an item of indefinite length.
const NULL: u8 = 0xf6;
const UNDEFINED: u8 = 0xf7;
const BREAK: u8 = 0xff;

/// The additional information of an indefinite length.
const INDEFINITE: u8 = 31;

/// A position in a body.
#[derive(Clone)]
pub(crate) struct Lexer<'a> {
    body: &'a [u8],
    offset: usize,
}

impl<'a> Lexer<'a> {
    pub(crate) fn new(body: &'a [u8]) -> Self {
        Self { body, offset: 0 }
    }

    pub(crate) fn offset(&self) -> usize {
        self.offset
    }

    /// Goes to an offset that [`head`](Self::head) returned.
    pub(crate) fn go_to(&mut self, offset: usize) {
        self.offset = offset;
    }

    /// Goes to the end, where there are no more data items.
    pub(crate) fn stop(&mut self) {
        self.offset = self.body.len();
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.offset >= self.body.len()
    }

    /// The bytes before an offset.
    pub(crate) fn before(&self, offset: usize) -> &'a [u8] {
        self.body.get(..offset).unwrap_or(self.body)
    }

    /// Skips null or undefined, and returns whether it was the next data item.
    pub(crate) fn null(&mut self) -> bool {
        let found = matches!(self.body.get(self.offset), Some(&(NULL | UNDEFINED)));
        self.offset += usize::from(found);
        found
    }

    /// The head of the next data item, and the offset after it; `None` if it is truncated or not CBOR.
    #[inline]
    pub(crate) fn head(&self) -> Option<(Head, usize)> {
        let initial = *self.body.get(self.offset)?;
        let start = self.offset + 1;
        let information = initial & 0x1f;
        let (argument, end) = match information {
            ..24 => (u64::from(information), start),
            24 => (self.argument::<1>(start)?, start + 1),
            25 => (self.argument::<2>(start)?, start + 2),
            26 => (self.argument::<4>(start)?, start + 4),
            27 => (self.argument::<8>(start)?, start + 8),
            28..INDEFINITE => return None,
            INDEFINITE.. => return Some((indefinite(initial)?, start)),
        };
        let head = match initial >> 5 {
            0 => Head::Unsigned(argument),
            1 => Head::Negative(argument),
            2 => Head::Bytes(Some(argument)),
            3 => Head::Text(Some(argument)),
            4 => Head::Array(Some(argument)),
            5 => Head::Map(Some(argument)),
            6 => Head::Tag(argument),
            7.. => simple(information, argument)?,
        };
        Some((head, end))
    }

    fn argument<const N: usize>(&self, start: usize) -> Option<u64> {
        let bytes: [u8; N] = *self.body.get(start..)?.first_chunk()?;
        Some(bytes.into_iter().fold(0, |argument, byte| argument << 8 | u64::from(byte)))
    }

    /// Skips a text string of definite length, and returns it. `None`, and nothing is skipped, if the next data
    /// item is not a valid one.
    #[inline]
    pub(crate) fn text(&mut self) -> Option<&'a str> {
        let (Head::Text(Some(length)), start) = self.head()? else { return None };
        let end = start.checked_add(usize::try_from(length).ok()?)?;
        let text = str::from_utf8(self.body.get(start..end)?).ok()?;
        self.offset = end;
        Some(text)
    }

    /// Skips a string, and returns its content. It is copied only if it is in chunks.
    pub(crate) fn string(&mut self) -> Result<Cow<'a, [u8]>, Fault> {
        let start = self.offset;
        match self.head() {
            Some((Head::Bytes(Some(length)) | Head::Text(Some(length)), content)) => {
                self.content(content, length).map(Cow::Borrowed)
            }
            Some((head @ (Head::Bytes(None) | Head::Text(None)), content)) => {
                self.offset = content;
                self.chunks(head).map(Cow::Owned)
            }
            _ => Err(Fault { offset: start, reason: "expected a string" }),
        }
    }

    #[inline]
    fn content(&mut self, start: usize, length: u64) -> Result<&'a [u8], Fault> {
        let end = usize::try_from(length).ok().and_then(|length| start.checked_add(length));
        let content = end.and_then(|end| self.body.get(start..end));
        let reason = "a string that is longer than the rest of the body";
        let content = content.ok_or(Fault { offset: self.offset, reason })?;
        self.offset = start + content.len();
        Ok(content)
    }

    /// The chunks of a string of indefinite length, each of which is a string of the same type.
    fn chunks(&mut self, string: Head) -> Result<Vec<u8>, Fault> {
        let mut whole = Vec::new();
        loop {
            let (length, content) = match (self.head(), string) {
                (Some((Head::Break, end)), _) => {
                    self.offset = end;
                    return Ok(whole);
                }
                (Some((Head::Bytes(Some(length)), content)), Head::Bytes(_))
                | (Some((Head::Text(Some(length)), content)), Head::Text(_)) => (length, content),
                _ => {
                    let reason = "expected a chunk of a string, or its end";
                    return Err(Fault { offset: self.offset, reason });
                }
            };
            whole.extend_from_slice(self.content(content, length)?);
        }
    }

    /// Whether an array or a map has another item. `left` is its length, of which the item is subtracted.
    /// At the end of one of indefinite length, the break is skipped.
    pub(crate) fn another(&mut self, left: &mut Option<u64>) -> bool {
        match left {
            Some(0) => false,
            Some(left) => {
                *left -= 1;
                true
            }
            None if self.body.get(self.offset) == Some(&BREAK) => {
                self.offset += 1;
                false
            }
            None => true,
        }
    }

    /// Describes the next data item in a message, without its value, which may be secret.
    pub(crate) fn describe(&self) -> &'static str {
        let Some((head, _)) = self.head() else {
            let rest = self.body.get(self.offset..).unwrap_or_default();
            return match rest.first().map(|initial| (initial & 0x1f, rest.len())) {
                None => "the end of the body",
                Some((24, 1) | (25, ..3) | (26, ..5) | (27, ..9)) => "a truncated value",
                Some((24, _)) => "a simple value in a form that RFC 8949 forbids",
                Some(_) => "bytes that are not CBOR",
            };
        };
        match head {
            Head::Unsigned(_) | Head::Negative(_) => "an integer",
            Head::Bytes(_) => "a byte string",
            Head::Text(_) => "a text string",
            Head::Array(_) => "an array",
            Head::Map(_) => "a map",
            Head::Tag(POSITIVE_BIGNUM | NEGATIVE_BIGNUM) => "a bignum",
            Head::Tag(DECIMAL_FRACTION) => "a decimal fraction",
            Head::Tag(_) => "a tag",
            Head::Boolean(_) => "a boolean",
            Head::Null => "null",
            Head::Simple(_) => "a simple value",
            Head::Float(_) => "a float",
            Head::Break => "the end of an item of indefinite length",
        }
    }
}

fn indefinite(initial: u8) -> Option<Head> {
    match initial >> 5 {
        2 => Some(Head::Bytes(None)),
        3 => Some(Head::Text(None)),
        4 => Some(Head::Array(None)),
        5 => Some(Head::Map(None)),
        7 => Some(Head::Break),
        _ => None,
    }
}

/// An item of major type 7. `None` for a value that RFC 8949 does not permit in this form.
fn simple(information: u8, argument: u64) -> Option<Head> {
    Some(match information {
        20 => Head::Boolean(false),
        21 => Head::Boolean(true),
        22 | 23 => Head::Null,
        25 => Head::Float(half(argument)),
        26 => Head::Float(f64::from(f32::from_bits(u32::try_from(argument).ok()?))),
        27 => Head::Float(f64::from_bits(argument)),
        24 if argument < 32 => return None,
        _ => Head::Simple(u8::try_from(argument).ok()?),
    })
}

/// The value of a float of 16 bits: a sign, 5 bits of an exponent and 10 bits of a fraction.
fn half(bits: u64) -> f64 {
    let fraction = f64::from(u16::try_from(bits & 0x3ff).unwrap_or_default());
    let magnitude = match i32::try_from(bits >> 10 & 0x1f).unwrap_or_default() {
        0 => fraction * 2_f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        exponent => (1024.0 + fraction) * 2_f64.powi(exponent - 25),
    };
    if bits >> 15 == 0 { magnitude } else { -magnitude }
}
