//! Writes a codegen.toml to start from.

use std::env;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, anyhow, bail};
use serde_json::json;
use whitesmith_build::config_file::FILE_NAME;
use whitesmith_build::output;
use whitesmith_cli::{Console, Format};

use crate::cli::InitArguments;
use crate::entry::Entry;
use crate::file;

const HEAD: &str = "\
# The crates that `whitesmith generate` writes; `whitesmith check` fails if they are out of date.
# `whitesmith generate --help` lists the keys of a crate. Paths are relative to the folder of this file.
";

const EXAMPLE: &str = "\
#
# `whitesmith add` appends a crate:
#
# [[crate]]
# model = \"models/chime.json\"
# out = \"chime\"
# operations = [\"UpdateAccount\"]
";

/// Runs the command.
pub(crate) fn run(arguments: &InitArguments, console: &Console) -> Result<ExitCode> {
    let entry = match (&arguments.model, &arguments.out) {
        (Some(model), Some(out)) => Some(Entry {
            model: slashed(model)?,
            out: slashed(out)?,
            service: None,
            operations: arguments.operations.clone(),
            runtime_path: None,
        }),
        _ => None,
    };
    let text = match &entry {
        Some(entry) => format!("{HEAD}\n{}", entry.text()),
        None => format!("{HEAD}{EXAMPLE}"),
    };
    let here = env::current_dir().context("cannot determine the current folder")?;
    if here.join(FILE_NAME).symlink_metadata().is_ok() {
        bail!(
            "{FILE_NAME} exists already\n  help: add a service with `whitesmith add`, or edit the file and run \
             `whitesmith generate`"
        );
    }
    output::write(&[file::plan(&here, FILE_NAME, None, text)], &output::RealDisk)?;
    if console.format == Format::Json {
        console.object(&json!({ "type": "file", "path": FILE_NAME }));
    } else if !arguments.output.quiet {
        let next = match entry {
            Some(_) => "  whitesmith generate\n      Generate the crate.\n",
            None => {
                "  git clone --depth 1 https://github.com/aws/api-models-aws\n  \
                 whitesmith add SERVICE --operation NAME --models api-models-aws\n      \
                 Add a service of AWS, such as chime, and generate its crate.\n  \
                 whitesmith generate\n      \
                 Generate all crates, such as those that you have added by hand for your own model.\n"
            }
        };
        console.result(format!("wrote {FILE_NAME}; next:\n{next}").as_bytes());
    }
    Ok(ExitCode::SUCCESS)
}

/// The text of a path in codegen.toml.
pub(crate) fn slashed(path: &Path) -> Result<String> {
    let text = path.to_str().ok_or_else(|| {
        anyhow!(
            "the path {} is not Unicode, so that {FILE_NAME} cannot contain it\n  help: rename the folder",
            path.display()
        )
    })?;
    Ok(if cfg!(windows) { text.replace('\\', "/") } else { text.to_owned() })
}
