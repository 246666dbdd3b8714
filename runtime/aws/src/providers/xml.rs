//! Extracts the text of an element from the XML that STS returns.
//!
//! It is not an XML parser: it reads the few elements that STS uses, and returns `None` where a
//! parser would report an error.

/// Returns the trimmed text of the first element with this local name, at any depth; `None` if there
/// is none, or if it has child elements.
pub(super) fn text(xml: &str, name: &str) -> Option<String> {
    let mut rest = xml;
    while let Some((_, after)) = rest.split_once('<') {
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->")?.1;
            continue;
        }
        if let Some(data) = after.strip_prefix("![CDATA[") {
            rest = data.split_once("]]>")?.1;
            continue;
        }
        let (tag, content) = after.split_once('>')?;
        rest = content;
        if !tag.ends_with('/') && local_name(tag) == name {
            return content_of(content).map(|text| text.trim().to_owned());
        }
    }
    None
}

/// Returns the local name of a tag; empty for a closing tag. Declarations match no name.
fn local_name(tag: &str) -> &str {
    let name = tag.split(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default();
    if name.starts_with('/') {
        return "";
    }
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Returns the text up to the closing tag.
fn content_of(content: &str) -> Option<String> {
    let mut text = String::new();
    let mut rest = content;
    loop {
        let (plain, after) = rest.split_once('<')?;
        push_unescaped(&mut text, plain)?;
        if after.starts_with('/') {
            return Some(text);
        }
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->")?.1;
        } else {
            let (data, end) = after.strip_prefix("![CDATA[")?.split_once("]]>")?;
            text.push_str(data);
            rest = end;
        }
    }
}

fn push_unescaped(text: &mut String, escaped: &str) -> Option<()> {
    let mut rest = escaped;
    while let Some((plain, after)) = rest.split_once('&') {
        text.push_str(plain);
        let (entity, end) = after.split_once(';')?;
        text.push(character(entity)?);
        rest = end;
    }
    text.push_str(rest);
    Some(())
}

fn character(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        other => {
            let number = other.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn elements_have_texts() {
        for (xml, expected) in [
            ("<a>x</a>", Some("x")),
            ("<?xml version=\"1.0\"?>\n<r xmlns=\"u\"><b/><a>\n x y </a></r>", Some("x y")),
            ("<n:a at=\"1\">x</n:a>", Some("x")),
            ("<a>1 &lt; 2 &amp;&#38;&#x26; &quot;&apos;&gt;</a>", Some("1 < 2 &&& \"'>")),
            ("<a><![CDATA[<x> & ]]>y<!-- z --></a>", Some("<x> & y")),
            ("<!-- <a>1</a> --><![CDATA[<a>2</a>]]><a>3</a>", Some("3")),
            ("<a>1</a><a>2</a>", Some("1")),
            ("<a></a>", Some("")),
            ("<ab>1</ab><a/></a>", None),
            ("<a><b>1</b></a>", None),
            ("<a>1", None),
            ("<a>&unknown;</a>", None),
            ("<a>&amp</a>", None),
            ("<a>&#xD800;</a>", None),
            ("a", None),
            ("<a", None),
            ("", None),
        ] {
            assert_eq!(text(xml, "a").as_deref(), expected, "{xml}");
        }
    }

    proptest! {
        #[test]
        fn anything_is_read_without_a_panic(xml in "(<|/|>|a|!--|-->|!\\[CDATA\\[|\\]\\]>|&|;|#|x|é| )*") {
            text(&xml, "a");
        }

        #[test]
        fn escaped_text_reads_back(value in "[ -~é\u{1F600}]*") {
            let escaped = value.replace('&', "&amp;").replace('<', "&lt;");
            let xml = format!("<r><a>{escaped}</a></r>");
            prop_assert_eq!(text(&xml, "a"), Some(value.trim().to_owned()));
        }
    }
}
