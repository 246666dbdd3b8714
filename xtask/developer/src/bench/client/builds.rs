//! Measures cold debug builds of the generated crate and of the official one.

use std::path::Path;

use anyhow::Result;

use super::row::{Figure, Row, Wanted};
use super::service::{Crate, Service};
use super::workspace::Workspace;
use crate::bench::build::SUBJECTS;
use crate::bench::cold_build::{ColdBuild, Cost};

/// The target folder of cold builds in the workspace.
const COLD: &str = ".build/cold";

/// Packages that only depend on the official SDK; the second one also on the crate that reads its
/// configuration.
const OFFICIAL: [&str; 2] = ["official-minimal", "official-default"];

/// Two rows for each set of features. A build of theirs without a transport is compared with ours
/// without one. The crate of the repository has budgets.
pub(super) fn rows(service: &Service, root: &Path, workspace: &Workspace) -> Result<Vec<Row>> {
    let [minimal, default] = OFFICIAL.map(|package| official(workspace, package));
    let (minimal, default) = (minimal?, default?);
    let (package, folder) = service.our_crate(root, workspace);
    let target = workspace.folder().join(COLD);
    let mut rows = Vec::new();
    for subject in &SUBJECTS {
        let theirs = if subject.has_transport { default } else { minimal };
        let crates = |ours: Cost| {
            let row = Row::new(format!("crates: {}", subject.title), count(ours.crates));
            row.theirs(count(theirs.crates))
        };
        let time = |ours: Cost| {
            let (ours, theirs) = ours.cpu_time.zip(theirs.cpu_time)?;
            let title = format!("cold debug build, CPU: {}", subject.title);
            Some(Row::new(title, Figure::Time(ours)).theirs(Figure::Time(theirs)))
        };
        match service.ours {
            Crate::Committed(_) => {
                let ours = subject.cost(root)?;
                let limit = Figure::Count(u64::from(subject.crates));
                rows.push(crates(ours).wanted(Wanted::AtMost(limit)));
                let limit = |limit| Wanted::AtMost(Figure::Time(limit));
                let wanted = subject.cpu_time.map_or(Wanted::Nothing, limit);
                rows.extend(time(ours).map(|row| row.wanted(wanted)));
            }
            Crate::Generated(_) => {
                let ours = subject.cold_build(package, folder, &target).cost()?;
                rows.push(crates(ours));
                rows.extend(time(ours));
            }
        }
    }
    Ok(rows)
}

/// The cost of the official crates, without the package that depends on them.
fn official(workspace: &Workspace, package: &str) -> Result<Cost> {
    let target = workspace.folder().join(COLD);
    let build = ColdBuild { folder: workspace.folder(), package, features: "", target: &target };
    let cost = build.cost()?;
    Ok(Cost { crates: cost.crates.saturating_sub(1), ..cost })
}

fn count(crates: usize) -> Figure {
    Figure::Count(u64::try_from(crates).unwrap_or(u64::MAX))
}
