//! Decodes base64 (<https://www.rfc-editor.org/rfc/rfc4648#section-4>).

/// The decoded bytes; `None` if the text is not base64. As in Smithy's validator, padding is
/// optional and the unused bits of the last digit are ignored.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=');
    let is_padded = digits.len() == text.len()
        || (text.len().is_multiple_of(4) && text.len() - digits.len() <= 2);
    if digits.len() % 4 == 1 || !is_padded {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in digits.bytes() {
        bits = bits << 6 | u32::from(digit(byte)?);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count).ok()?);
            bits &= (1 << count) - 1;
        }
    }
    Some(bytes)
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn bytes() {
        let cases: [(&str, &[u8]); 8] = [
            ("", b""),
            ("aGk=", b"hi"),
            ("aA==", b"h"),
            ("aA", b"h"),
            ("aB==", b"h"),
            ("aGkh", b"hi!"),
            ("AP+/", &[0, 255, 191]),
            ("Zm9vYmFy", b"foobar"),
        ];
        for (text, expected) in cases {
            assert_eq!(decode(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["a", "a===", "====", "a-_=", "a=Gk", "aGk=="] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
