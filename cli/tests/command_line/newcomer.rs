//! Tests the messages for the mistakes of newcomers: each has the next step in it, and no file changes.

use crate::workspace::{MODEL, Workspace};

/// The message of a command that fails and changes nothing.
fn message(workspace: &Workspace, line: &str) -> String {
    let before = workspace.contents();
    let message = workspace.run(line).failure();
    assert_eq!(workspace.contents(), before);
    assert!(message.contains("  help: "), "{message}");
    message
}

#[test]
fn a_wrong_path() {
    let workspace = Workspace::with_weather();
    insta::assert_snapshot!(message(&workspace, "generate --model wether.json --out x"), @"
    error: cannot read the model wether.json: No such file or directory (os error 2)
      help: did you mean `weather.json`?
    ");
    insta::assert_snapshot!(message(&workspace, "generate --model models/weather.json --out x"), @"
    error: cannot read the model models/weather.json: No such file or directory (os error 2)
      help: check the path: it is relative to the folder of codegen.toml, in a build script to the folder of the package, and on the command line to the current folder
    ");
}

#[test]
fn a_typo_in_an_option() {
    let ran = Workspace::with_weather().run("generate --modle weather.json");
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.err, @"
    error: unexpected argument '--modle' found

      tip: a similar argument exists: '--model'

    Usage: whitesmith generate --model <FILE>

    For more information, try '--help'.
    ");
}

#[test]
fn a_typo_in_a_command() {
    let ran = Workspace::with_weather().run("genrate");
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.err, @"
    error: unrecognized subcommand 'genrate'

      tip: a similar subcommand exists: 'generate'

    Usage: whitesmith <COMMAND>

    For more information, try '--help'.
    ");
}

#[test]
fn a_model_without_a_service() {
    let workspace = Workspace::new();
    workspace.put("types.json", r#"{"smithy": "2.0", "shapes": {"a.b#Name": {"type": "string"}}}"#);
    insta::assert_snapshot!(message(&workspace, "generate --model types.json --out x"), @"
    error: types.json: the model has no service
      help: add a shape of type `service`
    error: 1 problem in types.json; nothing was written
    ");
}

#[test]
fn an_unknown_operation() {
    let workspace = Workspace::with_weather();
    insta::assert_snapshot!(message(&workspace, "generate --model weather.json --operation Reprot --out x"), @"
    error: weather.json: com.example#Weather: unknown operation `Reprot`
      help: did you mean `Report`?
    error: 1 problem in weather.json; nothing was written
    ");
    insta::assert_snapshot!(message(&workspace, "generate --model weather.json --operation Zzz --out x"), @"
    error: weather.json: com.example#Weather: unknown operation `Zzz`
      help: the command `operations` lists the operations of a model
    error: 1 problem in weather.json; nothing was written
    ");
}

#[test]
fn a_model_that_is_not_json() {
    let workspace = Workspace::new();
    workspace.put("weather.smithy", "$version: \"2\"\n");
    workspace.put("weather.txt", "$version: \"2\"\n");
    workspace.put("weather.json", "{ smithy: 2 }\n");
    insta::assert_snapshot!(message(&workspace, "generate --model weather.smithy --out x"), @"
    error: the model weather.smithy is in Smithy IDL, which is not supported
      help: convert it to JSON with the Smithy CLI: `smithy ast weather.smithy > model.json`
    ");
    insta::assert_snapshot!(message(&workspace, "generate --model weather.txt --out x"), @r#"
    error: weather.txt:1:1: expected a JSON object
     1 | $version: "2"
       | ^
      help: a Smithy JSON AST model is one object: `{"smithy": "2.0", "shapes": {…}}`
    error: 1 problem in weather.txt; nothing was written
    "#);
    insta::assert_snapshot!(message(&workspace, "generate --model weather.json --out x"), @r#"
    error: weather.json:1:3: not valid JSON: key must be a string
     1 | { smithy: 2 }
       |   ^
      help: a Smithy JSON AST model is one object: `{"smithy": "2.0", "shapes": {…}}`
    error: 1 problem in weather.json; nothing was written
    "#);
}

/// The old version of Rust is found by cargo, which reads it from the manifest.
#[test]
fn an_old_rust() {
    let workspace = Workspace::with_weather();
    workspace.run("generate").success();
    assert!(workspace.read("weather/Cargo.toml").contains("\nrust-version = \"1.88\"\n"));
    // A later version than that of any compiler stands for an older compiler.
    workspace.put("old/src/main.rs", "fn main() {}\n");
    workspace.put(
        "old/Cargo.toml",
        "[package]\nname = \"old\"\nedition = \"2024\"\nrust-version = \"1.9999\"\n[workspace]\n",
    );
    let words = ["install", "--offline", "--path", "old", "--root", "root"];
    let ran = workspace.run_program(env!("CARGO"), &words);
    assert_eq!(ran.code, 101);
    assert!(ran.err.contains("requires rustc 1.9999"), "{}", ran.err);
    assert!(include_str!("../../Cargo.toml").contains("\nrust-version.workspace = true\n"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written() {
    let workspace = Workspace::with_weather();
    // A file system that takes no files: permissions do not stop a superuser, who may run this test.
    let error = message(&workspace, "generate --model weather.json --out /proc/weather");
    insta::assert_snapshot!(error, @"
    error: cannot write /proc/weather/Cargo.toml: No such file or directory (os error 2); nothing was changed
      help: fix the cause, then run the command again
    ");
    let full = workspace.run_with_small_files("generate").failure();
    assert!(full.starts_with("error: cannot write weather/"), "{full}");
    assert!(
        full.contains("; nothing was changed\n  help: fix the cause, then run the command again"),
        "{full}"
    );
    assert!(!workspace.path("weather").exists());
}

#[test]
fn a_workspace_around_the_crate() {
    let workspace = Workspace::with_weather();
    workspace.put("Cargo.toml", "[workspace]\nmembers = ['app']\n");
    let ran = workspace.run("generate");
    assert_eq!(ran.code, 0);
    insta::assert_snapshot!(ran.err, @r#"
    note: weather is in the workspace of HERE/Cargo.toml, which does not list it
      help: add "weather" to `members` there, or let a member depend on it by its path; or make it a workspace of its own, with `standalone = true` in codegen.toml
    "#);
}

#[test]
fn no_codegen_toml() {
    let workspace = Workspace::new();
    workspace.put("weather.json", MODEL);
    for line in ["generate", "check"] {
        insta::allow_duplicates! {
            insta::assert_snapshot!(message(&workspace, line), @"
            error: there is no codegen.toml in HERE or a parent folder
              help: create one with `whitesmith init`, or name a model with --model and a folder with --out
            ");
        }
    }
    for line in ["update --models .", "add weather --models ."] {
        insta::allow_duplicates! {
            insta::assert_snapshot!(message(&workspace, line), @"
            error: there is no codegen.toml in HERE or a parent folder
              help: create one with `whitesmith init`
            ");
        }
    }
}

/// `add` has no option `--protocol`.
#[test]
fn a_setting_without_an_option() {
    let workspace = Workspace::with_weather();
    workspace.put("models-of-aws/wind.json", &MODEL.replace("aws.protocols#restJson1", "a.b#odd"));
    let error = message(&workspace, "add wind --models models-of-aws");
    let help = "\n  help: add a protocol trait to the service, or set `protocol`; supported: ";
    assert!(
        error.starts_with("error: models-of-aws/wind.json:") && error.contains(help),
        "{error}"
    );
}

#[test]
fn a_broken_codegen_toml() {
    let workspace = Workspace::with_weather();
    workspace.put("codegen.toml", "[[crate]]\nmodel = weather.json\n");
    insta::assert_snapshot!(message(&workspace, "generate"), @"
    error: codegen.toml:2:9: string values must be quoted, expected literal string
      help: correct the TOML; strings need quotes, and lists brackets
    ");
    workspace.put("codegen.toml", "[[crate]]\nmodle = 'weather.json'\nout = 'weather'\n");
    insta::assert_snapshot!(message(&workspace, "generate"), @r#"
    error: codegen.toml:1:1: missing key `model`
      help: write `model = "FILE"`
    error: codegen.toml:2:1: unknown key `modle`
      help: did you mean `model`?
    "#);
}

#[test]
fn a_service_that_is_not_in_the_folder() {
    let workspace = Workspace::with_weather();
    insta::assert_snapshot!(message(&workspace, "add wether --models ."), @"
    error: . has no model of the service `wether`
      help: did you mean `Weather`?
    ");
    insta::assert_snapshot!(message(&workspace, "add chime --models ."), @"
    error: . has no model of the service `chime`
      help: the folder has 1 service, such as `Weather`
    ");
}

#[test]
fn a_folder_without_models() {
    let workspace = Workspace::with_weather();
    workspace.put("empty/notes.json", "[]");
    insta::assert_snapshot!(message(&workspace, "add weather --models empty"), @"
    error: the folder empty has no Smithy model in JSON with a service
      help: name a checkout of https://github.com/aws/api-models-aws, or a folder of .json files that `smithy ast` has written
    ");
    insta::assert_snapshot!(message(&workspace, "add weather --models absent"), @"
    error: cannot read the folder absent: No such file or directory (os error 2)
      help: name a folder of models, such as a checkout of https://github.com/aws/api-models-aws
    ");
    insta::assert_snapshot!(message(&workspace, "update --models empty"), @"
    error: the folder empty has no Smithy model in JSON with a service
      help: name a checkout of https://github.com/aws/api-models-aws, or a folder of .json files that `smithy ast` has written
    ");
    insta::assert_snapshot!(message(&workspace, "add weather --models weather.json"), @"
    error: cannot read the folder weather.json: Not a directory (os error 20)
      help: name a folder of models, such as a checkout of https://github.com/aws/api-models-aws
    ");
}

#[test]
fn no_plugin_folder() {
    insta::assert_snapshot!(message(&Workspace::new(), "smithy-build"), @"
    error: the variable SMITHY_PLUGIN_DIR is not set
      help: run this as a `run` plugin of smithy-build, or use `whitesmith generate --model - --out DIR`
    ");
}
