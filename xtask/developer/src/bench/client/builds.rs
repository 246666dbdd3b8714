//! In: the generated crate and the official one. Out: the rows of what a cold debug build of each
//! costs.

use std::path::Path;

use anyhow::Result;

use super::row::{Figure, Row, Wanted};
use super::workspace::Workspace;
use crate::bench::build::SUBJECTS;
use crate::bench::cold_build::{ColdBuild, Cost};

/// The packages that have nothing but a dependency on the official SDK and, in the second one, on
/// what reads its configuration.
const OFFICIAL: [&str; 2] = ["official-minimal", "official-default"];

/// Two rows for each set of features. Theirs without a transport stands beside ours without one.
pub(super) fn rows(root: &Path, workspace: &Workspace) -> Result<Vec<Row>> {
    let [minimal, default] = OFFICIAL.map(|package| official(workspace, package));
    let (minimal, default) = (minimal?, default?);
    let mut rows = Vec::new();
    for subject in &SUBJECTS {
        let theirs = if subject.has_transport { default } else { minimal };
        let ours = subject.cost(root)?;
        let crates = Row::new(format!("crates: {}", subject.title), count(ours.crates));
        let limit = Figure::Count(u64::from(subject.crates));
        rows.push(crates.theirs(count(theirs.crates)).wanted(Wanted::AtMost(limit)));
        if let Some((ours, theirs)) = ours.cpu_time.zip(theirs.cpu_time) {
            let time =
                Row::new(format!("cold debug build, CPU: {}", subject.title), Figure::Time(ours));
            let limit = |limit| Wanted::AtMost(Figure::Time(limit));
            let wanted = subject.cpu_time.map_or(Wanted::Nothing, limit);
            rows.push(time.theirs(Figure::Time(theirs)).wanted(wanted));
        }
    }
    Ok(rows)
}

/// What the official crates cost, without the package that asks for them.
fn official(workspace: &Workspace, package: &str) -> Result<Cost> {
    let target = workspace.folder().join(".build/cold");
    let build = ColdBuild { folder: workspace.folder(), package, features: "", target: &target };
    let cost = build.cost()?;
    Ok(Cost { crates: cost.crates.saturating_sub(1), ..cost })
}

fn count(crates: usize) -> Figure {
    Figure::Count(u64::try_from(crates).unwrap_or(u64::MAX))
}
