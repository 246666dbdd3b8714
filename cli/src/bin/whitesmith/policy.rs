//! Prints the least IAM policy for the selected operations of crates.
//!
//! Standard output has the policy alone, so that it can be used as it is. JSON has no comments, and a condition
//! needs a value that only the author of a policy knows: condition keys are a note on standard error.

mod document;

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;

use anyhow::{Result, anyhow, bail};
use serde_json::json;
use whitesmith::{ArnScope, ConditionKey, Config, IamAction, Permissions};
use whitesmith_build::report::counted;
use whitesmith_build::{Job, ModelFiles, OutputFolder, Places, config_file};
use whitesmith_cli::{Console, Format, Level, generate, with_options};

use crate::WHITESMITH;
use crate::cli::PolicyArguments;
use document::Document;

/// Where AWS lists the actions of its services.
const REFERENCE: &str = "https://docs.aws.amazon.com/service-authorization/latest/reference/";

/// What to do in a folder without a codegen.toml.
const WITHOUT_FILE: &str = "create one with `whitesmith init`, or name a model with --model";

/// Runs the command.
pub(crate) fn run(arguments: &PolicyArguments, console: &Console) -> Result<ExitCode> {
    let jobs = jobs(arguments)?;
    let is_chosen = !arguments.model.is_empty() || arguments.name.is_some();
    let (mut all, mut failed) = (Vec::new(), false);
    for job in &jobs {
        let texts = job.read_model()?;
        match whitesmith::permissions(&texts.sources(), &job.config) {
            Ok(Some(permissions)) => all.push((job, permissions)),
            Ok(None) => {
                let level = if is_chosen || jobs.len() == 1 { Level::Error } else { Level::Note };
                failed |= level == Level::Error;
                not_authorized(job, level, arguments, console);
            }
            Err(error) => {
                failed = true;
                report_problems(job, &error, arguments, console);
            }
        }
    }
    if failed {
        return Ok(ExitCode::FAILURE);
    }
    if all.is_empty() {
        bail!(
            "AWS IAM authorizes the operations of no crate in {}\n  help: add a service of AWS with `whitesmith add`",
            config_file::FILE_NAME
        );
    }
    for (job, permissions) in &all {
        for warning in &permissions.warnings {
            console.problem(
                Level::Warning,
                shown(job, arguments),
                &located(job, warning, arguments),
            );
        }
    }
    print(&all, arguments, console);
    Ok(ExitCode::SUCCESS)
}

/// The crates: that of the options, or those of codegen.toml.
fn jobs(arguments: &PolicyArguments) -> Result<Vec<Job>> {
    if !arguments.model.is_empty() {
        return Ok(vec![Job {
            model: ModelFiles::from_arguments(&arguments.model),
            out: OutputFolder::new(".".into(), "."),
            config: Config {
                service: arguments.service.clone(),
                operations: arguments.operations.clone(),
                ..Config::default()
            },
            places: Places::default(),
            bump_version: false,
        }]);
    }
    let mut jobs = config_file::read(&generate::root(WITHOUT_FILE)?, WHITESMITH.runtime)?;
    let Some(name) = &arguments.name else { return Ok(jobs) };
    let all: Vec<String> = jobs.iter().map(|job| format!("`{}`", job.out.shown)).collect();
    jobs.retain(|job| is_named(job, name));
    if jobs.is_empty() {
        bail!(
            "{} has no crate `{}`\n  help: name one of {}",
            config_file::FILE_NAME,
            name.escape_debug(),
            all.join(", ")
        );
    }
    Ok(jobs)
}

/// Whether a crate has this name: that of its package, its folder, or the path of the folder.
fn is_named(job: &Job, name: &str) -> bool {
    let name = name.trim_end_matches('/');
    let folder = job.out.path.file_name().is_some_and(|folder| folder == name);
    folder || job.out.shown == name || job.config.name.as_deref() == Some(name)
}

/// The crate in messages; `None` for a model of the command line.
fn shown<'j>(job: &'j Job, arguments: &PolicyArguments) -> Option<&'j str> {
    arguments.model.is_empty().then_some(job.out.shown.as_str())
}

fn located(
    job: &Job,
    problem: &whitesmith::Problem,
    arguments: &PolicyArguments,
) -> whitesmith::Problem {
    if arguments.model.is_empty() { job.located(problem) } else { with_options(problem.clone()) }
}

fn not_authorized(job: &Job, level: Level, arguments: &PolicyArguments, console: &Console) {
    let model = job.model.title();
    let text = format!(
        "{model}: AWS IAM authorizes no operation of this crate: its service lacks `aws.api#service` or \
         `aws.auth#sigv4`, or it has no operations"
    );
    let help = "\n  help: name the model of a service of AWS";
    let help = if level == Level::Error { help } else { "" };
    console.message(level, shown(job, arguments), &format!("{text}{help}"));
}

