//! Shortens texts in error messages.

use std::borrow::Cow;

/// The maximum number of characters of foreign text in an error message.
const LENGTH: usize = 100;

/// Returns the text, or its start and an ellipsis if it is long.
#[must_use]
pub fn excerpt(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()).into(),
        None => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_between_characters() {
        let long = "é".repeat(101);
        assert_eq!(excerpt(&long), format!("{}…", "é".repeat(100)));
        assert_eq!(excerpt("é"), "é");
        assert_eq!(excerpt(""), "");
    }
}
