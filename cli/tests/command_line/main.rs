//! Runs the built binary, and tests its output, its exit code and the files on disk.

#![cfg(test)]

mod add;
mod completions;
mod diff;
mod diff_of_crates;
mod json;
mod newcomer;
mod policy;
mod smithy_build;
mod terminal;
mod update;
mod workspace;

use workspace::{MODEL, Workspace};

#[test]
fn generate_and_check() {
    let workspace = Workspace::with_weather();
    insta::assert_snapshot!(workspace.run("generate").success(), @"weather: 10 written; 2 operations; N ms");
    insta::assert_snapshot!(workspace.run("check").success(), @"weather: up to date; 10 files; 2 operations; N ms");
    assert_eq!(workspace.run("check --quiet").success(), "");
    let library = workspace.read("weather/src/types.rs");
    workspace.put("weather/src/types.rs", &format!("{library}// Edited.\n"));
    let stale = workspace.run("check");
    assert_eq!(stale.code, 1);
    assert!(stale.out.contains("\n-// Edited.\n"), "{}", stale.out);
    insta::assert_snapshot!(stale.err, @"
    error: weather is out of date with weather.json: 1 stale; nothing was written
      help: run `whitesmith generate`
    ");
    let same = workspace.run("generate --check");
    assert_eq!((same.code, same.out, same.err), (1, stale.out, stale.err));
}

#[test]
fn a_closed_pipe_does_not_change_what_a_command_does() {
    let workspace = Workspace::with_weather();
    for line in ["check", "check --json"] {
        assert_eq!(workspace.run_unread(line).code, 1, "{line}");
    }
    assert_eq!(workspace.run_unread("generate").code, 0);
    workspace.run("check").success();
    workspace.put("new/weather.json", &MODEL.replace("/ping", "/pong"));
    assert_eq!(workspace.run_unread("update --models new").code, 0);
    assert!(workspace.read("weather.json").contains("/pong"));
    workspace.run("check").success();
}

#[test]
fn the_runtime_is_that_of_the_release() {
    let workspace = Workspace::with_weather();
    workspace.run("generate").success();
    assert!(workspace.read("weather/Cargo.toml").contains("\nwhitesmith-runtime = \"0.1\"\n"));
    let runtime = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("runtime");
    let line =
        format!("generate --model weather.json --out other --runtime-path {}", runtime.display());
    workspace.run(&line).success();
    let manifest = workspace.read("other/Cargo.toml");
    assert!(manifest.contains("\nwhitesmith-runtime = { path = "), "{manifest}");
    workspace.run("generate --model weather.json --out third --runtime-version 0.9").success();
    assert!(workspace.read("third/Cargo.toml").contains("\nwhitesmith-runtime = \"0.9\"\n"));
}

#[test]
fn operations_are_listed() {
    let workspace = Workspace::with_weather();
    let listed = workspace.run("operations --model weather.json").success();
    let names: Vec<_> = listed.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(names, ["operation", "Ping", "Report", "2"]);
}

#[test]
fn init_writes_a_file_to_start_from() {
    let workspace = Workspace::new();
    insta::assert_snapshot!(workspace.run("init").success(), @"
    wrote codegen.toml; next:
      git clone --depth 1 https://github.com/aws/api-models-aws
      whitesmith add SERVICE --operation NAME --models api-models-aws
          Add a service of AWS, such as chime, and generate its crate.
      whitesmith generate
          Generate all crates, such as those that you have added by hand for your own model.
    ");
    let before = workspace.contents();
    insta::assert_snapshot!(workspace.run("init").failure(), @"
    error: codegen.toml exists already
      help: add a service with `whitesmith add`, or edit the file and run `whitesmith generate`
    ");
    insta::assert_snapshot!(workspace.run("generate").failure(), @r#"
    error: codegen.toml: there is no `[[crate]]`, so there is nothing to generate
      help: add a service of AWS with `whitesmith add`, or write `[[crate]]` and below it `model = "FILE"` and `out = "DIR"`
    "#);
    assert_eq!(workspace.contents(), before);
}

#[test]
fn init_for_a_model_of_ones_own() {
    let workspace = Workspace::new();
    workspace.put("model/weather.json", MODEL);
    let wrote = workspace.run("init --model model/ --out client --operation Ping").success();
    assert!(
        wrote.ends_with("next:\n  whitesmith generate\n      Generate the crate.\n"),
        "{wrote}"
    );
    insta::assert_snapshot!(workspace.run("generate").success(), @"client: 9 written; 1 operation; N ms");
}

/// Several crates are generated at the same time; their messages and results are in the order of the file.
#[test]
fn many_crates_in_one_run() {
    let workspace = Workspace::new();
    workspace.put("weather.json", MODEL);
    let entry =
        |number: usize| format!("[[crate]]\nmodel = 'weather.json'\nout = 'crate-{number:02}'\n");
    let entries: String = (0..40).map(entry).collect();
    workspace.put("codegen.toml", &entries);
    let written = workspace.run("generate").success();
    let expected = |number: usize| format!("crate-{number:02}: 10 written; 2 operations; N ms\n");
    assert_eq!(written, (0..40).map(expected).collect::<String>());
    let broken = entries.replace("'crate-07'\n", "'crate-07'\noperations = ['Pong']\n");
    workspace.put(
        "codegen.toml",
        &broken.replace("'crate-31'\n", "'crate-31'\noperations = ['Reprot']\n"),
    );
    let before = workspace.contents();
    insta::assert_snapshot!(workspace.run("generate").failure(), @"
    error: codegen.toml:25:15: com.example#Weather: unknown operation `Pong`
      help: did you mean `Ping`?
    error: codegen.toml:98:15: com.example#Weather: unknown operation `Reprot`
      help: did you mean `Report`?
    error: 1 problem in weather.json, 1 problem in weather.json; nothing was written
    ");
    assert_eq!(workspace.contents(), before);
}

#[test]
fn exit_codes() {
    let workspace = Workspace::with_weather();
    for (line, code) in [
        ("--version", 0),
        ("--help", 0),
        ("generate --help", 0),
        ("generate", 0),
        ("check", 0),
        ("check --model absent.json --out x", 1),
        ("", 2),
        ("genrate", 2),
        ("generate --modle x", 2),
        ("add chime", 2),
    ] {
        let ran = workspace.run(line);
        assert_eq!(ran.code, code, "{line}: {}", ran.err);
    }
    let help = workspace.run("--help").success();
    let documented = "Exit codes: 0 success, 1 failure or (with `check`) not up to date, 2 invalid command line.";
    assert!(help.contains(documented), "{help}");
}
