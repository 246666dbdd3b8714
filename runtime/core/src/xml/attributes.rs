//! The attributes of a start tag.

/// An attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attribute<'a> {
    /// The name, with its namespace prefix.
    pub(super) name: &'a str,
    /// The text between the quotes.
    pub(super) value: &'a str,
}

impl Attribute<'_> {
    /// Whether it declares a namespace.
    pub(super) fn is_declaration(&self) -> bool {
        self.name == "xmlns" || self.name.starts_with("xmlns:")
    }
}

/// Splits the text after the name of a tag, whose syntax has been checked, into attributes.
pub(super) fn attributes(mut text: &str) -> impl Iterator<Item = Attribute<'_>> {
    std::iter::from_fn(move || {
        let (name, rest) = text.split_once('=')?;
        let rest = rest.trim_ascii_start();
        let quote = rest.chars().next()?;
        let (value, rest) = rest.get(1..)?.split_once(quote)?;
        text = rest;
        Some(Attribute { name: name.trim_ascii(), value })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_split() {
        let text = "\n a = 'x=\"y\"' xmlns:xsi=\"uri\" xsi:type=\"\" xmlns='uri' \t b='é' ";
        let pair = |found: Attribute<'static>| (found.name, found.value);
        let (declarations, others): (Vec<_>, Vec<_>) =
            attributes(text).partition(Attribute::is_declaration);
        let others: Vec<_> = others.into_iter().map(pair).collect();
        assert_eq!(others, [("a", "x=\"y\""), ("xsi:type", ""), ("b", "é")]);
        let declarations: Vec<_> = declarations.into_iter().map(pair).collect();
        assert_eq!(declarations, [("xmlns:xsi", "uri"), ("xmlns", "uri")]);
        assert_eq!(attributes("").count(), 0);
    }
}
