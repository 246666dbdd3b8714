//! Formats the rows of a sweep as a table with totals, and a line for each failure.

use std::time::Duration;

use whitesmith_build::report::counted;

use super::row::{Emitted, Outcome, Row};
use crate::figures::{median, megabytes, seconds};
use crate::table::{Side, Table};

const COLUMNS: [(&str, Side); 7] = [
    ("model", Side::Left),
    ("protocol", Side::Left),
    ("operations", Side::Right),
    ("left out", Side::Right),
    ("lines/operation", Side::Right),
    ("ms", Side::Right),
    ("outcome", Side::Left),
];

/// The cost of a sweep, in addition to the figures of each model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cost {
    /// The wall-clock time from the first model read to the last crate written.
    pub(super) generating: Duration,
    /// The CPU time of the same, on all processors; `None` where the system does not report it.
    pub(super) generating_cpu: Option<Duration>,
    /// The peak memory until then, in bytes, where the system reports it.
    pub(super) memory: Option<u64>,
    /// The time to check all crates; `None` if they were not checked.
    pub(super) checking: Option<Duration>,
    /// The time to document all crates; `None` if they were not documented.
    pub(super) documenting: Option<Duration>,
    /// The time to compile all examples and smoke tests; `None` if they were not compiled.
    pub(super) examples: Option<Duration>,
}

/// The numbers of models that passed and failed.
pub(super) fn passed_and_failed(rows: &[Row]) -> (usize, usize) {
    let count = |is: fn(&Outcome) -> bool| rows.iter().filter(|row| is(&row.outcome)).count();
    let failed = count(|outcome| matches!(outcome, Outcome::Failed(_)));
    let unsupported = count(|outcome| *outcome == Outcome::Unsupported);
    (rows.len() - failed - unsupported, failed)
}

/// The table and the totals. Models with other protocols come last.
pub(super) fn table(rows: &[Row], cost: &Cost) -> String {
    let mut table = Table::new(&COLUMNS);
    let (others, ours): (Vec<&Row>, Vec<&Row>) =
        rows.iter().partition(|row| row.outcome == Outcome::Unsupported);
    for row in ours.iter().chain(&others) {
        table.row(cells(row));
    }
    let emitted: Vec<&Emitted> = rows.iter().filter_map(|row| row.emitted.as_ref()).collect();
    format!("{table}\n{}\n{}\n", size(&emitted, others.len()), price(emitted.len(), cost))
}

fn cells(row: &Row) -> [String; 7] {
    let figure = |of: &dyn Fn(&Emitted) -> Option<String>| {
        row.emitted.as_ref().and_then(of).unwrap_or_else(|| "-".to_owned())
    };
    [
        row.candidate.name.clone(),
        row.protocol.clone(),
        figure(&|emitted| Some(emitted.operations.to_string())),
        figure(&|emitted| Some(emitted.left_out.to_string())),
        figure(&|emitted| Some(emitted.lines_per_operation()?.to_string())),
        figure(&|emitted| Some(emitted.elapsed.as_millis().to_string())),
        match &row.outcome {
            Outcome::Generated => "generated".to_owned(),
            Outcome::Passed => "ok".to_owned(),
            Outcome::Unsupported => format!("unsupported: {}", row.protocol),
            Outcome::Failed(failure) => failure.what.shown().to_owned(),
        },
    ]
}

fn size(emitted: &[&Emitted], others: usize) -> String {
    let sum = |of: fn(&Emitted) -> usize| emitted.iter().map(|emitted| of(emitted)).sum::<usize>();
    let middle = median(emitted.iter().filter_map(|one| one.lines_per_operation()).collect());
    let middle = middle.map_or_else(|| "-".to_owned(), |lines| lines.to_string());
    format!(
        "{}, {} left out, {}, {}, {} of Rust; median {middle} lines per operation; {others} unsupported",
        counted(sum(|emitted| emitted.operations), "operation"),
        sum(|emitted| emitted.left_out),
        counted(sum(|emitted| emitted.examples), "example"),
        counted(sum(|emitted| emitted.smoke_tests), "smoke test"),
        counted(sum(|emitted| emitted.lines), "line"),
    )
}

