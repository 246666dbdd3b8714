//! Tests the rows and the emitted crates for small models.

use std::fs;

use super::*;
use crate::sweep_command::candidates;
use crate::sweep_command::row::Failure;

fn model(namespace: &str, protocol: &str, uri: &str) -> String {
    format!(
        r#"{{"smithy": "2.0", "shapes": {{
            "{namespace}#Weather": {{
                "type": "service",
                "operations": [{{"target": "{namespace}#Ping"}}],
                "traits": {{"aws.protocols#{protocol}": {{}}}}
            }},
            "{namespace}#Ping": {{
                "type": "operation",
                "traits": {{"smithy.api#http": {{"method": "GET", "uri": "{uri}"}}}}
            }}
        }}}}"#
    )
}

struct Swept {
    folder: tempfile::TempDir,
    rows: Vec<Row>,
}

/// Emits crates from models, which are given by name and text.
fn sweep(models: &[(&str, String)], generate: &Generate) -> Swept {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in models {
        fs::write(folder.path().join(format!("{name}.json")), text).unwrap();
    }
    let workspace = CrateWorkspace::below(folder.path(), "sweep").unwrap();
    let candidates = candidates::find(folder.path(), &[]).unwrap();
    let runtime = RuntimeDependency::Version("0.1".to_owned());
    let emitter = Emitter { workspace: &workspace, runtime, generate };
    let mut progress = Progress::new(true, candidates.len());
    let rows = emitter.all(&candidates, &mut progress).unwrap();
    Swept { folder, rows }
}

fn first_line(row: &Row) -> (&str, Stage, &str) {
    match &row.outcome {
        Outcome::Failed(Failure { what, first }) => (&row.candidate.name, *what, first),
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_model_has_a_row() {
    let models = [
        ("query", model("com.example", "ofTomorrow", "/ping")),
        ("broken", model("com.example", "restJson1", "ping")),
        ("rest", model("com.example", "restJson1", "/ping")),
        ("torn", "{".to_owned()),
    ];
    let Swept { folder, rows } = sweep(&models, &whitesmith::generate);
    let names: Vec<&str> = rows.iter().map(|row| row.candidate.name.as_str()).collect();
    assert_eq!(names, ["broken", "query", "rest", "torn"]);

    let (name, what, first) = first_line(&rows[0]);
    assert_eq!((name, what), ("broken", Stage::Problem));
    assert!(first.contains("broken.json:") && first.contains("com.example#Ping"), "{first}");
    assert!(!first.contains('\n'));

    assert_eq!(rows[1].outcome, Outcome::Unsupported);
    assert_eq!((rows[1].protocol.as_str(), rows[1].emitted.as_ref()), ("ofTomorrow", None));

    assert_eq!((rows[2].protocol.as_str(), &rows[2].outcome), ("restJson1", &Outcome::Generated));
    let emitted = rows[2].emitted.as_ref().unwrap();
    assert_eq!((emitted.package.as_str(), emitted.operations, emitted.left_out), ("weather", 1, 0));
    let source = folder.path().join("target/sweep/rest/src");
    let files = [
        "blocking",
        "client",
        "endpoint",
        "lib",
        "operation",
        "operation/ping",
        "service",
        "types",
    ];
    let on_disk: usize = files
        .iter()
        .filter_map(|file| fs::read_to_string(source.join(format!("{file}.rs"))).ok())
        .map(|text| text.lines().count())
        .sum();
    assert_eq!(emitted.lines, on_disk);

    assert_eq!(first_line(&rows[3]).1, Stage::Problem);
    assert!(!folder.path().join("target/sweep/broken").exists());
}

#[test]
fn a_panic_is_a_failure_of_its_model_alone() {
    let models = [("bad", "bad".to_owned()), ("good", model("com.example", "awsJson1_1", "/ping"))];
    let generate = |sources: &[Source<'_>], config: &Config| {
        assert_ne!(sources[0].text, "bad", "this model is too much");
        whitesmith::generate(sources, config)
    };
    let Swept { rows, .. } = sweep(&models, &generate);
    let (name, what, first) = first_line(&rows[0]);
    assert_eq!((name, what), ("bad", Stage::Panic));
    assert!(first.contains("this model is too much"), "{first}");
    assert_eq!(rows[1].outcome, Outcome::Generated);
}

#[test]
fn services_of_one_name_become_packages_of_two() {
    let models = [
        ("a", model("com.example", "restJson1", "/ping")),
        ("b", model("org.example", "restJson1", "/ping")),
    ];
    let Swept { folder, rows } = sweep(&models, &whitesmith::generate);
    let package = |row: &Row| row.emitted.as_ref().unwrap().package.clone();
    assert_eq!(rows.iter().map(package).collect::<Vec<_>>(), ["weather", "weather-again"]);
    let manifest = fs::read_to_string(folder.path().join("target/sweep/b/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"weather-again\""), "{manifest}");
}

#[test]
fn a_file_of_somebody_else_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("m.json"), model("a.b", "restJson1", "/ping")).unwrap();
    let workspace = CrateWorkspace::below(folder.path(), "sweep").unwrap();
    fs::create_dir_all(folder.path().join("target/sweep/m/src")).unwrap();
    fs::write(folder.path().join("target/sweep/m/src/lib.rs"), "// mine\n").unwrap();
    let candidates = candidates::find(folder.path(), &[]).unwrap();
    let runtime = RuntimeDependency::Version("0.1".to_owned());
    let emitter = Emitter { workspace: &workspace, runtime, generate: &whitesmith::generate };
    let rows = emitter.all(&candidates, &mut Progress::new(true, 1)).unwrap();
    let (_, what, first) = first_line(&rows[0]);
    assert_eq!(what, Stage::Disk);
    assert!(first.contains("was not generated by whitesmith"), "{first}");
}
