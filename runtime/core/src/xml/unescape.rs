//! Decodes character data: references, and the ends of lines.

use std::borrow::Cow;

/// The maximum length of a reference, in bytes. The longest that XML needs is `&#1114111;`; leading zeros
/// make it longer.
const MAX_REFERENCE: usize = 32;

/// Decodes the text of an element: `&lt;`, `&#10;` and the like, and line breaks, which are all read as a
/// line feed (<https://www.w3.org/TR/xml/#sec-line-ends>). A text without any is not copied.
pub(super) fn text(raw: &str) -> Result<Cow<'_, str>, &'static str> {
    if raw.contains(['&', '\r']) { decoded(raw, "\n", &['&', '\r']) } else { Ok(raw.into()) }
}

/// Decodes the value of an attribute, in which white space is read as blanks, unless it is a reference
/// (<https://www.w3.org/TR/xml/#AVNormalize>).
pub(super) fn attribute(raw: &str) -> Result<Cow<'_, str>, &'static str> {
    const SPECIAL: [char; 4] = ['&', '\r', '\n', '\t'];
    if raw.contains(SPECIAL) { decoded(raw, " ", &SPECIAL) } else { Ok(raw.into()) }
}

/// Decodes the content of a CDATA section, which has no references.
pub(super) fn lines(raw: &str) -> Cow<'_, str> {
    if raw.contains('\r') {
        raw.replace("\r\n", "\n").replace('\r', "\n").into()
    } else {
        raw.into()
    }
}

/// Replaces each of the special characters. White space becomes `space`.
fn decoded<'r>(
    mut raw: &'r str,
    space: &str,
    special: &[char],
) -> Result<Cow<'r, str>, &'static str> {
    let mut decoded = String::with_capacity(raw.len());
    while let Some((plain, rest)) = raw.find(special).and_then(|at| raw.split_at_checked(at)) {
        decoded.push_str(plain);
        if rest.starts_with('&') {
            let (character, length) = reference(rest)?;
            decoded.push(character);
            raw = rest.get(length..).unwrap_or_default();
        } else {
            decoded.push_str(space);
            let length = if rest.starts_with("\r\n") { 2 } else { 1 };
            raw = rest.get(length..).unwrap_or_default();
        }
    }
    decoded.push_str(raw);
    Ok(decoded.into())
}

/// Decodes the reference at the start of a text. Returns the character and the length of the reference in
/// bytes. There are no entities but the five of XML, since no document type is read.
fn reference(text: &str) -> Result<(char, usize), &'static str> {
    let start = text.as_bytes().get(..MAX_REFERENCE).unwrap_or(text.as_bytes());
    let end = start.iter().position(|byte| *byte == b';').ok_or("a reference without an end")?;
    let character = match text.get(1..end).unwrap_or_default() {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        name => {
            let number = name.strip_prefix('#').ok_or("an entity that XML does not define")?;
            code_point(number).ok_or("a reference to a character that does not exist")?
        }
    };
    Ok((character, end + 1))
}

/// Decodes the number in `&#10;` or `&#xA;`. Control characters, which XML forbids, are accepted, since
/// services send them in names that their users have chosen.
fn code_point(number: &str) -> Option<char> {
    let (digits, radix) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if digits.starts_with('+') {
        return None;
    }
    char::from_u32(u32::from_str_radix(digits, radix).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded() {
        for (raw, expected) in [
            ("", ""),
            ("plain é", "plain é"),
            ("&lt;&gt;&amp;&quot;&apos;", "<>&\"'"),
            ("a&amp;lt;b", "a&lt;b"),
            ("&#xD;&#10;&#x1F600;&#0000000000000065;", "\r\n😀A"),
            ("&#x1;", "\u{1}"),
            ("a\r\nb\rc\n\r\n", "a\nb\nc\n\n"),
        ] {
            assert_eq!(text(raw).as_deref(), Ok(expected), "{raw}");
        }
        assert_eq!(attribute("a\r\n\tb&#10;&#9;").as_deref(), Ok("a  b\n\t"));
        assert_eq!(lines("a&amp;\r\n\r"), "a&amp;\n\n");
    }

    #[test]
    fn what_stands_for_itself_is_not_copied() {
        assert!(matches!(text("plain"), Ok(Cow::Borrowed(_))));
        assert!(matches!(attribute("plain"), Ok(Cow::Borrowed(_))));
        assert!(matches!(lines("plain\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn other_references_are_errors() {
        for (raw, reason) in [
            ("a & b", "a reference without an end"),
            ("&", "a reference without an end"),
            (&format!("&#{}65;", "0".repeat(40)), "a reference without an end"),
            ("&;", "an entity that XML does not define"),
            ("&nbsp;", "an entity that XML does not define"),
            ("&lol9;", "an entity that XML does not define"),
            ("&#;", "a reference to a character that does not exist"),
            ("&#x;", "a reference to a character that does not exist"),
            ("&#+65;", "a reference to a character that does not exist"),
            ("&#X41;", "a reference to a character that does not exist"),
            ("&#xD800;", "a reference to a character that does not exist"),
            ("&#1114112;", "a reference to a character that does not exist"),
            ("&#99999999999;", "a reference to a character that does not exist"),
        ] {
            assert_eq!(text(raw), Err(reason), "{raw}");
        }
    }
}
