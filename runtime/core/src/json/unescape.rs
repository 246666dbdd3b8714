//! Decodes the escapes of strings.

/// Decodes the escape at the start of `bytes`, after its backslash. Returns the character and the length of
/// the escape in bytes.
pub(super) fn unescape(bytes: &[u8]) -> Result<(char, usize), &'static str> {
    let character = match bytes.first() {
        Some(b'u') => return unicode(bytes),
        Some(byte @ (b'"' | b'\\' | b'/')) => char::from(*byte),
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        _ => return Err("an escape that JSON does not have"),
    };
    Ok((character, 1))
}

/// Decodes `uXXXX`, or the pair `uXXXX\uXXXX` for a character beyond the first 65,536.
fn unicode(bytes: &[u8]) -> Result<(char, usize), &'static str> {
    const HALF: &str = "half of a surrogate pair in a string";
    let unit = code_unit(bytes).ok_or("an escape that JSON does not have")?;
    if let Some(character) = char::from_u32(unit) {
        return Ok((character, 5));
    }
    let low = match bytes.get(5..) {
        Some([b'\\', rest @ ..]) => code_unit(rest),
        _ => None,
    };
    match low {
        Some(low @ 0xdc00..=0xdfff) if unit < 0xdc00 => {
            let code_point = 0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
            Ok((char::from_u32(code_point).ok_or(HALF)?, 11))
        }
        _ => Err(HALF),
    }
}

/// Decodes `uXXXX` into a unit of UTF-16.
fn code_unit(bytes: &[u8]) -> Option<u32> {
    let (b'u', digits) = bytes.get(..5)?.split_first()? else {
        return None;
    };
    digits.iter().try_fold(0, |unit, digit| Some(unit * 16 + char::from(*digit).to_digit(16)?))
}
