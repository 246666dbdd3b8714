//! Tests models in several files and folders.

use crate::workspace::{MODEL, Workspace};

/// A second file that changes the path and the documentation of an operation.
const FIX: &str = r#"{"smithy": "2.0", "shapes": {
    "com.example#Ping": {
        "type": "apply",
        "traits": {
            "smithy.api#http": {"method": "GET", "uri": "/corrected"},
            "smithy.api#documentation": "Pings."
        }
    }
}}
"#;

#[test]
fn a_second_file_corrects_a_model() {
    let workspace = Workspace::new();
    workspace.put("fixes/ping.json", FIX);
    let toml = "[[crate]]\nmodel = ['weather.json', 'fixes']\nout = 'weather'\n";
    workspace.put("codegen.toml", toml);
    let ran = workspace.xtask("codegen");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let ping = "weather/src/operation/ping.rs";
    let made = workspace.contents();
    assert!(made[ping].contains(".path(\"/corrected\");"), "{}", made[ping]);
    for models in
        ["--model weather.json --model fixes/ping.json", "--model fixes --model weather.json"]
    {
        let line = format!("codegen --check {models} --out weather --name weather");
        let ran = workspace.xtask(&line);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    }
    let listed = workspace.xtask("operations --model weather.json --model fixes");
    assert!(listed.out.ends_with("2 operations\n"), "{}", listed.err);

    workspace
        .put("fixes/other.json", &FIX.replace("corrected", "elsewhere").replace("Ping", "Pong"));
    let ran = workspace.xtask("codegen");
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.err, @r#"
    error: fixes/other.json:2:25: com.example#Pong: the target of this `apply` statement is not in the model
     2 |     "com.example#Pong": {
       |                         ^
      help: did you mean `com.example#Ping`?
    error: 1 problem in weather.json and 1 more; nothing was written
    "#);
    assert_eq!(workspace.contents()[ping], made[ping]);
}

#[test]
fn help_names_the_key_or_the_option() {
    let workspace = Workspace::new();
    let other = MODEL.replace("#Weather\"", "#Tides\"").replace("com.example#P", "com.other#P");
    workspace.put("models/tides.json", &other.replace("com.example#", "com.other#"));
    workspace.put("models/weather.json", MODEL);
    let toml = "[[crate]]\nmodel = 'models'\nout = 'weather'\n";
    workspace.put("codegen.toml", toml);
    let of_file = workspace.xtask("codegen");
    insta::assert_snapshot!(of_file.err, @"
    error: models/tides.json and 1 more: the model has 2 services
      help: set `service` to one of com.example#Weather, com.other#Tides
    error: 1 problem in models; nothing was written
    ");
    let of_options = workspace.xtask("codegen --model models --out weather");
    assert_eq!(of_options.err, of_file.err.replace("`service`", "`--service`"));
    let listed = workspace.xtask("operations --model models");
    assert!(listed.err.contains("`--service`"), "{}", listed.err);
    assert_eq!([of_file.code, of_options.code, listed.code], [1, 1, 1]);
    let bad_name =
        workspace.xtask("codegen --model models --service Tides --name std --out weather");
    assert!(bad_name.err.contains("set `--name` to "), "{}", bad_name.err);
    let no_runtime = workspace.xtask("codegen --model models --out weather --runtime-path models");
    assert!(no_runtime.err.contains("with --runtime-path, or"), "{}", no_runtime.err);
}
