//! Formats keys and values of TOML.

use std::fmt::Write as _;

/// An array of strings.
pub(super) fn list(texts: &[impl AsRef<str>]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}

/// A key of TOML, which has quotes unless it consists of ASCII letters, digits, `-` and `_`.
pub(super) fn key(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if name.chars().all(is_bare) && !name.is_empty() { name.to_owned() } else { quoted(name) }
}

/// A basic string of TOML, whose escapes are not those of Rust.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            // Writing to a string cannot fail.
            _ if character.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_those_of_toml() {
        assert_eq!(quoted("e\u{301} \"a\"\\\n\u{7f}"), "\"e\u{301} \\\"a\\\"\\\\\\n\\u007F\"");
    }
}
