//! Runs the built binary on a small model, and tests its output and the files on disk.

#![cfg(test)]

mod left_out;
mod models;
mod workspace;

use workspace::{MODEL, Workspace};

#[test]
fn from_nothing_to_up_to_date() {
    let workspace = Workspace::new();
    let first = workspace.xtask("codegen");
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    insta::assert_snapshot!(first.out, @"weather: 10 written; 2 operations; N ms");
    let written = workspace.contents();
    assert!(written["weather/src/operation/ping.rs"].contains("pub struct PingInput"));
    assert!(!written["weather/Cargo.toml"].contains("[workspace]"));

    let times = workspace.times();
    let second = workspace.xtask("codegen");
    insta::assert_snapshot!(second.out, @"weather: 10 unchanged; 2 operations; N ms");
    assert_eq!(workspace.times(), times, "a file that stays the same is not written again");

    let check = workspace.xtask("codegen --check");
    assert_eq!((check.code, check.err.as_str()), (0, ""));
    insta::assert_snapshot!(check.out, @"weather: up to date; 10 files; 2 operations; N ms");
    let quiet = workspace.xtask("codegen --check --quiet");
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (0, "", ""));
}

#[test]
fn it_works_from_any_folder_inside() {
    let workspace = Workspace::new();
    workspace.put("some/folder/file", "");
    let ran = workspace.xtask_in("some/folder", "codegen");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(workspace.contents().contains_key("weather/src/lib.rs"));
}

#[test]
fn a_folder_without_configuration() {
    let workspace = Workspace::new();
    workspace.remove("codegen.toml");
    let ran = workspace.xtask("codegen");
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.err, @"
    error: there is no codegen.toml in HERE or a parent folder
      help: run this inside the workspace, or name a model with --model and a folder with --out
    ");
}

