//! Compares the versions of services, which are dates or numbers.

use std::cmp::Ordering;

/// Compares two versions: runs of digits as numbers, so that `9` is older than `10`, and all else as text.
pub(crate) fn compare(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    while !a.is_empty() && !b.is_empty() {
        let (left, right) = (run(a), run(b));
        let order = match (number(left), number(right)) {
            // Without leading zeros, the longer number is the greater one.
            (Some(x), Some(y)) => x.len().cmp(&y.len()).then_with(|| x.cmp(y)),
            _ => left.cmp(right),
        };
        if order.is_ne() {
            return order;
        }
        a = a.get(left.len()..).unwrap_or_default();
        b = b.get(right.len()..).unwrap_or_default();
    }
    a.cmp(b)
}

/// The characters at the start that are all digits or all something else.
fn run(text: &str) -> &str {
    let has_digits = text.starts_with(|c: char| c.is_ascii_digit());
    let end = text.find(|c: char| c.is_ascii_digit() != has_digits).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// The digits of a run without leading zeros; `None` for other characters.
fn number(run: &str) -> Option<&str> {
    let is_number = run.starts_with(|c: char| c.is_ascii_digit());
    is_number.then(|| run.trim_start_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_order() {
        let versions = [
            "",
            "1",
            "1.9",
            "1.10",
            "2",
            "9",
            "10",
            "2018-05-01",
            "2018-05-01b",
            "2021-1-31",
            "v9",
            "v10",
        ];
        for (index, a) in versions.iter().enumerate() {
            for (other, b) in versions.iter().enumerate() {
                assert_eq!(compare(a, b), index.cmp(&other), "{a} and {b}");
            }
        }
        assert_eq!(compare("2020-01-01", "2020-1-1"), Ordering::Equal);
    }
}
