//! Finds the path of a value in a JSON text, such as `Account.Tags[2].Key`.
//!
//! Readers and writers do not track the path. After an error the text before it is scanned again. Since
//! paths occur in logs, the keys of maps, which are data, are shown as `*`.

use std::fmt::Write as _;

use super::levels::{Levels, SHOWN};
use super::lexer::Lexer;
use super::quote::quote;

/// The maximum length of a key in a path, in characters: a service may send any key.
const KEY: usize = 80;

/// A list or an object that is open at some place.
enum Frame {
    /// The index of the element.
    Array(usize),
    /// The key of the member, once it has been read.
    Object(Option<String>),
}

/// The path of the value at the end of `text`, which is the valid beginning of a JSON text, as far as
/// the open `levels` go.
pub(super) fn path_at_end_of(text: &str, levels: Levels) -> String {
    let mut lexer = Lexer::new(text);
    let mut frames = Vec::new();
    while let Some(byte) = lexer.peek() {
        match (byte, frames.last_mut()) {
            (b'"', frame) => {
                let Ok(string) = lexer.string() else { break };
                if let Some(Frame::Object(key @ None)) = frame {
                    *key = Some(string.into_owned());
                }
                continue;
            }
            (b'{', _) => frames.push(Frame::Object(None)),
            (b'[', _) => frames.push(Frame::Array(0)),
            (b'}' | b']', _) => drop(frames.pop()),
            (b',', Some(Frame::Object(key))) => *key = None,
            (b',', Some(Frame::Array(index))) => *index += 1,
            _ => {}
        }
        lexer.bump();
    }
    render(&frames, levels)
}

fn render(frames: &[Frame], levels: Levels) -> String {
    let mut path = String::new();
    for (level, frame) in frames.iter().enumerate().take(levels.depth().min(SHOWN)) {
        match frame {
            Frame::Array(index) => drop(write!(path, "[{index}]")),
            Frame::Object(None) => {}
            Frame::Object(Some(_)) if levels.is_map(level) => push_name(&mut path, "*"),
            Frame::Object(Some(key)) if is_plain(key) => push_name(&mut path, key),
            Frame::Object(Some(key)) => {
                let shown: String = key.chars().take(KEY).collect();
                path.push('[');
                quote(&mut path, &shown);
                path.push_str(if shown.len() < key.len() { "…]" } else { "]" });
            }
        }
    }
    path
}

fn push_name(path: &mut String, name: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(name);
}

/// Whether a key can stand in a path without quotes.
fn is_plain(key: &str) -> bool {
    (1..=KEY).contains(&key.len())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-:/".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The levels that are open at the end of a text, none of them a map.
    fn levels(text: &str) -> Levels {
        let mut levels = Levels::default();
        for byte in text.bytes() {
            match byte {
                b'{' | b'[' => levels.enter(false),
                b'}' | b']' => levels.leave(),
                _ => {}
            }
        }
        levels
    }

    #[test]
    fn paths() {
        for (text, path) in [
            ("", ""),
            ("{", ""),
            (r#"{"Account"#, ""),
            (r#"{"Account": "#, "Account"),
            (r#"{"A": {"Tags": [{}, [], {"Key": "#, "A.Tags[2].Key"),
            (r#"{"A": {"B": 1}, "C": [1, 2"#, "C[1]"),
            (r#"{"A": 1,"#, ""),
            ("[[1,2],[3", "[1][0]"),
            (r#"{"x,y": {"": "a,b", "c": "\"1"#, r#"["x,y"].c"#),
            (r#"{"tag:Name": {"#, "tag:Name"),
        ] {
            assert_eq!(path_at_end_of(text, levels(text)), path, "{text}");
        }
    }

    #[test]
    fn keys_of_maps_are_not_shown() {
        let mut levels = Levels::default();
        for is_map in [false, true, false, false, true] {
            levels.enter(is_map);
        }
        let text = r#"{"Groups": {"a": {"Tags": [1, {"b": {"c": "#;
        assert_eq!(path_at_end_of(text, levels), "Groups.*.Tags[1].*");
        levels.leave();
        assert_eq!(path_at_end_of(text, levels), "Groups.*.Tags[1]");
    }

    #[test]
    fn long_keys_are_shortened() {
        for letter in ["x", "é"] {
            let text = format!("{{\"{}\": ", letter.repeat(100_000));
            let path = path_at_end_of(&text, levels(&text));
            assert_eq!(path, format!("[\"{}\"…]", letter.repeat(80)));
        }
    }
}
