//! Texts that an operation answered in, whether they are the one that a waiter looks for out
//! (<https://smithy.io/2.0/additional-specs/waiters.html#waiter-pathmatcher>).

/// Whether there are texts, and all of them are this one.
pub fn all_equal<T: AsRef<str>>(texts: impl IntoIterator<Item = T>, expected: &str) -> bool {
    let mut texts = texts.into_iter().peekable();
    texts.peek().is_some() && texts.all(|text| text.as_ref() == expected)
}

/// Whether one of the texts is this one.
pub fn any_equals<T: AsRef<str>>(texts: impl IntoIterator<Item = T>, expected: &str) -> bool {
    texts.into_iter().any(|text| text.as_ref() == expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_equals_nothing() {
        let none: [&str; 0] = [];
        assert!(!all_equal(none, "a") && !any_equals(none, "a"));
        assert!(all_equal(["a", "a"], "a") && !all_equal(["a", "b"], "a"));
        assert!(any_equals(["b", "a"], "a") && !any_equals(["b"], "a"));
    }
}
