mod options;

use std::fs;

use tempfile::TempDir;
use whitesmith::{
    Config, DependencyValue, Layout, PackageKey, PackageValue, RuntimeDependency, SerdeNames,
};

use super::*;
use crate::job::OutputFolder;
use crate::model_file::ModelFile;
use crate::model_files::ModelFiles;
use crate::places::Places;
use crate::runtime_crate;

fn parse(text: &str, root: &Path) -> Result<Vec<Job>> {
    super::parse(text, root, DefaultRuntime::Checkout)
}

/// Creates packages named as those of the runtime in `runtime`, and another one in `other`.
fn root() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for (folder, name) in [
        ("runtime/core", "whitesmith-runtime"),
        ("runtime/client", "whitesmith-client"),
        ("runtime/aws", "whitesmith-aws"),
        ("other/core", "mine"),
    ] {
        fs::create_dir_all(root.path().join(folder)).unwrap();
        let manifest = format!("[package]\nname = \"{name}\"\n");
        fs::write(root.path().join(folder).join("Cargo.toml"), manifest).unwrap();
    }
    root
}

fn message(text: &str) -> String {
    let root = root();
    let message = format!("{:#}", parse(text, root.path()).unwrap_err());
    let real = root.path().canonicalize().unwrap();
    message.replace(&real.display().to_string(), "ROOT")
}

/// The problems of a crate with these keys.
fn of_crate(lines: &str) -> String {
    message(&format!("[[crate]]\nmodel = \"m\"\nout = \"o\"\n{lines}\n"))
}

#[test]
fn a_model_in_several_files() {
    let root = root();
    let text = "[[crate]]\nmodel = [\"base.json\", \"fixes\"]\nout = \"o\"\n";
    fs::create_dir(root.path().join("fixes")).unwrap();
    let jobs = parse(text, root.path()).unwrap();
    assert_eq!(jobs[0].model.title(), "base.json and 1 more");
    let error = jobs[0].read_model().unwrap_err().to_string();
    assert!(error.starts_with("codegen.toml:2:10: cannot read the model base.json: "), "{error}");
    let folder = "\nerror: codegen.toml:2:23: the folder fixes has no .json file\n  help: ";
    assert!(error.contains(folder), "{error}");
    fs::write(root.path().join("base.json"), "{}").unwrap();
    fs::write(root.path().join("fixes/a.json"), "[]").unwrap();
    let texts = jobs[0].read_model().unwrap();
    let names: Vec<&str> = texts.sources().iter().map(|source| source.name).collect();
    assert_eq!(names, ["base.json", "fixes/a.json"]);
    for wrong in ["[]", "7", "[\"a\", 7]", "\" \""] {
        let text = format!("[[crate]]\nmodel = {wrong}\nout = \"o\"\n");
        assert!(message(&text).starts_with("codegen.toml:2:"), "{wrong}");
    }
}

const EVERY_KEY: &str = r#"
        [[crate]]
        model = "models/chime.json"
        out = "clients/chime/"
        name = "chime"
        service = "Chime"
        protocol = "restJson1"
        operations = ["UpdateAccount", "GetAccount", "UpdateAccount"]
        runtime = { path = "../../runtime" }
        standalone = true
        protocol_tests = true
        serde = "rust-names"
        package.version = "1.2.0"
        package.publish = ["ours"]
        package.license = "MIT"
        package.authors = ["A. Person <a@example.com>"]
    "#;

#[test]
fn every_key() {
    let root = root();
    let jobs = parse(EVERY_KEY, root.path()).unwrap();
    let places = [
        ("model", "models/chime.json", (3, 17)),
        ("name", "chime", (5, 16)),
        ("service", "Chime", (6, 19)),
        ("protocol", "restJson1", (7, 20)),
        ("operations", "GetAccount", (8, 40)),
        ("operations", "UpdateAccount", (8, 54)),
    ];
    let places = places.map(|(key, value, place)| ((key, value.to_owned()), place));
    let operations = ["UpdateAccount", "GetAccount", "UpdateAccount"];
    let list = |text: &str| PackageValue::List(vec![text.to_owned()]);
    let package = [
        (PackageKey::Version, PackageValue::Text("1.2.0".to_owned())),
        (PackageKey::Authors, list("A. Person <a@example.com>")),
        (PackageKey::License, PackageValue::Text("MIT".to_owned())),
        (PackageKey::Publish, list("ours")),
    ];
    assert_eq!(
        jobs,
        [Job {
            model: ModelFiles::new(vec![ModelFile::Path {
                path: root.path().join("models/chime.json"),
                shown: "models/chime.json".to_owned()
            }]),
            out: OutputFolder {
                path: root.path().join("clients/chime"),
                shown: "clients/chime".to_owned()
            },
            config: Config {
                service: Some("Chime".to_owned()),
                protocol: Some("restJson1".to_owned()),
                operations: operations.map(str::to_owned).to_vec(),
                name: Some("chime".to_owned()),
                layout: Layout::Package,
                runtime: RuntimeDependency::Path("../../runtime".to_owned()),
                package: package.into(),
                standalone: true,
                protocol_tests: true,
                serde: Some(SerdeNames::Rust),
                ..Config::default()
            },
            bump_version: false,
            places: Places(places.into()),
        }]
    );
}

