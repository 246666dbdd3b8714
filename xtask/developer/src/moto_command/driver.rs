//! Builds and runs the driver, and parses its output.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};
use whitesmith::Files;
use whitesmith_build::runtime_crate;

use super::crates::SERVICES;
use super::server::Server;
use crate::crate_workspace::CrateWorkspace;
use crate::python_environment::text;

/// The name of the driver's package, folder and program.
const DRIVER: &str = "driver";

/// The result of a service with one kind of client.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    pub(super) service: String,
    /// `async` or `blocking`.
    pub(super) kind: String,
    pub(super) calls: usize,
    pub(super) milliseconds: f64,
    /// The failure, if there was one.
    pub(super) failure: Option<String>,
}

/// Builds the driver with the crates of the workspace and returns the path of the program.
pub(super) fn build(sources: &Path, workspace: &CrateWorkspace) -> Result<PathBuf> {
    let manifest = manifest(&sources.join("main.rs"))?;
    workspace.put(DRIVER, Files::from([("Cargo.toml".to_owned(), manifest)]))?;
    workspace.close(SERVICES.iter().map(|service| service.name).chain([DRIVER]))?;
    // The first build may have to download crates.
    let status = workspace.cargo("build").args(["--package", DRIVER]).status();
    if !status.context("cannot run cargo")?.success() {
        bail!("the driver does not compile with these crates");
    }
    Ok(workspace.program(DRIVER))
}

/// The driver's manifest, which refers to the sources in the repository.
fn manifest(main: &Path) -> Result<String> {
    let path = |path: &Path| match path.to_str() {
        Some(path) => Ok(format!("{path:?}")),
        None => bail!("{} is not Unicode, so a Cargo.toml cannot contain it", path.display()),
    };
    let runtime = runtime_crate::folder();
    let mut text = format!(
        "# Made by whitesmith, again in each run.\n\
         [package]\nname = {DRIVER:?}\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
         [[bin]]\nname = {DRIVER:?}\npath = {main}\n\n\
         [lints.rust]\nwarnings = \"deny\"\n\n\
         [dependencies]\nanyhow = \"1\"\nhttp = \"1\"\n\
         tokio = {{ version = \"1\", default-features = false, features = [\"net\", \"rt\", \"time\"] }}\n\
         whitesmith-aws = {{ path = {aws} }}\n\
         whitesmith-client = {{ path = {client} }}\n\
         whitesmith-runtime = {{ path = {core} }}\n",
        main = path(main)?,
        aws = path(&runtime.join("aws"))?,
        client = path(&runtime.join("client"))?,
        core = path(&runtime.join("core"))?,
    );
    for service in SERVICES {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{0} = {{ path = \"../{0}\", default-features = false, features = [\"blocking\", \"hyper\"] }}",
            service.name
        );
    }
    Ok(text)
}

/// Runs the driver against the server.
pub(super) fn run(driver: &Path, server: &Server) -> Result<Vec<Run>> {
    let mut command = Command::new(driver);
    for (name, _) in std::env::vars_os() {
        // The user may have an AWS account of their own.
        if name.to_string_lossy().starts_with("AWS_") {
            command.env_remove(name);
        }
    }
    command.envs(server.environment()).stdin(Stdio::null()).stderr(Stdio::inherit());
    let output = command.output().context("cannot run the driver")?;
    let said = text(&output.stdout);
    if !output.status.success() {
        bail!("the driver ended with {}, after\n{said}", output.status);
    }
    said.lines()
        .map(|line| {
            read(line).with_context(|| format!("unexpected output of the driver: {line:?}"))
        })
        .collect()
}

/// Parses a line of the driver's output.
fn read(line: &str) -> Option<Run> {
    let mut cells = line.splitn(5, '\t');
    let mut next = || cells.next();
    Some(Run {
        service: next()?.to_owned(),
        kind: next()?.to_owned(),
        calls: next()?.parse().ok()?,
        milliseconds: next()?.parse().ok()?,
        failure: Some(next()?.to_owned()).filter(|outcome| outcome != "ok"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_driver() {
        let run = Run {
            service: "kms".to_owned(),
            kind: "async".to_owned(),
            calls: 12,
            milliseconds: 3.5,
            failure: None,
        };
        assert_eq!(read("kms\tasync\t12\t3.5\tok"), Some(run.clone()));
        let failed = Run { failure: Some("no id".to_owned()), ..run };
        assert_eq!(read("kms\tasync\t12\t3.5\tno id"), Some(failed));
        assert_eq!(read("kms\tasync\t12\t3.5"), None);
        assert_eq!(read("kms\tasync\tmany\t3.5\tok"), None);
    }

    #[test]
    fn the_manifest_is_one() {
        let text = manifest(Path::new("/a \"b\"/main.rs")).unwrap();
        let table: toml::Table = toml::from_str(&text).unwrap();
        assert_eq!(table["bin"][0]["path"].as_str(), Some("/a \"b\"/main.rs"));
        assert_eq!(table["dependencies"]["sfn"]["path"].as_str(), Some("../sfn"));
    }
}
