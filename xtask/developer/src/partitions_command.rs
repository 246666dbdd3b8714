//! Runs `cargo xtask partitions`: writes AWS's partitions.json as the table of the runtime or, with
//! `--check`, prints a diff.

mod document;
mod region_pattern;
mod table;

use std::io::{self, Write as _};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use whitesmith::Files;
use whitesmith_build::OutputFolder;
use whitesmith_build::output::{self, Plan};

use crate::cli::PartitionsArguments;

/// The folder of the tables.
const FOLDER: &str = "runtime/core/src/endpoint/partition";

/// The dates of the tables for endpoint tests of older models, newest first.
pub(crate) const EARLIER: [&str; 1] = ["2025-04"];

/// The variable that selects the partitions of one of these dates in emitted tests.
pub(crate) const VARIABLE: &str = "WHITESMITH_PARTITIONS";

/// Runs the command.
pub(crate) fn run(arguments: &PartitionsArguments) -> Result<ExitCode> {
    let shown = arguments.file.display();
    let text = std::fs::read_to_string(&arguments.file)
        .with_context(|| format!("cannot read the partitions {shown}"))?;
    let name = arguments.file.file_name().unwrap_or_default().to_string_lossy();
    let made = document::read(&text)
        .and_then(|document| table::table(&document, &name))
        .with_context(|| format!("{shown} is not a supported partitions.json"))?;
    let file = match &arguments.earlier {
        Some(date) => format!("earlier/table_{}.rs", date.replace('-', "_")),
        None => "table.rs".to_owned(),
    };
    let root = whitesmith_build::checkout();
    let folder = OutputFolder::new(root.join(FOLDER), FOLDER);
    let target = folder.shown_file(&file);
    let plan = Plan::new(&folder, Files::from([(file, made)]))?;
    let mut to = io::stdout().lock();
    if plan.is_up_to_date() {
        writeln!(to, "{target}: up to date")?;
        return Ok(ExitCode::SUCCESS);
    }
    if !arguments.check {
        plan.refuse_foreign()?;
        output::write(&[plan], &output::RealDisk)?;
        writeln!(to, "{target}: written")?;
        return Ok(ExitCode::SUCCESS);
    }
    to.write_all(output::diff(&plan).as_bytes())?;
    eprintln!(
        "error: {target} is out of date with {shown}; nothing was written\n  help: run the command \
         without --check"
    );
    Ok(ExitCode::FAILURE)
}
