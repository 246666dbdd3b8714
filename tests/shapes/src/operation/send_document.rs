// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operation `SendDocument`.

use super::super::Service;
use super::super::primitives;
use whitesmith_runtime::Method;
use whitesmith_runtime::Operation;
use whitesmith_runtime::RequestWriter;
use whitesmith_runtime::ResponseReader;
use whitesmith_runtime::json::Reader;
use whitesmith_runtime::json::Writer;

/// The input of `SendDocument`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SendDocumentInput {
    pub id: Option<String>,
    pub content: Option<primitives::Document>,
}

whitesmith_runtime::setters! {
    #[new]
    struct SendDocumentInput {
        id: Into<String>,
        content: Into<primitives::Document>,
    }
}

impl Operation for SendDocumentInput {
    type Output = SendDocumentOutput;
    type Error = SendDocumentError;
    type Service = Service;
    const NAME: &'static str = "SendDocument";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::POST).path("/payload/document");
        request.header("X-Id", &self.id);
        request.json_payload(&self.content, Writer::document);
    }

    fn read_response(response: &mut ResponseReader<'_>) -> SendDocumentOutput {
        let mut output = SendDocumentOutput::new();
        response.header("X-Id", &mut output.id);
        response.json_payload(&mut output.content, Reader::document);
        output
    }
}

/// The output of `SendDocument`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SendDocumentOutput {
    pub id: Option<String>,
    pub content: Option<primitives::Document>,
}

whitesmith_runtime::setters! {
    #[new]
    struct SendDocumentOutput {
        id: Into<String>,
        content: Into<primitives::Document>,
    }
}

whitesmith_runtime::operation_error! {
    /// An error that `SendDocument` returns.
    pub enum SendDocumentError {}
}
