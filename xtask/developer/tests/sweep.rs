//! Tests the command `sweep` with small models.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::process::Command;

use tempfile::TempDir;

/// A service with two operations.
const MODEL: &str = include_str!("../../tests/command_line/weather.json");

/// The output of the program.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

/// A folder with three models in `models`, and a codegen.toml, which determines the folder of
/// `target`.
struct Folder(TempDir);

impl Folder {
    fn with_models() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.put("codegen.toml", "");
        folder.put("models/weather.json", MODEL);
        folder.put("models/query.json", &MODEL.replace("restJson1", "ofTomorrow"));
        folder.put("models/torn.json", &MODEL.replace("operation\"", "opration\""));
        folder
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).unwrap()
    }

    fn run(&self, line: &str) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_developer"));
        command.current_dir(self.0.path()).args(line.split_whitespace());
        let output = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran {
            code: output.status.code().unwrap(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

/// The first and the last column of each row of the table.
fn outcomes(ran: &Ran) -> Vec<(&str, &str)> {
    let lines = ran.out.lines().skip(1).take_while(|line| !line.is_empty());
    lines.filter_map(|line| Some((line.split_once("  ")?.0, line.rsplit_once("  ")?.1))).collect()
}

#[test]
fn a_sweep_checks_what_can_be_generated() {
    let folder = Folder::with_models();
    let ran = folder.run("sweep models");
    assert_eq!(ran.code, 1);
    let expected =
        [("torn", "generator problem"), ("weather", "ok"), ("query", "unsupported: ofTomorrow")];
    assert_eq!(outcomes(&ran), expected, "{}\n{}", ran.out, ran.err);
    assert!(ran.out.contains("\n1 crate generated in "), "{}", ran.out);
    assert!(ran.out.ends_with("\n1 passed, 1 failed\n"), "{}", ran.out);
    for line in ["] weather: generated in ", "[1/1] weather: checked", "[1/1] weather: documented"]
    {
        assert!(ran.err.contains(line), "{line} in {}", ran.err);
    }
    let last = ran.err.lines().last().unwrap_or_default();
    assert!(last.starts_with("error: torn: generator problem: models/torn.json:"), "{last}");
    assert!(last.contains("unknown shape type `opration`"), "{last}");
}

#[test]
fn a_sweep_that_only_generates() {
    let folder = Folder::with_models();
    let ran = folder.run("sweep models --no-check --quiet --only weather --only query");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let expected = [("weather", "generated"), ("query", "unsupported: ofTomorrow")];
    assert_eq!(outcomes(&ran), expected);
    assert!(ran.out.ends_with("\n1 passed, 0 failed\n"), "{}", ran.out);
    assert!(!folder.read("target/sweep/weather/src/operation/ping.rs").is_empty());
    let manifest = folder.read("target/sweep/Cargo.toml");
    assert!(manifest.contains("members = [\n    \"weather\",\n]"), "{manifest}");
}

#[test]
fn a_sweep_of_nothing() {
    let folder = Folder::with_models();
    folder.put("empty/notes.txt", "");
    for line in ["sweep absent", "sweep empty", "sweep models --only weahter"] {
        let ran = folder.run(line);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{line}");
        assert!(ran.err.starts_with("error: "), "{line}: {}", ran.err);
    }
}
