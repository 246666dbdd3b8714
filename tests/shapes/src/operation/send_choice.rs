// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operation `SendChoice`.

use super::super::Service;
use super::super::types;
use whitesmith_runtime::Method;
use whitesmith_runtime::Operation;
use whitesmith_runtime::RequestWriter;
use whitesmith_runtime::ResponseReader;

/// The input of `SendChoice`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SendChoiceInput {
    pub id: Option<String>,
    pub content: Option<types::Choice>,
}

whitesmith_runtime::setters! {
    #[new]
    struct SendChoiceInput {
        id: Into<String>,
        content: types::Choice,
    }
}

impl Operation for SendChoiceInput {
    type Output = SendChoiceOutput;
    type Error = SendChoiceError;
    type Service = Service;
    const NAME: &'static str = "SendChoice";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::POST).path("/payload/choice");
        request.header("X-Id", &self.id);
        request.json_payload(&self.content, types::Choice::write_json);
    }

    fn read_response(response: &mut ResponseReader<'_>) -> SendChoiceOutput {
        let mut output = SendChoiceOutput::new();
        response.header("X-Id", &mut output.id);
        response.json_payload(&mut output.content, types::Choice::read_json);
        output
    }
}

/// The output of `SendChoice`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SendChoiceOutput {
    pub id: Option<String>,
    pub content: Option<types::Choice>,
}

whitesmith_runtime::setters! {
    #[new]
    struct SendChoiceOutput {
        id: Into<String>,
        content: types::Choice,
    }
}

whitesmith_runtime::operation_error! {
    /// An error that `SendChoice` returns.
    pub enum SendChoiceError {}
}
