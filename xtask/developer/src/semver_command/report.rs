//! Formats the verdicts as a table, and counts them.

use std::time::Duration;

use whitesmith::diff::{Category, Level};
use whitesmith_build::report::counted;

use super::verdict::{Agreement, Verdicts};
use super::versions::Step;
use crate::figures::seconds;
use crate::table::{Side, Table};

const COLUMNS: [(&str, Side); 10] = [
    ("step", Side::Left),
    ("", Side::Left),
    ("source", Side::Left),
    ("checker", Side::Left),
    ("errors", Side::Right),
    ("wire", Side::Left),
    ("breaks", Side::Right),
    ("behavior", Side::Left),
    ("agree", Side::Left),
    ("reason", Side::Left),
];

/// A row for each step: our verdicts beside those of the others.
pub(super) fn table(rows: &[(Step, Verdicts)]) -> String {
    let mut table = Table::new(&COLUMNS);
    for (step, verdicts) in rows {
        let ours = |category| level(verdicts.ours.level_of(category));
        let (agree, reason) = match verdicts.agreement() {
            Agreement::Agree => ("yes", String::new()),
            Agreement::Explained(reason) => ("explained", format!("cargo-semver-checks: {reason}")),
            Agreement::Wrong(reason) => ("NO", reason),
        };
        let programs = verdicts.compiled.errors.len() + verdicts.compiled.exchanged.len();
        table.row([
            step.name.clone(),
            step.direction.shown().to_owned(),
            ours(Category::Source),
            verdicts.checker.as_ref().map_or("", |checker| checker.level()).to_owned(),
            programs.to_string(),
            ours(Category::Wire),
            verdicts.wire.as_ref().map(|breaks| breaks.len().to_string()).unwrap_or_default(),
            ours(Category::Behavior),
            agree.to_owned(),
            reason,
        ]);
    }
    table.to_string()
}

fn level(level: Option<Level>) -> String {
    level.map_or("-", Level::name).to_owned()
}

/// The numbers of steps that agree, and whether no verdict is wrong.
pub(super) fn summary(rows: &[(Step, Verdicts)], elapsed: Duration) -> (String, bool) {
    let (mut agree, mut explained, mut wrong) = (0, 0, 0);
    for (_, verdicts) in rows {
        match verdicts.agreement() {
            Agreement::Agree => agree += 1,
            Agreement::Explained(_) => explained += 1,
            Agreement::Wrong(_) => wrong += 1,
        }
    }
    let steps = counted(rows.len(), "step");
    let text = format!(
        "{steps}: {agree} agree, {explained} explained, {wrong} wrong; in {}",
        seconds(elapsed)
    );
    (text, wrong == 0)
}
