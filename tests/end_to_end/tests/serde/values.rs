//! Random values of every type go through each format. The file is a module for each naming of members.

use std::collections::BTreeMap;

use whitesmith_runtime::{DateTime, Document};

use super::api::operation::get_firm::GetFirmOutput;
use super::api::operation::mix::{MixInput, MixOutput};
use super::api::operation::put_big_numbers::PutBigNumbersOutput;
use super::api::operation::put_choice::PutChoiceOutput;
use super::api::operation::put_collections::PutCollectionsOutput;
use super::api::operation::put_scalars::PutScalarsOutput;
use super::api::operation::put_settings::PutSettingsInput;
use super::api::operation::put_tree::PutTreeOutput;
use super::api::types::error::Refused;
use super::api::types::{Choice, Colour, Firm, Notes, Settings, Size, Tree};
use crate::draw::Draw;
use crate::formats::{run, through_all, through_cbor, through_json};

fn colour(draw: &mut Draw<'_>) -> Colour {
    match draw.byte() % 3 {
        0 => Colour::Red,
        1 => Colour::Green,
        _ => Colour::from(draw.text()),
    }
}

fn size(draw: &mut Draw<'_>) -> Size {
    Size::from(draw.integer())
}

fn notes(draw: &mut Draw<'_>) -> Notes {
    let mut notes = Notes::new();
    notes.text = draw.optional(Draw::text);
    notes.stars = draw.optional(Draw::integer);
    notes
}

fn map<'b, V>(draw: &mut Draw<'b>, value: fn(&mut Draw<'b>) -> V) -> BTreeMap<String, V> {
    draw.list(|draw| (draw.text(), value(draw)))
}

/// A time to the nanosecond.
fn instant(draw: &mut Draw<'_>) -> DateTime {
    let nanos = draw.integer().unsigned_abs() % 1_000_000_000;
    DateTime::from_secs_and_nanos(draw.integer().into(), nanos)
}

/// A document without numbers that some format does not have.
fn document(draw: &mut Draw<'_>) -> Document {
    match draw.byte() % 6 {
        0 => draw.boolean().into(),
        1 => draw.long().into(),
        2 => f64::from(draw.byte()).into(),
        3 => draw.list::<Vec<_>, _>(document).into(),
        4 => map(draw, document).into(),
        _ => draw.text().into(),
    }
}

fn choice(draw: &mut Draw<'_>) -> Choice {
    match draw.byte() % 12 {
        0 => Choice::Text(draw.text()),
        1 => Choice::Number(draw.integer()),
        2 => Choice::Blob(draw.blob()),
        3 => Choice::Day(draw.second()),
        4 => Choice::Colour(colour(draw)),
        5 => Choice::Texts(draw.list(Draw::text)),
        6 => Choice::Map(map(draw, Draw::text)),
        7 => Choice::Notes(notes(draw)),
        8 => Choice::Nothing,
        9 => Choice::Choice(Box::new(choice(draw))),
        10 => Choice::Renamed(draw.text()),
        _ => Choice::Unknown(format!("new {}", draw.text())),
    }
}

fn tree(draw: &mut Draw<'_>) -> Tree {
    let mut value = Tree::new();
    value.name = draw.optional(Draw::text);
    value.left = draw.optional(|draw| Box::new(tree(draw)));
    value.children = draw.optional(|draw| draw.list(tree));
    value.named = draw.optional(|draw| map(draw, tree));
    value
}

fn scalars(draw: &mut Draw<'_>) -> PutScalarsOutput {
    let mut value = PutScalarsOutput::new();
    value.text = draw.optional(Draw::text);
    value.flag = draw.optional(Draw::boolean);
    value.tiny = draw.optional(|draw| i8::from_ne_bytes([draw.byte()]));
    value.small = draw.optional(|draw| i16::from_ne_bytes([draw.byte(), draw.byte()]));
    value.number = draw.optional(Draw::integer);
    value.large = draw.optional(Draw::long);
    value.half = draw.optional(Draw::float);
    value.ratio = draw.optional(Draw::double);
    value.blob = draw.optional(Draw::blob);
    value.colour = draw.optional(colour);
    value.size = draw.optional(size);
    value.when = draw.optional(instant);
    value.iso = draw.optional(instant);
    value.day = draw.optional(Draw::second);
    value.epoch = draw.optional(instant);
    value.free = draw.optional(document);
    value.here = draw.optional(instant);
    value.renamed = draw.optional(Draw::text);
    value
}

