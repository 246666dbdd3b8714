// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operation `SendColour`.

use super::super::{Service, types};
use whitesmith_runtime::{
    BuildError, Method, Operation, ParseError, Request, RequestBuilder, Response,
};

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

    fn request(&self) -> Result<Request, BuildError> {
        let mut request = RequestBuilder::new(Method::POST);
        request.path("/payload/colour");
        request.header("X-Id", &self.id);
        request.text_payload(&self.content, "text/plain")
    }

    fn response(response: &Response) -> Result<SendColourOutput, ParseError> {
        let mut output = SendColourOutput::new();
        response.headers(|headers| {
            headers.text("X-Id", &mut output.id);
        })?;
        response.text_payload(&mut output.content)?;
        Ok(output)
    }
}

/// What `SendColour` answers.
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
    /// Why `SendColour` failed.
    pub enum SendColourError {}
}
