//! Compares the services of which the shared data has two versions, in both directions.

use std::ffi::OsString;
use std::{fs, thread};

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
    let mut names: Vec<_> = fs::read_dir(shared.join("models"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .filter(|name| shared.join("models-2026").join(name).exists())
        .collect();
    names.sort();
    // Each pair on a thread of its own.
    let rows = thread::scope(|scope| {
        let row = |name: &OsString| {
            let read = |folder: &str| fs::read_to_string(shared.join(folder).join(name)).unwrap();
            let (old, new) = (read("models"), read("models-2026"));
            let (forward, backward) =
                (levels(&compared(&old, &new)), levels(&compared(&new, &old)));
            let name = name.to_string_lossy();
            format!("{:21} {forward} | {backward}\n", name.trim_end_matches(".json"))
        };
        let rows: Vec<_> = names.iter().map(|name| scope.spawn(move || row(name))).collect();
        rows.into_iter().map(|row| row.join().unwrap()).collect::<Vec<_>>()
    });
    let table = rows.concat();
    // Columns: source, wire and behavior from the old version to the new one, then from the new to the old.
    insta::assert_snapshot!(table, @"
    bedrock-runtime       major minor minor | major major major
    cloudwatch-logs       major minor patch | major major patch
    dynamodb              major minor minor | major major minor
    ecs                   major minor major | major major minor
    glacier               minor minor patch | major minor patch
    iam                   major minor minor | major major minor
    kms                   major minor patch | major major patch
    lambda                minor minor major | major major minor
    polly                 minor minor patch | major major patch
    route-53              minor minor minor | major major minor
    s3-control            minor minor minor | major major minor
    s3                    major major minor | major major minor
    sqs                   -     -     patch | -     -     patch
    sts                   minor minor patch | major major patch
    transcribe-streaming  minor minor patch | major minor patch
    ");
}
