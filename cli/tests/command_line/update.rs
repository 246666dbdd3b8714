//! Tests `whitesmith update`.

use crate::workspace::{MODEL, Workspace, two_services};

/// A folder with a crate of one operation, and another folder with a newer model.
fn workspace() -> Workspace {
    let workspace = Workspace::with_weather();
    let toml = "[[crate]]\nmodel = ['weather.json', 'fix.json']\nout = 'weather'\noperations = ['Report']\n";
    workspace.put("codegen.toml", toml);
    workspace.put(
        "fix.json",
        r#"{"smithy": "2.0", "shapes": {
        "com.example#Weather": {"type": "apply", "traits": {"smithy.api#title": "My weather"}}}}"#,
    );
    workspace.run("generate").success();
    workspace.put("new/deep/weather-new.json", &newer());
    workspace
}

/// The model with an operation that is not selected, and a member that is.
fn newer() -> String {
    let member = "\"members\": {\"comment\": {\"target\": \"smithy.api#String\", \"traits\": {\"smithy.api#httpQuery\": \"comment\"}}, ";
    let model = MODEL.replace("\"version\": \"1\"", "\"version\": \"2\"");
    assert!(model.contains("\"members\": {"), "{model}");
    model.replacen("\"members\": {", member, 1)
}

#[test]
fn a_newer_model() {
    let workspace = workspace();
    insta::assert_snapshot!(workspace.run("update --models new").success(), @"
    weather: newer model for weather.json and 1 more: minor (source minor, wire minor, behavior patch)

      source: minor
        minor  `ReportInput` has a new field, `comment: Option<String>`  (weather.json:19:32)

      wire: minor
        minor  The service reads `ReportRequest$comment` (the query parameter `comment`), too  (weather.json:19:32)

      behavior: patch
        patch  The version of the service is 2, no longer 1  (weather.json:2:28)
    weather: 3 written, 6 unchanged; 1 operation; N ms
    ");
    assert_eq!(workspace.read("weather.json"), newer());
    assert!(workspace.read("weather/src/operation/report.rs").contains("comment"));
    assert!(workspace.read("fix.json").contains("My weather"), "corrections stay");
    insta::assert_snapshot!(workspace.run("update --models new").success(), @"weather: no newer model than weather.json and 1 more");
    workspace.run("check").success();
}

#[test]
fn an_older_model_is_not_taken() {
    let workspace = workspace();
    workspace.put("weather.json", &newer().replace("\"2\"", "\"3\""));
    workspace.run("generate").success();
    let before = workspace.contents();
    let ran = workspace.run("update --models new");
    assert_eq!(ran.code, 0);
    insta::assert_snapshot!(ran.err, @"warning: weather.json has version 3, and new/deep/weather-new.json the older 2; it stays as it is");
    assert_eq!(workspace.contents(), before);
}

#[test]
fn versions_are_compared_as_numbers() {
    let workspace = workspace();
    workspace.put("weather.json", &newer().replace("\"2\"", "\"9\""));
    workspace.put("new/deep/weather-new.json", &newer().replace("\"2\"", "\"10\""));
    workspace.put("new/deep/weather-old.json", &newer().replace("\"2\"", "\"8\""));
    workspace.run("update --models new").success();
    assert!(workspace.read("weather.json").contains("\"version\": \"10\""));
}

/// The first service of the file is not that of the crate, and has its newest model elsewhere.
#[test]
fn the_service_of_the_crate() {
    let workspace = workspace();
    workspace.put("weather.json", &two_services("1"));
    let toml = "[[crate]]\nmodel = 'weather.json'\nout = 'weather'\nservice = 'Weather'\n";
    workspace.put("codegen.toml", toml);
    workspace.put("tides/tides.json", &two_services("1").replace("#Weather\"", "#Wind\""));
    workspace.put("tides/weather.json", &newer());
    workspace.run("update --models tides").success();
    assert_eq!(workspace.read("weather.json"), newer());
    let both =
        format!("{toml}[[crate]]\nmodel = 'weather.json'\nout = 'tides'\nservice = 'Tides'\n");
    workspace.put("codegen.toml", &both);
    workspace.put("weather.json", &two_services("1"));
    let before = workspace.contents();
    insta::assert_snapshot!(workspace.run("update --models tides").failure(), @"
    error: weather.json has several services, whose newest models are in different files; nothing was written
      help: give each crate a model with its own service
    ");
    assert_eq!(workspace.contents(), before);
}

#[test]
fn nothing_changes_after_a_failure() {
    let workspace = workspace();
    workspace.put("new/deep/weather-new.json", &newer().replace("#Report\"", "#Reporting\""));
    let before = workspace.contents();
    insta::assert_snapshot!(workspace.run("update --models new").failure(), @"
    error: codegen.toml:4:15: com.example#Weather: unknown operation `Report`
      help: did you mean `Reporting`?
    error: 1 problem in weather.json and 1 more; nothing was written
    ");
    assert_eq!(workspace.contents(), before);
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_everything_as_it_was() {
    let workspace = workspace();
    let before = workspace.contents();
    let full = workspace.run_with_small_files("update --models new");
    assert_eq!(full.code, 1);
    assert!(full.err.contains("; nothing was changed\n  help: "), "{}", full.err);
    assert_eq!(workspace.contents(), before);
}

#[test]
fn models_of_other_services() {
    let workspace = workspace();
    workspace.put("other/tides.json", &MODEL.replace("#Weather\"", "#Tides\""));
    let before = workspace.contents();
    insta::assert_snapshot!(workspace.run("update --models other").failure(), @"
    warning: other has no model of the service `com.example#Weather`; weather stays as it is
    error: other has no model of any crate in codegen.toml
      help: name the folder that the models came from
    ");
    assert_eq!(workspace.contents(), before);
}
