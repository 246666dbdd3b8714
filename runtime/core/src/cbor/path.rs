//! Finds the path of a value in a CBOR body, by scanning the bytes before it.

use super::lexer::{Head, Lexer};
use crate::codec::levels::Levels;
use crate::codec::path::{Frame, render};

/// An array or a map that is open at some place.
struct Open {
    frame: Frame,
    /// The number of items after the current one; `None` if the length is indefinite.
    left: Option<u64>,
}

/// The path of the value at the end of `body`, which is the valid beginning of a data item, as far as the
/// open `levels` go.
pub(super) fn path_at_end_of(body: &[u8], levels: Levels) -> String {
    let mut lexer = Lexer::new(body);
    let mut open = Vec::new();
    while !lexer.is_at_end() && step(&mut lexer, &mut open).is_some() {}
    render(open.iter().map(|open: &Open| &open.frame), levels)
}

/// Goes past a key, the head of an array or a map, or another data item. `None` if there is none.
fn step(lexer: &mut Lexer<'_>, open: &mut Vec<Open>) -> Option<()> {
    let (head, end) = lexer.head()?;
    let (frame, mut left) = match head {
        Head::Array(length) => (Frame::List(0), length),
        Head::Map(length) => (Frame::Object(None), length),
        Head::Bytes(_) | Head::Text(_) => {
            let string = lexer.string().ok()?;
            return close(lexer, open, &string);
        }
        Head::Tag(_) => {
            lexer.go_to(end);
            return Some(());
        }
        Head::Unsigned(_)
        | Head::Negative(_)
        | Head::Boolean(_)
        | Head::Null
        | Head::Simple(_)
        | Head::Float(_) => {
            lexer.go_to(end);
            return close(lexer, open, b"");
        }
        Head::Break => return None,
    };
    lexer.go_to(end);
    if !lexer.another(&mut left) {
        return close(lexer, open, b"");
    }
    open.push(Open { frame, left });
    Some(())
}

/// After a data item, which has the content `string` if it is one: closes the arrays and maps that end with
/// it, and goes on to the next item of the innermost that is left. `None` if none is.
fn close(lexer: &mut Lexer<'_>, open: &mut Vec<Open>, string: &[u8]) -> Option<()> {
    loop {
        let Open { frame, left } = open.last_mut()?;
        if let Frame::Object(key @ None) = frame {
            // The item was a key.
            *key = Some(String::from_utf8_lossy(string).into_owned());
            return Some(());
        }
        if lexer.another(left) {
            frame.advance();
            return Some(());
        }
        open.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(cbor: &[u8], maps: &[bool]) -> String {
        let mut levels = Levels::default();
        for is_map in maps {
            levels.enter(*is_map);
        }
        path_at_end_of(cbor, levels)
    }

    #[test]
    fn paths() {
        for (cbor, expected) in [
            (&b""[..], ""),
            (b"\xa1", ""),
            (b"\xbf", ""),
            (b"\xa1\x67Acc", ""),
            (b"\xa1\x67Account", "Account"),
            (b"\xbf\x61A\xa2\x64Tags\x83\xa0\x80\xbf\x63Key", "A.Tags[2].Key"),
            (b"\xbf\x61A\xbf\x64Tags\x9f\xbf\xff\x9f\xff\xbf\x63Key", "A.Tags[2].Key"),
            (b"\xa2\x61A\xa1\x61B\x01\x61C\x82\x01", "C[1]"),
            (b"\xbf\x61A\xbf\x61B\x01\xff\x61C\x9f\x01", "C[1]"),
            (b"\xa2\x61A\x01", ""),
            (b"\x82\x82\x01\x02\x82", "[1][0]"),
            (b"\xc1\xa2\xc1\x63x,y\xc1\x81\xc1\x5f\x41a\xff\x7f\x61C\x62D/\xff\xc1", "CD/"),
            (b"\xa1\x63x,y\xa1\x61c", "[\"x,y\"].c"),
            // Keys of other types, in a value that has been skipped.
            (b"\xa2\x61A\xa2\x01\x02\x81\xa1\x03\x04\xa0\x61B\x81", "B[0]"),
            (b"\xa2\x61A\xbf\x9f\xff\x02\xff\x61B", "B"),
        ] {
            assert_eq!(path(cbor, &[false; 9]), expected, "{cbor:x?}");
        }
    }

    #[test]
    fn keys_of_maps_are_not_shown() {
        let cbor = b"\xa1\x66Groups\xa1\x61a\xa1\x64Tags\x82\x01\xa1\x61b\xa1\x61c";
        let maps = [false, true, false, false, true];
        assert_eq!(path(cbor, &maps), "Groups.*.Tags[1].*");
        assert_eq!(path(cbor, &maps[..4]), "Groups.*.Tags[1]");
    }
}
