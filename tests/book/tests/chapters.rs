//! The chapters of the book are complete: each is in its table of contents and compiled, its links lead
//! somewhere, and what it includes from other files exists.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../book/src")
}

/// The names of the chapters and their texts.
fn chapters() -> Vec<(String, String)> {
    let mut chapters: Vec<_> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "SUMMARY.md")
        .map(|name| (name.clone(), fs::read_to_string(folder().join(&name)).unwrap()))
        .collect();
    chapters.sort();
    assert!(chapters.len() > 5, "{chapters:?}");
    chapters
}

/// The parts of a text between `start` and `end`, which are not part of them.
fn between<'a>(text: &'a str, start: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(start).skip(1).map(move |rest| rest.split(end).next().unwrap_or_default())
}

/// The code blocks of a chapter: what stands behind the fence, and the code.
fn blocks(text: &str) -> Vec<(&str, &str)> {
    let fenced = text.split("```").skip(1).step_by(2);
    fenced.map(|block| block.split_once('\n').unwrap()).collect()
}

/// What Markdown makes a link target of: the titles of a chapter, in lower case, with hyphens.
fn targets(text: &str) -> BTreeSet<String> {
    let titles = text.lines().filter_map(|line| line.strip_prefix("## "));
    let kept = |title: &str| -> String {
        let letters = title.to_lowercase().replace(' ', "-");
        letters.chars().filter(|c| c.is_alphanumeric() || *c == '-' || *c == '_').collect()
    };
    titles.map(kept).collect()
}

#[test]
fn each_chapter_is_listed_and_compiled() {
    let summary = fs::read_to_string(folder().join("SUMMARY.md")).unwrap();
    let listed: BTreeSet<_> = between(&summary, "](", ")").map(str::to_owned).collect();
    let compiled = include_str!("../src/lib.rs");
    let compiled: BTreeSet<_> = between(compiled, "book/src/", "\"").map(str::to_owned).collect();
    let present: BTreeSet<_> = chapters().into_iter().map(|(name, _)| name).collect();
    assert_eq!(listed, present);
    assert_eq!(compiled, present);
}

/// Rust in the book is compiled: as an example of this crate, or in the file that it is included from.
#[test]
fn rust_is_compiled_or_included() {
    for (name, text) in chapters() {
        for (info, code) in blocks(&text) {
            let words: BTreeSet<_> = info.split(',').collect();
            if !words.contains("rust") || !words.contains("ignore") {
                assert!(!words.contains("compile_fail"), "{name}: {code}");
                continue;
            }
            let lines: Vec<_> = code.lines().collect();
            assert!(
                lines.iter().all(|line| line.starts_with("{{#include ")),
                "{name}: an ignored example is not compiled:\n{code}"
            );
        }
    }
}

#[test]
fn included_files_and_their_anchors_exist() {
    for (name, text) in chapters() {
        for include in between(&text, "{{#include ", "}}") {
            let (path, anchor) = include.split_once(':').unwrap_or((include, ""));
            let file = fs::read_to_string(folder().join(path));
            let file = file.unwrap_or_else(|error| panic!("{name}: {path}: {error}"));
            assert!(
                anchor.is_empty() || file.contains(&format!("// ANCHOR: {anchor}\n")),
                "{name}: {path} has no anchor {anchor}"
            );
        }
    }
}

#[test]
fn links_between_chapters_lead_somewhere() {
    let chapters = chapters();
    let text_of =
        |name: &str| chapters.iter().find(|(other, _)| other == name).map(|(_, text)| text);
    for (name, text) in &chapters {
        let links = between(text, "](", ")").filter(|link| !link.starts_with("http"));
        for link in links {
            let (chapter, target) = link.split_once('#').unwrap_or((link, ""));
            let text = text_of(chapter).unwrap_or_else(|| panic!("{name}: no chapter {chapter}"));
            let found = target.is_empty() || targets(text).contains(target);
            assert!(found, "{name}: {chapter} has no title {target}");
        }
    }
}
