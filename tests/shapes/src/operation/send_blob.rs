// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operation `SendBlob`.

use super::super::Service;
use super::super::primitives;
use whitesmith_runtime::Method;
use whitesmith_runtime::Operation;
use whitesmith_runtime::RequestWriter;
use whitesmith_runtime::ResponseReader;

/// The input of `SendBlob`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SendBlobInput {
    pub id: Option<String>,
    pub content: Option<primitives::Blob>,
}

whitesmith_runtime::setters! {
    #[new]
    struct SendBlobInput {
        id: Into<String>,
        content: Into<primitives::Blob>,
    }
}

impl Operation for SendBlobInput {
    type Output = SendBlobOutput;
    type Error = SendBlobError;
    type Service = Service;
    const NAME: &'static str = "SendBlob";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::POST).path("/payload/blob");
        request.header("X-Id", &self.id);
        request.blob_payload(&self.content, "application/octet-stream");
    }

    fn read_response(response: &mut ResponseReader<'_>) -> SendBlobOutput {
        let mut output = SendBlobOutput::new();
        response.header("X-Id", &mut output.id);
        response.blob_payload(&mut output.content);
        output
    }
}

/// The output of `SendBlob`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SendBlobOutput {
    pub id: Option<String>,
    pub content: Option<primitives::Blob>,
}

whitesmith_runtime::setters! {
    #[new]
    struct SendBlobOutput {
        id: Into<String>,
        content: Into<primitives::Blob>,
    }
}

whitesmith_runtime::operation_error! {
    /// An error that `SendBlob` returns.
    pub enum SendBlobError {}
}
