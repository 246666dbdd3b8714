// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operation `TellHeaders`.

use super::super::Service;
use super::super::primitives;
use super::super::types;
use whitesmith_runtime::Method;
use whitesmith_runtime::Operation;
use whitesmith_runtime::RequestWriter;
use whitesmith_runtime::ResponseReader;

/// The input of `TellHeaders`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct TellHeadersInput {
    pub text: Option<String>,
    pub flag: Option<bool>,
    pub tiny: Option<i8>,
    pub small: Option<i16>,
    pub number: Option<i32>,
    pub large: Option<i64>,
    pub half: Option<f32>,
    pub ratio: Option<f64>,
    pub colour: Option<types::Colour>,
    pub size: Option<types::Size>,
    pub when: Option<primitives::DateTime>,
    pub day: Option<primitives::DateTime>,
    pub epoch: Option<primitives::DateTime>,
    pub texts: Option<Vec<String>>,
    pub numbers: Option<Vec<i32>>,
    pub flags: Option<Vec<bool>>,
    pub ratios: Option<Vec<f64>>,
    pub moments: Option<Vec<primitives::DateTime>>,
    pub colours: Option<Vec<types::Colour>>,
    pub sizes: Option<Vec<types::Size>>,
    pub iso: Option<primitives::DateTime>,
    pub days: Option<Vec<primitives::DateTime>>,
    pub json: Option<String>,
}

whitesmith_runtime::setters! {
    #[new]
    struct TellHeadersInput {
        text: Into<String>,
        flag: bool,
        tiny: i8,
        small: i16,
        number: i32,
        large: i64,
        half: f32,
        ratio: f64,
        colour: types::Colour,
        size: types::Size,
        when: primitives::DateTime,
        day: primitives::DateTime,
        epoch: primitives::DateTime,
        texts: Into<Vec<String>>,
        numbers: Into<Vec<i32>>,
        flags: Into<Vec<bool>>,
        ratios: Into<Vec<f64>>,
        moments: Into<Vec<primitives::DateTime>>,
        colours: Into<Vec<types::Colour>>,
        sizes: Into<Vec<types::Size>>,
        iso: primitives::DateTime,
        days: Into<Vec<primitives::DateTime>>,
        json: Into<String>,
    }
}

