//! Generates a crate as the `run` plugin of smithy-build
//! (<https://smithy.io/2.0/guides/smithy-build-json.html#run-plugin>).

use std::env;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use whitesmith::Config;
use whitesmith_build::report::Detail;
use whitesmith_build::{ModelFile, ModelFiles, Surroundings};
use whitesmith_cli::generate::{self, Task};
use whitesmith_cli::{Console, OneModel};

use crate::WHITESMITH;
use crate::cli::SmithyBuildArguments;

/// The folder that the plugin writes to.
const PLUGIN_FOLDER: &str = "SMITHY_PLUGIN_DIR";

/// The folder in which smithy-build was started.
const ROOT_FOLDER: &str = "SMITHY_ROOT_DIR";

/// Runs the command.
pub(crate) fn run(arguments: &SmithyBuildArguments, console: &Console) -> Result<ExitCode> {
    let Some(plugin) = env::var_os(PLUGIN_FOLDER).filter(|folder| !folder.is_empty()) else {
        bail!(
            "the variable {PLUGIN_FOLDER} is not set\n  help: run this as a `run` plugin of smithy-build, or use \
             `whitesmith generate --model - --out DIR`"
        );
    };
    let out = match &arguments.out {
        Some(out) => inside(Path::new(&plugin), out)?,
        None => PathBuf::from(plugin),
    };
    let from_root = |path: &Path| match env::var_os(ROOT_FOLDER) {
        Some(root) => Path::new(&root).join(path),
        None => path.to_owned(),
    };
    let runtime = match (&arguments.one.runtime_path, &arguments.one.runtime_version) {
        (Some(path), _) => OneModel::runtime_at(&out, &from_root(path))?,
        (None, _) => arguments.one.runtime(&out, &WHITESMITH)?,
    };
    let model = ModelFiles::new(vec![ModelFile::StandardInput]);
    let mut job = arguments.one.job(model, &out, runtime);
    let is_member = matches!(Surroundings::of(&out)?, Surroundings::Member { .. });
    job.config = Config { standalone: job.config.standalone || !is_member, ..job.config };
    let detail = Detail::of(arguments.output.quiet, arguments.output.verbose);
    generate::run(&WHITESMITH, Some(job), Task { check: false, detail }, console)
}

/// A folder in that of the plugin, which may write nowhere else.
fn inside(plugin: &Path, out: &Path) -> Result<PathBuf> {
    let stays = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    if !out.components().all(stays) {
        bail!(
            "--out is {}, which is not in the plugin's folder\n  help: name a folder relative to {PLUGIN_FOLDER}, \
             without `..`",
            out.display()
        );
    }
    Ok(plugin.join(out))
}
