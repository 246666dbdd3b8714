// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operation `PutCollections`.

use super::super::Service;
use super::super::primitives;
use super::super::types;
use std::collections::BTreeMap;
use whitesmith_runtime::Method;
use whitesmith_runtime::Operation;
use whitesmith_runtime::RequestWriter;
use whitesmith_runtime::ResponseReader;
use whitesmith_runtime::json::Reader;
use whitesmith_runtime::json::Writer;

/// The input of `PutCollections`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct PutCollectionsInput {
    pub texts: Option<Vec<String>>,
    pub numbers: Option<Vec<i32>>,
    pub flags: Option<Vec<bool>>,
    pub ratios: Option<Vec<f64>>,
    pub moments: Option<Vec<primitives::DateTime>>,
    pub days: Option<Vec<primitives::DateTime>>,
    pub colours: Option<Vec<types::Colour>>,
    pub sizes: Option<Vec<types::Size>>,
    pub blobs: Option<Vec<primitives::Blob>>,
    pub notes_list: Option<Vec<types::Notes>>,
    pub text_lists: Option<Vec<Vec<String>>>,
    pub sparse_texts: Option<Vec<Option<String>>>,
    pub text_map: Option<BTreeMap<String, String>>,
    pub number_map: Option<BTreeMap<String, i32>>,
    pub notes_map: Option<BTreeMap<String, types::Notes>>,
    pub text_list_map: Option<BTreeMap<String, Vec<String>>>,
    pub colour_map: Option<BTreeMap<types::Colour, primitives::DateTime>>,
    pub sparse_map: Option<BTreeMap<String, Option<i32>>>,
    pub iso_moments: Option<Vec<primitives::DateTime>>,
}

whitesmith_runtime::setters! {
    #[new]
    struct PutCollectionsInput {
        texts: Into<Vec<String>>,
        numbers: Into<Vec<i32>>,
        flags: Into<Vec<bool>>,
        ratios: Into<Vec<f64>>,
        moments: Into<Vec<primitives::DateTime>>,
        days: Into<Vec<primitives::DateTime>>,
        colours: Into<Vec<types::Colour>>,
        sizes: Into<Vec<types::Size>>,
        blobs: Into<Vec<primitives::Blob>>,
        notes_list: Into<Vec<types::Notes>>,
        text_lists: Into<Vec<Vec<String>>>,
        sparse_texts: Into<Vec<Option<String>>>,
        text_map: Into<BTreeMap<String, String>>,
        number_map: Into<BTreeMap<String, i32>>,
        notes_map: Into<BTreeMap<String, types::Notes>>,
        text_list_map: Into<BTreeMap<String, Vec<String>>>,
        colour_map: Into<BTreeMap<types::Colour, primitives::DateTime>>,
        sparse_map: Into<BTreeMap<String, Option<i32>>>,
        iso_moments: Into<Vec<primitives::DateTime>>,
    }
}

