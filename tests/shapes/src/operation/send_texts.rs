// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operation `SendTexts`.

use super::super::Service;
use whitesmith_runtime::Method;
use whitesmith_runtime::Operation;
use whitesmith_runtime::RequestWriter;
use whitesmith_runtime::ResponseReader;
use whitesmith_runtime::json::Reader;
use whitesmith_runtime::json::Writer;

/// The input of `SendTexts`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SendTextsInput {
    pub id: Option<String>,
    pub content: Option<Vec<String>>,
}

whitesmith_runtime::setters! {
    #[new]
    struct SendTextsInput {
        id: Into<String>,
        content: Into<Vec<String>>,
    }
}

impl Operation for SendTextsInput {
    type Output = SendTextsOutput;
    type Error = SendTextsError;
    type Service = Service;
    const NAME: &'static str = "SendTexts";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::POST).path("/payload/texts");
        request.header("X-Id", &self.id);
        request.json_payload(&self.content, |w, value| w.list(value, Writer::string));
    }

    fn read_response(response: &mut ResponseReader<'_>) -> SendTextsOutput {
        let mut output = SendTextsOutput::new();
        response.header("X-Id", &mut output.id);
        response.json_payload(&mut output.content, |r| r.list(Reader::string));
        output
    }
}

/// The output of `SendTexts`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SendTextsOutput {
    pub id: Option<String>,
    pub content: Option<Vec<String>>,
}

whitesmith_runtime::setters! {
    #[new]
    struct SendTextsOutput {
        id: Into<String>,
        content: Into<Vec<String>>,
    }
}

whitesmith_runtime::operation_error! {
    /// An error that `SendTexts` returns.
    pub enum SendTextsError {}
}
