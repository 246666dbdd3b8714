//! Bodies of JSON that tests expect.

/// Whether a media type is that of JSON.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence == "application/json" || essence.ends_with("+json")
}

/// The same text on one line: white space between its tokens means nothing.
pub(super) fn without_white_space(json: &str) -> String {
    let (mut compact, mut in_string, mut escaped) =
        (String::with_capacity(json.len()), false, false);
    for character in json.chars() {
        if in_string || !matches!(character, ' ' | '\t' | '\r' | '\n') {
            compact.push(character);
        }
        match character {
            '"' if !escaped => in_string = !in_string,
            _ => {}
        }
        escaped = in_string && character == '\\' && !escaped;
    }
    compact
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_in_strings_stays() {
        let json = "{\n  \"a \\\" b\": [1,\t2],\r\n \"\\\\\" : \" \"}";
        assert_eq!(without_white_space(json), r#"{"a \" b":[1,2],"\\":" "}"#);
    }
}
