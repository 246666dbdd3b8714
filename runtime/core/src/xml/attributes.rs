//! The attributes of a start tag.

/// An attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attribute<'a> {
    /// The name, with its namespace prefix.
    pub(super) name: &'a str,
    /// The text between the quotes.
    pub(super) value: &'a str,
}

/// Splits the text after the name of a tag, whose syntax has been checked, into attributes. Declarations of
/// namespaces are left out.
pub(super) fn attributes(mut text: &str) -> impl Iterator<Item = Attribute<'_>> {
    std::iter::from_fn(move || {
        loop {
            let (name, rest) = text.split_once('=')?;
            let rest = rest.trim_ascii_start();
            let quote = rest.chars().next()?;
            let (value, rest) = rest.get(1..)?.split_once(quote)?;
            text = rest;
            let name = name.trim_ascii();
            if name != "xmlns" && !name.starts_with("xmlns:") {
                return Some(Attribute { name, value });
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_split() {
        let text = "\n a = 'x=\"y\"' xmlns:xsi=\"uri\" xsi:type=\"\" xmlns='uri' \t b='é' ";
        let found: Vec<_> = attributes(text).map(|found| (found.name, found.value)).collect();
        assert_eq!(found, [("a", "x=\"y\""), ("xsi:type", ""), ("b", "é")]);
        assert_eq!(attributes("").count(), 0);
    }
}
