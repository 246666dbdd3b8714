//! In: the text of codegen.toml. Out: the jobs it describes, or what is wrong with it and where.

use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use toml::Spanned;
use whitesmith::{Config, RuntimeDependency};

use crate::cli;
use crate::job::{Job, OutputFolder};
use crate::model_file::ModelFile;

/// The name of the file.
pub(crate) const FILE_NAME: &str = "codegen.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfigFile {
    #[serde(rename = "crate", default)]
    crates: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    model: String,
    out: Spanned<String>,
    name: Option<String>,
    service: Option<String>,
    protocol: Option<String>,
    #[serde(default)]
    operations: Vec<String>,
    runtime: Option<Runtime>,
    #[serde(default)]
    standalone: bool,
    #[serde(default)]
    protocol_tests: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Runtime {
    Path(String),
    #[serde(deserialize_with = "version_requirement")]
    Version(String),
}

fn version_requirement<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<String, D::Error> {
    cli::version_requirement(&String::deserialize(deserializer)?).map_err(D::Error::custom)
}

/// The nearest folder with a codegen.toml, from `start` upwards.
pub(crate) fn find_root(start: &Path) -> Result<PathBuf> {
    match start.ancestors().find(|folder| folder.join(FILE_NAME).is_file()) {
        Some(folder) => Ok(folder.to_owned()),
        None => bail!(
            "there is no {FILE_NAME} in {} or a folder above it\n  help: run this inside the \
             workspace, or name a model with --model and a folder with --out",
            start.display()
        ),
    }
}

/// Reads the jobs of the codegen.toml in `root`.
pub(crate) fn read(root: &Path) -> Result<Vec<Job>> {
    let path = root.join(FILE_NAME);
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("cannot read {}", path.display()))?;
    parse(&text, root)
}

fn parse(text: &str, root: &Path) -> Result<Vec<Job>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file: ConfigFile = toml::from_str(text).map_err(|error| {
        anyhow::anyhow!("{}: {}", place(text, error.span()), error.message().trim_end())
    })?;
    if file.crates.is_empty() {
        bail!("{FILE_NAME}: there is no [[crate]], so there is nothing to generate");
    }
    let mut jobs: Vec<Job> = Vec::new();
    for entry in file.crates {
        let here = place(text, Some(entry.out.span()));
        let job = entry.into_job(root);
        if job.out.shown.is_empty() {
            bail!("{here}: `out` is empty\n  help: name the folder of the crate");
        }
        let collides = |other: &&Job| overlap(&other.out.path, &job.out.path);
        if let Some(other) = jobs.iter().find(collides) {
            bail!(
                "{here}: `out` is {:?}, and another crate is made in {:?}\n  help: give each \
                 crate a folder of its own",
                job.out.shown,
                other.out.shown
            );
        }
        jobs.push(job);
    }
    Ok(jobs)
}

impl Entry {
    fn into_job(self, root: &Path) -> Job {
        let out = self.out.into_inner();
        Job {
            model: ModelFile::Path { path: root.join(&self.model), shown: self.model },
            out: OutputFolder::new(root.join(&out), &out),
            config: Config {
                service: self.service,
                protocol: self.protocol,
                operations: self.operations,
                name: self.name,
                runtime: match self.runtime {
                    Some(Runtime::Path(path)) => RuntimeDependency::Path(path),
                    Some(Runtime::Version(version)) => RuntimeDependency::Version(version),
                    None => RuntimeDependency::default(),
                },
                standalone: self.standalone,
                protocol_tests: self.protocol_tests,
                endpoints_only: false,
            },
        }
    }
}

/// Whether one folder is the other, or inside it.
fn overlap(one: &Path, other: &Path) -> bool {
    let (one, other) = (lexical(one), lexical(other));
    one.starts_with(&other) || other.starts_with(&one)
}

/// The path without `.` and `..`, for comparison only.
fn lexical(path: &Path) -> PathBuf {
    use std::path::Component;
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                clean.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => {
                clean.push(component);
            }
        }
    }
    clean
}

