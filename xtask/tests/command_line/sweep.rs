//! In: a folder of small models. Out: the table of a sweep, and its last words.

use crate::workspace::{MODEL, Ran, Workspace};

fn with_models() -> Workspace {
    let workspace = Workspace::new();
    workspace.put("models/weather.json", MODEL);
    workspace.put("models/query.json", &MODEL.replace("restJson1", "awsQuery"));
    workspace.put("models/torn.json", &MODEL.replace("operation\"", "opration\""));
    workspace
}

/// The first and the last words of each line of the table.
fn outcomes(ran: &Ran) -> Vec<(&str, &str)> {
    let lines = ran.out.lines().skip(1).take_while(|line| !line.is_empty());
    lines.filter_map(|line| Some((line.split_once("  ")?.0, line.rsplit_once("  ")?.1))).collect()
}

#[test]
fn a_sweep_checks_what_can_be_generated() {
    let workspace = with_models();
    let ran = workspace.xtask("sweep models");
    assert_eq!(ran.code, 1);
    let expected =
        [("torn", "generator problem"), ("weather", "ok"), ("query", "not spoken: awsQuery")];
    assert_eq!(outcomes(&ran), expected, "{}\n{}", ran.out, ran.err);
    assert!(ran.out.contains("\n1 crate generated in "), "{}", ran.out);
    assert!(ran.out.ends_with("\n1 passed, 1 failed\n"), "{}", ran.out);
    for line in ["] weather: generated in ", "[1/1] weather: checked", "[1/1] weather: documented"]
    {
        assert!(ran.err.contains(line), "{line} in {}", ran.err);
    }
    let last = ran.err.lines().last().unwrap_or_default();
    assert!(last.starts_with("error: torn: generator problem: models/torn.json:"), "{last}");
    assert!(last.contains("`opration` is not a type of shape"), "{last}");
}

#[test]
fn a_sweep_that_only_generates() {
    let workspace = with_models();
    let ran = workspace.xtask("sweep models --no-check --quiet --only weather --only query");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let expected = [("weather", "generated"), ("query", "not spoken: awsQuery")];
    assert_eq!(outcomes(&ran), expected);
    assert!(ran.out.ends_with("\n1 passed, 0 failed\n"), "{}", ran.out);
    let contents = workspace.contents();
    assert!(contents.contains_key("target/sweep/weather/src/operation/ping.rs"));
    assert!(contents["target/sweep/Cargo.toml"].contains("members = [\n    \"weather\",\n]"));
}

#[test]
fn a_sweep_of_nothing() {
    let workspace = with_models();
    workspace.put("empty/notes.txt", "");
    for line in ["sweep absent", "sweep empty", "sweep models --only weahter"] {
        let ran = workspace.xtask(line);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{line}");
        assert!(ran.err.starts_with("error: "), "{line}: {}", ran.err);
    }
}
