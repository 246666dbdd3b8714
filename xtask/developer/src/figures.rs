//! Computes medians and formats figures.

use std::time::Duration;

/// The median; of two middle values the greater one.
pub(crate) fn median<T: Copy + Ord>(mut figures: Vec<T>) -> Option<T> {
    figures.sort_unstable();
    figures.get(figures.len() / 2).copied()
}

/// Formats as `1.97 s`.
pub(crate) fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

/// Formats as `88.1 MB`; a megabyte is 1,000,000 bytes.
pub(crate) fn megabytes(bytes: u64) -> String {
    let tenths = bytes / 100_000;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(vec![9, 1, 5]), Some(5));
        assert_eq!(median(vec![4, 3, 2, 1]), Some(3));
        assert_eq!(median::<u8>(Vec::new()), None);
    }

    #[test]
    fn figures_are_readable() {
        assert_eq!(seconds(Duration::from_millis(1968)), "1.97 s");
        assert_eq!(megabytes(88_116_000), "88.1 MB");
    }
}
