// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operation `SendColour`.

use super::super::Service;
use super::super::types;
use whitesmith_runtime::Method;
use whitesmith_runtime::Operation;
use whitesmith_runtime::RequestWriter;
use whitesmith_runtime::ResponseReader;

/// The input of `SendColour`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SendColourInput {
    pub id: Option<String>,
    pub content: Option<types::Colour>,
}

whitesmith_runtime::setters! {
    #[new]
    struct SendColourInput {
        id: Into<String>,
        content: types::Colour,
    }
}

impl Operation for SendColourInput {
    type Output = SendColourOutput;
    type Error = SendColourError;
    type Service = Service;
    const NAME: &'static str = "SendColour";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::POST).path("/payload/colour");
        request.header("X-Id", &self.id);
        request.text_payload(&self.content, "text/plain");
    }

    fn read_response(response: &mut ResponseReader<'_>) -> SendColourOutput {
        let mut output = SendColourOutput::new();
        response.header("X-Id", &mut output.id);
        response.text_payload(&mut output.content);
        output
    }
}

/// The output of `SendColour`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SendColourOutput {
    pub id: Option<String>,
    pub content: Option<types::Colour>,
}

whitesmith_runtime::setters! {
    #[new]
    struct SendColourOutput {
        id: Into<String>,
        content: types::Colour,
    }
}

whitesmith_runtime::operation_error! {
    /// An error that `SendColour` returns.
    pub enum SendColourError {}
}
