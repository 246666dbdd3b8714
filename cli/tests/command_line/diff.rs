//! Tests `whitesmith diff`, and the comparison with the last commit that other commands print.

use serde_json::{Value, json};

use crate::workspace::{MODEL, Workspace};

/// A repository with the model of the weather and its crate, of one operation.
pub(crate) fn repository() -> Workspace {
    let workspace = Workspace::with_weather();
    let toml = "[[crate]]\nmodel = 'weather.json'\nout = 'weather'\noperations = ['Report']\n";
    workspace.put("codegen.toml", toml);
    workspace.run("generate").success();
    git(&workspace, "init --quiet --initial-branch main");
    commit(&workspace);
    workspace
}

pub(crate) fn git(workspace: &Workspace, line: &str) {
    let identity =
        ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
    let words: Vec<&str> = identity.into_iter().chain(line.split_whitespace()).collect();
    let ran = workspace.run_program("git", &words);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

pub(crate) fn commit(workspace: &Workspace) {
    git(workspace, "add --all");
    git(workspace, "commit --quiet --message change");
}

/// The model with another member, which is required.
pub(crate) fn newer() -> String {
    let member = r#""members": {"day": {"target": "smithy.api#Integer", "traits": {"smithy.api#required": {}, "smithy.api#httpQuery": "day"}}, "#;
    MODEL.replacen("\"members\": {", member, 1)
}

#[test]
fn two_files() {
    let workspace = Workspace::with_weather();
    workspace.put("newer.json", &newer());
    insta::assert_snapshot!(workspace.run("diff weather.json newer.json").success(), @"
    weather.json: major (source major, wire major)

      source: major
        major  `ReportInput` has a new required member: `new` takes an argument, `day`  (newer.json:19:28)

      wire: major
        major  The service requires `ReportRequest$day` (the query parameter `day`)  (newer.json:19:28)
    ");
    insta::assert_snapshot!(workspace.run("diff weather.json newer.json --format markdown").success(), @"
    ### `weather.json`: major

    **Rust API: major**

    - **major**: `ReportInput` has a new required member: `new` takes an argument, `day` (`newer.json:19:28`)

    **On the wire: major**

    - **major**: The service requires `ReportRequest$day` (the query parameter `day`) (`newer.json:19:28`)
    ");
    insta::assert_snapshot!(workspace.run("diff weather.json weather.json").success(), @"weather.json: no change");
    insta::assert_snapshot!(workspace.run("diff weather.json newer.json --operation Ping").success(), @"weather.json: no change");
    let codes = ["major", "minor", "patch"].map(|level| {
        let of = |line: &str| workspace.run(&format!("diff {line} --fail-on {level}")).code;
        (of("weather.json newer.json"), of("weather.json weather.json"))
    });
    assert_eq!(codes, [(1, 0), (1, 0), (1, 0)]);
    workspace.put(
        "documented.json",
        &MODEL
            .replacen("\"type\": \"service\",", "\"type\": \"service\", \"version\": \"9\",", 1)
            .replace("\"version\": \"1\",", ""),
    );
    assert_eq!(workspace.run("diff weather.json documented.json --fail-on minor").code, 0);
    assert_eq!(workspace.run("diff weather.json documented.json --fail-on patch").code, 1);
    assert_eq!(workspace.run("diff weather.json newer.json --fail-on large").code, 2);
}

#[test]
fn objects() {
    let workspace = Workspace::with_weather();
    workspace.put("newer.json", &newer());
    let out = workspace.run("diff weather.json newer.json --format json").success();
    let object: Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
    let levels =
        ["level", "source", "wire", "behavior", "docs"].map(|key| object[key].as_str().unwrap());
    assert_eq!(levels, ["major", "major", "major", "none", "none"]);
    let change = &object["changes"][0];
    assert_eq!(change["rule"], "required-member-added");
    assert_eq!(
        (&change["shape"], &change["member"]),
        (&json!("com.example#ReportRequest"), &json!("day"))
    );
    assert_eq!(
        (&change["old"]["file"], &change["new"]["file"]),
        (&json!("weather.json"), &json!("newer.json"))
    );
    assert!(change["new"]["line"].is_u64() && change["new"]["column"].is_u64());
}

#[test]
fn revisions() {
    let workspace = repository();
    workspace.put("weather.json", &newer());
    let expected = workspace.run("diff git:HEAD").success();
    insta::assert_snapshot!(expected, @"
    weather: major (source major, wire major)

      source: major
        major  `ReportInput` has a new required member: `new` takes an argument, `day`  (weather.json:19:28)

      wire: major
        major  The service requires `ReportRequest$day` (the query parameter `day`)  (weather.json:19:28)
    ");
    assert_eq!(workspace.run("diff git:main --crate weather").success(), expected);
    let of_files = workspace.run("diff git:HEAD weather.json --operation Report").success();
    assert_eq!(of_files.replacen("weather.json:", "weather:", 1), expected);
    assert_eq!(workspace.run("diff git:HEAD:weather.json --operation Report").success(), of_files);
    commit(&workspace);
    assert_eq!(
        workspace.run("diff git:HEAD~1 git:HEAD").success().lines().count(),
        expected.lines().count()
    );
    insta::assert_snapshot!(workspace.run("diff git:HEAD").success(), @"weather: no change");

    // With the operations that each revision selects.
    let toml = workspace.read("codegen.toml");
    workspace.put("codegen.toml", &toml.replace("['Report']", "['Ping', 'Report']"));
    let added = workspace.run("diff git:HEAD").success();
    assert!(added.contains("minor  The operation `Ping` is new"), "{added}");
}

#[test]
fn what_cannot_be_compared() {
    let workspace = repository();
    workspace.put("broken.json", "{");
    workspace.put("renamed.json", &MODEL.replace("#Report\"", "#Reporting\""));
    let line = |line: &str| workspace.run(line).failure();
    insta::assert_snapshot!(line("diff git:none"), @"
    error: the repository HERE has no revision `none`
      help: `git log` lists the revisions; in a shallow clone, fetch its history with `git fetch --unshallow`
    ");
    insta::assert_snapshot!(line("diff weather.json"), @"
    error: there is one model, weather.json, and nothing to compare it with
      help: name the new version, too, or compare with what a revision has there: `git:HEAD weather.json`
    ");
    insta::assert_snapshot!(line("diff git:HEAD renamed.json"), @"
    error: the revision HEAD has no file renamed.json
      help: `git:HEAD:PATH` is the file at another path
    ");
    insta::assert_snapshot!(line("diff weather.json broken.json"), @r#"
    error: broken.json:1:1: not valid JSON: EOF while parsing an object
     1 | {
       | ^
      help: a Smithy JSON AST model is one object: `{"smithy": "2.0", "shapes": {…}}`
    error: 1 problem in the new version, broken.json
    "#);
    insta::assert_snapshot!(line("diff git:HEAD --crate tides"), @"
    error: codegen.toml has no crate in the folder `tides`
      help: its crates are in `weather`
    ");
    insta::assert_snapshot!(line("diff git:HEAD -"), @"
    error: standard input has no revision `HEAD`
      help: name the path of the model in the revision, as in `git:HEAD:model.json`
    ");
    let elsewhere = Workspace::with_weather();
    let outside = elsewhere.run("diff git:HEAD").failure();
    assert!(outside.contains("is not in a git repository"), "{outside}");
}

/// What is about to be written is compared with the last commit that changed the crate.
#[test]
fn before_crates_are_written() {
    let workspace = repository();
    workspace.put("weather.json", &newer());
    let checked = workspace.run("check");
    assert_eq!(checked.code, 1);
    let page = |text: &str| {
        let line = text.lines().position(|line| line.starts_with("---")).unwrap();
        let commit = text
            .lines()
            .next()
            .unwrap()
            .split_whitespace()
            .nth(3)
            .unwrap()
            .trim_end_matches(':')
            .to_owned();
        text.lines().take(line).collect::<Vec<_>>().join("\n").replace(&commit, "COMMIT")
    };
    insta::assert_snapshot!(page(&checked.out), @"
    weather since commit COMMIT: major (source major, wire major)

      source: major
        major  `ReportInput` has a new required member: `new` takes an argument, `day`  (weather.json:19:28)

      wire: major
        major  The service requires `ReportRequest$day` (the query parameter `day`)  (weather.json:19:28)
    ");
    let generated = workspace.run("generate").success();
    assert!(generated.starts_with("weather since commit "), "{generated}");
    // A commit of the model without its crate, as in a pull request that forgot to generate.
    git(&workspace, "checkout --quiet -- weather");
    commit(&workspace);
    assert_eq!(page(&workspace.run("check").out), page(&checked.out));
    workspace.run("generate").success();
    commit(&workspace);
    assert!(workspace.run("check").success().starts_with("weather: up to date"));
}

/// The version is raised once between two commits, by the level of all changes since the last one.
#[test]
fn versions() {
    let workspace = repository();
    let toml = workspace.read("codegen.toml");
    workspace.put("codegen.toml", &format!("{toml}bump_version = true\n"));
    let version = || {
        workspace.run("generate --quiet").success();
        let manifest = workspace.read("weather/Cargo.toml");
        manifest.lines().find_map(|line| line.strip_prefix("version = ")).unwrap().to_owned()
    };
    assert_eq!(version(), "\"0.1.0\"");
    let documented = MODEL.replacen("\"version\": \"1\"", "\"version\": \"2\"", 1);
    workspace.put("weather.json", &documented);
    assert_eq!((version(), version()), ("\"0.1.1\"".to_owned(), "\"0.1.1\"".to_owned()));
    workspace.put("weather.json", &newer());
    assert_eq!((version(), version()), ("\"0.2.0\"".to_owned(), "\"0.2.0\"".to_owned()));
    commit(&workspace);
    assert_eq!(version(), "\"0.2.0\"");
    workspace.run("check").success();
    workspace
        .put("codegen.toml", &format!("{toml}bump_version = true\npackage.version = '1.0.0'\n"));
    assert_eq!(version(), "\"1.0.0\"");
    workspace.put(
        "codegen.toml",
        &format!("{toml}bump_version = true\npackage.version = {{ workspace = true }}\n"),
    );
    insta::assert_snapshot!(workspace.run("generate").failure(), @"
    error: weather has the version of its workspace, which `bump_version` cannot raise
      help: remove `bump_version`, or set `package.version` to a version
    ");
}

#[test]
fn a_shallow_clone_has_no_verdict() {
    let workspace = repository();
    workspace.put("weather.json", &newer());
    commit(&workspace);
    let origin = format!("file://{}", workspace.path("").display());
    let ran = workspace.run_program("git", &["clone", "--quiet", "--depth", "1", &origin, "clone"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let ran = workspace.run_in("clone", "check");
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.err, @"
    note: what changes for users of weather is not known: the clone of the repository is shallow
      help: fetch its history with `git fetch --unshallow`, or with `fetch-depth: 0` of actions/checkout
    error: weather is out of date with weather.json: 2 stale; nothing was written
      help: run `whitesmith generate`
    ");
}

#[test]
fn rules() {
    let workspace = Workspace::new();
    let table = workspace.run("diff --rules").success();
    assert!(table.contains("  major  member-removed"), "{table}");
    assert_eq!(workspace.run("diff").code, 2);
}