#[test]
fn check_shows_what_is_out_of_date_and_writes_nothing() {
    let workspace = Workspace::new();
    workspace.xtask("codegen");
    let made = workspace.contents();
    let edited = made["weather/src/operation.rs"].replace("pub mod ping;", "pub mod pong;");
    workspace.put("weather/src/operation.rs", &edited);
    workspace.put("weather/src/operation/gone.rs", "// Made by whitesmith, long ago.\n");
    workspace.remove("weather/Cargo.toml");
    let before = workspace.contents();

    let check = workspace.xtask("codegen --check --verbose");
    assert_eq!(check.code, 1);
    assert_eq!(workspace.contents(), before);
    insta::assert_snapshot!(check.err, @"
    error: weather is out of date with weather.json: 1 stale, 1 missing, 1 orphaned; nothing was written
      help: run `cargo xtask codegen --verbose`
    ");
    let parts = [
        "--- /dev/null\n+++ b/weather/Cargo.toml\n@@ -0,0 +1,",
        "--- a/weather/src/operation.rs\n+++ b/weather/src/operation.rs\n@@ -",
        "\n-pub mod pong;\n+pub mod ping;\n pub mod report;\n",
        "--- a/weather/src/operation/gone.rs\n+++ /dev/null\n@@ -1 +0,0 @@\n-// Made by",
        "\n    missing  weather/Cargo.toml\n  unchanged  weather/src/blocking.rs\n",
    ];
    for part in parts {
        assert!(check.out.contains(part), "{part:?} in {}", check.out);
    }
    let terse = workspace.xtask("codegen --check --quiet");
    assert_eq!((terse.code, terse.out.as_str()), (1, ""));

    let fixed = workspace.xtask("codegen --verbose");
    insta::assert_snapshot!(fixed.out, @"
            new  weather/Cargo.toml
      unchanged  weather/src/blocking.rs
      unchanged  weather/src/client.rs
      unchanged  weather/src/endpoint.rs
      unchanged  weather/src/lib.rs
        changed  weather/src/operation.rs
        removed  weather/src/operation/gone.rs
      unchanged  weather/src/operation/ping.rs
      unchanged  weather/src/operation/report.rs
      unchanged  weather/src/service.rs
      unchanged  weather/src/types.rs
    weather: 2 written, 8 unchanged, 1 removed; 2 operations; N ms
    ");
    assert_eq!(workspace.contents(), made);
}

#[test]
fn operations_that_are_no_longer_selected_go() {
    let workspace = Workspace::new();
    workspace.configure(r#"operations = ["Ping", "Report"]"#);
    workspace.xtask("codegen");
    workspace.put("weather/src/operation/mine.rs", "// Somebody's own.\n");
    assert!(workspace.contents().contains_key("weather/src/operation/report.rs"));
    workspace.configure(r#"operations = ["Ping"]"#);
    let ran = workspace.xtask("codegen");
    insta::assert_snapshot!(ran.out, @"weather: 4 written, 5 unchanged, 1 removed; 1 operation; N ms");
    let left = workspace.contents();
    assert!(!left.contains_key("weather/src/operation/report.rs"));
    assert!(left.contains_key("weather/src/operation/mine.rs"));
}

#[test]
fn a_bad_model_changes_nothing() {
    let workspace = Workspace::new();
    workspace.xtask("codegen");
    for bad in [
        "{",
        "",
        "[]",
        &MODEL.replace("\"2.0\"", "\"9.9\""),
        &MODEL.replace("operation\"", "opration\""),
    ] {
        workspace.put("weather.json", bad);
        let before = workspace.contents();
        let ran = workspace.xtask("codegen");
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{bad}");
        assert!(ran.err.starts_with("error: weather.json:"), "{}", ran.err);
        let last = ran.err.lines().last().unwrap_or_default();
        assert!(last.ends_with(" in weather.json; nothing was written"), "{}", ran.err);
        assert_eq!(workspace.contents(), before);
    }
}

#[test]
fn one_bad_crate_keeps_the_others_from_being_written() {
    let workspace = Workspace::new();
    workspace.put("broken.json", "{");
    workspace.put(
        "codegen.toml",
        "[[crate]]\nmodel = 'weather.json'\nout = 'weather'\n\
         [[crate]]\nmodel = 'broken.json'\nout = 'broken'\n",
    );
    let before = workspace.contents();
    let ran = workspace.xtask("codegen");
    assert_eq!(ran.code, 1);
    assert!(ran.err.ends_with("error: 1 problem in broken.json; nothing was written\n"));
    assert_eq!(workspace.contents(), before);
}

#[test]
fn an_unknown_operation_gets_the_names_that_are_near() {
    let workspace = Workspace::new();
    let ran = workspace.xtask("codegen --model weather.json --operation Reprot --out out");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("did you mean `Report`?"), "{}", ran.err);
    assert!(!workspace.contents().contains_key("out/Cargo.toml"));
}

#[test]
fn any_model_becomes_a_crate_of_its_own() {
    let workspace = Workspace::new();
    let line = "codegen --model - --operation Ping --out made/here/ --name my-weather \
                --runtime-version 0.1";
    let ran = workspace.xtask_reading(line, MODEL);
    assert_eq!(ran.code, 0, "{}", ran.err);
    insta::assert_snapshot!(ran.out, @"made/here: 9 written; 1 operation; N ms");
    let manifest = &workspace.contents()["made/here/Cargo.toml"];
    for line in ["name = \"my-weather\"", "whitesmith-runtime = \"0.1\""] {
        assert!(manifest.lines().any(|found| found == line), "{line} in {manifest}");
    }
    let bad = workspace.xtask_reading("codegen --model - --out made", "{");
    assert!(bad.err.ends_with("in standard input; nothing was written\n"), "{}", bad.err);
}

/// The path of the runtime in the manifest of a crate, resolved from the crate's folder.
fn runtime_of(workspace: &Workspace, folder: &str) -> std::path::PathBuf {
    let manifest = workspace.read(&format!("{folder}/Cargo.toml"));
    let line = manifest.lines().find(|line| line.starts_with("whitesmith-runtime = ")).unwrap();
    let path = line.split('"').nth(1).unwrap();
    workspace.path(folder).join(path)
}

#[test]
fn the_runtime_is_found_from_any_folder() {
    let workspace = Workspace::new();
    workspace.put("deep/inside/file", "");
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let runtime = here.with_file_name("runtime/core").canonicalize().unwrap();
    for (from, out, folder) in [
        ("", "adhoc", "adhoc"),
        ("deep/inside", "../shop/adhoc", "deep/shop/adhoc"),
        ("deep", "./inside/../../a/./b/", "a/b"),
        ("deep/inside", ".", "deep/inside"),
    ] {
        let model = workspace.path("weather.json");
        let line = format!("codegen --model {} --out {out}", model.display());
        let ran = workspace.xtask_in(from, &line);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_eq!(runtime_of(&workspace, folder).canonicalize().unwrap(), runtime, "{out}");
    }
    // A crate of codegen.toml without `runtime` has the same default.
    assert_eq!(workspace.xtask("codegen").code, 0);
    assert_eq!(runtime_of(&workspace, "weather").canonicalize().unwrap(), runtime);
}

#[cfg(unix)]
#[test]
fn odd_folders() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let workspace = Workspace::new();
    let odd = OsStr::from_bytes(b"not \xff unicode");
    for out in [OsStr::new("with spaces"), odd] {
        let words = ["codegen", "--model", "weather.json", "--out"].map(OsStr::new);
        let ran = workspace.xtask_words(&[&words[..], &[out]].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(workspace.path("").join(out).join("Cargo.toml").is_file());
    }
    std::fs::create_dir(workspace.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink(workspace.path("elsewhere"), workspace.path("link")).unwrap();
    let ran = workspace.xtask("codegen --model weather.json --out link/adhoc");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(runtime_of(&workspace, "elsewhere/adhoc").is_dir());
    assert!(runtime_of(&workspace, "link/adhoc").is_dir());
}

#[test]
fn a_crate_in_somebodys_workspace() {
    let workspace = Workspace::new();
    workspace.put("Cargo.toml", "[workspace]\nmembers = ['crates/*']\n");
    let generate = |out: &str| {
        let ran = workspace.xtask(&format!("codegen --model weather.json --out {out}"));
        assert_eq!(ran.code, 0, "{}", ran.err);
        let out = out.split(' ').next().unwrap();
        (workspace.read(&format!("{out}/Cargo.toml")).contains("[workspace]"), ran.err)
    };
    assert_eq!(generate("crates/weather"), (false, String::new()));
    assert_eq!(generate("target/weather"), (true, String::new()));
    assert_eq!(generate("apart --standalone"), (true, String::new()));
    let (standalone, note) = generate("clients/weather");
    assert!(!standalone);
    insta::assert_snapshot!(note, @r#"
    note: clients/weather is in the workspace of HERE/Cargo.toml, which does not list it
      help: add "clients/weather" to `members` there, or let a member depend on it by its path; or make it a workspace of its own, with --standalone
    "#);
    let refused = workspace.xtask("codegen --model weather.json --out crates/alone --standalone");
    insta::assert_snapshot!(refused.err, @"
    error: crates/alone is a member of the workspace of HERE/Cargo.toml and cannot be a workspace of its own; nothing was written
      help: remove `standalone`, or add the folder to `exclude` there
    ");
    assert!(!workspace.path("crates/alone").exists());
    let quiet = "codegen --quiet --model weather.json --out clients/weather";
    assert_eq!(workspace.xtask(quiet).err, "");

    // Cargo agrees.
    for folder in ["crates/weather", "target/weather", "apart"] {
        workspace.cargo_takes(folder).unwrap();
    }
    let refused = workspace.cargo_takes("clients/weather").unwrap_err();
    assert!(refused.contains("believes it's in a workspace when it's not"), "{refused}");
    workspace.put("Cargo.toml", "[workspace]\nmembers = ['clients/weather']\n");
    workspace.cargo_takes("clients/weather").unwrap();
    workspace.remove("Cargo.toml");
    workspace.cargo_takes("clients/weather").unwrap();
}

#[test]
fn what_is_asked_for_in_vain_has_its_place_in_the_file() {
    let workspace = Workspace::new();
    workspace.configure("operations = [\"Ping\", \"Reprot\"]");
    let ran = workspace.xtask("codegen");
    insta::assert_snapshot!(ran.err, @r"
    error: codegen.toml:4:23: com.example#Weather: unknown operation `Reprot`
      help: did you mean `Report`?
    error: 1 problem in weather.json; nothing was written
    ");
    workspace.put("codegen.toml", "[[crate]]\nmodel = \"wether.json\"\nout = \"weather\"\n");
    let ran = workspace.xtask("codegen");
    assert!(ran.err.starts_with("error: codegen.toml:2:9: cannot read the model wether.json: "));
    assert!(ran.err.contains("\n  help: did you mean `weather.json`?"), "{}", ran.err);
}

#[test]
fn files_of_others_stay() {
    let workspace = Workspace::new();
    workspace.put("weather/src/lib.rs", "pub fn precious() {}\n");
    let before = workspace.contents();
    let ran = workspace.xtask("codegen");
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.err, @"
    error: weather/src/lib.rs was not generated by whitesmith and would be overwritten; nothing was written
      help: move the file, or choose another folder; generated files are marked in their first line
    ");
    assert_eq!(workspace.contents(), before);
}

/// Tests a limit of the file size, which fails in the middle of writing as a full disk does.
#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_changes_nothing() {
    let workspace = Workspace::new();
    workspace.configure(r#"operations = ["Ping"]"#);
    workspace.xtask("codegen");
    workspace.configure(r#"operations = ["Report"]"#);
    let before = workspace.contents();
    let ran = workspace.xtask_with_small_files("codegen");
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.starts_with("error: cannot write weather/src/"), "{}", ran.err);
    assert!(ran.err.contains("; nothing was changed\n  help: "), "{}", ran.err);
    assert_eq!(workspace.contents(), before);
}

#[test]
fn operations_are_listed() {
    let workspace = Workspace::new();
    let ran = workspace.xtask("operations --model weather.json");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let names: Vec<_> = ran.out.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(names, ["operation", "Ping", "Report", "2"]);
}

#[test]
fn a_wrong_command_line_has_a_code_of_its_own() {
    let workspace = Workspace::new();
    assert_eq!(workspace.xtask("codegen --modle x").code, 2);
    assert_eq!(workspace.xtask("codegen --model weather.json").code, 2);
    assert_eq!(workspace.xtask("codegen --model absent.json --out x").code, 1);
}
