//! Tests that joining lines keeps the tokens of all emitted files of the fixtures and of `models`,
//! and of random files.

use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::sources::file;
use crate::format::{join::join, print_file};
use crate::{Config, Source, generate};

#[test]
fn emitted_files_keep_their_tokens() {
    let config = Config { protocol_tests: true, ..Config::default() };
    let mut files = 0;
    for path in models() {
        let text = std::fs::read_to_string(&path).unwrap();
        let output = generate(&[Source { name: "model.json", text: &text }], &config).unwrap();
        let sources = output.files.iter().filter(|(file, _)| *file != "Cargo.toml");
        for (file, text) in sources {
            let result = keeps_tokens(text);
            assert!(result.is_ok(), "{}: {file}: {}", path.display(), result.unwrap_err());
            files += 1;
        }
    }
    assert!(files > 500, "{files}");
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 500,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(2_026),
        ..ProptestConfig::default()
    })]

    #[test]
    fn random_files_keep_their_tokens(text in file()) {
        let result = keeps_tokens(&text);
        prop_assert!(result.is_ok(), "{}", result.unwrap_err());
    }
}

/// The models of the fixtures and of the folder `models`.
fn models() -> Vec<PathBuf> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folders = ["models/chime.json", "tests/fixtures", "tests/fixtures/protocols"];
    let mut models = Vec::new();
    for folder in folders.map(|folder| repository.join(folder)) {
        if folder.is_file() {
            models.push(folder);
            continue;
        }
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        models.extend(entries.filter(|path| path.extension().is_some_and(|it| it == "json")));
    }
    models
}

/// Joins the lines of a file that prettyplease has formatted. The result must have the same tokens
/// and the same syntax tree (which shows that significant trailing commas stay); prettyplease
/// formats both alike.
fn keeps_tokens(text: &str) -> Result<(), String> {
    let laid_out = |text: &str| syn::parse_file(text).map(print_file);
    let broken = laid_out(text).map_err(|error| format!("{error}: {text}"))?;
    let joined = join(&broken);
    let differs = |what: &str| Err(format!("{what}\n{broken}\n{joined}"));
    match (laid_out(&broken), laid_out(&joined)) {
        (Ok(before), Ok(after)) if before == after => {}
        (Ok(_), Ok(_)) => return differs("another syntax tree"),
        (Err(error), _) | (_, Err(error)) => return differs(&error.to_string()),
    }
    let tokens = |text: &str| TokenStream::from_str(text).map(essential);
    match (tokens(&broken), tokens(&joined)) {
        (Ok(before), Ok(after)) if before == after => Ok(()),
        _ => differs("other tokens"),
    }
}

/// The tokens without those that joining may change: trailing commas, and the braces and the comma
/// of a match arm whose body is a block.
fn essential(stream: TokenStream) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut trees = stream.into_iter().peekable();
    while let Some(tree) = trees.next() {
        let is_body = tokens.ends_with(&["=".to_owned(), ">".to_owned()]);
        match tree {
            TokenTree::Group(group) if is_body && group.delimiter() == Delimiter::Brace => {
                tokens.extend(essential(group.stream()));
                trees.next_if(is_comma);
                tokens.extend(trees.peek().map(|_| ",".to_owned()));
            }
            TokenTree::Group(group) => {
                tokens.push(format!("{:?} {{", group.delimiter()));
                tokens.extend(essential(group.stream()));
                tokens.push("}".to_owned());
            }
            tree if is_comma(&tree) && trees.peek().is_none() => {}
            tree => tokens.push(tree.to_string()),
        }
    }
    tokens
}

fn is_comma(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ',')
}
