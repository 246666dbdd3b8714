//! Formats the comparisons as a table with totals, and the differences.

use std::fmt;

use whitesmith_build::report::counted;

use super::python::Written;
use super::{Comparison, body_diff, value_diff};
use crate::conformance_command::State;
use crate::table::{Side, Table};

const COLUMNS: [(&str, Side); 8] = [
    ("model", Side::Left),
    ("operations", Side::Right),
    ("requests", Side::Right),
    ("responses", Side::Right),
    ("same", Side::Right),
    ("different", Side::Right),
    ("left out", Side::Right),
    ("outcome", Side::Left),
];

/// The counts of one model, or the totals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    operations: usize,
    requests: usize,
    responses: usize,
    same: usize,
    different: usize,
    /// Cases of operations that cannot be generated.
    left_out: usize,
}

impl Counts {
    fn of(comparison: &Comparison) -> Option<Self> {
        let Written::Cases { operations, requests, responses, .. } = comparison.written else {
            return None;
        };
        let cases = requests + responses;
        let (emitted, same, different) = match &comparison.suite.state {
            State::Tested(emitted, outcome) => (emitted.cases, outcome.passed, outcome.failed),
            State::NoTests(_) => (0, 0, 0),
            State::Refused(_) | State::Unsupported(_) | State::Found | State::Emitted(_) => {
                (cases, 0, cases)
            }
        };
        let left_out = cases.saturating_sub(emitted);
        Some(Self { operations, requests, responses, same, different, left_out })
    }

    fn total(comparisons: &[Comparison]) -> Self {
        let counts = comparisons.iter().filter_map(Self::of);
        counts.fold(Self::default(), |total, counts| Self {
            operations: total.operations + counts.operations,
            requests: total.requests + counts.requests,
            responses: total.responses + counts.responses,
            same: total.same + counts.same,
            different: total.different + counts.different,
            left_out: total.left_out + counts.left_out,
        })
    }

    fn cells(self) -> [String; 6] {
        let Self { operations, requests, responses, same, different, left_out } = self;
        [operations, requests, responses, same, different, left_out]
            .map(|figure| figure.to_string())
    }
}

/// The result of the run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verdict {
    services: usize,
    total: Counts,
}

impl Verdict {
    /// Whether something was compared and nothing differs.
    pub(super) fn is_good(self) -> bool {
        self.total.same > 0 && self.total.different == 0
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Counts { operations, requests, responses, same, different, .. } = self.total;
        let operations = counted(operations, "operation");
        let services = counted(self.services, "service");
        let (requests, responses) = (counted(requests, "request"), counted(responses, "response"));
        write!(
            f,
            "{operations} of {services}, {requests} and {responses}: {same} same, \
             {different} different"
        )
    }
}

/// The result of the run.
pub(super) fn verdict(comparisons: &[Comparison]) -> Verdict {
    let services = comparisons.iter().filter_map(Counts::of).count();
    Verdict { services, total: Counts::total(comparisons) }
}

/// The table. Models that were not compared come last.
pub(super) fn table(comparisons: &[Comparison]) -> String {
    let mut table = Table::new(&COLUMNS);
    let mut row = |name: &str, cells: [String; 6], outcome: &str| {
        let name = std::iter::once(name.to_owned());
        table.row(name.chain(cells).chain([outcome.to_owned()]));
    };
    for comparison in comparisons {
        if let Some(counts) = Counts::of(comparison) {
            row(&comparison.suite.name, counts.cells(), outcome(&comparison.suite.state));
        }
    }
    for comparison in comparisons {
        if let Written::Nothing(reason) = &comparison.written {
            let none = std::array::from_fn(|_| "-".to_owned());
            row(&comparison.suite.name, none, &format!("not compared: {reason}"));
        }
    }
    row("total", Counts::total(comparisons).cells(), "");
    format!("{table}\nleft out: cases of operations that cannot be generated\n")
}

