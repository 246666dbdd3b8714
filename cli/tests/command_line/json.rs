//! Tests the output of `--json`.

use serde_json::{Value, json};

use crate::workspace::{MODEL, Workspace};

/// The objects that a command prints. Everything is on standard output.
fn objects(workspace: &Workspace, line: &str) -> (i32, Vec<Value>) {
    let ran = workspace.run(line);
    assert_eq!(ran.err, "");
    (ran.code, ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

#[test]
fn crates_and_files() {
    let workspace = Workspace::with_weather();
    let (code, objects_) = objects(&workspace, "check --json");
    assert_eq!(code, 1);
    let kinds: Vec<_> = objects_.iter().map(|object| object["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["crate", "error", "end"]);
    assert_eq!(objects_[0]["changed"][0], json!({"path": "Cargo.toml", "change": "new"}));
    assert_eq!(objects_[1]["help"], "run `whitesmith generate --json`");
    assert!(!workspace.path("weather").exists());

    let (code, objects_) = objects(&workspace, "generate --json");
    assert_eq!((code, objects_.len()), (0, 2));
    assert_eq!(objects_[0]["crate"], "weather");
    assert_eq!(objects_[0]["operations"], 2);
    assert_eq!(objects_[0]["changed"].as_array().map(Vec::len), Some(10));
    assert_eq!(objects_[1], json!({"type": "end", "success": true}));
    let (_, objects_) = objects(&workspace, "generate --json");
    let expected = json!({"type": "crate", "crate": "weather", "operations": 2, "unchanged": 10, "changed": []});
    assert_eq!(objects_[0], expected);
}

#[test]
fn each_crate_has_its_error() {
    let workspace = Workspace::new();
    let entry = |name: &str| format!("[[crate]]\nmodel = '{name}.json'\nout = '{name}'\n");
    workspace.put("codegen.toml", &["a", "b"].map(entry).concat());
    let (code, objects_) = objects(&workspace, "generate --json");
    assert_eq!((code, objects_.len()), (1, 3));
    assert_eq!((&objects_[0]["crate"], &objects_[1]["crate"]), (&json!("a"), &json!("b")));
    assert_eq!(objects_[1]["file"], "codegen.toml");
}

#[test]
fn problems_have_their_places() {
    let workspace = Workspace::with_weather();
    workspace.put(
        "weather.json",
        &MODEL.replacen("com.example#ReportRequest\"}", "com.example#ReportReqest\"}", 1),
    );
    let toml = workspace.read("codegen.toml");
    workspace.put("codegen.toml", &format!("{toml}operations = ['Report']\n"));
    let (code, objects_) = objects(&workspace, "generate --json");
    assert_eq!(code, 1);
    assert_eq!(objects_[0]["type"], "error");
    assert_eq!(objects_[0]["file"], "weather.json");
    assert_eq!(objects_[0]["crate"], "weather");
    assert!(objects_[0]["line"].is_u64() && objects_[0]["column"].is_u64(), "{}", objects_[0]);
    assert!(objects_[0]["shape"].as_str().unwrap().starts_with("com.example#"));
    assert_eq!(
        objects_[0]["help"],
        "did you mean `com.example#ReportRequest` or `com.example#Report`?"
    );
    assert_eq!(objects_.last(), Some(&json!({"type": "end", "success": false})));

    workspace.put("codegen.toml", "[[crate]]\nmodel = 'weather.json'\nouts = 'weather'\n");
    let (_, objects_) = objects(&workspace, "generate --json");
    let keys =
        |object: &Value| (object["file"].clone(), object["line"].clone(), object["column"].clone());
    assert_eq!(keys(&objects_[1]), (json!("codegen.toml"), json!(3), json!(1)));
    assert_eq!(objects_[1]["message"], "unknown key `outs`");
    assert_eq!(objects_[1]["help"], "did you mean `out`?");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let workspace = Workspace::with_weather();
    let words = ["-c", "\"$0\" generate --json > /dev/full", env!("CARGO_BIN_EXE_whitesmith")];
    let ran = workspace.run_program("sh", &words);
    assert_eq!(ran.code, 1);
    assert!(ran.err.starts_with("error: cannot write to standard output: "), "{}", ran.err);
}

#[test]
fn operations_and_changes() {
    let workspace = Workspace::with_weather();
    let (code, objects_) = objects(&workspace, "operations --model weather.json --json");
    assert_eq!((code, objects_.len()), (0, 3));
    assert_eq!(objects_[0]["name"], "Ping");
    workspace.put("new/weather.json", &MODEL.replace("/ping", "/pong"));
    let (code, objects_) = objects(&workspace, "update --models new --json");
    assert_eq!(code, 0);
    assert_eq!((&objects_[0]["type"], &objects_[0]["crate"]), (&json!("diff"), &json!("weather")));
    assert_eq!((&objects_[0]["level"], &objects_[0]["source"]), (&json!("major"), &json!("none")));
    assert_eq!(objects_[0]["changes"][0]["rule"], "request-target-changed");
    assert_eq!(objects_[0]["changes"][0]["shape"], "com.example#Ping");
    assert_eq!(objects_[0]["changes"][0]["new"]["file"], "weather.json");
    assert_eq!(objects_[2], json!({"type": "file", "path": "weather.json"}));
}
