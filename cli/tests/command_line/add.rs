//! Tests `whitesmith add`.

use crate::workspace::{MODEL, Workspace};

const TOML: &str = "# Mine.\n[[crate]]\nmodel = 'own.json' # at the end\nout = 'own'\n";

/// A folder with a codegen.toml, and two models in the form of AWS's repository.
fn workspace() -> Workspace {
    let workspace = Workspace::new();
    workspace.put("app/codegen.toml", TOML);
    workspace.put("app/own.json", MODEL);
    workspace.put("codegen.toml", TOML);
    workspace.put("own.json", MODEL);
    let service = |namespace: &str, version: &str| {
        let trait_ = "\"aws.api#service\": {\"sdkId\": \"Big Weather\", \"endpointPrefix\": \"api.wx\", \"arnNamespace\": \"wx\"},";
        MODEL
            .replace("com.example#", &format!("{namespace}#"))
            .replace(
                "\"aws.protocols#restJson1\"",
                &format!("{trait_} \"aws.protocols#restJson1\""),
            )
            .replace("\"version\": \"1\"", &format!("\"version\": \"{version}\""))
    };
    for version in ["2020-01-01", "2021-02-02"] {
        let path = format!("aws/models/weather/service/{version}/weather-{version}.json");
        workspace.put(&path, &service("com.aws.weather", version));
    }
    workspace.put("aws/models/README.json", "not JSON");
    workspace
}

