//! Measures cold debug builds of the generated crate and of the official one.

use std::path::Path;

use anyhow::Result;

use super::row::{Figure, Row, Wanted};
use super::workspace::Workspace;
use crate::bench::build::SUBJECTS;
use crate::bench::cold_build::{ColdBuild, Cost};

/// Packages that only depend on the official SDK; the second one also on the crate that reads its
/// configuration.
const OFFICIAL: [&str; 2] = ["official-minimal", "official-default"];

/// Two rows for each set of features. A build of theirs without a transport is compared with ours
/// without one.
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

/// The cost of the official crates, without the package that depends on them.
fn official(workspace: &Workspace, package: &str) -> Result<Cost> {
    let target = workspace.folder().join(".build/cold");
    let build = ColdBuild { folder: workspace.folder(), package, features: "", target: &target };
    let cost = build.cost()?;
    Ok(Cost { crates: cost.crates.saturating_sub(1), ..cost })
}

fn count(crates: usize) -> Figure {
    Figure::Count(u64::try_from(crates).unwrap_or(u64::MAX))
}