fn report_problems(
    job: &Job,
    error: &whitesmith::Error,
    arguments: &PolicyArguments,
    console: &Console,
) {
    for problem in error.problems() {
        console.problem(Level::Error, shown(job, arguments), &located(job, problem, arguments));
    }
    let problems = counted(error.problems().len(), "problem");
    let text = format!("{problems} in {}", job.model.title());
    console.message(Level::Error, shown(job, arguments), &text);
}

fn print(all: &[(&Job, Permissions)], arguments: &PolicyArguments, console: &Console) {
    let scope = ArnScope {
        partition: arguments.partition.clone(),
        region: arguments.region.clone(),
        account: arguments.account.clone(),
    };
    let operations = || all.iter().flat_map(|(_, permissions)| &permissions.operations);
    let actions: Vec<&IamAction> = operations().flat_map(|operation| &operation.actions).collect();
    let document = Document::new(&actions, &scope);
    let free = operations().filter(|operation| operation.actions.is_empty());
    let free: Vec<&str> = free.map(|operation| operation.operation.as_str()).collect();
    if !free.is_empty() {
        console.message(Level::Note, None, &format!("no permission is needed for {}", list(&free)));
    }
    notes(&actions, &document, console);
    match console.format {
        Format::Json => objects(all, &document, &scope, arguments, console),
        Format::Text if document.is_empty() => {}
        Format::Text => console.result(document.text().as_bytes()),
    }
}

fn notes(actions: &[&IamAction], document: &Document, console: &Console) {
    let guessed: BTreeSet<&str> = actions
        .iter()
        .filter(|action| action.is_guessed)
        .map(|action| action.name.as_str())
        .collect();
    if !guessed.is_empty() {
        let names = list(&guessed.iter().copied().collect::<Vec<_>>());
        let derived = if guessed.len() == 1 {
            "is derived from the operation's name"
        } else {
            "are derived from the operations' names"
        };
        let text = format!(
            "{names} {derived}, and neither the model nor AWS's reference confirms that\n  help: compare with \
             {REFERENCE}, and confirm or correct a name with an `apply` statement of `aws.iam#iamAction`"
        );
        console.message(Level::Warning, None, &text);
    }
    if document.len() > document::LONGEST {
        let text = format!(
            "the policy has {} characters besides white space, and a managed policy at most {}\n  help: select \
             fewer operations, or name one crate",
            document.len(),
            document::LONGEST
        );
        console.message(Level::Warning, None, &text);
    }
    let mut keys: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for action in actions.iter().filter(|action| !action.condition_keys.is_empty()) {
        let of_action = action.condition_keys.iter().map(|key| match key.value_type {
            Some(value_type) => format!("{} ({value_type})", key.name),
            None => key.name.clone(),
        });
        keys.entry(&action.name).or_default().extend(of_action);
    }
    if console.format == Format::Text && !keys.is_empty() {
        let line = |(action, keys): (&&str, &BTreeSet<String>)| {
            format!("\n  {action}: {}", keys.iter().cloned().collect::<Vec<_>>().join(", "))
        };
        let lines: String = keys.iter().map(line).collect();
        let text = format!("condition keys that a policy can restrict the actions by:{lines}");
        console.message(Level::Note, None, &text);
    }
}

fn objects(
    all: &[(&Job, Permissions)],
    document: &Document,
    scope: &ArnScope,
    arguments: &PolicyArguments,
    console: &Console,
) {
    for (job, permissions) in all {
        for operation in &permissions.operations {
            let key = |key: &ConditionKey| json!({ "name": key.name, "type": key.value_type });
            let action = |action: &IamAction| {
                json!({
                    "name": action.name,
                    "resources": document::resources(action, scope),
                    "condition_keys": action.condition_keys.iter().map(key).collect::<Vec<_>>(),
                    "guessed": action.is_guessed,
                })
            };
            console.object(&json!({
                "type": "permissions",
                "crate": shown(job, arguments),
                "operation": operation.operation,
                "actions": operation.actions.iter().map(action).collect::<Vec<_>>(),
            }));
        }
    }
    let document = (!document.is_empty()).then(|| document.json());
    console.object(&json!({ "type": "policy", "document": document }));
}

/// The names in a sentence.
fn list(names: &[&str]) -> String {
    match names {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => names.join(", "),
    }
}

/// Checks a part of an ARN that an option gives.
pub(crate) fn arn_part(text: &str) -> Result<String> {
    let is_legal = |c: char| c.is_ascii_alphanumeric() || "-*".contains(c);
    if text.is_empty() || !text.chars().all(is_legal) {
        return Err(anyhow!("expected ASCII letters, digits and `-`, or `*` for all"));
    }
    Ok(text.to_owned())
}
