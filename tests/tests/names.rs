//! Tests that the 62,988 member names of AWS's models, from the data beside the repository, become
//! the same fields as in the official SDK.

use std::collections::BTreeSet;
use std::fs;

use tests::{Fixture, shared};
use whitesmith::{Config, Error};

/// The number of members of a structure.
const CHUNK: usize = 1_000;

/// Official field names that are not valid identifiers, and their escaped form.
const ESCAPED: [(&str, &str); 6] = [
    ("as", "r#as"),
    ("const", "r#const"),
    ("crate", "crate_"),
    ("new", "new_"),
    ("self", "self_"),
    ("super", "super_"),
];

#[test]
fn fields_are_called_as_in_the_official_sdk() {
    let Some(shared) = shared() else { return };
    let table = fs::read_to_string(shared.join("names/snake_case.csv")).unwrap();
    let names: Vec<(&str, &str)> =
        table.lines().map(|line| line.split_once(',').unwrap()).collect();
    assert_eq!(names.len(), 62_988);
    let mut wrong = Vec::new();
    for chunk in chunks(&names) {
        let fields = fields(&chunk).unwrap();
        assert_eq!(fields.len(), chunk.len());
        let pairs = chunk.into_iter().zip(fields);
        wrong.extend(pairs.filter(|((_, official), field)| !is_called(field, official)));
    }
    assert!(wrong.is_empty(), "{} differ: {:?}", wrong.len(), &wrong[..wrong.len().min(20)]);
}

/// Whether our field is the official one, escaped if necessary.
fn is_called(field: &str, official: &str) -> bool {
    let escaped = ESCAPED.iter().find(|(name, _)| *name == official);
    match escaped {
        Some((_, escaped)) => field == *escaped,
        None => field == official || field.strip_prefix("r#") == Some(official),
    }
}

/// The names, distributed to structures so that no structure has a field twice.
fn chunks<'a>(names: &[(&'a str, &'a str)]) -> Vec<Vec<(&'a str, &'a str)>> {
    let mut chunks: Vec<Vec<(&str, &str)>> = Vec::new();
    let mut fields: Vec<BTreeSet<&str>> = Vec::new();
    for &(name, field) in names {
        let free = fields.iter().position(|taken| taken.len() < CHUNK && !taken.contains(field));
        let index = free.unwrap_or(fields.len());
        if free.is_none() {
            chunks.push(Vec::new());
            fields.push(BTreeSet::new());
        }
        chunks[index].push((name, field));
        fields[index].insert(field);
    }
    chunks
}

/// The fields of a structure with these members, in order.
fn fields(members: &[(&str, &str)]) -> Result<Vec<String>, Error> {
    let members: Vec<String> = members
        .iter()
        .map(|(name, _)| format!(r#""{name}": {{"target": "smithy.api#String"}}"#))
        .collect();
    let text = format!(
        r#"{{"smithy": "2.0", "shapes": {{
        "names#Names": {{"type": "service", "operations": [{{"target": "names#Call"}}], "traits": {{"aws.protocols#restJson1": {{}}}}}},
        "names#Call": {{"type": "operation", "output": {{"target": "names#Out"}}, "traits": {{"smithy.api#http": {{"method": "POST", "uri": "/"}}}}}},
        "names#Out": {{"type": "structure", "members": {{{}}}}}
        }}}}"#,
        members.join(",\n")
    );
    let output = Fixture { name: "names".to_owned(), text }.generate(&Config::default())?;
    let source = output.files["src/operation/call.rs"].lines();
    let fields = source.filter_map(|line| line.strip_prefix("    pub ")?.split_once(": Option<"));
    Ok(fields.map(|(name, _)| name.to_owned()).collect())
}
