//! Compiles and documents emitted crates, with dependencies that are compiled once.
//!
//! rustc and rustdoc are called directly: the crates of all versions of a service have the same name, which one
//! cargo workspace cannot have.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use whitesmith::{Files, RuntimeDependency};
use whitesmith_build::runtime_crate;

use super::probe::SUBJECT;
use super::versions::Version;
use crate::crate_workspace::CrateWorkspace;
use crate::python_environment::text;

/// The crates that emitted crates depend on.
const RUNTIME: [&str; 3] = ["whitesmith_aws", "whitesmith_client", "whitesmith_runtime"];

/// The features of the runtime that emitted crates ask for.
const FEATURES: [&str; 7] = ["cbor", "checksums", "form", "gzip", "md5", "sha256", "xml"];

/// The package with the dependencies.
const PACKAGE: &str = "dependencies";

/// A compiler with the dependencies of emitted crates.
#[derive(Debug)]
pub(super) struct Compiler {
    /// The folder with the emitted crates and what is made of them.
    folder: PathBuf,
    /// The files of the dependencies, by the names of the crates.
    dependencies: Vec<(String, PathBuf)>,
}

impl Compiler {
    /// Compiles the dependencies.
    pub(super) fn new(workspace: &CrateWorkspace, folder: PathBuf) -> Result<Self> {
        workspace.put(PACKAGE, dependencies(&runtime_crate::anywhere()?))?;
        workspace.close([PACKAGE])?;
        let mut check = workspace.cargo("check");
        check.args(["--quiet", "--message-format=json"]);
        let output = check.output().context("cannot run cargo")?;
        if !output.status.success() {
            bail!("the runtime does not compile:\n{}", text(&output.stderr));
        }
        let mut dependencies = Vec::new();
        for line in text(&output.stdout).lines() {
            let message: Value =
                serde_json::from_str(line).context("unexpected output of cargo")?;
            let name = message["target"]["name"].as_str().unwrap_or_default();
            let files = message["filenames"].as_array().into_iter().flatten();
            let Some(file) = files.filter_map(Value::as_str).find(|file| {
                Path::new(file).extension().is_some_and(|extension| extension == "rmeta")
            }) else {
                continue;
            };
            if RUNTIME.contains(&name) {
                dependencies.push((name.to_owned(), file.into()));
            }
        }
        Ok(Self { folder, dependencies })
    }

    /// Checks the crate of a version, unless that is done.
    pub(super) fn check(&self, version: &Version) -> Result<()> {
        let mut rustc = self.command("rustc", version);
        let metadata = self.metadata(version);
        if self.is_fresh(&metadata, version)? {
            return Ok(());
        }
        if let Some(folder) = metadata.parent() {
            fs::create_dir_all(folder).context("cannot create a folder")?;
        }
        rustc.arg("--emit").arg(format!("metadata={}", metadata.display()));
        let output = rustc.output().context("cannot run rustc")?;
        if !output.status.success() {
            bail!("{} does not compile:\n{}", version.folder, text(&output.stderr));
        }
        Ok(())
    }

    /// Writes the documentation of a version as JSON, unless that is done, and returns its path.
    pub(super) fn document(&self, version: &Version) -> Result<PathBuf> {
        let folder = self.folder.join("documentation").join(&version.folder);
        let name = format!("{}.json", version.crate_name);
        let written = folder.join(&name);
        if self.is_fresh(&written, version)? {
            return Ok(written);
        }
        let unfinished = folder.join("unfinished");
        let mut rustdoc = self.command("rustdoc", version);
        // The output of rustdoc as JSON is an unstable feature.
        rustdoc.env("RUSTC_BOOTSTRAP", "1").arg("-Zunstable-options");
        rustdoc.arg("--output-format=json").arg("--out-dir").arg(&unfinished);
        let output = rustdoc.output().context("cannot run rustdoc")?;
        if !output.status.success() {
            bail!("{} cannot be documented:\n{}", version.folder, text(&output.stderr));
        }
        fs::rename(unfinished.join(&name), &written).context("cannot move the documentation")?;
        Ok(written)
    }