impl Operation for PutCollectionsInput {
    type Output = PutCollectionsOutput;
    type Error = PutCollectionsError;
    type Service = Service;
    const NAME: &'static str = "PutCollections";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::POST).path("/collections");
        request.json(|body| {
            body.field("texts", &self.texts, |w, value| w.list(value, Writer::string));
            body.field("numbers", &self.numbers, |w, value| w.list(value, Writer::integer));
            body.field("flags", &self.flags, |w, value| w.list(value, Writer::boolean));
            body.field("ratios", &self.ratios, |w, value| w.list(value, Writer::double));
            body.field(
                "moments",
                &self.moments,
                |w, value| w.list(value, Writer::epoch_seconds),
            );
            body.field("days", &self.days, |w, value| w.list(value, Writer::http_date));
            body.field(
                "colours",
                &self.colours,
                |w, value| w.list(value, types::Colour::write),
            );
            body.field("sizes", &self.sizes, |w, value| w.list(value, types::Size::write));
            body.field("blobs", &self.blobs, |w, value| w.list(value, Writer::blob));
            body.field(
                "notesList",
                &self.notes_list,
                |w, value| w.list(value, types::Notes::write_json),
            );
            body.field(
                "textLists",
                &self.text_lists,
                |w, value| w.list(value, |w, value| w.list(value, Writer::string)),
            );
            body.field("sparseTexts", &self.sparse_texts, |w, value| {
                w.list(value, |w, value| w.nullable(value, Writer::string))
            });
            body.field("textMap", &self.text_map, |w, value| w.map(value, Writer::string));
            body.field("numberMap", &self.number_map, |w, value| w.map(value, Writer::integer));
            body.field(
                "notesMap",
                &self.notes_map,
                |w, value| w.map(value, types::Notes::write_json),
            );
            body.field(
                "textListMap",
                &self.text_list_map,
                |w, value| w.map(value, |w, value| w.list(value, Writer::string)),
            );
            body.field(
                "colourMap",
                &self.colour_map,
                |w, value| w.map(value, Writer::epoch_seconds),
            );
            body.field("sparseMap", &self.sparse_map, |w, value| {
                w.map(value, |w, value| w.nullable(value, Writer::integer))
            });
            body.field(
                "isoMoments",
                &self.iso_moments,
                |w, value| w.list(value, Writer::date_time),
            );
        });
    }

    fn read_response(response: &mut ResponseReader<'_>) -> PutCollectionsOutput {
        let mut output = PutCollectionsOutput::new();
        response.json(|r, key| match key {
            "texts" => r.set(&mut output.texts, |r| r.list(Reader::string)),
            "numbers" => r.set(&mut output.numbers, |r| r.list(Reader::integer)),
            "flags" => r.set(&mut output.flags, |r| r.list(Reader::boolean)),
            "ratios" => r.set(&mut output.ratios, |r| r.list(Reader::double)),
            "moments" => r.set(&mut output.moments, |r| r.list(Reader::epoch_seconds)),
            "days" => r.set(&mut output.days, |r| r.list(Reader::http_date)),
            "colours" => r.set(&mut output.colours, |r| r.list(types::Colour::read)),
            "sizes" => r.set(&mut output.sizes, |r| r.list(types::Size::read)),
            "blobs" => r.set(&mut output.blobs, |r| r.list(Reader::blob)),
            "notesList" => r.set(&mut output.notes_list, |r| r.list(types::Notes::read_json)),
            "textLists" => {
                r.set(&mut output.text_lists, |r| r.list(|r| r.list(Reader::string)))
            }
            "sparseTexts" => r.set(&mut output.sparse_texts, |r| r.sparse_list(Reader::string)),
            "textMap" => r.set(&mut output.text_map, |r| r.map(Reader::string)),
            "numberMap" => r.set(&mut output.number_map, |r| r.map(Reader::integer)),
            "notesMap" => r.set(&mut output.notes_map, |r| r.map(types::Notes::read_json)),
            "textListMap" => {
                r.set(&mut output.text_list_map, |r| r.map(|r| r.list(Reader::string)))
            }
            "colourMap" => r.set(&mut output.colour_map, |r| r.map(Reader::epoch_seconds)),
            "sparseMap" => r.set(&mut output.sparse_map, |r| r.sparse_map(Reader::integer)),
            "isoMoments" => r.set(&mut output.iso_moments, |r| r.list(Reader::date_time)),
            _ => r.skip(),
        });
        output
    }
}

/// The output of `PutCollections`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct PutCollectionsOutput {
    pub texts: Option<Vec<String>>,
    pub numbers: Option<Vec<i32>>,
    pub flags: Option<Vec<bool>>,
    pub ratios: Option<Vec<f64>>,
    pub moments: Option<Vec<primitives::DateTime>>,
    pub days: Option<Vec<primitives::DateTime>>,
    pub colours: Option<Vec<types::Colour>>,
    pub sizes: Option<Vec<types::Size>>,
    pub blobs: Option<Vec<primitives::Blob>>,
    pub notes_list: Option<Vec<types::Notes>>,
    pub text_lists: Option<Vec<Vec<String>>>,
    pub sparse_texts: Option<Vec<Option<String>>>,
    pub text_map: Option<BTreeMap<String, String>>,
    pub number_map: Option<BTreeMap<String, i32>>,
    pub notes_map: Option<BTreeMap<String, types::Notes>>,
    pub text_list_map: Option<BTreeMap<String, Vec<String>>>,
    pub colour_map: Option<BTreeMap<types::Colour, primitives::DateTime>>,
    pub sparse_map: Option<BTreeMap<String, Option<i32>>>,
    pub iso_moments: Option<Vec<primitives::DateTime>>,
}

whitesmith_runtime::setters! {
    #[new]
    struct PutCollectionsOutput {
        texts: Into<Vec<String>>,
        numbers: Into<Vec<i32>>,
        flags: Into<Vec<bool>>,
        ratios: Into<Vec<f64>>,
        moments: Into<Vec<primitives::DateTime>>,
        days: Into<Vec<primitives::DateTime>>,
        colours: Into<Vec<types::Colour>>,
        sizes: Into<Vec<types::Size>>,
        blobs: Into<Vec<primitives::Blob>>,
        notes_list: Into<Vec<types::Notes>>,
        text_lists: Into<Vec<Vec<String>>>,
        sparse_texts: Into<Vec<Option<String>>>,
        text_map: Into<BTreeMap<String, String>>,
        number_map: Into<BTreeMap<String, i32>>,
        notes_map: Into<BTreeMap<String, types::Notes>>,
        text_list_map: Into<BTreeMap<String, Vec<String>>>,
        colour_map: Into<BTreeMap<types::Colour, primitives::DateTime>>,
        sparse_map: Into<BTreeMap<String, Option<i32>>>,
        iso_moments: Into<Vec<primitives::DateTime>>,
    }
}

whitesmith_runtime::operation_error! {
    /// An error that `PutCollections` returns.
    pub enum PutCollectionsError {}
}