fn outcome(state: &State) -> &'static str {
    match state {
        State::Tested(_, outcome) if !outcome.ran => "does not compile",
        State::Tested(_, outcome) if outcome.failed > 0 => "differs",
        State::Tested(..) => "ok",
        State::NoTests(_) => "nothing to compare",
        State::Refused(_) => "generator problem",
        State::Unsupported(_) | State::Found | State::Emitted(_) => "not run",
    }
}

/// What could not be compared, by model.
pub(super) fn notes(comparisons: &[Comparison]) -> Vec<String> {
    let notes = comparisons.iter().flat_map(|comparison| {
        let notes = match &comparison.written {
            Written::Cases { notes, .. } => notes.as_slice(),
            Written::Nothing(_) => &[],
        };
        notes.iter().map(|note| format!("note: {}: {note}", comparison.suite.name))
    });
    notes.collect()
}

/// The differences, by model.
pub(super) fn differences(comparisons: &[Comparison]) -> Vec<String> {
    let difference = |comparison: &Comparison| {
        let suite = &comparison.suite;
        match &suite.state {
            State::Tested(_, outcome) if outcome.failed > 0 => Some(format!(
                "error: {}: {} different\n{}\ninputs: {}, by the names of the tests",
                suite.name,
                counted(outcome.failed, "case"),
                value_diff::readable(&body_diff::readable(&outcome.words)),
                suite.path.display(),
            )),
            State::Refused(problems) => Some(problems.clone()),
            _ => None,
        }
    };
    comparisons.iter().filter_map(difference).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance_command::{Emitted, Outcome, Suite, find};

    fn comparison(name: &str, written: Written, state: State) -> Comparison {
        let mut found = find(&[format!("{name}.json").into()]).unwrap();
        Comparison { suite: Suite { state, ..found.remove(0) }, written }
    }

    fn tested(cases: usize, passed: usize, failed: usize, ran: bool) -> State {
        let emitted = Emitted { cases, endpoints: 0, not_for_clients: 0, left_out: 0 };
        let words = "---- a stdout ----".to_owned();
        State::Tested(emitted, Outcome { passed, failed, words, ran, partitions: None })
    }

    fn written(operations: usize, requests: usize, responses: usize) -> Written {
        Written::Cases { operations, requests, responses, notes: vec!["left out: A".to_owned()] }
    }

    #[test]
    fn the_table() {
        let nothing = Written::Nothing("botocore has no service 'Weather'".to_owned());
        let comparisons = [
            comparison("weather", nothing, State::Found),
            comparison("eks", written(57, 100, 71), tested(171, 171, 0, true)),
            comparison("efs", written(31, 93, 0), tested(90, 87, 3, true)),
            comparison("torn", written(1, 2, 1), State::Refused("error: torn".to_owned())),
        ];
        insta::assert_snapshot!(table(&comparisons), @r"
        model    operations  requests  responses  same  different  left out  outcome
        eks              57       100         71   171          0         0  ok
        efs              31        93          0    87          3         3  differs
        torn              1         2          1     0          3         0  generator problem
        weather           -         -          -     -          -         -  not compared: botocore has no service 'Weather'
        total            89       195         72   258          6         3

        left out: cases of operations that cannot be generated
        ");
        assert_eq!(
            verdict(&comparisons).to_string(),
            "89 operations of 3 services, 195 requests and 72 responses: 258 same, 6 different"
        );
        assert!(!verdict(&comparisons).is_good());
        assert!(verdict(&comparisons[1..2]).is_good());
        assert!(!verdict(&comparisons[..1]).is_good(), "nothing was compared");
        assert_eq!(notes(&comparisons[..2]), ["note: eks: left out: A"]);
        assert_eq!(
            differences(&comparisons),
            [
                "error: efs: 3 cases different\n---- a stdout ----\n\
                 inputs: efs.json, by the names of the tests",
                "error: torn"
            ]
        );
    }
}
