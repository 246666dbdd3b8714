//! Escapes text for elements and attributes.

use std::fmt::Write as _;

/// A character that no XML document can have, not even as a reference.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Forbidden;

/// Appends a text. What XML would read as markup or as another kind of white space is written as a reference.
/// The same characters are escaped in elements and in attributes.
pub(super) fn escape(xml: &mut String, mut text: &str) -> Result<(), Forbidden> {
    while let Some(at) = text.find(is_special) {
        let (plain, rest) = text.split_at_checked(at).unwrap_or_default();
        xml.push_str(plain);
        let mut rest = rest.chars();
        match rest.next() {
            Some('&') => xml.push_str("&amp;"),
            Some('<') => xml.push_str("&lt;"),
            Some('>') => xml.push_str("&gt;"),
            Some('"') => xml.push_str("&quot;"),
            Some('\'') => xml.push_str("&apos;"),
            Some(space @ ('\t' | '\n' | '\r' | '\u{85}' | '\u{2028}')) => {
                // To write to a string cannot fail.
                let _ = write!(xml, "&#x{:X};", u32::from(space));
            }
            _ => return Err(Forbidden),
        }
        text = rest.as_str();
    }
    xml.push_str(text);
    Ok(())
}

fn is_special(character: char) -> bool {
    matches!(
        character,
        '&' | '<' | '>' | '"' | '\'' | '\0'
            ..='\u{1f}' | '\u{85}' | '\u{2028}' | '\u{fffe}' | '\u{ffff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped() {
        for (text, expected) in [
            ("", ""),
            ("plain é 木 😀", "plain é 木 😀"),
            ("<a b=\"c\">&'", "&lt;a b=&quot;c&quot;&gt;&amp;&apos;"),
            ("&lt;", "&amp;lt;"),
            ("a\r\nb\tc", "a&#xD;&#xA;b&#x9;c"),
            ("\u{85}\u{2028}\u{7f}\u{fffd}", "&#x85;&#x2028;\u{7f}\u{fffd}"),
        ] {
            let mut xml = String::new();
            assert_eq!(escape(&mut xml, text), Ok(()), "{text}");
            assert_eq!(xml, expected);
        }
    }

    #[test]
    fn characters_that_xml_does_not_have() {
        for text in ["a\0", "\u{1}", "a\u{1f}b", "\u{fffe}", "\u{ffff}", "\u{8}"] {
            assert_eq!(escape(&mut String::new(), text), Err(Forbidden), "{text:?}");
        }
    }
}
