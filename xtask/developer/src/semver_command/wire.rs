//! Lets the client of each old version call a server of the new version, and returns what breaks.
//!
//! One program has the emitted crates of all versions. `xtask/developer/semver/wire.py` makes the servers, with moto,
//! and drives the program.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use serde_json::json;
use whitesmith::{Config, Files, RuntimeDependency, SerdeNames};
use whitesmith_build::runtime_crate;

use super::parallel;
use super::versions::Version;
use crate::crate_workspace::CrateWorkspace;
use crate::python_environment::{self, text};

/// The package of the program.
const PACKAGE: &str = "exchange";

/// What breaks in each step.
pub(super) fn breaks(
    root: &Path,
    versions: &[&Version],
    steps: &[(&Version, &Version)],
) -> Result<Vec<Vec<String>>> {
    let workspace = CrateWorkspace::below(root, "semver/clients")?;
    let program = build(&workspace, versions)?;
    let folder = root.join("target/semver/models");
    fs::create_dir_all(&folder).context("cannot create a folder")?;
    let mut models = serde_json::Map::new();
    for version in versions {
        let path = folder.join(format!("{}.json", version.folder));
        fs::write(&path, &version.text).context("cannot write a model")?;
        models.insert(version.folder.clone(), json!(path));
    }
    let pairs: Vec<_> = steps.iter().map(|(old, new)| [&old.folder, &new.folder]).collect();
    let file = folder.with_file_name("steps.json");
    fs::write(&file, json!({ "models": models, "steps": pairs }).to_string())
        .context("cannot write the steps")?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("semver/wire.py");
    let mut python = Command::new(python_environment::interpreter(root)?);
    let output = python.args(["-B", "-X", "utf8"]).arg(script).arg(file).arg(program).output();
    let output = output.context("cannot run Python")?;
    if !output.status.success() {
        bail!("the clients cannot call the servers:\n{}", text(&output.stderr));
    }
    serde_json::from_slice(&output.stdout).context("unexpected output of wire.py")
}

/// Compiles the program with the crates of all versions.
fn build(workspace: &CrateWorkspace, versions: &[&Version]) -> Result<PathBuf> {
    let runtime = runtime_crate::anywhere()?;
    let mut dependencies = String::new();
    let mut arms = String::new();
    let crates = parallel::for_each(versions, |version| {
        let config = Config {
            name: Some(version.folder.clone()),
            runtime: runtime.clone(),
            serde: Some(SerdeNames::Rust),
            ..Config::default()
        };
        version.emit(&config)
    })?;
    for (version, files) in versions.iter().zip(crates) {
        let Version { folder, .. } = version;
        arms.push_str(&arms_of(folder, &files)?);
        // Writing to a string cannot fail.
        let _ = writeln!(
            dependencies,
            "{folder} = {{ path = \"../{folder}\", default-features = false, features = [\"serde\"] }}"
        );
        workspace.put(folder, files)?;
    }
    workspace.put(PACKAGE, program(&runtime, &dependencies, &arms)?)?;
    let members = versions.iter().map(|version| version.folder.as_str());
    workspace.close(members.chain([PACKAGE]))?;
    let output = workspace.cargo("build").args(["--quiet", "--package", PACKAGE]).output();
    let output = output.context("cannot run cargo")?;
    if !output.status.success() {
        bail!("the clients do not compile:\n{}", text(&output.stderr));
    }
    Ok(workspace.program(PACKAGE))
}

/// The arms of the program's `match` for the operations of a crate, by what its files declare.
fn arms_of(folder: &str, files: &Files) -> Result<String> {
    let krate = folder.replace('-', "_");
    let mut arms = String::new();
    for (path, file) in files {
        let module = path.strip_prefix("src/operation/").and_then(|name| name.strip_suffix(".rs"));
        let Some(module) = module else { continue };
        let between = |before: &str, after: &str| {
            let rest = file.split_once(before)?.1;
            rest.split_once(after).map(|(found, _)| found)
        };
        let declared = (
            between("const NAME: &'static str = \"", "\""),
            between("impl Operation for ", " {"),
            between("type Error = ", ";"),
        );
        let (Some(name), Some(input), Some(error)) = declared else {
            bail!("{folder}/{path} declares no operation");
        };
        let errors = between("operation_error! {", "\n}").unwrap_or_default();
        let variants = errors.lines().filter_map(|line| line.trim().split_once("(types::error::"));
        let place = format!("{krate}::operation::{module}");
        let modeled = variants.map(|(variant, _)| {
            format!("{place}::{error}::{variant}(e) => exchange::modeled({variant:?}, &e), ")
        });
        let modeled: Vec<String> = modeled.collect();
        let modeled = modeled.concat();
        let _ = writeln!(
            arms,
            "        ({folder:?}, {name:?}) => exchange::exchange::<{place}::{input}>(message, |error| match \
             error {{ {modeled}_ => exchange::modeled(\"Unhandled\", &()) }}),"
        );
    }
    Ok(arms)
}

fn program(runtime: &RuntimeDependency, dependencies: &str, arms: &str) -> Result<Files> {
    let RuntimeDependency::Path(runtime) = runtime else { bail!("the runtime is not a folder") };
    let module = Path::new(env!("CARGO_MANIFEST_DIR")).join("semver/exchange.rs");
    let module = module.to_str().context("the path of the program is not Unicode")?;
    let manifest = format!(
        "# Made by whitesmith.\n[package]\nname = {PACKAGE:?}\nedition = \"2024\"\n\n[dependencies]\n\
         serde = \"1\"\nserde_json = \"1\"\n\
         whitesmith-runtime = {{ path = \"{runtime}/core\", features = [\"serde\"] }}\n{dependencies}"
    );
    let main = format!(
        "// Made by whitesmith.\n#[path = {module:?}]\nmod exchange;\n\nfn main() {{\n    \
         exchange::run(|krate, operation, message| match (krate, operation) {{\n{arms}        \
         _ => panic!(\"unknown operation\"),\n    }});\n}}\n"
    );
    Ok([("Cargo.toml", manifest), ("src/main.rs", main)]
        .map(|(path, text)| (path.to_owned(), text))
        .into())
}
