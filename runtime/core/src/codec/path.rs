//! Renders the path of a value in a body, such as `Account.Tags[2].Key`.
//!
//! Readers and writers do not track the path: a codec finds the lists and objects that are open at an
//! error by scanning the body again. Since paths occur in logs, the keys of maps, which are data, are
//! shown as `*`.

use std::fmt::Write as _;

use super::levels::{Levels, SHOWN};

/// The maximum length of a key in a path, in characters: a service may send any key.
const KEY: usize = 80;

/// A list or an object that is open at some place.
#[derive(Debug)]
pub(crate) enum Frame {
    /// The index of the element.
    List(usize),
    /// The key of the member, once it has been read.
    Object(Option<String>),
}

impl Frame {
    /// Goes on to the next element or member.
    pub(crate) fn advance(&mut self) {
        match self {
            Self::List(index) => *index += 1,
            Self::Object(key) => *key = None,
        }
    }
}

/// The path through `frames`, from the outermost, as far as the open `levels` go.
pub(crate) fn render<'f>(frames: impl IntoIterator<Item = &'f Frame>, levels: Levels) -> String {
    // To write to a string cannot fail.
    let mut path = String::new();
    for (level, frame) in frames.into_iter().enumerate().take(levels.depth().min(SHOWN)) {
        match frame {
            Frame::List(index) => {
                let _ = write!(path, "[{index}]");
            }
            Frame::Object(None) => {}
            Frame::Object(Some(_)) if levels.is_map(level) => push_name(&mut path, "*"),
            Frame::Object(Some(key)) if is_plain(key) => push_name(&mut path, key),
            Frame::Object(Some(key)) => {
                let shown: String = key.chars().take(KEY).collect();
                let more = if shown.len() < key.len() { "…" } else { "" };
                let _ = write!(path, "[{shown:?}{more}]");
            }
        }
    }
    path
}

/// Appends the name of a member to a path.
pub(crate) fn push_name(path: &mut String, name: &str) {
    if !path.is_empty() && !name.is_empty() {
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

    fn levels(maps: &[bool]) -> Levels {
        let mut levels = Levels::default();
        for is_map in maps {
            levels.enter(*is_map);
        }
        levels
    }

    fn key(key: &str) -> Frame {
        Frame::Object(Some(key.to_owned()))
    }

    #[test]
    fn names_and_indices() {
        let frames = [key("Account"), key("Tags"), Frame::List(2), key("two words")];
        for (depth, path) in
            ["", "Account", "Account.Tags", "Account.Tags[2]", "Account.Tags[2][\"two words\"]"]
                .into_iter()
                .enumerate()
        {
            assert_eq!(render(&frames, levels(&vec![false; depth])), path);
        }
        assert_eq!(render(&[key("Groups"), key("a")], levels(&[false, true])), "Groups.*");
        assert_eq!(render(&[key("a"), Frame::Object(None)], levels(&[false, false])), "a");
    }

    #[test]
    fn long_keys_are_shortened() {
        for letter in ["x", "é"] {
            let path = render(&[key(&letter.repeat(100_000))], levels(&[false]));
            assert_eq!(path, format!("[\"{}\"…]", letter.repeat(80)));
        }
    }

    #[test]
    fn a_frame_advances() {
        let (mut list, mut object) = (Frame::List(0), key("a"));
        list.advance();
        object.advance();
        assert!(matches!((list, object), (Frame::List(1), Frame::Object(None))));
    }
}