#[test]
fn keys_of_the_package() {
    let inherited = "version.workspace = true\npublish = true\n";
    let text = format!("[[crate]]\nmodel = \"m\"\nout = \"o\"\n[crate.package]\n{inherited}");
    let jobs = parse(&text, root().path()).unwrap();
    let package = [
        (PackageKey::Version, PackageValue::Inherited),
        (PackageKey::Publish, PackageValue::Flag(true)),
    ];
    assert_eq!(jobs[0].config.package, package.into());
    let wrong = r#"
        licence = "MIT"
        name = "other"
        version = "1.0"
        keywords = ["two words"]
        authors = "A. Person"
        readme = 7
        repository = { path = "x" }
    "#;
    insta::assert_snapshot!(of_crate(&format!("[crate.package]{wrong}")), @r#"
    codegen.toml:5:9: unknown key `licence`
      help: did you mean `license`?
    error: codegen.toml:6:9: unknown key `name`
      help: known keys: `version`, `description`, `authors`, `license`, `license-file`, `repository`, `homepage`, `documentation`, `readme`, `keywords`, `categories`, `publish`
    error: codegen.toml:7:19: `version` is not a version: `1.0`
      help: write three numbers, such as "1.2.0"
    error: codegen.toml:8:20: `keywords` cannot hold `two words`
      help: write a letter or digit, then at most 19 letters, digits, `-`, `_` and `+`
    error: codegen.toml:9:19: expected a list of strings for `authors`, found a string
      help: write `authors = ["…"]`
    error: codegen.toml:10:18: expected a Cargo.toml value or `{ workspace = true }` for `readme`, found a number
      help: write `readme = "…"`
    error: codegen.toml:11:22: expected a Cargo.toml value or `{ workspace = true }` for `repository`, found a table
      help: write `repository = "…"`
    "#);
    insta::assert_snapshot!(of_crate("package = \"MIT\""), @r#"
    codegen.toml:4:11: expected a table of Cargo.toml values for `package`, found a string
      help: write `package.version = "…"`
    "#);
    let standalone = of_crate("standalone = true\npackage.version.workspace = true");
    assert!(standalone.contains("`workspace = true` cannot be combined"), "{standalone}");
}

#[test]
fn every_form_of_a_dependency() {
    let root = root();
    let runtime = |value: &str| {
        let text = format!("[[crate]]\nmodel = \"m\"\nout = \"o\"\n{value}\n");
        parse(&text, root.path()).unwrap().remove(0).config.runtime
    };
    let text = |key: &str, value: &str| (key.to_owned(), DependencyValue::Text(value.to_owned()));
    let workspace = || ("workspace".to_owned(), DependencyValue::Flag(true));
    let git = || text("git", "https://a.b/c");
    let cases = [
        ("runtime = \"0.1\"", RuntimeDependency::Version("0.1".to_owned())),
        (
            "runtime = { version = \">=0.1, <2\" }",
            RuntimeDependency::Version(">=0.1, <2".to_owned()),
        ),
        ("runtime.path = \"../runtime\"", RuntimeDependency::Path("../runtime".to_owned())),
        (
            "runtime = { version = \"0.1\", path = \"../runtime\" }",
            RuntimeDependency::Table(vec![text("path", "../runtime"), text("version", "0.1")]),
        ),
        ("runtime = { workspace = true }", RuntimeDependency::Table(vec![workspace()])),
        ("runtime.workspace = true", RuntimeDependency::Table(vec![workspace()])),
        ("runtime = { git = \"https://a.b/c\" }", RuntimeDependency::Table(vec![git()])),
        (
            "runtime = { git = \"https://a.b/c\", rev = \"1a2b\" }",
            RuntimeDependency::Table(vec![git(), text("rev", "1a2b")]),
        ),
        (
            "runtime = { registry = \"ours\", version = \"1\" }",
            RuntimeDependency::Table(vec![text("version", "1"), text("registry", "ours")]),
        ),
    ];
    for (value, expected) in cases {
        assert_eq!(runtime(value), expected, "{value}");
    }
    let default = runtime("");
    let way = paths::way(&root.path().join("o"), &runtime_crate::folder()).unwrap();
    assert_eq!(default, RuntimeDependency::Path(way));
}

#[test]
fn misspelled_keys() {
    insta::assert_snapshot!(of_crate("operation = [\"A\"]\nprotocl = \"p\"\nfoo = 1"), @"
    codegen.toml:4:1: unknown key `operation`
      help: did you mean `operations`?
    error: codegen.toml:5:1: unknown key `protocl`
      help: did you mean `protocol`?
    error: codegen.toml:6:1: unknown key `foo`
      help: known keys: `model`, `out`, `name`, `service`, `protocol`, `operations`, `runtime`, `package`, `bump_version`, `standalone`, `protocol_tests`, `serde`, `types`, `type_attributes`, `extern_paths`, `renames`, `operation_features`, `mostly_unused`, `dependencies`, `features`
    ");
    insta::assert_snapshot!(of_crate("runtime = { pth = \"../runtime\" }"), @"
    codegen.toml:4:11: `runtime` has no source for the crates
      help: add `path`, `git`, `version` or `workspace = true`
    error: codegen.toml:4:13: unknown key `pth`
      help: did you mean `path`?
    ");
}

#[test]
fn headers() {
    insta::assert_snapshot!(message("[crate]\nmodel = \"m\"\nout = \"o\"\n"), @"
    codegen.toml:1:2: expected a list of tables for `crate`, found a table
      help: write `[[crate]]`, with two brackets
    ");
    insta::assert_snapshot!(message("[[crates]]\nmodel = \"m\"\n"), @"
    codegen.toml:1:3: unknown top-level key `crates`
      help: did you mean `[[crate]]`?
    ");
    insta::assert_snapshot!(message("model = \"m\"\n"), @"
    codegen.toml:1:1: unknown top-level key `model`
      help: move it below a line with `[[crate]]`
    ");
    insta::assert_snapshot!(message("crate = [\"chime\"]\n"), @"
    codegen.toml:1:10: expected a table
      help: write `[[crate]]` and its keys below
    ");
    insta::assert_snapshot!(message("crate = []\n"), @r#"
    codegen.toml:1:9: the list of crates is empty
      help: write `[[crate]]` and below it `model = "FILE"` and `out = "DIR"`
    "#);
    insta::assert_snapshot!(message(""), @r#"
    codegen.toml: there is no `[[crate]]`, so there is nothing to generate
      help: add a service of AWS with `whitesmith add`, or write `[[crate]]` and below it `model = "FILE"` and `out = "DIR"`
    "#);
    insta::assert_snapshot!(message("[[crate]]\nmodel = \n"), @"
    codegen.toml:2:9: string values must be quoted, expected literal string
      help: correct the TOML; strings need quotes, and lists brackets
    ");
}

#[test]
fn values_of_wrong_types() {
    insta::assert_snapshot!(message("[[crate]]\n"), @r#"
    codegen.toml:1:1: missing key `model`
      help: write `model = "FILE"`
    error: codegen.toml:1:1: missing key `out`
      help: write `out = "DIR"`
    "#);
    insta::assert_snapshot!(of_crate("operations = \"A\"\nname = 1\nstandalone = \"yes\""), @r#"
    codegen.toml:4:14: expected a list of strings for `operations`, found a string
      help: write `operations = ["A"]`
    error: codegen.toml:5:8: expected a string for `name`, found a number
      help: write `name = "…"`
    error: codegen.toml:6:14: expected `true` or `false` for `standalone`, found a string
      help: write `standalone = true`
    "#);
    insta::assert_snapshot!(of_crate("serde = true"), @r#"
    codegen.toml:4:9: expected a string for `serde`, found a boolean
      help: write `serde = "…"`
    "#);
    insta::assert_snapshot!(of_crate("serde = \"yes\""), @r#"
    codegen.toml:4:9: expected `wire-names` or `rust-names` for `serde`, found `yes`
      help: write `serde = "wire-names"`
    "#);
    insta::assert_snapshot!(of_crate("operations = []"), @"
    codegen.toml:4:14: `operations` is empty
      help: remove the key, or add a value
    ");
    insta::assert_snapshot!(of_crate("operations = [\"A\", 1, \"\"]"), @"
    codegen.toml:4:20: expected strings in `operations`, found a number
      help: write a string that is not empty
    error: codegen.toml:4:23: expected strings in `operations`, found an empty string
      help: write a string that is not empty
    ");
    insta::assert_snapshot!(of_crate("runtime = 1"), @r#"
    codegen.toml:4:11: expected a version or a table, as in a Cargo.toml, for `runtime`, found a number
      help: write `runtime = { path = "…" }`
    "#);
}

#[test]
fn dependencies_that_lead_nowhere() {
    insta::assert_snapshot!(of_crate("runtime.path = \"runtime\""), @r#"
    codegen.toml:4:16: there is no crate at ROOT/o/runtime/core
      help: write `path = "../runtime"`: `runtime.path` is relative to the folder of the crate, o
    "#);
    // The help names the runtime of this checkout, from a folder that the system has chosen.
    let other = of_crate("runtime = { path = \"../other\" }");
    let problem = "codegen.toml:4:20: expected the crate `whitesmith-runtime` at ROOT/other/core, found `mine`";
    assert_eq!(other.lines().next(), Some(problem));
    insta::assert_snapshot!(of_crate("runtime = \"latest\""), @r#"
    codegen.toml:4:11: `latest` is not a version requirement: unexpected character 'l' while parsing major version number; examples of version requirements are `0.1` and `>=1.2, <2`
      help: write a version such as "0.1", or a table such as { path = "…" }
    "#);
}

#[test]
fn dependencies_that_contradict_themselves() {
    for (runtime, problem) in [
        ("git = \"u\", path = \"../runtime\"", "`git` and `path` cannot be combined"),
        ("git = \"u\", registry = \"r\"", "`git` and `registry` cannot be combined"),
        ("git = \"u\", branch = \"b\", rev = \"r\"", "`branch` and `rev` cannot be combined"),
        ("version = \"1\", tag = \"t\"", "`tag` requires `git`"),
        ("workspace = true, version = \"1\"", "`version` cannot be combined with `workspace`"),
        ("workspace = false", "`workspace` cannot be `false`"),
        ("features = [\"tracing\"]", "`runtime` has no source for the crates"),
    ] {
        let message = of_crate(&format!("runtime = {{ {runtime} }}"));
        assert!(message.contains(problem), "{runtime}: {message}");
    }
    insta::assert_snapshot!(of_crate("runtime.workspace = true\nstandalone = true"), @"
    codegen.toml:5:14: `workspace = true` cannot be combined with `standalone = true`
      help: remove `standalone`, or replace `workspace = true` by a value
    ");
}

#[test]
fn crates_that_share_a_folder() {
    let crates = |one: &str, other: &str| {
        format!(
            "[[crate]]\nmodel = \"a\"\nout = {one:?}\n[[crate]]\nmodel = \"b\"\nout = {other:?}\n"
        )
    };
    insta::assert_snapshot!(message(&crates("generated", "./x/../generated/")), @r#"
    codegen.toml:6:7: `out` is "./x/../generated", which overlaps with the folder "generated" of another crate
      help: give each crate its own folder
    "#);
    insta::assert_snapshot!(message(&crates("generated/src/inner", "generated")), @r#"
    codegen.toml:6:7: `out` is "generated", which overlaps with the folder "generated/src/inner" of another crate
      help: give each crate its own folder
    "#);
    insta::assert_snapshot!(message(&crates("generated", "")), @"
    codegen.toml:6:7: `out` is empty
      help: write a string that is not empty
    ");
    assert!(parse(&crates("generated", "generated-2"), root().path()).is_ok());
}

#[test]
fn the_root_is_the_nearest_above() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("a/b");
    fs::create_dir_all(&inner).unwrap();
    fs::write(folder.path().join(FILE_NAME), "").unwrap();
    assert_eq!(find_root(&inner).unwrap(), folder.path());
}