fn place(text: &str, span: Option<Range<usize>>) -> String {
    let Some(before) = span.and_then(|span| text.get(..span.start)) else {
        return FILE_NAME.to_owned();
    };
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    format!("{FILE_NAME}:{line}:{column}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        format!("{:#}", parse(text, Path::new("root")).unwrap_err())
    }

    #[test]
    fn every_key() {
        let text = r#"
            [[crate]]
            model = "models/chime.json"
            out = "clients/chime/"
            name = "chime"
            service = "Chime"
            protocol = "restJson1"
            operations = ["UpdateAccount"]
            runtime = { path = "../runtime" }
            standalone = true
            protocol_tests = true

            [[crate]]
            model = "models/weather.json"
            out = "clients/weather"
            runtime = { version = "0.1" }
        "#;
        let jobs = parse(text, Path::new("root")).unwrap();
        assert_eq!(
            jobs[0],
            Job {
                model: ModelFile::Path {
                    path: "root/models/chime.json".into(),
                    shown: "models/chime.json".to_owned()
                },
                out: OutputFolder {
                    path: "root/clients/chime".into(),
                    shown: "clients/chime".to_owned()
                },
                config: Config {
                    service: Some("Chime".to_owned()),
                    protocol: Some("restJson1".to_owned()),
                    operations: vec!["UpdateAccount".to_owned()],
                    name: Some("chime".to_owned()),
                    runtime: RuntimeDependency::Path("../runtime".to_owned()),
                    standalone: true,
                    protocol_tests: true,
                    endpoints_only: false,
                },
            }
        );
        assert_eq!(jobs[1].config.runtime, RuntimeDependency::Version("0.1".to_owned()));
        assert!(!jobs[1].config.standalone);
    }

    #[test]
    fn problems_name_their_place() {
        let unknown = "[[crate]]\nmodel = \"m\"\nout = \"o\"\noperation = [\"A\"]\n";
        insta::assert_snapshot!(message(unknown), @"codegen.toml:4:1: unknown field `operation`, expected one of `model`, `out`, `name`, `service`, `protocol`, `operations`, `runtime`, `standalone`, `protocol_tests`");
        let missing = "[[crate]]\nmodel = \"m\"\n";
        insta::assert_snapshot!(message(missing), @"codegen.toml:1:1: missing field `out`");
        let runtime = "[[crate]]\nmodel = \"m\"\nout = \"o\"\nruntime = { git = \"g\" }\n";
        insta::assert_snapshot!(message(runtime), @"codegen.toml:4:13: unknown variant `git`, expected `path` or `version`");
        let version = "[[crate]]\nmodel = \"m\"\nout = \"o\"\nruntime = { version = \"latest\" }\n";
        insta::assert_snapshot!(message(version), @"codegen.toml:4:11: unexpected character 'l' while parsing major version number; a version requirement looks like `0.1` or `>=1.2, <2`");
        let wrong_type = "[[crate]]\nmodel = \"m\"\nout = \"o\"\noperations = \"A\"\n";
        insta::assert_snapshot!(message(wrong_type), @r#"codegen.toml:4:14: invalid type: string "A", expected a sequence"#);
        insta::assert_snapshot!(message("[[crate]]\nmodel = \n"), @"codegen.toml:2:9: string values must be quoted, expected literal string");
        insta::assert_snapshot!(message(""), @"codegen.toml: there is no [[crate]], so there is nothing to generate");
    }

    #[test]
    fn crates_that_share_a_folder() {
        let crates = |one: &str, other: &str| {
            format!(
                "[[crate]]\nmodel = \"a\"\nout = {one:?}\n[[crate]]\nmodel = \"b\"\nout = {other:?}\n"
            )
        };
        insta::assert_snapshot!(message(&crates("generated", "./x/../generated/")), @r#"
        codegen.toml:6:7: `out` is "./x/../generated", and another crate is made in "generated"
          help: give each crate a folder of its own
        "#);
        insta::assert_snapshot!(message(&crates("generated/src/inner", "generated")), @r#"
        codegen.toml:6:7: `out` is "generated", and another crate is made in "generated/src/inner"
          help: give each crate a folder of its own
        "#);
        insta::assert_snapshot!(message(&crates("generated", "")), @"
        codegen.toml:6:7: `out` is empty
          help: name the folder of the crate
        ");
        assert!(parse(&crates("generated", "generated-2"), Path::new("root")).is_ok());
    }

    #[test]
    fn the_root_is_the_nearest_above() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("a/b");
        std::fs::create_dir_all(&inner).unwrap();
        std::fs::write(folder.path().join(FILE_NAME), "").unwrap();
        assert_eq!(find_root(&inner).unwrap(), folder.path());
    }
}
