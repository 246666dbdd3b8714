//! Serializes strings.

/// Appends `text` to `json` in quotation marks, with the escapes that JSON requires.
pub(super) fn quote(json: &mut String, text: &str) {
    json.push('"');
    let mut plain = 0;
    for (index, byte) in text.bytes().enumerate() {
        if !matches!(byte, b'"' | b'\\' | ..=0x1f) {
            continue;
        }
        json.push_str(text.get(plain..index).unwrap_or_default());
        plain = index + 1;
        escape(json, byte);
    }
    json.push_str(text.get(plain..).unwrap_or_default());
    json.push('"');
}

#[cold]
fn escape(json: &mut String, byte: u8) {
    let short = match byte {
        b'"' => r#"\""#,
        b'\\' => r"\\",
        b'\n' => r"\n",
        b'\r' => r"\r",
        b'\t' => r"\t",
        0x08 => r"\b",
        0x0c => r"\f",
        _ => {
            let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or('0');
            json.push_str(r"\u00");
            json.push(digit(byte >> 4));
            json.push(digit(byte & 0xf));
            return;
        }
    };
    json.push_str(short);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_comes_back() {
        for character in ('\0'..='\u{ff}').chain(['\u{2028}', '木', '😀']) {
            let text = format!("a{character}b");
            let mut json = String::new();
            quote(&mut json, &text);
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text, "{json}");
        }
    }

    #[test]
    fn only_what_must_be_is_escaped() {
        let mut json = String::new();
        quote(&mut json, "\"\\/\u{8}\u{c}\n\r\t\u{1}\u{1f}\u{7f}é");
        assert_eq!(json, "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\u{7f}é\"");
    }
}