    /// Whether a file is newer than the crate that it is made from, and than the dependencies.
    fn is_fresh(&self, made: &Path, version: &Version) -> Result<bool> {
        let Ok(made) = fs::metadata(made) else { return Ok(false) };
        let mut sources = vec![self.sources(version)];
        sources.extend(self.dependencies.iter().map(|(_, file)| file.clone()));
        while let Some(path) = sources.pop() {
            let source = fs::metadata(&path).context("cannot read a source")?;
            if source.is_dir() {
                for entry in fs::read_dir(&path).context("cannot list a folder")? {
                    sources.push(entry.context("cannot list a folder")?.path());
                }
            } else if source.modified()? >= made.modified()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn sources(&self, version: &Version) -> PathBuf {
        self.folder.join("crates").join(&version.folder).join("src")
    }

    /// The errors of a program with the crate of a version.
    pub(super) fn errors(
        &self,
        program: &str,
        name: &str,
        version: &Version,
    ) -> Result<Vec<String>> {
        let folder = self.folder.join("programs");
        fs::create_dir_all(&folder).context("cannot create a folder")?;
        let file = folder.join(format!("{name}.rs"));
        fs::write(&file, program).with_context(|| format!("cannot write {}", file.display()))?;
        let metadata = self.metadata(version);
        let mut rustc = self.plain("rustc");
        rustc.args(["--crate-name", "program", "--error-format=short"]).arg(&file);
        // rustc writes long types to files in the current folder.
        rustc.current_dir(&folder);
        rustc.args(["--extern", &format!("{SUBJECT}={}", metadata.display())]);
        rustc.arg("--emit").arg(format!("metadata={}", file.with_extension("rmeta").display()));
        Ok(errors(&rustc.output().context("cannot run rustc")?))
    }

    fn metadata(&self, version: &Version) -> PathBuf {
        self.folder.join("checked").join(&version.folder).join("libsubject.rmeta")
    }

    /// The command for the library of a version, with the feature `client`.
    fn command(&self, program: &str, version: &Version) -> Command {
        let mut command = self.plain(program);
        command.args(["--crate-name", &version.crate_name, "--cfg", "feature=\"client\""]);
        command.arg(self.sources(version).join("lib.rs"));
        command
    }

    fn plain(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.args(["--edition=2024", "--crate-type=lib", "--cap-lints=allow"]);
        for (name, file) in &self.dependencies {
            command.arg("--extern").arg(format!("{name}={}", file.display()));
        }
        // All of them are in one folder.
        if let Some(folder) = self.dependencies.first().and_then(|(_, file)| file.parent()) {
            command.arg("-L").arg(format!("dependency={}", folder.display()));
        }
        command
    }
}

/// The errors in rustc's short messages.
fn errors(output: &Output) -> Vec<String> {
    if output.status.success() {
        return Vec::new();
    }
    let said = text(&output.stderr);
    let is_error = |line: &&str| line.contains(": error") || line.starts_with("error: ");
    let errors: Vec<String> = said.lines().filter(is_error).map(str::to_owned).collect();
    if errors.is_empty() { vec![said] } else { errors }
}

/// A package that depends on the runtime with all its features.
fn dependencies(runtime: &RuntimeDependency) -> Files {
    let RuntimeDependency::Path(folder) = runtime else { return Files::new() };
    let features = FEATURES.map(|feature| format!("{feature:?}")).join(", ");
    let manifest = format!(
        "# Made by whitesmith.\n[package]\nname = {PACKAGE:?}\nedition = \"2024\"\n\n[dependencies]\n\
         whitesmith-aws = {{ path = \"{folder}/aws\" }}\n\
         whitesmith-client = {{ path = \"{folder}/client\" }}\n\
         whitesmith-runtime = {{ path = \"{folder}/core\", features = [{features}] }}\n"
    );
    [("Cargo.toml", manifest), ("src/lib.rs", "// Made by whitesmith.\n".to_owned())]
        .map(|(path, text)| (path.to_owned(), text))
        .into()
}
