//! Tests comparisons of crates that come, go or move, of hostile models, and of versions that cannot be compared.

use serde_json::{Value, json};

use crate::diff::{commit, git, newer, repository};
use crate::workspace::{MODEL, Workspace};

/// An object of the JSON output for each crate: its folder, its level and its `crate_change`.
fn verdicts(workspace: &Workspace, line: &str) -> Vec<(String, String, Option<String>)> {
    let out = workspace.run(&format!("{line} --format json")).success();
    let objects = out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let objects = objects.filter(|object| object["type"] == "diff");
    let text = |value: &Value| value.as_str().map(str::to_owned);
    objects
        .map(|object| {
            let (title, level) = (text(&object["crate"]), text(&object["level"]));
            (title.unwrap(), level.unwrap(), text(&object["crate_change"]))
        })
        .collect()
}

#[test]
fn crates_that_come_and_go() {
    let workspace = repository();
    let toml = workspace.read("codegen.toml");
    let tides = MODEL.replace("com.example", "com.tides").replace("Report\"", "Tide\"");
    workspace.put("tides.json", &tides);
    workspace
        .put("codegen.toml", &format!("{toml}[[crate]]\nmodel = 'tides.json'\nout = 'tides'\n"));
    insta::assert_snapshot!(workspace.run("diff git:main").success(), @"
    weather: no change

    tides: minor (new crate)
    ");
    insta::assert_snapshot!(workspace.run("diff git:main --crate tides --format markdown").success(), @"### `tides`: minor (new crate)");
    assert_eq!(
        verdicts(&workspace, "diff git:main"),
        [
            ("weather".to_owned(), "none".to_owned(), None),
            ("tides".to_owned(), "minor".to_owned(), Some("added".to_owned())),
        ]
    );
    let codes = ["minor", "major"]
        .map(|level| workspace.run(&format!("diff git:main --fail-on {level}")).code);
    assert_eq!(codes, [1, 0]);
    // Operations select the crates that have them.
    let names = |line: &str| -> Vec<String> {
        verdicts(&workspace, line).into_iter().map(|(title, ..)| title).collect()
    };
    assert_eq!(names("diff git:main --operation Tide"), ["tides"]);
    assert_eq!(names("diff git:main --operation com.example#Report"), ["weather"]);
    assert_eq!(names("diff git:main --operation Ping"), ["weather", "tides"]);
    assert_eq!(names("diff git:main --operation Ping --crate tides/"), ["tides"]);
    insta::assert_snapshot!(workspace.run("diff git:main --operation Ping --operation Pong").failure(), @"
    error: none of the compared crates has the operation `Pong`
      help: `whitesmith operations --model FILE` lists the operations of a model
    ");

    commit(&workspace);
    workspace.put("codegen.toml", &toml.replace("weather.json", "moved.json"));
    workspace.put("moved.json", &newer());
    std::fs::remove_file(workspace.path("weather.json")).unwrap();
    assert_eq!(
        verdicts(&workspace, "diff git:main"),
        [
            ("weather".to_owned(), "major".to_owned(), None),
            ("tides".to_owned(), "major".to_owned(), Some("removed".to_owned())),
        ]
    );
    insta::assert_snapshot!(workspace.run("diff git:main --crate tides").success(), @"tides: major (removed crate)");
    assert_eq!(workspace.run("diff git:main --crate tides --fail-on patch").code, 1);
}

#[test]
fn a_hostile_value() {
    let workspace = Workspace::with_weather();
    let model = |values: &[&str]| {
        let member = |(index, value): (usize, &&str)| {
            (
                format!("V{index}"),
                json!({"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": value}}),
            )
        };
        let members: serde_json::Map<String, Value> =
            values.iter().enumerate().map(member).collect();
        let mut model: Value = serde_json::from_str(MODEL).unwrap();
        model["shapes"]["com.example#Sky"] = json!({"type": "enum", "members": members});
        model["shapes"]["com.example#ReportRequest"]["members"]["sky"] =
            json!({"target": "com.example#Sky", "traits": {"smithy.api#httpQuery": "sky"}});
        model.to_string()
    };
    workspace.put("old.json", &model(&["clear"]));
    let hostile = "\u{1b}[2J\n# x `<img src=x>` | @all ` @all **b** [l](javascript:x)";
    workspace.put("new.json", &model(&["clear", hostile]));
    let text = workspace.run("diff old.json new.json").success();
    assert!(text.contains("<img") && !text.contains('\u{1b}'), "{text}");
    let page = workspace.run("diff old.json new.json --format markdown").success();
    assert!(!page.contains('\u{1b}') && !page.contains("<img"), "{page}");
    insta::assert_snapshot!(page, @r"
    ### `old.json`: minor

    **Rust API: minor**

    - minor: `Sky` has a new variant, `V1` (`new.json:1:548`)

    **On the wire: minor**

    - minor: The service knows a new value of `Sky`, `\u{1b}[2J\n# x `&lt;img src=x&gt;` | @all ` @<!-- -->all \*\*b\*\* \[l\](javascript:x)\` (`new.json:1:548`)
    ");
}

#[test]
fn all_crates_with_problems_are_reported() {
    let workspace = repository();
    let toml = workspace.read("codegen.toml");
    workspace.put("other.json", MODEL);
    workspace
        .put("codegen.toml", &format!("{toml}[[crate]]\nmodel = 'other.json'\nout = 'other'\n"));
    commit(&workspace);
    workspace.put("weather.json", "{");
    workspace.put("other.json", "[");
    let errors = workspace.run("diff git:HEAD").failure();
    assert!(errors.contains("error: weather.json:1:1"), "{errors}");
    assert!(errors.contains("error: other.json:1:1"), "{errors}");
}

/// A crate in the root of the repository, also with the variables that a hook of another one has.
#[test]
fn a_crate_in_the_root() {
    let workspace = Workspace::with_weather();
    let options = "generate --model weather.json --operation Report --standalone --out .";
    workspace.run(options).success();
    git(&workspace, "init --quiet --initial-branch main");
    git(&workspace, "config log.showSignature true");
    commit(&workspace);
    workspace.put("weather.json", &newer());
    let out = workspace.run(options).success();
    assert!(out.starts_with(". since commit "), "{out}");
    git(&workspace, "checkout --quiet -- src Cargo.toml");
    let words = options.split_whitespace();
    let words = ["GIT_DIR=/none", "GIT_INDEX_FILE=none", env!("CARGO_BIN_EXE_whitesmith")]
        .into_iter()
        .chain(words);
    let ran = workspace.run_program("env", &words.collect::<Vec<_>>());
    assert!(ran.out.starts_with(". since commit "), "{} {}", ran.out, ran.err);
}

#[test]
fn a_model_outside_the_repository() {
    let workspace = Workspace::with_weather();
    let toml = "[[crate]]\nmodel = '../weather.json'\nout = 'weather'\nbump_version = true\n";
    workspace.put("inner/codegen.toml", toml);
    assert_eq!(workspace.run_in("inner", "generate").code, 0);
    git(&workspace, "-C inner init --quiet --initial-branch main");
    git(&workspace, "-C inner add --all");
    git(&workspace, "-C inner commit --quiet --message crate");
    workspace.put("weather.json", &newer());
    let ran = workspace.run_in("inner", "generate");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let note = "note: what changes for users of weather is not known: ";
    assert_eq!(ran.err.matches(note).count(), 1, "{}", ran.err);
    assert!(ran.err.contains("weather.json is not in the repository"), "{}", ran.err);
}

#[test]
fn a_version_as_it_is_written() {
    let workspace = repository();
    let toml = workspace.read("codegen.toml");
    let settings = "bump_version = true\npackage.version = '1.0.0-beta.1'\n";
    workspace.put("codegen.toml", &format!("{toml}{settings}"));
    workspace.run("generate").success();
    assert!(workspace.read("weather/Cargo.toml").contains("version = \"1.0.0-beta.1\"\n"));
    commit(&workspace);
    workspace.run("check").success();
    workspace.put(
        "weather/Cargo.toml",
        &workspace.read("weather/Cargo.toml").replace("1.0.0-beta.1", &format!("{}.0.0", u64::MAX)),
    );
    commit(&workspace);
    workspace.put("weather.json", &newer());
    insta::assert_snapshot!(workspace.run("generate").failure(), @"
    error: the version 18446744073709551615.0.0 of weather is too large to raise
      help: set `package.version` to the next version, and remove `bump_version`
    ");
}
