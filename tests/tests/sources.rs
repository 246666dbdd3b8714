//! Tests models in several texts, which are folders of `fixtures/sources`: the crate must equal
//! that of the merged model in `merged`, or the error message its snapshot. A new folder there
//! needs no code here.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tests::{Fixture, assert_snapshots, fixtures};
use whitesmith::{Config, Error, Output, Source, generate};

const FOLDER: &str = "fixtures/sources";

/// The names of the folders with a merged model, or without one.
fn cases(merged: bool) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER);
    let folders = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let cases = folders.filter(|case| case.join("merged").is_dir() == merged);
    let mut names: Vec<String> =
        cases.map(|case| case.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    assert!(!names.is_empty());
    names
}

fn generated(fixtures: &[Fixture]) -> Result<Output, Error> {
    let names: Vec<String> = fixtures.iter().map(|text| format!("{}.json", text.name)).collect();
    let texts = fixtures.iter().map(|fixture| fixture.text.as_str());
    let sources: Vec<Source<'_>> =
        names.iter().zip(texts).map(|(name, text)| Source { name, text }).collect();
    generate(&sources, &Config::default())
}

#[test]
fn several_texts_are_the_one_that_they_merge_to() {
    for case in cases(true) {
        let several = generated(&fixtures(&format!("{FOLDER}/{case}")));
        let one = generated(&fixtures(&format!("{FOLDER}/{case}/merged"))).unwrap();
        let several = several.unwrap_or_else(|error| panic!("{case}: {error}"));
        assert_eq!(several.warnings, [], "{case}");
        for (path, text) in &one.files {
            assert_eq!(several.files.get(path), Some(text), "{case}: {path}");
        }
        assert_eq!(several.files.len(), one.files.len(), "{case}");
    }
}

/// Only the order of members and of list elements may depend on the order of the texts.
#[test]
fn statements_may_come_before_what_they_are_about() {
    for case in ["apply_adds", "apply_overrides", "mixin_of_another_file"] {
        let mut texts = fixtures(&format!("{FOLDER}/{case}"));
        let forwards = generated(&texts).unwrap().files;
        texts.reverse();
        assert_eq!(generated(&texts).unwrap().files, forwards, "{case}");
    }
}

#[test]
fn conflicts_name_both_places() {
    let message = |case: &String| match generated(&fixtures(&format!("{FOLDER}/{case}"))) {
        Ok(_) => String::new(),
        Err(error) => error.to_string(),
    };
    let messages: BTreeMap<String, String> =
        cases(false).into_iter().map(|case| (case.clone(), message(&case))).collect();
    assert!(messages.values().all(|message| !message.is_empty()), "{messages:#?}");
    assert_snapshots("sources", &messages);
}

#[test]
fn the_same_text_twice_is_one_model() {
    let mut texts = fixtures(&format!("{FOLDER}/apply_adds/merged"));
    let once = generated(&texts).unwrap().files;
    texts.push(texts[0].clone());
    assert_eq!(generated(&texts).unwrap().files, once);
    let source = Source { name: "model.json", text: &texts[0].text };
    assert_eq!(generate(&[source, source], &Config::default()).unwrap().files, once);
}

#[test]
fn no_text_is_an_error() {
    let error = generate(&[], &Config::default()).unwrap_err();
    assert!(
        error.to_string().starts_with("error: the model: the model has no `shapes`"),
        "{error}"
    );
}
