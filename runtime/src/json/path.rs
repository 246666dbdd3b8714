//! A JSON text and a place in it in, the path of that place out (`Account.Tags[2].Key`).
//!
//! Readers and writers keep no path while they work. When something has gone wrong, the text up to
//! that place is gone through once more.

use std::fmt::Write as _;

use super::lexer::Lexer;
use super::quote::quote;

/// A list or an object that is open at some place.
enum Frame {
    /// The index of the element.
    Array(usize),
    /// The key of the member, once it has been read.
    Object(Option<String>),
}

/// The path of the value at the end of `text`, which is the valid beginning of a JSON text.
pub(super) fn path_at_end_of(text: &str) -> String {
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
    render(&frames)
}

fn render(frames: &[Frame]) -> String {
    let mut path = String::new();
    for frame in frames {
        match frame {
            Frame::Array(index) => drop(write!(path, "[{index}]")),
            Frame::Object(None) => {}
            Frame::Object(Some(key)) if is_plain(key) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(key);
            }
            Frame::Object(Some(key)) => {
                path.push('[');
                quote(&mut path, key);
                path.push(']');
            }
        }
    }
    path
}

/// Whether a key can stand in a path without quotes.
fn is_plain(key: &str) -> bool {
    !key.is_empty()
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-:/".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

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
            (r#"{"x,{y": {"": "a,b", "c": "\"["#, r#"["x,{y"].c"#),
            (r#"{"tag:Name": {"#, "tag:Name"),
        ] {
            assert_eq!(path_at_end_of(text), path, "{text}");
        }
    }
}
