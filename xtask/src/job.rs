//! In: the options that name a model. Out: a job: which model becomes which crate, and where.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use whitesmith::{Config, RuntimeDependency};

use crate::cli::AnyModel;
use crate::model_file::ModelFile;

/// A folder that a crate is emitted into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OutputFolder {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// How its owner wrote it.
    pub(crate) shown: String,
}

impl OutputFolder {
    /// A folder, and how to call it in messages.
    pub(crate) fn new(path: PathBuf, shown: &str) -> Self {
        let trimmed = shown.trim_end_matches('/');
        Self { path, shown: if trimmed.is_empty() { shown } else { trimmed }.to_owned() }
    }

    /// How messages call a file in it.
    pub(crate) fn shown_file(&self, relative: &str) -> String {
        format!("{}/{relative}", self.shown.trim_end_matches('/'))
    }
}

/// One crate to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Job {
    pub(crate) model: ModelFile,
    pub(crate) out: OutputFolder,
    pub(crate) config: Config,
}

impl Job {
    /// The job that the command line describes; `None` if it leaves that to codegen.toml.
    pub(crate) fn from_arguments(arguments: &AnyModel) -> Result<Option<Self>> {
        let (Some(model), Some(out)) = (&arguments.model, &arguments.out) else { return Ok(None) };
        Ok(Some(Self {
            model: ModelFile::from_argument(model),
            out: OutputFolder::new(out.clone(), &out.display().to_string()),
            config: Config {
                service: arguments.service.clone(),
                protocol: arguments.protocol.clone(),
                operations: arguments.operations.clone(),
                name: arguments.name.clone(),
                runtime: runtime(arguments, out)?,
                standalone: true,
                protocol_tests: arguments.protocol_tests,
                endpoints_only: false,
            },
        }))
    }
}

/// A path leads from the crate to the runtime, so that the two may be moved, or committed, together.
fn runtime(arguments: &AnyModel, out: &Path) -> Result<RuntimeDependency> {
    if let Some(version) = &arguments.runtime_version {
        return Ok(RuntimeDependency::Version(version.clone()));
    }
    let of_workspace = || Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("runtime");
    let path = arguments.runtime_path.clone().unwrap_or_else(of_workspace);
    let absolute = |path: &Path| {
        std::path::absolute(path).with_context(|| format!("cannot find {}", path.display()))
    };
    runtime_at(relative(&absolute(out)?, &absolute(&path)?), &path)
}

/// The runtime beside this package.
pub(crate) fn runtime_of_workspace() -> Result<RuntimeDependency> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("runtime");
    runtime_at(path.clone(), &path)
}

/// The way from one folder to another, both absolute: up to where they part, and down again.
fn relative(from: &Path, to: &Path) -> PathBuf {
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let shared = from.iter().zip(&to).take_while(|(from, to)| from == to).count();
    // Two drives of Windows share nothing, not even a root.
    if shared == 0 {
        return to.iter().collect();
    }
    let up = from.iter().skip(shared).map(|_| Component::ParentDir);
    up.chain(to.iter().skip(shared).copied()).collect()
}

/// `named` is how the path is called in Cargo.toml.
fn runtime_at(named: PathBuf, path: &Path) -> Result<RuntimeDependency> {
    if !path.join("Cargo.toml").is_file() {
        bail!(
            "there is no crate at {}\n  help: name the folder of whitesmith-runtime with \
             --runtime-path, or its version with --runtime-version",
            path.display()
        );
    }
    match named.into_os_string().into_string() {
        Ok(path) => Ok(RuntimeDependency::Path(path)),
        Err(path) => bail!(
            "the path of the runtime, {}, is not Unicode, and a Cargo.toml cannot name it",
            path.display()
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_go_up_and_down() {
        for (from, to, expected) in [
            ("/a/b/c", "/a/d", "../../d"),
            ("/a/b", "/a/b/c", "c"),
            ("/a/b", "/c", "../../c"),
            ("/a", "/a", ""),
        ] {
            assert_eq!(relative(Path::new(from), Path::new(to)), Path::new(expected));
        }
    }
}
