//! Formats the outcomes of models as a table with totals, and the output of the failures.

use super::suite::{Emitted, State, Suite};
use crate::table::{Side, Table};

const COLUMNS: [(&str, Side); 6] = [
    ("file", Side::Left),
    ("passed", Side::Right),
    ("failed", Side::Right),
    ("not for clients", Side::Right),
    ("left out", Side::Right),
    ("outcome", Side::Left),
];

/// The numbers of tests that passed and failed. A model that cannot be generated counts as one
/// failure.
pub(super) fn passed_and_failed(suites: &[Suite]) -> (usize, usize) {
    let counts = suites.iter().map(|suite| match &suite.state {
        State::Tested(_, outcome) => (outcome.passed, outcome.failed),
        State::Refused(_) => (0, 1),
        State::Found | State::Unsupported(_) | State::NoTests(_) | State::Emitted(_) => (0, 0),
    });
    counts.fold((0, 0), |(passed, failed), (p, f)| (passed + p, failed + f))
}

/// The table. Models with other protocols come last.
pub(super) fn table(suites: &[Suite]) -> String {
    let mut table = Table::new(&COLUMNS);
    let (others, ours): (Vec<&Suite>, Vec<&Suite>) =
        suites.iter().partition(|suite| matches!(suite.state, State::Unsupported(_)));
    for suite in ours.iter().chain(&others) {
        table.row(cells(suite));
    }
    let (passed, failed) = passed_and_failed(suites);
    let emitted: Vec<&Emitted> = suites.iter().filter_map(emitted).collect();
    table.row([
        "total".to_owned(),
        passed.to_string(),
        failed.to_string(),
        emitted.iter().map(|emitted| emitted.not_for_clients).sum::<usize>().to_string(),
        emitted.iter().map(|emitted| emitted.left_out).sum::<usize>().to_string(),
        format!("{} of {} files unsupported", others.len(), suites.len()),
    ]);
    format!("{table}\nleft out: operations that cannot be generated, with their tests\n")
}

fn emitted(suite: &Suite) -> Option<&Emitted> {
    match &suite.state {
        State::NoTests(emitted) | State::Emitted(emitted) | State::Tested(emitted, _) => {
            Some(emitted)
        }
        State::Found | State::Unsupported(_) | State::Refused(_) => None,
    }
}

fn cells(suite: &Suite) -> [String; 6] {
    let figure = |figure: Option<usize>| figure.map_or_else(|| "-".to_owned(), |f| f.to_string());
    let (passed, failed, outcome) = match &suite.state {
        State::Tested(_, outcome) => {
            let words = match (outcome.ran, outcome.failed) {
                (false, _) => "does not compile",
                (true, 0) => "ok",
                (true, _) => "failed",
            };
            let words = match outcome.partitions {
                Some(date) => format!("{words}, with the partitions of {date}"),
                None => words.to_owned(),
            };
            (Some(outcome.passed), Some(outcome.failed), words)
        }
        State::Unsupported(offered) => (None, None, format!("unsupported: {offered}")),
        State::NoTests(_) => (None, None, "no tests for clients".to_owned()),
        State::Refused(_) => (None, None, "generator problem".to_owned()),
        State::Found | State::Emitted(_) => (None, None, "not run".to_owned()),
    };
    let emitted = emitted(suite);
    [
        suite.name.clone(),
        figure(passed),
        figure(failed),
        figure(emitted.map(|emitted| emitted.not_for_clients)),
        figure(emitted.map(|emitted| emitted.left_out)),
        outcome,
    ]
}

/// The errors of the models that failed.
pub(super) fn failures(suites: &[Suite]) -> Vec<String> {
    let failure = |suite: &Suite| match &suite.state {
        State::Tested(_, outcome) if outcome.failed > 0 => {
            Some(format!("error: {}: {} failed\n{}", suite.name, outcome.failed, outcome.words))
        }
        State::Refused(problems) => Some(problems.clone()),
        _ => None,
    };
    suites.iter().filter_map(failure).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance_command::libtest::Outcome;
    use crate::conformance_command::suite;

    fn suite(name: &str, state: State) -> Suite {
        let mut suites = suite::find(&[format!("{name}.json").into()]).unwrap();
        Suite { state, ..suites.remove(0) }
    }

    #[test]
    fn the_table() {
        let emitted = Emitted { cases: 244, endpoints: 0, not_for_clients: 23, left_out: 7 };
        let outcome = |passed, failed, ran| Outcome {
            passed,
            failed,
            words: "---- a stdout ----".to_owned(),
            ran,
            partitions: (passed == 51).then_some("2025-04"),
        };
        let suites = [
            suite("restxml", State::Unsupported("restXml".to_owned())),
            suite("restjson", State::Tested(emitted, outcome(244, 0, true))),
            suite("kms", State::Tested(emitted, outcome(51, 0, true))),
            suite("json", State::Tested(emitted, outcome(115, 3, true))),
            suite("json10", State::Tested(emitted, outcome(0, 67, false))),
            suite(
                "weather",
                State::NoTests(Emitted { cases: 0, endpoints: 0, not_for_clients: 1, left_out: 0 }),
            ),
            suite("torn", State::Refused("error: torn.json:1:1: no model".to_owned())),
        ];
        insta::assert_snapshot!(table(&suites), @r"
        file      passed  failed  not for clients  left out  outcome
        restjson     244       0               23         7  ok
        kms           51       0               23         7  ok, with the partitions of 2025-04
        json         115       3               23         7  failed
        json10         0      67               23         7  does not compile
        weather        -       -                1         0  no tests for clients
        torn           -       -                -         -  generator problem
        restxml        -       -                -         -  unsupported: restXml
        total        410      71               93        28  1 of 7 files unsupported

        left out: operations that cannot be generated, with their tests
        ");
        assert_eq!(passed_and_failed(&suites), (410, 71));
        assert_eq!(
            failures(&suites),
            [
                "error: json: 3 failed\n---- a stdout ----",
                "error: json10: 67 failed\n---- a stdout ----",
                "error: torn.json:1:1: no model"
            ]
        );
    }
}
