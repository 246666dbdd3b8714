//! Makes values from random bytes: the fewer bytes there are, the smaller are the values.

use std::slice::Iter;

use whitesmith_runtime::{BigDecimal, BigInteger, Blob, DateTime};

/// Characters with a meaning in a codec, and some of each length in UTF-8.
const CHARACTERS: [char; 28] = [
    'a',
    'Z',
    '0',
    '-',
    '_',
    '.',
    '~',
    'é',
    '漢',
    '\u{1f600}',
    ' ',
    '\t',
    '\n',
    '\r',
    '<',
    '>',
    '&',
    '"',
    '\'',
    ']',
    '\\',
    '/',
    '{',
    ':',
    ',',
    '+',
    '%',
    '=',
];

/// Random bytes, and zeros after them.
#[derive(Debug)]
pub(crate) struct Draw<'b>(Iter<'b, u8>);

impl<'b> Draw<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self(bytes.iter())
    }

    pub(crate) fn byte(&mut self) -> u8 {
        self.0.next().copied().unwrap_or_default()
    }

    pub(crate) fn boolean(&mut self) -> bool {
        self.byte() % 2 == 1
    }

    pub(crate) fn long(&mut self) -> i64 {
        match self.byte() % 4 {
            0 => i64::from(self.byte()),
            1 => i64::MIN,
            2 => i64::MAX,
            _ => i64::from_ne_bytes(std::array::from_fn(|_| self.byte())),
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "any number will do")]
    pub(crate) fn integer(&mut self) -> i32 {
        self.long() as i32
    }

    /// Any number but NaN, which does not equal itself.
    #[expect(clippy::cast_sign_loss, reason = "any bits will do")]
    pub(crate) fn double(&mut self) -> f64 {
        let number = f64::from_bits(self.long() as u64);
        if number.is_nan() { f64::from(self.byte()) / 8.0 } else { number }
    }

    #[expect(clippy::cast_sign_loss, reason = "any bits will do")]
    pub(crate) fn float(&mut self) -> f32 {
        let number = f32::from_bits(self.integer() as u32);
        if number.is_nan() { f32::INFINITY } else { number }
    }

    pub(crate) fn big_integer(&mut self) -> BigInteger {
        format!("{}{:020}", self.long() | 1, self.long().unsigned_abs()).parse().unwrap()
    }

    pub(crate) fn big_decimal(&mut self) -> BigDecimal {
        format!("{}.{}1", self.big_integer(), self.byte()).parse().unwrap()
    }

    pub(crate) fn text(&mut self) -> String {
        let length = self.byte() % 12;
        (0..length).map(|_| CHARACTERS[usize::from(self.byte()) % CHARACTERS.len()]).collect()
    }

    pub(crate) fn blob(&mut self) -> Blob {
        let length = self.byte() % 10;
        Blob::new((0..length).map(|_| self.byte()).collect::<Vec<_>>())
    }

    /// A time of this era, to the second.
    pub(crate) fn second(&mut self) -> DateTime {
        DateTime::from_secs(i64::from(self.integer()))
    }

    /// A time of this era, to the millisecond.
    pub(crate) fn moment(&mut self) -> DateTime {
        DateTime::from_millis(i64::from(self.integer()) * 1_000 + i64::from(self.byte()))
    }

    /// The value of an optional member.
    pub(crate) fn optional<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.boolean().then(|| value(self))
    }

    pub(crate) fn list<C: FromIterator<T>, T>(
        &mut self,
        mut item: impl FnMut(&mut Self) -> T,
    ) -> C {
        (0..self.byte() % 4).map(|_| item(self)).collect()
    }
}