fn price(crates: usize, cost: &Cost) -> String {
    let memory = cost.memory.map_or_else(|| "unknown".to_owned(), megabytes);
    let crates = counted(crates, "crate");
    let cpu = cost.generating_cpu.map_or_else(|| "unknown".to_owned(), seconds);
    let time = seconds(cost.generating);
    let generated = format!("{crates} generated in {time}, CPU {cpu}, peak memory {memory}");
    let later = [
        (cost.checking, "checked"),
        (cost.documenting, "documented"),
        (cost.examples, "examples compiled"),
    ];
    let later = later.into_iter().filter_map(|(time, what)| Some((time?, what)));
    later.fold(generated, |text, (time, what)| format!("{text}; {what} in {}", seconds(time)))
}

/// A line for each model that failed: its name and its first error.
pub(super) fn failures(rows: &[Row]) -> Vec<String> {
    let failure = |row: &Row| match &row.outcome {
        Outcome::Failed(failure) => {
            let (name, what) = (&row.candidate.name, failure.what.shown());
            Some(format!("error: {name}: {what}: {}", failure.first))
        }
        Outcome::Generated | Outcome::Passed | Outcome::Unsupported => None,
    };
    rows.iter().filter_map(failure).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sweep_command::candidates::Candidate;
    use crate::sweep_command::row::Stage;

    fn row(name: &str, protocol: &str, emitted: Option<[usize; 4]>, outcome: Outcome) -> Row {
        let emitted = emitted.map(|[operations, left_out, lines, milliseconds]| Emitted {
            package: name.to_owned(),
            operations,
            left_out,
            examples: operations / 2,
            smoke_tests: 1,
            lines,
            elapsed: Duration::from_millis(milliseconds as u64),
        });
        let candidate = Candidate {
            name: name.to_owned(),
            folder: name.to_owned(),
            path: name.into(),
            bytes: 0,
        };
        Row { candidate, protocol: protocol.to_owned(), emitted, outcome }
    }

    #[test]
    fn the_table() {
        let compile = Outcome::failed(Stage::Compile, "error[E0308]: mismatched types\nmore");
        let rows = [
            row("chime", "restJson1", Some([62, 0, 11_532, 143]), Outcome::Passed),
            row("empty", "restJson1", Some([0, 2, 40, 1]), Outcome::Passed),
            row("rds", "awsQuery", None, Outcome::Unsupported),
            row("sqs", "awsJson1_0", Some([23, 1, 4_600, 100]), compile),
            row("torn", "-", None, Outcome::failed(Stage::Problem, "torn.json:1:1: no model")),
        ];
        let cost = Cost {
            generating: Duration::from_millis(3210),
            generating_cpu: Some(Duration::from_millis(6010)),
            memory: Some(123_456_789),
            checking: Some(Duration::from_secs(60)),
            documenting: None,
            examples: Some(Duration::from_secs(5)),
        };
        insta::assert_snapshot!(table(&rows, &cost), @r"
        model  protocol    operations  left out  lines/operation   ms  outcome
        chime  restJson1           62         0              186  143  ok
        empty  restJson1            0         2                -    1  ok
        sqs    awsJson1_0          23         1              200  100  compile error
        torn   -                    -         -                -    -  generator problem
        rds    awsQuery             -         -                -    -  unsupported: awsQuery

        85 operations, 3 left out, 42 examples, 3 smoke tests, 16172 lines of Rust; median 200 lines per operation; 1 unsupported
        3 crates generated in 3.21 s, CPU 6.01 s, peak memory 123.4 MB; checked in 60.00 s; examples compiled in 5.00 s
        ");
        assert_eq!(passed_and_failed(&rows), (2, 2));
        assert_eq!(
            failures(&rows),
            [
                "error: sqs: compile error: error[E0308]: mismatched types",
                "error: torn: generator problem: torn.json:1:1: no model"
            ]
        );
    }
}