fn collections(draw: &mut Draw<'_>) -> PutCollectionsOutput {
    let mut value = PutCollectionsOutput::new();
    value.texts = draw.optional(|draw| draw.list(Draw::text));
    value.numbers = draw.optional(|draw| draw.list(Draw::integer));
    value.flags = draw.optional(|draw| draw.list(Draw::boolean));
    value.ratios = draw.optional(|draw| draw.list(Draw::double));
    value.moments = draw.optional(|draw| draw.list(instant));
    value.days = draw.optional(|draw| draw.list(Draw::second));
    value.colours = draw.optional(|draw| draw.list(colour));
    value.sizes = draw.optional(|draw| draw.list(size));
    value.blobs = draw.optional(|draw| draw.list(Draw::blob));
    value.notes_list = draw.optional(|draw| draw.list(notes));
    value.text_lists = draw.optional(|draw| draw.list(|draw| draw.list(Draw::text)));
    value.text_map = draw.optional(|draw| map(draw, Draw::text));
    value.number_map = draw.optional(|draw| map(draw, Draw::integer));
    value.notes_map = draw.optional(|draw| map(draw, notes));
    value.text_list_map = draw.optional(|draw| map(draw, |draw| draw.list(Draw::text)));
    value.colour_map = draw.optional(|draw| draw.list(|draw| (colour(draw), instant(draw))));
    value.iso_moments = draw.optional(|draw| draw.list(instant));
    value
}

fn settings(draw: &mut Draw<'_>) -> Settings {
    let mut value = Settings::new();
    if draw.boolean() {
        value.text = draw.text();
        value.number = draw.integer();
        value.flag = draw.boolean();
        value.ratio = draw.double();
        value.colour = colour(draw);
        value.size = size(draw);
        value.texts = draw.list(Draw::text);
        value.map = map(draw, Draw::text);
        value.when = instant(draw);
        value.free = document(draw);
        value.optional = draw.optional(Draw::text);
    }
    value
}

fn firm(draw: &mut Draw<'_>) -> Firm {
    Firm::new(
        draw.text(),
        draw.long(),
        draw.boolean(),
        draw.float(),
        draw.blob(),
        instant(draw),
        draw.list::<Vec<_>, _>(Draw::text),
        map(draw, Draw::text),
        notes(draw),
        colour(draw),
        size(draw),
    )
}

#[test]
fn scalars_stay() {
    run(200, |bytes| through_all(&scalars(&mut Draw::new(bytes))));
}

#[test]
fn collections_stay() {
    run(200, |bytes| through_all(&collections(&mut Draw::new(bytes))));
}

/// TOML has no null.
#[test]
fn sparse_collections_stay() {
    run(200, |bytes| {
        let draw = &mut Draw::new(bytes);
        let mut value = collections(draw);
        value.sparse_texts = draw.optional(|draw| draw.list(|draw| draw.optional(Draw::text)));
        value.sparse_map = draw.optional(|draw| map(draw, |draw| draw.optional(Draw::integer)));
        through_json(&value);
        through_cbor(&value);
    });
}

#[test]
fn unions_stay() {
    run(200, |bytes| {
        let draw = &mut Draw::new(bytes);
        let mut value = PutChoiceOutput::new();
        value.choice = draw.optional(choice);
        value.all = draw.optional(|draw| draw.list(choice));
        through_all(&value);
        through_all(&choice(draw));
    });
}

#[test]
fn recursive_structures_stay() {
    run(150, |bytes| through_all(&PutTreeOutput::new().tree(tree(&mut Draw::new(bytes)))));
}

#[test]
fn defaults_and_required_members_stay() {
    run(200, |bytes| {
        let draw = &mut Draw::new(bytes);
        let mut value = PutSettingsInput::new().settings(settings(draw));
        value.top = draw.optional(Draw::text);
        through_all(&value);
        through_all(&GetFirmOutput::new().firm(firm(draw)));
    });
}

#[test]
fn big_numbers_stay() {
    run(200, |bytes| {
        let draw = &mut Draw::new(bytes);
        let mut value = PutBigNumbersOutput::new();
        value.whole = draw.optional(Draw::big_integer);
        value.decimal = draw.optional(Draw::big_decimal);
        through_all(&value);
        value.whole = draw.optional(|draw| draw.long().into());
        value.decimal = draw.optional(|draw| format!("{:?}", draw.byte()).parse().unwrap());
        through_all(&value);
    });
    for text in ["1.5", "1.50", "-0", "1e3", "1E3", "0.1", "1e400", "123456789.123456789123"] {
        let mut value = PutBigNumbersOutput::new();
        value.decimal = Some(text.parse().unwrap());
        through_all(&value);
    }
}

/// Members that are bound to labels, the query, headers and the status are members like others.
#[test]
fn all_bindings_stay() {
    run(200, |bytes| {
        let draw = &mut Draw::new(bytes);
        let mut input = MixInput::new(draw.text());
        input.page = draw.optional(Draw::integer);
        input.tag = draw.optional(Draw::text);
        through_all(&input);
        let mut output = MixOutput::new();
        output.code = draw.optional(Draw::integer);
        output.text = draw.optional(Draw::text);
        through_all(&output);
        let mut error = Refused::default();
        error.reason = draw.optional(colour);
        error.hints = draw.optional(|draw| map(draw, Draw::text));
        error.retry_after = draw.optional(Draw::integer);
        through_all(&error);
    });
}
