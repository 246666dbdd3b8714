//! Classifies HTML elements by their meaning in documentation.

/// The elements that affect the layout. Any other name is a placeholder in the text, such as
/// `<bucket>`, and remains text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// A paragraph, or a box that is a paragraph of its own.
    Paragraph,
    Heading(u8),
    Strong,
    Emphasis,
    Code,
    Pre,
    Link,
    List,
    OrderedList,
    Item,
    Term,
    Description,
    Row,
    Cell,
    /// A box with a bold label, such as **Note:**.
    Callout(&'static str),
    Quote,
    Break,
    /// An element whose tags are ignored.
    Transparent,
    /// An element that is removed with its content.
    Hidden,
}

impl Tag {
    /// The tag with this name. Names are compared case-insensitively as in HTML, except that a name
    /// in mixed case (`<Code>`, `<Link>`) is a placeholder or an XML sample, never markup.
    pub(super) fn named(name: &str) -> Option<Self> {
        if name.len() > 12 {
            return None;
        }
        if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            if name.bytes().any(|byte| byte.is_ascii_lowercase()) {
                return None;
            }
            return Self::lower(&name.to_ascii_lowercase());
        }
        Self::lower(name)
    }

    fn lower(name: &str) -> Option<Self> {
        Some(match name {
            "p" | "para" | "div" | "section" | "center" | "fullname" | "hr" | "caption" => {
                Self::Paragraph
            }
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "b" | "strong" => Self::Strong,
            "i" | "em" | "var" | "cite" | "replaceable" => Self::Emphasis,
            "code" | "tt" | "kbd" | "samp" => Self::Code,
            "pre" => Self::Pre,
            "a" => Self::Link,
            "ul" | "dl" | "table" => Self::List,
            "ol" => Self::OrderedList,
            "li" => Self::Item,
            "dt" => Self::Term,
            "dd" => Self::Description,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "note" => Self::Callout("Note:"),
            "important" => Self::Callout("Important:"),
            "warning" => Self::Callout("Warning:"),
            "caution" => Self::Callout("Caution:"),
            "tip" => Self::Callout("Tip:"),
            "blockquote" => Self::Quote,
            "br" => Self::Break,
            "span" | "font" | "u" | "small" | "big" | "sub" | "sup" | "tbody" | "thead"
            | "tfoot" | "abbr" | "link" => Self::Transparent,
            "script" | "style" => Self::Hidden,
            _ => return None,
        })
    }
}
