// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operation `SendText`.

use super::super::Service;
use whitesmith_runtime::Method;
use whitesmith_runtime::Operation;
use whitesmith_runtime::RequestWriter;
use whitesmith_runtime::ResponseReader;

/// The input of `SendText`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SendTextInput {
    pub id: Option<String>,
    pub content: Option<String>,
}

whitesmith_runtime::setters! {
    #[new]
    struct SendTextInput {
        id: Into<String>,
        content: Into<String>,
    }
}

impl Operation for SendTextInput {
    type Output = SendTextOutput;
    type Error = SendTextError;
    type Service = Service;
    const NAME: &'static str = "SendText";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::POST).path("/payload/text");
        request.header("X-Id", &self.id);
        request.text_payload(&self.content, "text/plain");
    }

    fn read_response(response: &mut ResponseReader<'_>) -> SendTextOutput {
        let mut output = SendTextOutput::new();
        response.header("X-Id", &mut output.id);
        response.text_payload(&mut output.content);
        output
    }
}

/// The output of `SendText`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SendTextOutput {
    pub id: Option<String>,
    pub content: Option<String>,
}

whitesmith_runtime::setters! {
    #[new]
    struct SendTextOutput {
        id: Into<String>,
        content: Into<String>,
    }
}

whitesmith_runtime::operation_error! {
    /// An error that `SendText` returns.
    pub enum SendTextError {}
}
