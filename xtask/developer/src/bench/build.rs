//! Counts the crates of the generated crate and measures cold debug builds, for its core and its
//! clients, and compares them with the budgets.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, Result};
use whitesmith_build::config_file;

use super::cold_build::{ColdBuild, Cost};
use crate::figures::seconds;
use crate::table::{Side, Table};

/// The measured package.
const PACKAGE: &str = "generated";

/// A set of features with its budget.
pub(super) struct Subject {
    pub(super) title: &'static str,
    features: &'static str,
    pub(super) has_transport: bool,
    /// The maximum number of crates, including the generated one.
    pub(super) crates: u32,
    /// The maximum CPU time of a cold debug build; `None` if there is no budget.
    pub(super) cpu_time: Option<Duration>,
}

/// The maximum number of builds if one takes too long: other processes on the machine can only make
/// it slower.
const TRIES: usize = 3;

const CORE: Subject = Subject {
    title: "sans-IO core: requests and responses",
    features: "",
    has_transport: false,
    crates: 20,
    cpu_time: Some(Duration::from_secs(8)),
};

/// The sets of features: none, serde, a client without a transport, the default, blocking clients, and
/// the default with HTTP/2. Our own `whitesmith-client` and `whitesmith-aws` count.
pub(super) const SUBJECTS: [Subject; 6] = [
    CORE,
    Subject { title: "sans-IO core, serde too", features: "serde", cpu_time: None, ..CORE },
    Subject {
        title: "sans-IO core, signatures and retries too",
        features: "client",
        crates: 22,
        ..CORE
    },
    CLIENT,
    Subject { title: "blocking client, TLS", features: "blocking", ..CLIENT },
    Subject {
        title: "default, HTTP/2 too",
        features: "default,http2",
        crates: 62,
        cpu_time: None,
        ..CLIENT
    },
];

const CLIENT: Subject = Subject {
    title: "default: async client, TLS",
    features: "default",
    has_transport: true,
    crates: 60,
    cpu_time: Some(Duration::from_secs(28)),
};

impl Subject {
    /// Builds the generated crate of the workspace at `root`, up to [`TRIES`] times while it takes
    /// too long.
    pub(super) fn cost(&self, root: &Path) -> Result<Cost> {
        let target = root.join("target/bench/build");
        let build = self.cold_build(PACKAGE, root, &target);
        let mut least = build.cost()?;
        for _ in 1..TRIES {
            if !self.is_slow(least) {
                break;
            }
            let again = build.cost()?;
            least.cpu_time = least.cpu_time.min(again.cpu_time);
        }
        Ok(least)
    }

    /// The build of a package with these features, in a folder of its workspace.
    pub(super) fn cold_build<'a>(
        &self,
        package: &'a str,
        folder: &'a Path,
        target: &'a Path,
    ) -> ColdBuild<'a> {
        ColdBuild { folder, package, features: self.features, target }
    }

    /// Whether one of the figures exceeds its budget.
    pub(super) fn is_over(&self, cost: Cost) -> bool {
        usize::try_from(self.crates).is_ok_and(|limit| cost.crates > limit) || self.is_slow(cost)
    }

    fn is_slow(&self, cost: Cost) -> bool {
        cost.cpu_time.zip(self.cpu_time).is_some_and(|(time, limit)| time > limit)
    }
}

/// Measures and prints; fails if a budget is exceeded.
pub(super) fn run(count_only: bool) -> Result<ExitCode> {
    let here = std::env::current_dir().context("cannot determine the current folder")?;
    let root = config_file::find_root(&here)?;
    let mut table = Table::new(&[
        ("cold debug build", Side::Left),
        ("crates", Side::Right),
        ("budget", Side::Right),
        ("CPU time", Side::Right),
        ("budget", Side::Right),
        ("", Side::Left),
    ]);
    let mut overall = ExitCode::SUCCESS;
    for subject in &SUBJECTS {
        let cost = if count_only {
            subject.cold_build(PACKAGE, &root, &root).count()?
        } else {
            subject.cost(&root)?
        };
        let is_over = subject.is_over(cost);
        if is_over {
            overall = ExitCode::FAILURE;
        }
        table.row([
            subject.title.to_owned(),
            cost.crates.to_string(),
            subject.crates.to_string(),
            cost.cpu_time.map_or_else(|| "-".to_owned(), seconds),
            subject.cpu_time.map_or_else(|| "-".to_owned(), seconds),
            if is_over { "over".to_owned() } else { String::new() },
        ]);
    }
    write!(io::stdout().lock(), "{table}")?;
    Ok(overall)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_figure_can_be_over() {
        let cost = |crates, seconds| Cost { crates, cpu_time: Some(Duration::from_secs(seconds)) };
        assert!(!CORE.is_over(cost(20, 8)));
        assert!(CORE.is_over(cost(21, 8)));
        assert!(CORE.is_over(cost(20, 9)));
        assert!(!CORE.is_over(Cost { crates: 20, cpu_time: None }));
        assert!(!Subject { cpu_time: None, ..CORE }.is_over(cost(20, 9)));
    }
}
