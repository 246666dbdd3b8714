//! Compares the cost of building and running the generated client with that of the official SDK of
//! the same service.

mod builds;
mod lines;
mod row;
mod server;
mod service;
mod sizes;
mod speed;
mod start;
mod workspace;

use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use whitesmith_build::config_file;

use crate::cli::{BenchClientArguments, Compared, Figures};
use row::{Row, Rows};
use service::Service;
use workspace::Workspace;

/// Measures and prints; fails if a build exceeds its budget.
pub(super) fn run(arguments: &BenchClientArguments) -> Result<ExitCode> {
    let here = std::env::current_dir().context("cannot determine the current folder")?;
    let root = config_file::find_root(&here)?;
    let service = match arguments.service {
        Compared::Chime => &service::CHIME,
        Compared::S3 => &service::S3,
        Compared::Lambda => &service::LAMBDA,
    };
    let workspace = Workspace::lay_out(&root, service.folder)?;
    service.generate(&root, &workspace)?;
    let mut rows = Rows::new(service.title);
    for figures in chosen(arguments) {
        eprintln!("measuring {}", figures.name());
        rows.extend(measure(figures, service, &root, &workspace)?);
    }
    let mut to = io::stdout().lock();
    write!(to, "{rows}")?;
    Ok(if rows.is_over() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The requested figures, in the order of the table.
fn chosen(arguments: &BenchClientArguments) -> Vec<Figures> {
    let is_chosen = |figures: &Figures| match figures {
        Figures::Build if arguments.skip_build => false,
        figures => arguments.only.is_empty() || arguments.only.contains(figures),
    };
    Figures::ALL.into_iter().filter(is_chosen).collect()
}

fn measure(
    figures: Figures,
    service: &Service,
    root: &Path,
    workspace: &Workspace,
) -> Result<Vec<Row>> {
    match figures {
        Figures::Build => builds::rows(service, root, workspace),
        Figures::Size => sizes::rows(workspace),
        Figures::Lines => lines::rows(service, root, workspace),
        Figures::Endpoint => speed::endpoints(service, workspace),
        Figures::Calls => speed::calls(service, workspace),
        Figures::Loopback => speed::loopback(service, workspace),
        Figures::Start => start::rows(workspace),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cold_builds_can_be_left_out() {
        let chosen = |only: &[Figures], skip_build| {
            chosen(&BenchClientArguments {
                service: Compared::Chime,
                only: only.to_vec(),
                skip_build,
            })
        };
        assert_eq!(chosen(&[], false), Figures::ALL);
        assert_eq!(chosen(&[], true), Figures::ALL[1..]);
        assert_eq!(chosen(&[Figures::Calls, Figures::Size], true), [Figures::Size, Figures::Calls]);
        assert_eq!(chosen(&[Figures::Build], false), [Figures::Build]);
    }
}
