//! Runs `cargo xtask moto`: tests generated clients with moto, a server that imitates AWS.
//!
//! The program in `xtask/developer/moto/driver` calls the clients. It is built with them and run
//! while the server is running.

mod crates;
mod driver;
mod report;
mod server;

use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use whitesmith_build::config_file;

use crate::cli::MotoArguments;
use crate::crate_workspace::CrateWorkspace;
use crate::python_environment;

use server::Server;

/// The folder below `target` for the crates and the server's log.
const FOLDER: &str = "moto";

/// Runs the command.
pub(crate) fn run(arguments: &MotoArguments) -> Result<ExitCode> {
    let here = std::env::current_dir().context("cannot determine the current folder")?;
    let root = config_file::find_root(&here)?;
    let shared = arguments.shared.clone().unwrap_or_else(|| root.join("../shared"));
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("moto");
    let folder = root.join("target").join(FOLDER);

    let workspace = CrateWorkspace::below(&root, &format!("{FOLDER}/crates"))?;
    crates::emit(&shared, &workspace)?;
    let driver = driver::build(&sources.join("driver"), &workspace)?;
    let python = python_environment::interpreter(&root)?;

    let server = Server::start(&python, &sources.join("serve.py"), &folder.join("server.log"))?;
    let runs = driver::run(&driver, &server)?;
    drop(server);

    let mut to = io::stdout().lock();
    to.write_all(report::table(&runs).as_bytes())?;
    for failure in report::failures(&runs) {
        eprintln!("error: {failure}");
    }
    let verdict = report::verdict(&runs);
    writeln!(to, "{verdict}")?;
    Ok(if verdict.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
