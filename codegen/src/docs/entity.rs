//! Decodes HTML character references in text.

use std::borrow::Cow;

/// Decodes the references that end in a semicolon. Others, such as `&region` in an unescaped URL,
/// and unknown names are kept.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut pieces = text.split('&');
    decoded.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        if let Some((character, rest)) = reference(piece) {
            decoded.extend(is_shown(character).then_some(character));
            decoded.push_str(rest);
        } else {
            decoded.push('&');
            decoded.push_str(piece);
        }
    }
    Cow::Owned(decoded)
}

/// Whether a character may occur in a doc comment. Control characters, invisible characters and
/// those that change the direction of text may not: the compiler's lints reject them.
pub(super) fn is_shown(character: char) -> bool {
    match character {
        '\n' | '\t' => true,
        '\u{ad}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2060}'
        | '\u{feff}'
        | '\u{61c}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => false,
        _ => !character.is_control(),
    }
}

/// Whether `text` after an `&` makes it a reference in Markdown or HTML.
pub(super) fn is_reference(text: &str) -> bool {
    let text = text.strip_prefix('#').unwrap_or(text);
    let length = text.bytes().take(40).take_while(u8::is_ascii_alphanumeric).count();
    length > 0 && text.as_bytes().get(length) == Some(&b';')
}

fn reference(text: &str) -> Option<(char, &str)> {
    let length = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = text.get(..length)?;
    let rest = text.get(length + 1..)?;
    let character = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
        None => named(name)?,
    };
    Some((character, rest))
}

fn named(name: &str) -> Option<char> {
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, character)| *character)
}

/// The named references that occur in Latin script.
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("AMP", '&'),
    ("lt", '<'),
    ("LT", '<'),
    ("gt", '>'),
    ("GT", '>'),
    ("quot", '"'),
    ("QUOT", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("shy", '\u{ad}'),
    ("zwj", '\u{ad}'),
    ("zwnj", '\u{ad}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("minus", '−'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("hellip", '…'),
    ("bull", '•'),
    ("middot", '·'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("deg", '°'),
    ("micro", 'µ'),
    ("para", '¶'),
    ("sect", '§'),
    ("plusmn", '±'),
    ("times", '×'),
    ("divide", '÷'),
    ("frac12", '½'),
    ("frac14", '¼'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("le", '≤'),
    ("ge", '≥'),
    ("ne", '≠'),
    ("asymp", '≈'),
    ("infin", '∞'),
    ("larr", '←'),
    ("rarr", '→'),
    ("uarr", '↑'),
    ("darr", '↓'),
    ("harr", '↔'),
    ("lsqb", '['),
    ("lbrack", '['),
    ("rsqb", ']'),
    ("rbrack", ']'),
    ("lcub", '{'),
    ("lbrace", '{'),
    ("rcub", '}'),
    ("rbrace", '}'),
    ("lpar", '('),
    ("rpar", ')'),
    ("ast", '*'),
    ("lowbar", '_'),
    ("bsol", '\\'),
    ("sol", '/'),
    ("num", '#'),
    ("percnt", '%'),
    ("dollar", '$'),
    ("commat", '@'),
    ("excl", '!'),
    ("quest", '?'),
    ("colon", ':'),
    ("semi", ';'),
    ("comma", ','),
    ("period", '.'),
    ("equals", '='),
    ("plus", '+'),
    ("grave", '`'),
    ("verbar", '|'),
    ("vert", '|'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("szlig", 'ß'),
    ("euro", '€'),
    ("pound", '£'),
    ("yen", '¥'),
    ("cent", '¢'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_and_the_rest_is_kept() {
        let table = [
            ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
            ("&#65;&#x42;&#X43;", "ABC"),
            ("?a=1&region=2&copy=3", "?a=1&region=2&copy=3"),
            ("&IAM; &#xD800; &#; &;", "&IAM; &#xD800; &#; &;"),
            ("&amp;lt;", "&lt;"),
            ("a&#8203;b&#x202E;c&#0;", "abc"),
            ("&", "&"),
        ];
        for (text, decoded) in table {
            assert_eq!(decode(text), decoded, "{text}");
        }
    }

    #[test]
    fn a_reference_ends_in_a_semicolon() {
        assert!(is_reference("lt;") && is_reference("#39; x") && is_reference("#x27;"));
        assert!(!is_reference("region=1;") && !is_reference("lt") && !is_reference(";"));
    }
}
