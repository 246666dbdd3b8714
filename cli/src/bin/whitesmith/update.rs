//! Takes newer models of the crates in codegen.toml, and generates the crates, or changes nothing.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, anyhow, bail};
use serde_json::json;
use whitesmith::{ServiceSummary, Source};
use whitesmith_build::output::Plan;
use whitesmith_build::report::Detail;
use whitesmith_build::{Job, ModelTexts, config_file};
use whitesmith_cli::diff::bump::bump;
use whitesmith_cli::diff::verdict::{self, Since};
use whitesmith_cli::generate::{self, AskedBy};
use whitesmith_cli::{Console, Format, Level};

use crate::catalog::{self, Found};
use crate::cli::{Output, UpdateArguments};
use crate::{WHITESMITH, WITHOUT_FILE};
use crate::{file, lookup, version};

/// A model that is replaced.
struct Replaced {
    old: String,
    new: String,
}

/// The models that are replaced, by the names of their files.
type Files = BTreeMap<String, Replaced>;

/// A crate whose model is replaced.
struct Updated {
    job: Job,
    before: ModelTexts,
    after: ModelTexts,
}

/// Runs the command.
pub(crate) fn run(arguments: &UpdateArguments, console: &Console) -> Result<ExitCode> {
    let root = generate::root(WITHOUT_FILE)?;
    let mut jobs = config_file::read(&root, WHITESMITH.runtime)?;
    for job in &mut jobs {
        job.settle()?;
    }
    let services = catalog::read(&arguments.models, console)?;
    let (mut files, mut updated, mut any_known) = (Files::new(), Vec::new(), false);
    for mut job in jobs {
        let before = job.read_model()?;
        let (mut after, mut is_known) = (before.clone(), false);
        for source in before.sources() {
            let Some(service) = service_of(source, &job) else { continue };
            let Some(found) = lookup::by_id(&services, &service.id)? else {
                not_found(&job, &service, &arguments.models, console);
                continue;
            };
            is_known = true;
            if let Some(new) = newer(&job, source, &service, found, console)? {
                after.set(source.name, new.clone());
                replace(&mut files, source, new)?;
            }
        }
        any_known |= is_known;
        if after != before {
            let new = |_: &Job| Ok(after.clone());
            bump(&WHITESMITH, Some(&root), &mut job, &Since::new(), new, console)?;
            updated.push(Updated { job, before, after });
        } else if is_known {
            up_to_date(&job, &arguments.output, console);
        }
    }
    if !any_known {
        bail!(
            "{} has no model of any crate in {}\n  help: name the folder that the models came from",
            arguments.models.display(),
            config_file::FILE_NAME
        );
    }
    let written = write(&root, &files, &updated, arguments, console)?;
    Ok(if written { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Reports a crate whose model is not replaced.
fn up_to_date(job: &Job, output: &Output, console: &Console) {
    if console.format == Format::Text && !output.quiet {
        let (out, model) = (&job.out.shown, job.model.title());
        console.result(format!("{out}: no newer model than {model}\n").as_bytes());
    }
}

/// The service of the crate, if a file defines it. A crate for which no service is chosen has the only one.
fn service_of(source: Source<'_>, job: &Job) -> Option<ServiceSummary> {
    let services = whitesmith::services(&[source]).ok()?;
    let is_chosen = |service: &ServiceSummary| match &job.config.service {
        Some(chosen) => catalog::is_named(&service.id, chosen),
        None => true,
    };
    services.into_iter().find(is_chosen)
}

/// Notes that a file is replaced.
///
/// # Errors
///
/// Another crate has another service of the file, whose newest model is another one.
fn replace(files: &mut Files, source: Source<'_>, new: String) -> Result<()> {
    let (name, old) = (source.name, source.text.to_owned());
    match files.get(name) {
        Some(known) if known.new != new => bail!(
            "{name} has several services, whose newest models are in different files; nothing was written\n  \
             help: give each crate a model with its own service"
        ),
        Some(_) => {}
        None => {
            files.insert(name.to_owned(), Replaced { old, new });
        }
    }
    Ok(())
}

fn not_found(job: &Job, service: &ServiceSummary, models: &Path, console: &Console) {
    let text = format!(
        "{} has no model of the service `{}`; {} stays as it is",
        models.display(),
        service.id,
        job.out.shown
    );
    console.message(Level::Warning, Some(&job.out.shown), &text);
}

/// The text of a model that replaces the one of a crate; `None` if that is the same or newer.
fn newer(
    job: &Job,
    source: Source<'_>,
    service: &ServiceSummary,
    found: &Found,
    console: &Console,
) -> Result<Option<String>> {
    if version::compare(&found.service.version, &service.version).is_lt() {
        let (file, path) = (source.name, found.path.display());
        let (here, there) = (&service.version, &found.service.version);
        let text =
            format!("{file} has version {here}, and {path} the older {there}; it stays as it is");
        console.message(Level::Warning, Some(&job.out.shown), &text);
        return Ok(None);
    }
    let text = found.text()?;
    Ok((text != source.text).then_some(text))
}

/// Generates the crates, prints what changes, and writes all. Returns whether that succeeded.
fn write(
    root: &Path,
    files: &Files,
    updated: &[Updated],
    arguments: &UpdateArguments,
    console: &Console,
) -> Result<bool> {
    let jobs: Vec<Job> = updated.iter().map(|updated| updated.job.clone()).collect();
    let after = |job: &Job| {
        let updated = updated.iter().find(|updated| updated.job.out == job.out);
        updated
            .map(|updated| updated.after.clone())
            .ok_or_else(|| anyhow!("no model for {}", job.out.shown))
    };
    let Some(planned) = generate::all(&jobs, AskedBy::File, console, after) else {
        return Ok(false);
    };
    for (plan, _) in &planned {
        plan.refuse_foreign()?;
    }
    for Updated { job, before, after } in updated {
        if !arguments.output.quiet {
            let title = format!("{}: newer model for {}", job.out.shown, job.model.title());
            verdict::of_update(job, before, after, &title, console);
        }
    }
    let model = |(name, replaced): (&String, &Replaced)| {
        file::plan(root, name, Some(replaced.old.clone().into_bytes()), replaced.new.clone())
    };
    let models: Vec<Plan> = files.iter().map(model).collect();
    let detail = Detail::of(arguments.output.quiet, arguments.output.verbose);
    generate::write(&planned, &models, detail, console)?;
    if console.format == Format::Json {
        for path in files.keys() {
            console.object(&json!({ "type": "file", "path": path }));
        }
    }
    Ok(true)
}
