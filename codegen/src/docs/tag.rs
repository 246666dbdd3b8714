//! In: the name of an HTML element. Out: what the element means to a documentation text.

/// The elements that take part in the layout. Any other name is a placeholder that an author
/// wrote in prose, such as `<bucket>`, and stays text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// A paragraph, or a box that begins and ends one.
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
    /// An element whose content is shown as if its tags were not there.
    Transparent,
    /// An element that vanishes with its content.
    Hidden,
}

impl Tag {
    /// The tag of that name. Names are compared as HTML compares them, except that a name in
    /// mixed case (`<Code>`, `<Link>`) is a placeholder or an XML sample, never markup.
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
