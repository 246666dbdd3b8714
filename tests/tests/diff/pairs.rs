//! Compares the services of which the shared data has two versions, in both directions.

use std::fmt::Write as _;
use std::fs;

use tests::shared;
use whitesmith::diff::{Category, Diff};

use super::compared;

/// The levels of the Rust API, the wire and the behavior.
fn levels(diff: &Diff) -> String {
    let level = |category| diff.level_of(category).map_or("-", whitesmith::diff::Level::name);
    let levels = [Category::Source, Category::Wire, Category::Behavior].map(level);
    format!("{:5} {:5} {:5}", levels[0], levels[1], levels[2])
}

#[test]
fn real_pairs() {
    let Some(shared) = shared() else { return };
    let mut table = String::new();
    let mut names: Vec<_> = fs::read_dir(shared.join("models")).unwrap().collect();
    names.sort_by_key(|entry| entry.as_ref().map(fs::DirEntry::file_name).ok());
    for name in names {
        let name = name.unwrap().file_name();
        let read = |folder: &str| fs::read_to_string(shared.join(folder).join(&name)).ok();
        let (Some(old), Some(new)) = (read("models"), read("models-2026")) else { continue };
        let (forward, backward) = (levels(&compared(&old, &new)), levels(&compared(&new, &old)));
        let name = name.to_string_lossy();
        let _ = writeln!(table, "{:21} {forward} | {backward}", name.trim_end_matches(".json"));
    }
    // Columns: source, wire and behavior from the old version to the new one, then from the new to the old.
    insta::assert_snapshot!(table, @"
    bedrock-runtime       major major minor | major major major
    cloudwatch-logs       major minor patch | major major patch
    dynamodb              major minor minor | major major minor
    ecs                   major minor minor | major major minor
    glacier               minor minor patch | major minor patch
    iam                   major major minor | major major minor
    kms                   major minor patch | major major patch
    lambda                minor minor minor | major major minor
    polly                 minor minor patch | major major patch
    route-53              minor minor minor | major major minor
    s3-control            minor minor minor | major major minor
    s3                    major major minor | major major minor
    sqs                   -     -     patch | -     -     patch
    sts                   minor minor patch | major major patch
    transcribe-streaming  minor minor patch | major minor patch
    ");
}
