//! Reads a `[[crate]]` of codegen.toml as a job.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::DeTable;
use whitesmith::{Config, Layout, PackageKey, PackageValue, RuntimeDependency};

use super::section::{Problems, Section};
use super::{Base, dependency, options, package, serde};
use crate::job::{Job, OutputFolder};
use crate::model_file::ModelFile;
use crate::model_files::ModelFiles;
use crate::places::Places;

const KEYS: [&str; 20] = [
    "model",
    "out",
    "name",
    "service",
    "protocol",
    "operations",
    "runtime",
    "package",
    "bump_version",
    "standalone",
    "protocol_tests",
    "serde",
    "types",
    "type_attributes",
    "extern_paths",
    "renames",
    "operation_features",
    "mostly_unused",
    "dependencies",
    "features",
];

/// A job, and the place of its `out` in the file.
pub(super) struct Entry {
    pub(super) job: Job,
    pub(super) out: Range<usize>,
}

/// Reads a `[[crate]]`; `None` if a required value is invalid.
pub(super) fn read(
    table: &DeTable<'_>,
    span: Range<usize>,
    base: &Base<'_>,
    problems: &mut Problems<'_>,
) -> Option<Entry> {
    let root = base.root;
    let section = Section::new(table, span, &KEYS, problems);
    let mut places = Places::default();
    let mut text = |key: &'static str, problems: &mut Problems<'_>| {
        let value = section.get(key)?;
        let text = value.text(problems)?;
        places.0.insert((key, text.clone()), problems.place(&value.span()));
        Some(text)
    };
    let (name, service) = (text("name", problems), text("service", problems));
    let protocol = text("protocol", problems);
    let model = section.needed("model", "\"FILE\"", problems);
    let model = model.and_then(|value| value.text_or_texts(problems));
    places.0.extend(model.iter().flatten().map(|(file, place)| (("model", file.clone()), *place)));
    let out = section.needed("out", "\"DIR\"", problems)?;
    let shown = out.text(problems);
    let flag = |key: &'static str, problems: &mut Problems<'_>| {
        section.get(key).and_then(|value| value.flag(problems)).unwrap_or_default()
    };
    let operations = section.get("operations").and_then(|value| value.texts(problems));
    let operations = operations.unwrap_or_default();
    places.0.extend(operations.iter().map(|(name, place)| (("operations", name.clone()), *place)));
    let standalone = flag("standalone", problems);
    let bump_version = flag("bump_version", problems);
    let protocol_tests = flag("protocol_tests", problems);
    let serde = section.get("serde").and_then(|value| serde::read(value, problems));
    let folder = OutputFolder::new(root.join(shown.as_ref()?), shown.as_ref()?);
    let runtime = runtime(&section, &folder, base, problems);
    let package = section.get("package").map(|value| package::read(value, problems));
    let package = package.unwrap_or_default();
    refuse_standalone_member(&section, standalone, runtime.as_ref(), &package, problems);
    let model = model?;
    let options = options::read(&section, &mut places, problems);
    let config = Config {
        service,
        protocol,
        operations: operations.into_iter().map(|(name, _)| name).collect(),
        name,
        layout: Layout::Package,
        runtime: runtime?,
        package,
        standalone,
        protocol_tests,
        serde,
        ..options
    };
    let file = |(shown, _)| ModelFile::Path { path: root.join(&shown), shown };
    let model = ModelFiles::new(model.into_iter().map(file).collect());
    Some(Entry { job: Job { model, out: folder, config, bump_version, places }, out: out.span() })
}

/// The dependency that the crate configures, else the default one.
fn runtime(
    section: &Section<'_, '_>,
    out: &OutputFolder,
    base: &Base<'_>,
    problems: &mut Problems<'_>,
) -> Option<RuntimeDependency> {
    if let Some(value) = section.get("runtime") {
        return dependency::read(value, out, base.root, problems);
    }
    match base.runtime.dependency(&out.path) {
        Ok(runtime) => Some(runtime),
        Err(error) => {
            let message = format!("missing key `runtime`, and {error}");
            problems.add(&section.span, &message, "write `runtime = { path = \"DIR\" }`");
            None
        }
    }
}

/// Reports a crate that is a workspace of its own and inherits a dependency or a key of `[package]`.
fn refuse_standalone_member(
    section: &Section<'_, '_>,
    standalone: bool,
    runtime: Option<&RuntimeDependency>,
    package: &BTreeMap<PackageKey, PackageValue>,
    problems: &mut Problems<'_>,
) {
    let shares_runtime = match runtime {
        Some(RuntimeDependency::Table(keys)) => keys.iter().any(|(key, _)| key == "workspace"),
        Some(RuntimeDependency::Path(_) | RuntimeDependency::Version(_)) | None => false,
    };
    let shares = shares_runtime || package.values().any(|value| *value == PackageValue::Inherited);
    if let (true, true, Some(standalone)) = (standalone, shares, section.get("standalone")) {
        let message = "`workspace = true` cannot be combined with `standalone = true`";
        let help = "remove `standalone`, or replace `workspace = true` by a value";
        problems.add(&standalone.span(), message, help);
    }
}
