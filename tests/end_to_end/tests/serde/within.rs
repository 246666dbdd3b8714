//! Tests emitted types within types of users that derive serde's traits.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use shapes::types::{Choice, Colour, Notes, Tree};
use whitesmith_runtime::{Blob, DateTime, Document};

use crate::formats::{through_all, through_json};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Flat {
    id: u32,
    #[serde(flatten)]
    notes: Notes,
    #[serde(flatten)]
    choice: Choice,
    #[serde(flatten)]
    rest: BTreeMap<String, u32>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct FlatNotes {
    #[serde(flatten)]
    notes: Notes,
    #[serde(flatten)]
    rest: BTreeMap<String, u32>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind")]
enum Tagged {
    Notes(Notes),
    Choice(Choice),
    Tree(Tree),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value")]
enum Adjacent {
    Choice(Choice),
    Colour(Colour),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Blob(Blob),
    At(DateTime),
    Choice(Choice),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Wrapped(Notes);

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Kept {
    at: Option<DateTime>,
    blob: Blob,
    free: Document,
    colours: Vec<Colour>,
    by_name: BTreeMap<String, Choice>,
    both: (Notes, Colour),
}

fn notes() -> Notes {
    Notes::new().text("a").stars(5)
}

#[test]
fn structures_are_flattened() {
    let value = FlatNotes { notes: notes(), rest: BTreeMap::from([("more".to_owned(), 7)]) };
    let text = serde_json::to_string(&value).unwrap();
    assert_eq!(text, r#"{"text":"a","stars":5,"more":7}"#);
    through_all(&value);
}

/// A union takes its member of those around it. What it does not take is also in the map of the rest.
#[test]
fn unions_are_flattened() {
    let text = r#"{"id":1,"stars":5,"number":3}"#;
    let value: Flat = serde_json::from_str(text).unwrap();
    assert_eq!((value.id, value.notes.stars), (1, Some(5)));
    assert_eq!(value.choice, Choice::Number(3));
    assert_eq!(value.rest, BTreeMap::from([("number".to_owned(), 3)]));
}

#[test]
fn tagged_enums_hold_them() {
    for value in [
        Tagged::Notes(notes()),
        Tagged::Choice(Choice::Number(7)),
        Tagged::Choice(Choice::Blob(Blob::from("a"))),
        Tagged::Tree(Tree::new().children([Tree::new().name("b")])),
    ] {
        through_all(&value);
    }
    assert_eq!(
        serde_json::to_string(&Tagged::Choice(Choice::Number(7))).unwrap(),
        r#"{"kind":"Choice","number":7}"#
    );
    through_all(&Adjacent::Choice(Choice::Nothing));
    through_all(&Adjacent::Colour(Colour::Red));
}

#[test]
fn untagged_enums_hold_them() {
    through_json(&Untagged::Choice(Choice::Number(1)));
    through_json(&Untagged::Blob(Blob::from("ab")));
    let at = DateTime::from_secs_and_nanos(1, 5);
    let mut bytes = Vec::new();
    ciborium::into_writer(&Untagged::At(at), &mut bytes).unwrap();
    let read: Untagged = ciborium::from_reader(bytes.as_slice()).unwrap();
    assert_eq!(read, Untagged::At(at));
}

#[test]
fn structures_of_users_hold_them() {
    through_all(&Wrapped(notes()));
    through_all(&Kept {
        at: Some(DateTime::from_secs_and_nanos(1, 5)),
        blob: Blob::from("ab"),
        free: Document::from_iter([("a", 1)]),
        colours: vec![Colour::Green],
        by_name: BTreeMap::from([("a".to_owned(), Choice::Nothing)]),
        both: (notes(), Colour::from("blue")),
    });
}
