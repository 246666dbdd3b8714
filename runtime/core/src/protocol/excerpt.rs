//! Shortens the body of an error response that has no code and no message, such as a page of a proxy, to
//! one line.

/// The length of the start of a body that is examined, in bytes.
const SCANNED: usize = 4096;

/// The maximum length of an excerpt, in characters.
const LENGTH: usize = 200;

/// The text of a page without its markup, the first line of any other text, or the length of a body that
/// is not text. Empty if there is no text.
pub(super) fn excerpt(body: &[u8]) -> String {
    if body.is_empty() {
        return String::new();
    }
    let Some(text) = text(body) else {
        return format!("a body of {} bytes that is not text", body.len());
    };
    let text = text.trim();
    if text.starts_with('<') {
        return on_one_line(pieces(text).into_iter().flat_map(str::split_whitespace));
    }
    let mut lines = text.lines();
    let mut shown = on_one_line(lines.next().unwrap_or_default().split_whitespace());
    if lines.next().is_some() && !shown.ends_with('…') {
        shown.push('…');
    }
    shown
}

/// The start of a body as text; none if it looks like something else.
fn text(body: &[u8]) -> Option<&str> {
    let start = body.get(..SCANNED).unwrap_or(body);
    let text = match std::str::from_utf8(start) {
        Ok(text) => text,
        // A character may go on after what is looked at.
        Err(error) if error.error_len().is_none() && start.len() < body.len() => {
            std::str::from_utf8(start.get(..error.valid_up_to())?).ok()?
        }
        Err(_) => return None,
    };
    let is_text = |c: char| !c.is_control() || c.is_whitespace();
    text.chars().all(is_text).then_some(text)
}

/// The texts between the tags of a page, those that only repeat the one before left out. Scripts,
/// styles and comments are not texts.
fn pieces(mut page: &str) -> Vec<&str> {
    let mut pieces: Vec<&str> = Vec::new();
    while let Some((text, tag)) = page.split_once('<') {
        push(&mut pieces, text);
        let end = match tag {
            _ if tag.starts_with("!--") => "-->",
            _ if is_element(tag, "script") => "</script>",
            _ if is_element(tag, "style") => "</style>",
            _ => ">",
        };
        page = after(tag, end);
    }
    push(&mut pieces, page);
    pieces
}

fn push<'p>(pieces: &mut Vec<&'p str>, text: &'p str) {
    let text = text.trim();
    if !text.is_empty() && pieces.last() != Some(&text) {
        pieces.push(text);
    }
}

fn is_element(tag: &str, name: &str) -> bool {
    tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
}

/// What comes after `end`, in any case; nothing if that never comes.
fn after<'p>(page: &'p str, end: &str) -> &'p str {
    let windows = page.as_bytes().windows(end.len());
    let place = windows.enumerate().find(|(_, found)| found.eq_ignore_ascii_case(end.as_bytes()));
    place.and_then(|(place, _)| page.get(place + end.len()..)).unwrap_or_default()
}

/// Words with one blank between them, as many as fit. What could change how a terminal shows the
/// line is escaped.
fn on_one_line<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let mut line = String::new();
    let mut length = 0;
    for word in words {
        let blank = if line.is_empty() { "" } else { " " };
        for character in blank.chars().chain(word.chars()) {
            if length == LENGTH {
                line.push('…');
                return line;
            }
            length += 1;
            match character {
                ' ' | '"' | '\'' | '\\' => line.push(character),
                other => line.extend(other.escape_debug()),
            }
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_lose_their_markup() {
        for (page, expected) in [
            (
                "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n\
                 <center><h1>502 Bad Gateway</h1></center>\r\n<hr>nginx</body></html>",
                "502 Bad Gateway nginx",
            ),
            ("<!DOCTYPE html><!-- a > b --><p class='x'>Access\n  denied", "Access denied"),
            ("<script>if (a < b) {}</SCRIPT><style>p {}</style><b>Hi</b>", "Hi"),
            ("<?xml version='1.0'?><Error><Code>Slow</Code><M>Down</M></Error>", "Slow Down"),
            ("<html><script>never closed", ""),
            ("<", ""),
        ] {
            assert_eq!(excerpt(page.as_bytes()), expected, "{page}");
        }
    }

    #[test]
    fn of_other_texts_the_first_line_is_shown() {
        for (text, expected) in [
            ("upstream connect error", "upstream connect error"),
            ("\r\n busy:  try\tlater \r\nat line 2\n", "busy: try later…"),
            ("say \"a\\b\"", "say \"a\\b\""),
            ("turn \u{202e}around", "turn \\u{202e}around"),
            ("Größe 木", "Größe 木"),
            (" \n ", ""),
            ("", ""),
        ] {
            assert_eq!(excerpt(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn excerpts_are_short() {
        assert_eq!(excerpt(&[b'x'; 200]), "x".repeat(200));
        assert_eq!(excerpt(&[b'x'; 201]), format!("{}…", "x".repeat(200)));
        for body in ["é".repeat(100_000), format!("<p>{}", "é".repeat(100_000))] {
            assert_eq!(excerpt(body.as_bytes()), format!("{}…", "é".repeat(200)));
        }
    }

    #[test]
    fn what_is_not_text_is_not_shown() {
        for body in [&b"\x1f\x8b\x08\0\xff"[..], b"ab\xff", b"hush\0", b"\x1b[31mhush", b"a\xc3"] {
            let expected = format!("a body of {} bytes that is not text", body.len());
            assert_eq!(excerpt(body), expected);
        }
    }
}
