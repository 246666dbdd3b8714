//! With the names of the wire, serde's JSON is that of the JSON codec.

use serde::Serialize;
use serde_json::Value;
use whitesmith_runtime::Operation;

use super::api::operation::put_choice::PutChoiceInput;
use super::api::operation::put_collections::PutCollectionsInput;
use super::api::operation::put_scalars::PutScalarsInput;
use super::api::operation::put_settings::PutSettingsInput;
use super::api::operation::put_tree::PutTreeInput;
use super::api::types::{Choice, Colour, Notes, Settings, Size, Tree};
use crate::draw::Draw;
use crate::formats::run;

/// Asserts that serde writes the body of the request.
fn assert_same<I: Operation + Serialize>(input: &I) {
    let request = input.request().unwrap().into_http("https://example.com").unwrap();
    let body: Value = serde_json::from_slice(request.body().as_bytes().unwrap()).unwrap();
    let written = serde_json::to_value(input).unwrap();
    assert_eq!(comparable(written), comparable(body));
}

/// The value with its numbers as floats, since 1e16 and 10000000000000000.0 are the same.
fn comparable(value: Value) -> Value {
    match value {
        Value::Number(number) => match number.as_i64() {
            Some(integer) => integer.to_string().into(),
            None => format!("{:?}", number.as_f64().unwrap()).into(),
        },
        Value::Array(values) => values.into_iter().map(comparable).collect(),
        Value::Object(members) => {
            members.into_iter().map(|(name, value)| (name, comparable(value))).collect()
        }
        other => other,
    }
}

fn choice(draw: &mut Draw<'_>) -> Choice {
    match draw.byte() % 9 {
        0 => Choice::Text(draw.text()),
        1 => Choice::Number(draw.integer()),
        2 => Choice::Blob(draw.blob()),
        3 => Choice::Day(draw.second()),
        4 => Choice::Colour(Colour::from(draw.text())),
        5 => Choice::Texts(draw.list(Draw::text)),
        6 => Choice::Nothing,
        7 => Choice::Choice(Box::new(choice(draw))),
        _ => Choice::Renamed(draw.text()),
    }
}

fn tree(draw: &mut Draw<'_>) -> Tree {
    let mut value = Tree::new();
    value.name = draw.optional(Draw::text);
    value.left = draw.optional(|draw| Box::new(tree(draw)));
    value.children = draw.optional(|draw| draw.list(tree));
    value
}

#[test]
fn scalars_are_those_of_the_wire() {
    run(500, |bytes| {
        let draw = &mut Draw::new(bytes);
        let mut value = PutScalarsInput::new();
        value.text = draw.optional(Draw::text);
        value.flag = draw.optional(Draw::boolean);
        value.tiny = draw.optional(|draw| i8::from_ne_bytes([draw.byte()]));
        value.large = draw.optional(Draw::long);
        value.half = draw.optional(Draw::float);
        value.ratio = draw.optional(Draw::double);
        value.blob = draw.optional(Draw::blob);
        value.colour = draw.optional(|draw| Colour::from(draw.text()));
        value.size = draw.optional(|draw| Size::from(draw.integer()));
        value.when = draw.optional(Draw::moment);
        value.iso = draw.optional(Draw::moment);
        value.day = draw.optional(Draw::second);
        value.epoch = draw.optional(Draw::moment);
        value.free = draw.optional(|draw| draw.long().into());
        value.here = draw.optional(Draw::moment);
        value.renamed = draw.optional(Draw::text);
        assert_same(&value);
    });
}

#[test]
fn collections_are_those_of_the_wire() {
    run(300, |bytes| {
        let draw = &mut Draw::new(bytes);
        let mut value = PutCollectionsInput::new();
        value.ratios = draw.optional(|draw| draw.list(Draw::double));
        value.moments = draw.optional(|draw| draw.list(Draw::moment));
        value.iso_moments = draw.optional(|draw| draw.list(Draw::moment));
        value.days = draw.optional(|draw| draw.list(Draw::second));
        value.blobs = draw.optional(|draw| draw.list(Draw::blob));
        value.notes_list = draw.optional(|draw| draw.list(|draw| Notes::new().text(draw.text())));
        value.text_lists = draw.optional(|draw| draw.list(|draw| draw.list(Draw::text)));
        value.sparse_texts = draw.optional(|draw| draw.list(|draw| draw.optional(Draw::text)));
        value.sparse_map =
            draw.optional(|draw| draw.list(|draw| (draw.text(), draw.optional(Draw::integer))));
        value.colour_map =
            draw.optional(|draw| draw.list(|draw| (Colour::from(draw.text()), draw.second())));
        assert_same(&value);
    });
}

#[test]
fn unions_trees_and_defaults_are_those_of_the_wire() {
    run(300, |bytes| {
        let draw = &mut Draw::new(bytes);
        let mut value = PutChoiceInput::new().choice(choice(draw));
        value.all = draw.optional(|draw| draw.list(choice));
        assert_same(&value);
        assert_same(&PutTreeInput::new().tree(tree(draw)));
        assert_same(&PutSettingsInput::new().settings(Settings::new().number(draw.integer())));
    });
}
