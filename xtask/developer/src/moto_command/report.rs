//! Formats the results of the services as a table, with failures and the overall result.

use std::fmt;

use whitesmith_build::report::counted;

use super::crates::SERVICES;
use super::driver::Run;
use crate::table::{Side, Table};

const COLUMNS: [(&str, Side); 6] = [
    ("service", Side::Left),
    ("operations", Side::Right),
    ("calls", Side::Right),
    ("async ms", Side::Right),
    ("blocking ms", Side::Right),
    ("outcome", Side::Left),
];

/// The kinds of clients, in the order of their columns.
const KINDS: [&str; 2] = ["async", "blocking"];

/// The services that were called, in the order of the calls.
fn services(runs: &[Run]) -> Vec<&str> {
    let mut services: Vec<&str> = Vec::new();
    for run in runs {
        if !services.contains(&run.service.as_str()) {
            services.push(&run.service);
        }
    }
    services
}

/// The table, with a row for each service.
pub(super) fn table(runs: &[Run]) -> String {
    let mut table = Table::new(&COLUMNS);
    for name in services(runs) {
        let of_kind =
            KINDS.map(|kind| runs.iter().find(|run| run.service == name && run.kind == kind));
        let calls: usize = of_kind.iter().flatten().map(|run| run.calls).sum();
        let operations = SERVICES.iter().find(|service| service.name == name);
        let operations = operations.map(|service| service.operations.len().to_string());
        let [milliseconds, blocking] = of_kind.map(|run| match run {
            Some(run) => format!("{:.0}", run.milliseconds),
            None => "-".to_owned(),
        });
        let failed = of_kind.iter().any(|run| run.is_none_or(|run| run.failure.is_some()));
        table.row([
            name.to_owned(),
            operations.unwrap_or_else(|| "-".to_owned()),
            calls.to_string(),
            milliseconds,
            blocking,
            if failed { "failed" } else { "ok" }.to_owned(),
        ]);
    }
    table.to_string()
}

/// The failures.
pub(super) fn failures(runs: &[Run]) -> Vec<String> {
    let failure = |run: &Run| {
        let failure = run.failure.as_ref()?;
        Some(format!(
            "{}, {}: after {}: {failure}",
            run.service,
            run.kind,
            counted(run.calls, "call")
        ))
    };
    runs.iter().filter_map(failure).collect()
}

/// The result of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    runs: usize,
    calls: usize,
    failed: usize,
}

impl Verdict {
    /// Whether all services were called with both kinds of clients, and nothing failed.
    pub(super) fn is_good(self) -> bool {
        self.failed == 0 && self.runs >= SERVICES.len() * KINDS.len()
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (runs, calls) = (counted(self.runs, "scenario"), counted(self.calls, "call"));
        write!(f, "{runs}, {calls}: {} failed", self.failed)
    }
}

/// The result of the run.
pub(super) fn verdict(runs: &[Run]) -> Verdict {
    Verdict {
        runs: runs.len(),
        calls: runs.iter().map(|run| run.calls).sum(),
        failed: runs.iter().filter(|run| run.failure.is_some()).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(service: &str, kind: &str, failure: Option<&str>) -> Run {
        let (service, kind) = (service.to_owned(), kind.to_owned());
        Run { service, kind, calls: 12, milliseconds: 34.6, failure: failure.map(str::to_owned) }
    }

    #[test]
    fn a_row_for_each_service() {
        let runs = [
            run("sqs", "async", None),
            run("kms", "async", None),
            run("a wrong key", "async", None),
            run("sqs", "blocking", None),
            run("kms", "blocking", Some("no request id")),
        ];
        insta::assert_snapshot!(table(&runs), @r"
        service      operations  calls  async ms  blocking ms  outcome
        sqs                   7     24        35           35  ok
        kms                   6     24        35           35  failed
        a wrong key           -     12        35            -  failed
        ");
        assert_eq!(failures(&runs), ["kms, blocking: after 12 calls: no request id"]);
        assert_eq!(verdict(&runs).to_string(), "5 scenarios, 60 calls: 1 failed");
    }

    #[test]
    fn good_is_all_of_it() {
        let all =
            SERVICES.iter().flat_map(|service| KINDS.map(|kind| run(service.name, kind, None)));
        let mut runs: Vec<_> = all.collect();
        assert!(verdict(&runs).is_good());
        assert!(!verdict(&runs[1..]).is_good(), "one is missing");
        runs[3].failure = Some("no".to_owned());
        assert!(!verdict(&runs).is_good());
    }
}