impl Operation for TellHeadersInput {
    type Output = TellHeadersOutput;
    type Error = TellHeadersError;
    type Service = Service;
    const NAME: &'static str = "TellHeaders";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::POST).path("/headers");
        request.header("X-Text", &self.text);
        request.header("X-Flag", &self.flag);
        request.header("X-Tiny", &self.tiny);
        request.header("X-Small", &self.small);
        request.header("X-Number", &self.number);
        request.header("X-Large", &self.large);
        request.header("X-Half", &self.half);
        request.header("X-Ratio", &self.ratio);
        request.header("X-Colour", &self.colour);
        request.header("X-Size", &self.size);
        request.header_timestamp("X-When", &self.when, primitives::TimestampFormat::HttpDate);
        request.header_timestamp("X-Day", &self.day, primitives::TimestampFormat::HttpDate);
        request.header_timestamp("X-Epoch", &self.epoch, primitives::TimestampFormat::EpochSeconds);
        request.header_list("X-Texts", &self.texts);
        request.header_list("X-Numbers", &self.numbers);
        request.header_list("X-Flags", &self.flags);
        request.header_list("X-Ratios", &self.ratios);
        request.header_timestamp_list(
            "X-Moments",
            &self.moments,
            primitives::TimestampFormat::HttpDate,
        );
        request.header_list("X-Colours", &self.colours);
        request.header_list("X-Sizes", &self.sizes);
        request.header_timestamp("X-Iso", &self.iso, primitives::TimestampFormat::DateTime);
        request.header_timestamp_list("X-Days", &self.days, primitives::TimestampFormat::HttpDate);
        request.header_base64("X-Json", &self.json);
    }

    fn read_response(response: &mut ResponseReader<'_>) -> TellHeadersOutput {
        let mut output = TellHeadersOutput::new();
        response.header("X-Text", &mut output.text);
        response.header("X-Flag", &mut output.flag);
        response.header("X-Tiny", &mut output.tiny);
        response.header("X-Small", &mut output.small);
        response.header("X-Number", &mut output.number);
        response.header("X-Large", &mut output.large);
        response.header("X-Half", &mut output.half);
        response.header("X-Ratio", &mut output.ratio);
        response.header("X-Colour", &mut output.colour);
        response.header("X-Size", &mut output.size);
        response
            .header_timestamp("X-When", &mut output.when, primitives::TimestampFormat::HttpDate);
        response.header_timestamp("X-Day", &mut output.day, primitives::TimestampFormat::HttpDate);
        response.header_timestamp(
            "X-Epoch",
            &mut output.epoch,
            primitives::TimestampFormat::EpochSeconds,
        );
        response.header_list("X-Texts", &mut output.texts);
        response.header_list("X-Numbers", &mut output.numbers);
        response.header_list("X-Flags", &mut output.flags);
        response.header_list("X-Ratios", &mut output.ratios);
        response.header_timestamp_list(
            "X-Moments",
            &mut output.moments,
            primitives::TimestampFormat::HttpDate,
        );
        response.header_list("X-Colours", &mut output.colours);
        response.header_list("X-Sizes", &mut output.sizes);
        response.header_timestamp("X-Iso", &mut output.iso, primitives::TimestampFormat::DateTime);
        response.header_timestamp_list(
            "X-Days",
            &mut output.days,
            primitives::TimestampFormat::HttpDate,
        );
        response.header_base64("X-Json", &mut output.json);
        output
    }
}

/// The output of `TellHeaders`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct TellHeadersOutput {
    pub text: Option<String>,
    pub flag: Option<bool>,
    pub tiny: Option<i8>,
    pub small: Option<i16>,
    pub number: Option<i32>,
    pub large: Option<i64>,
    pub half: Option<f32>,
    pub ratio: Option<f64>,
    pub colour: Option<types::Colour>,
    pub size: Option<types::Size>,
    pub when: Option<primitives::DateTime>,
    pub day: Option<primitives::DateTime>,
    pub epoch: Option<primitives::DateTime>,
    pub texts: Option<Vec<String>>,
    pub numbers: Option<Vec<i32>>,
    pub flags: Option<Vec<bool>>,
    pub ratios: Option<Vec<f64>>,
    pub moments: Option<Vec<primitives::DateTime>>,
    pub colours: Option<Vec<types::Colour>>,
    pub sizes: Option<Vec<types::Size>>,
    pub iso: Option<primitives::DateTime>,
    pub days: Option<Vec<primitives::DateTime>>,
    pub json: Option<String>,
}

whitesmith_runtime::setters! {
    #[new]
    struct TellHeadersOutput {
        text: Into<String>,
        flag: bool,
        tiny: i8,
        small: i16,
        number: i32,
        large: i64,
        half: f32,
        ratio: f64,
        colour: types::Colour,
        size: types::Size,
        when: primitives::DateTime,
        day: primitives::DateTime,
        epoch: primitives::DateTime,
        texts: Into<Vec<String>>,
        numbers: Into<Vec<i32>>,
        flags: Into<Vec<bool>>,
        ratios: Into<Vec<f64>>,
        moments: Into<Vec<primitives::DateTime>>,
        colours: Into<Vec<types::Colour>>,
        sizes: Into<Vec<types::Size>>,
        iso: primitives::DateTime,
        days: Into<Vec<primitives::DateTime>>,
        json: Into<String>,
    }
}

whitesmith_runtime::operation_error! {
    /// An error that `TellHeaders` returns.
    pub enum TellHeadersError {}
}
