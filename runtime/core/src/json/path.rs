//! Finds the path of a value in a JSON text, by scanning the text before it.

use super::lexer::Lexer;
use crate::codec::levels::Levels;
use crate::codec::path::{Frame, render};

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
            (b'[', _) => frames.push(Frame::List(0)),
            (b'}' | b']', _) => drop(frames.pop()),
            (b',', Some(frame)) => frame.advance(),
            _ => {}
        }
        lexer.bump();
    }
    render(&frames, levels)
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
}
