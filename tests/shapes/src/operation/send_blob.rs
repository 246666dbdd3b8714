// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operation `SendBlob`.

use super::super::{Service, primitives};
use whitesmith_runtime::{
    BuildError, Method, Operation, ParseError, Request, RequestBuilder, Response,
};

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

    fn request(&self) -> Result<Request, BuildError> {
        let mut request = RequestBuilder::new(Method::POST);
        request.path("/payload/blob");
        request.header("X-Id", &self.id);
        request.blob_payload(&self.content, "application/octet-stream")
    }

    fn response(response: &Response) -> Result<SendBlobOutput, ParseError> {
        let mut output = SendBlobOutput::new();
        response.headers(|headers| {
            headers.text("X-Id", &mut output.id);
        })?;
        response.blob_payload(&mut output.content)?;
        Ok(output)
    }
}

/// What `SendBlob` answers.
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
    /// Why `SendBlob` failed.
    pub enum SendBlobError {}
}
