//! Compares XML bodies. White space between elements, comments, the order of attributes, the order of elements
//! with different names and that of the entries of a map are ignored.

use crate::xml::Element;

/// Whether a media type is that of XML.
pub(super) fn is_xml(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or(media_type).trim();
    matches!(essence, "application/xml" | "text/xml") || essence.ends_with("+xml")
}

/// Whether two bodies are the same. An empty body is only the same as another empty body.
pub(super) fn is_same(found: &[u8], expected: &[u8]) -> bool {
    match (Element::of(found), Element::of(expected)) {
        (Some(found), Some(expected)) => found == expected,
        _ => found == expected,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_compared_by_their_meaning() {
        for (found, expected, same) in [
            (
                "<A><b>1</b><c/></A>",
                "<?xml version='1.0'?>\n<A>\n <c></c><!-- --> <b>1</b>\n</A>\n",
                true,
            ),
            ("<A b='1' xmlns:c='d'/>", "<A xmlns:c=\"d\" b=\"&#49;\"></A>", true),
            ("<A>&lt;<![CDATA[&]]></A>", "<A>&#60;&amp;</A>", true),
            ("", "", true),
            ("<A/>", "", false),
            ("<A/>", "<B/>", false),
            ("<A/>", "<p:A/>", false),
            ("<A/>", "<A xmlns='b'/>", false),
            ("<A b='1'/>", "<A b='2'/>", false),
            ("<A> a </A>", "<A>a</A>", false),
            ("<A> </A>", "<A/>", false),
            ("<A><b/></A>", "<A><b/><b/></A>", false),
            ("<A><b>1</b><b>2</b></A>", "<A><b>1</b><c/><b>2</b></A>", false),
            ("<A><b>1</b><c/><b>2</b></A>", "<A><c/><b>1</b><b>2</b></A>", true),
        ] {
            assert_eq!(is_same(found.as_bytes(), expected.as_bytes()), same, "{found} {expected}");
        }
    }

    #[test]
    fn lists_have_an_order_and_maps_have_none() {
        for (a, b, is_map) in [
            ("<m>1</m>", "<m>2</m>", false),
            ("<m><x>1</x></m>", "<m><x>2</x></m>", false),
            ("<e><k>a</k><v>1</v></e>", "<e><k>b</k><v>2</v></e>", true),
            ("<e><k>a</k><v><x/></v></e>", "<e><v/><k>b</k></e>", true),
            ("<e><k>a</k><v>1</v></e>", "<e><k>a</k><v>2</v></e>", false),
            ("<m><x>1</x><y>1</y><z/></m>", "<m><x>2</x><y>1</y><z/></m>", false),
            ("<m><x>1</x><y>1</y></m>", "<m><x>2</x><z>1</z></m>", false),
        ] {
            let (found, expected) = (format!("<A>{a}{b}</A>"), format!("<A>{b}{a}</A>"));
            assert_eq!(is_same(found.as_bytes(), expected.as_bytes()), is_map, "{found}");
        }
    }

    #[test]
    fn media_types_of_xml() {
        for (media_type, expected) in [
            ("application/xml", true),
            ("text/xml; charset=utf-8", true),
            ("application/atom+xml", true),
            ("application/json", false),
            ("", false),
        ] {
            assert_eq!(is_xml(media_type), expected, "{media_type}");
        }
    }
}