#[test]
fn a_service_is_added() {
    for name in ["weather", "big-weather", "BIG WEATHER", "api.wx", "wx", "com.aws.weather#Weather"]
    {
        let workspace = workspace();
        let added = workspace.run_words(&["add", name, "--operation", "Ping", "--models", "aws"]);
        insta::allow_duplicates! {
            insta::assert_snapshot!(added.success(), @"
            weather: 9 written; 1 operation; N ms
            codegen.toml: added weather, from models/weather.json (com.aws.weather#Weather, 2021-02-02)
            ");
        }
        let entry = "\n[[crate]]\nmodel = \"models/weather.json\"\nout = \"weather\"\noperations = [\"Ping\"]\n";
        assert_eq!(workspace.read("codegen.toml"), format!("{TOML}{entry}"));
        assert!(workspace.read("models/weather.json").contains("2021-02-02"));
        assert!(workspace.path("weather/src/operation/ping.rs").is_file());
        assert!(!workspace.path("own").exists(), "the other crates are not generated");
        workspace.run("generate").success();
        workspace.run("check").success();
    }
}

#[test]
fn a_service_that_is_there_is_not_added_again() {
    let workspace = workspace();
    workspace.run("add weather --models aws").success();
    let before = workspace.contents();
    insta::assert_snapshot!(workspace.run("add weather --models aws --out other").failure(), @"
    error: codegen.toml has a crate of models/weather.json already, in weather; nothing was written
      help: add operations to its key `operations` and run `whitesmith generate`, or take a newer model with `whitesmith update`
    ");
    workspace.put("codegen.toml", TOML);
    workspace.put("models/weather.json", "{}");
    insta::assert_snapshot!(workspace.run("add weather --models aws").failure(), @"
    error: models/weather.json exists with other contents; nothing was written
      help: move the file, or write an entry for it in codegen.toml and run `whitesmith update`
    ");
    workspace.put("codegen.toml", &before["codegen.toml"]);
    workspace.put("models/weather.json", &before["models/weather.json"]);
    assert_eq!(workspace.contents(), before);
}

#[test]
fn two_services_with_one_name() {
    let workspace = workspace();
    let model = workspace.read("aws/models/weather/service/2021-02-02/weather-2021-02-02.json");
    workspace.put("aws/other/wind.json", &model.replace("com.aws.weather#", "com.aws.wind#"));
    insta::assert_snapshot!(workspace.run("add bigweather --models aws").failure(), @"
    error: 2 models have the name `bigweather`
      help: name one of them by its shape id:
        com.aws.weather#Weather in aws/models/weather/service/2021-02-02/weather-2021-02-02.json
        com.aws.wind#Weather in aws/other/wind.json
    ");
    workspace.run("add com.aws.wind#Weather --models aws").success();
    workspace.put("aws/copy/weather.json", &model);
    insta::assert_snapshot!(workspace.run("add com.aws.weather#weather --models aws").failure(), @"
    error: 2 models have the name `com.aws.weather#weather`
      help: name a smaller folder with --models, or remove all files but one:
        com.aws.weather#Weather in aws/copy/weather.json
        com.aws.weather#Weather in aws/models/weather/service/2021-02-02/weather-2021-02-02.json
    ");
}

#[test]
fn nothing_is_written_after_a_failure() {
    let workspace = workspace();
    let before = workspace.contents();
    let unknown = workspace.run("add weather --operation Pong --models aws").failure();
    insta::assert_snapshot!(unknown, @"
    error: aws/models/weather/service/2021-02-02/weather-2021-02-02.json: com.aws.weather#Weather: unknown operation `Pong`
      help: did you mean `Ping`?
    error: 1 problem in aws/models/weather/service/2021-02-02/weather-2021-02-02.json; nothing was written
    ");
    assert_eq!(workspace.contents(), before);
    workspace.put("weather/src/lib.rs", "pub fn precious() {}\n");
    let before = workspace.contents();
    let foreign = workspace.run("add weather --models aws").failure();
    assert!(foreign.contains("was not generated by whitesmith"), "{foreign}");
    assert_eq!(workspace.contents(), before);
    let overlap = workspace.run("add weather --models aws --out own").failure();
    assert!(overlap.contains("overlaps with the folder"), "{overlap}");
    assert_eq!(workspace.contents(), before);
}

#[test]
fn two_services_of_one_file() {
    let workspace = workspace();
    // As some editors write it, with a byte order mark.
    workspace.put(
        "models-of-ours/two.json",
        &format!("\u{feff}{}", crate::workspace::two_services("1")),
    );
    workspace.run("add Weather --models models-of-ours").success();
    insta::assert_snapshot!(workspace.run("add Tides --models models-of-ours --out tides").success(), @"
    tides: 9 written; 1 operation; N ms
    codegen.toml: added tides, from models/two.json (com.example#Tides, 1)
    ");
    let before = workspace.contents();
    let again = workspace.run("add Tides --models models-of-ours --out other").failure();
    assert!(again.contains("has a crate of models/two.json already, in tides;"), "{again}");
    assert_eq!(workspace.contents(), before);
    let generated = workspace.run("generate").success();
    assert!(generated.contains("\ntides: 9 unchanged;"), "{generated}");
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_everything_as_it_was() {
    let workspace = workspace();
    let before = workspace.contents();
    let full = workspace.run_with_small_files("add weather --models aws").failure();
    assert!(full.contains("; nothing was changed\n  help: "), "{full}");
    assert_eq!(workspace.contents(), before);
    assert!(!workspace.path("models").exists());
}

#[test]
fn crates_in_one_value() {
    let workspace = workspace();
    workspace.put("codegen.toml", "crate = [{ model = 'own.json', out = 'own' }]\n");
    let before = workspace.contents();
    insta::assert_snapshot!(workspace.run("add weather --models aws").failure(), @"
    error: codegen.toml has its crates in one value, `crate = […]`, to which nothing can be appended; nothing was written
      help: write each crate as a table below its own line `[[crate]]`
    ");
    assert_eq!(workspace.contents(), before);
}

/// What an interrupted run may leave: some of the files, under their names or under temporary ones.
#[test]
fn after_an_interrupted_run() {
    let workspace = workspace();
    let full = self::workspace();
    full.run("add weather --models aws").success();
    let expected = full.contents();
    for path in ["models/weather.json", "weather/src/lib.rs", "weather/src/types.rs"] {
        workspace.put(path, &expected[path]);
    }
    workspace.put("weather/src/.whitesmith-3.new", "// Made by whitesmith, but not wholly");
    workspace.run("add weather --models aws").success();
    let after = workspace.contents();
    let is_temporary = |path: &&String| path.contains("/.whitesmith-");
    assert_eq!(after.keys().filter(is_temporary).count(), 0, "{:?}", after.keys());
    assert_eq!(after, expected);
}

#[test]
fn line_ends_of_windows_stay() {
    let workspace = workspace();
    workspace.put("codegen.toml", &TOML.replace('\n', "\r\n"));
    workspace.run("add weather --models aws").success();
    let after = workspace.read("codegen.toml");
    assert!(after.starts_with(&TOML.replace('\n', "\r\n")), "{after}");
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
    assert_eq!(workspace.run("update --models aws").code, 0);
}

#[cfg(unix)]
#[test]
fn links() {
    use std::os::unix::fs::symlink;
    let workspace = workspace();
    std::fs::rename(workspace.path("codegen.toml"), workspace.path("real.toml")).unwrap();
    symlink("real.toml", workspace.path("codegen.toml")).unwrap();
    symlink("..", workspace.path("aws/models/loop")).unwrap();
    std::fs::rename(workspace.path("aws"), workspace.path("elsewhere")).unwrap();
    symlink("elsewhere", workspace.path("aws")).unwrap();
    workspace.run("add weather --models aws").success();
    assert!(workspace.path("codegen.toml").symlink_metadata().unwrap().is_symlink());
    assert!(workspace.read("real.toml").contains("models/weather.json"));
}

#[cfg(unix)]
#[test]
fn paths_that_are_not_unicode() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let workspace = workspace();
    let odd = OsStr::from_bytes(b"not \xff unicode");
    std::fs::rename(workspace.path("aws"), workspace.path("").join(odd)).unwrap();
    let words = ["add", "weather", "--models"].map(OsStr::new);
    workspace.run_words(&[&words[..], &[odd]].concat()).success();
    assert!(workspace.path("models/weather.json").is_file());
    let words = ["check", "--model", "own.json", "--out"].map(OsStr::new);
    let stale = workspace.run_words(&[&words[..], &[odd]].concat());
    assert_eq!(stale.code, 1);
    let help = "  help: run `whitesmith generate --model own.json --out 'not \u{fffd} unicode'`\n";
    assert!(stale.err.ends_with(help), "{}", stale.err);
    let words = ["init", "--out", "x", "--model"].map(OsStr::new);
    std::fs::remove_file(workspace.path("codegen.toml")).unwrap();
    let error = workspace.run_words(&[&words[..], &[odd]].concat()).failure();
    assert!(error.contains("is not Unicode"), "{error}");
}

#[test]
fn the_runtime_of_a_checkout() {
    let workspace = workspace();
    let runtime = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("runtime");
    let line = format!("add weather --models aws --out a/b --runtime-path {}", runtime.display());
    workspace.run(&line).success();
    assert!(workspace.read("codegen.toml").contains("\nruntime = { path = \"../"));
    workspace.run("generate").success();
    let wrong = workspace.run("add weather --models aws --runtime-path aws").failure();
    assert!(wrong.contains("with --runtime-path"), "{wrong}");
}
