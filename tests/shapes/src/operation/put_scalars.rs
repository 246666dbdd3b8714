// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operation `PutScalars`.

use super::super::Service;
use super::super::primitives;
use super::super::types;
use whitesmith_runtime::Method;
use whitesmith_runtime::Operation;
use whitesmith_runtime::RequestWriter;
use whitesmith_runtime::ResponseReader;
use whitesmith_runtime::json::Reader;
use whitesmith_runtime::json::Writer;

/// The input of `PutScalars`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct PutScalarsInput {
    pub text: Option<String>,
    pub flag: Option<bool>,
    pub tiny: Option<i8>,
    pub small: Option<i16>,
    pub number: Option<i32>,
    pub large: Option<i64>,
    pub half: Option<f32>,
    pub ratio: Option<f64>,
    pub blob: Option<primitives::Blob>,
    pub colour: Option<types::Colour>,
    pub size: Option<types::Size>,
    pub when: Option<primitives::DateTime>,
    pub iso: Option<primitives::DateTime>,
    pub day: Option<primitives::DateTime>,
    pub epoch: Option<primitives::DateTime>,
    pub free: Option<primitives::Document>,
    pub here: Option<primitives::DateTime>,
    pub renamed: Option<String>,
}

whitesmith_runtime::setters! {
    #[new]
    struct PutScalarsInput {
        text: Into<String>,
        flag: bool,
        tiny: i8,
        small: i16,
        number: i32,
        large: i64,
        half: f32,
        ratio: f64,
        blob: Into<primitives::Blob>,
        colour: types::Colour,
        size: types::Size,
        when: primitives::DateTime,
        iso: primitives::DateTime,
        day: primitives::DateTime,
        epoch: primitives::DateTime,
        free: Into<primitives::Document>,
        here: primitives::DateTime,
        renamed: Into<String>,
    }
}

impl Operation for PutScalarsInput {
    type Output = PutScalarsOutput;
    type Error = PutScalarsError;
    type Service = Service;
    const NAME: &'static str = "PutScalars";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::POST).path("/scalars");
        request.json(|body| {
            body.field("text", &self.text, Writer::string);
            body.field("flag", &self.flag, Writer::boolean);
            body.field("tiny", &self.tiny, Writer::byte);
            body.field("small", &self.small, Writer::short);
            body.field("number", &self.number, Writer::integer);
            body.field("large", &self.large, Writer::long);
            body.field("half", &self.half, Writer::float);
            body.field("ratio", &self.ratio, Writer::double);
            body.field("blob", &self.blob, Writer::blob);
            body.field("colour", &self.colour, types::Colour::write);
            body.field("size", &self.size, types::Size::write);
            body.field("when", &self.when, Writer::epoch_seconds);
            body.field("iso", &self.iso, Writer::date_time);
            body.field("day", &self.day, Writer::http_date);
            body.field("epoch", &self.epoch, Writer::epoch_seconds);
            body.field("free", &self.free, Writer::document);
            body.field("here", &self.here, Writer::date_time);
            body.field("re-named", &self.renamed, Writer::string);
        });
    }

    fn read_response(response: &mut ResponseReader<'_>) -> PutScalarsOutput {
        let mut output = PutScalarsOutput::new();
        response.json(|r, key| match key {
            "text" => r.set(&mut output.text, Reader::string),
            "flag" => r.set(&mut output.flag, Reader::boolean),
            "tiny" => r.set(&mut output.tiny, Reader::byte),
            "small" => r.set(&mut output.small, Reader::short),
            "number" => r.set(&mut output.number, Reader::integer),
            "large" => r.set(&mut output.large, Reader::long),
            "half" => r.set(&mut output.half, Reader::float),
            "ratio" => r.set(&mut output.ratio, Reader::double),
            "blob" => r.set(&mut output.blob, Reader::blob),
            "colour" => r.set(&mut output.colour, types::Colour::read),
            "size" => r.set(&mut output.size, types::Size::read),
            "when" => r.set(&mut output.when, Reader::epoch_seconds),
            "iso" => r.set(&mut output.iso, Reader::date_time),
            "day" => r.set(&mut output.day, Reader::http_date),
            "epoch" => r.set(&mut output.epoch, Reader::epoch_seconds),
            "free" => r.set(&mut output.free, Reader::document),
            "here" => r.set(&mut output.here, Reader::date_time),
            "re-named" => r.set(&mut output.renamed, Reader::string),
            _ => r.skip(),
        });
        output
    }
}

/// The output of `PutScalars`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct PutScalarsOutput {
    pub text: Option<String>,
    pub flag: Option<bool>,
    pub tiny: Option<i8>,
    pub small: Option<i16>,
    pub number: Option<i32>,
    pub large: Option<i64>,
    pub half: Option<f32>,
    pub ratio: Option<f64>,
    pub blob: Option<primitives::Blob>,
    pub colour: Option<types::Colour>,
    pub size: Option<types::Size>,
    pub when: Option<primitives::DateTime>,
    pub iso: Option<primitives::DateTime>,
    pub day: Option<primitives::DateTime>,
    pub epoch: Option<primitives::DateTime>,
    pub free: Option<primitives::Document>,
    pub here: Option<primitives::DateTime>,
    pub renamed: Option<String>,
}

whitesmith_runtime::setters! {
    #[new]
    struct PutScalarsOutput {
        text: Into<String>,
        flag: bool,
        tiny: i8,
        small: i16,
        number: i32,
        large: i64,
        half: f32,
        ratio: f64,
        blob: Into<primitives::Blob>,
        colour: types::Colour,
        size: types::Size,
        when: primitives::DateTime,
        iso: primitives::DateTime,
        day: primitives::DateTime,
        epoch: primitives::DateTime,
        free: Into<primitives::Document>,
        here: primitives::DateTime,
        renamed: Into<String>,
    }
}

whitesmith_runtime::operation_error! {
    /// An error that `PutScalars` returns.
    pub enum PutScalarsError {}
}
