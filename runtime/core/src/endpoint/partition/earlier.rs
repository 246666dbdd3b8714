//! The partitions as AWS published them earlier, selected by a date in `WHITESMITH_PARTITIONS`.
//!
//! Only the emitted tests use these: the endpoint tests of a model expect the partitions of their
//! time, such as which of them have dual-stack endpoints.

mod table_2025_04;

use std::sync::LazyLock;

use super::Partitions;

const VARIABLE: &str = "WHITESMITH_PARTITIONS";

/// Returns the partitions of the selected date; `None` for the current ones.
pub(super) fn chosen() -> Option<&'static Partitions> {
    static CHOSEN: LazyLock<Option<&'static Partitions>> =
        LazyLock::new(|| std::env::var(VARIABLE).ok().map(|date| of(&date)));
    *CHOSEN
}

#[allow(clippy::panic, reason = "a test with partitions that nobody knows must fail")]
fn of(date: &str) -> &'static Partitions {
    match date {
        "2025-04" => &table_2025_04::PARTITIONS,
        _ => panic!("{VARIABLE} is {date:?}, but only the partitions of 2025-04 are known here"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn isolated_regions_had_no_dual_stack_endpoints() {
        let then = of("2025-04").find("us-isob-east-1");
        assert_eq!((then.name, then.supports_dual_stack), ("aws-iso-b", false));
    }

    #[test]
    #[should_panic(expected = "only the partitions of 2025-04 are known")]
    fn an_unknown_date() {
        of("2024-04");
    }
}
