//! Compares the warnings for each model in `fixtures/left_out`, and what is generated from it, with
//! its snapshot. A new file there needs no code here.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use tests::{assert_snapshots, fixtures};
use whitesmith::{Config, Output};

#[test]
fn warnings_are_as_their_snapshots() {
    let (mut listings, mut silent) = (BTreeMap::new(), Vec::new());
    for fixture in fixtures("fixtures/left_out") {
        let config = Config { protocol_tests: true, ..Config::default() };
        let listing = fixture.generate(&config).map(|output| {
            if output.warnings.iter().all(|warning| warning.left_out.is_none()) {
                silent.push(fixture.name.clone());
            }
            listing(&output)
        });
        let listing = listing.unwrap_or_else(|error| error.to_string());
        listings.insert(fixture.name, listing);
    }
    assert_snapshots("left_out", &listings);
    assert!(silent.is_empty(), "models of which no part is left out: {silent:?}");
}

/// The warnings, and the numbers of generated parts that could be left out.
fn listing(output: &Output) -> String {
    let mut listing = String::new();
    for warning in &output.warnings {
        // Writing to a string cannot fail.
        let _ = writeln!(listing, "warning: {warning}");
    }
    let operations: Vec<&str> = output
        .files
        .keys()
        .filter_map(|path| path.strip_prefix("src/operation/")?.strip_suffix(".rs"))
        .collect();
    let paginators = output
        .files
        .values()
        .map(|text| text.matches("impl Paginated for ").count())
        .sum::<usize>();
    let waiters = output
        .files
        .get("src/waiter.rs")
        .map_or(0, |text| text.matches("impl Waiter for ").count());
    let _ = write!(
        listing,
        "\noperations: {}\npaginators: {paginators}, waiters: {waiters}, protocol tests: {}, endpoint \
         tests: {}\n",
        operations.join(", "),
        output.protocol_tests.emitted,
        output.endpoint_tests,
    );
    listing
}
