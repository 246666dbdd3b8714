//! Adds a service to codegen.toml: its model, its entry, and its crate, or nothing.

use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;
use std::slice;

use anyhow::{Result, anyhow, bail};
use serde_json::json;
use whitesmith::RuntimeDependency;
use whitesmith_build::config_file::{self, FILE_NAME};
use whitesmith_build::output::Plan;
use whitesmith_build::report::Detail;
use whitesmith_build::{Job, ModelFiles, ModelTexts, runtime_crate};
use whitesmith_cli::generate::{self, AskedBy};
use whitesmith_cli::{Console, Format};

use crate::catalog::{self, Found};
use crate::cli::AddArguments;
use crate::entry::Entry;
use crate::file;
use crate::lookup;
use crate::{WHITESMITH, WITHOUT_FILE};

/// Runs the command.
pub(crate) fn run(arguments: &AddArguments, console: &Console) -> Result<ExitCode> {
    let root = generate::root(WITHOUT_FILE)?;
    let before = config_file::text(&root)?;
    let services = catalog::read(&arguments.models, console)?;
    let found = lookup::find(&services, &arguments.service, &arguments.models)?;
    let entry = entry(arguments, &root, found, &services)?;
    refuse_known(&before, &root, &entry)?;
    let after = entry.appended_to(&before);
    let jobs = config_file::parse(&after, &root, WHITESMITH.runtime);
    let Some(mut job) = jobs.map_err(|error| in_one_array(&before, error))?.pop() else {
        bail!("{FILE_NAME} has no crates after one was appended\n  help: append it by hand");
    };
    let surroundings = job.settle()?;
    // Problems are in the file that exists: the copy is written after all has succeeded.
    job.model = ModelFiles::from_arguments(slice::from_ref(&found.path));
    let mut texts = ModelTexts::default();
    let text = found.text()?;
    texts.set(&found.path.display().to_string(), text.clone());
    let jobs = [job];
    let planned = generate::all(&jobs, AskedBy::Operations, console, |_| Ok(texts.clone()));
    let Some(planned) = planned else { return Ok(ExitCode::FAILURE) };
    let copied = copied(&root, &entry.model, text)?;
    let copy = copied.is_some().then_some(entry.model.as_str());
    let mut files: Vec<Plan> = copied.into_iter().collect();
    files.push(file::plan(&root, FILE_NAME, Some(before.into_bytes()), after));
    let output = &arguments.output;
    generate::write(&planned, &files, Detail::of(output.quiet, output.verbose), console)?;
    if console.format == Format::Json {
        for path in copy.into_iter().chain([FILE_NAME]) {
            console.object(&json!({ "type": "file", "path": path }));
        }
    } else if !output.quiet {
        let (id, version) = (&found.service.id, &found.service.version);
        let (out, model) = (&entry.out, &entry.model);
        let line = format!("{FILE_NAME}: added {out}, from {model} ({id}, {version})\n");
        console.result(line.as_bytes());
    }
    for job in &jobs {
        generate::note_unlisted(job, &surroundings, AskedBy::Operations, console);
    }
    Ok(ExitCode::SUCCESS)
}

/// The error of a codegen.toml with an entry at its end. TOML does not append to an array that is written as a
/// value.
fn in_one_array(before: &str, error: anyhow::Error) -> anyhow::Error {
    let is_value = before.lines().any(|line| {
        let key = line.trim_start().strip_prefix("crate").map(str::trim_start);
        key.is_some_and(|rest| rest.starts_with('='))
    });
    if is_value {
        anyhow!(
            "{FILE_NAME} has its crates in one value, `crate = […]`, to which nothing can be appended; nothing was \
             written\n  help: write each crate as a table below its own line `[[crate]]`"
        )
    } else {
        error
    }
}

/// The entry of the service.
fn entry(arguments: &AddArguments, root: &Path, found: &Found, all: &[Found]) -> Result<Entry> {
    let stem = found.stem();
    let out = arguments.out.clone().unwrap_or_else(|| stem.clone());
    let runtime_path = match &arguments.runtime_path {
        Some(path) => match runtime_crate::at(&root.join(&out), path) {
            Ok(RuntimeDependency::Path(path)) => Some(path),
            Ok(RuntimeDependency::Version(_) | RuntimeDependency::Table(_)) => None,
            Err(problem) => bail!(
                "{problem:#}\n  help: name the folder of the runtime's crates with --runtime-path"
            ),
        },
        None => None,
    };
    let has_others = all.iter().filter(|other| other.path == found.path).count() > 1;
    Ok(Entry {
        model: format!("models/{stem}.json"),
        out,
        service: has_others.then(|| found.service.id.clone()),
        operations: arguments.operations.clone(),
        runtime_path,
    })
}

/// Fails if codegen.toml has a crate of the service. Its other problems are found when the entry is there.
fn refuse_known(text: &str, root: &Path, entry: &Entry) -> Result<()> {
    let jobs = config_file::parse(text, root, WHITESMITH.runtime).unwrap_or_default();
    let has_service = |job: &&Job| match (&entry.service, &job.config.service) {
        (Some(id), Some(chosen)) => catalog::is_named(id, chosen),
        (None, _) | (_, None) => true,
    };
    let has_model = |job: &&Job| job.model.names().any(|name| name == entry.model);
    match jobs.iter().filter(has_model).find(has_service) {
        Some(job) => bail!(
            "{FILE_NAME} has a crate of {} already, in {}; nothing was written\n  help: add operations to its \
             key `operations` and run `whitesmith generate`, or take a newer model with `whitesmith update`",
            entry.model,
            job.out.shown
        ),
        None => Ok(()),
    }
}

/// The plan that copies the model; `None` if the same file is there.
fn copied(root: &Path, model: &str, text: String) -> Result<Option<Plan>> {
    match fs::read(root.join(model)) {
        Ok(old) if old == text.as_bytes() => Ok(None),
        Ok(_) => bail!(
            "{model} exists with other contents; nothing was written\n  help: move the file, or write an entry \
             for it in {FILE_NAME} and run `whitesmith update`"
        ),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            Ok(Some(file::plan(root, model, None, text)))
        }
        Err(cause) => {
            bail!("cannot read {model}: {cause}; nothing was written\n  help: move the file")
        }
    }
}
