// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operation `Mix`.

use super::super::Service;
use whitesmith_runtime::Method;
use whitesmith_runtime::Operation;
use whitesmith_runtime::RequestWriter;
use whitesmith_runtime::ResponseReader;
use whitesmith_runtime::json::Reader;
use whitesmith_runtime::json::Writer;

/// The input of `Mix`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MixInput {
    pub id: String,
    pub page: Option<i32>,
    pub tag: Option<String>,
    pub text: Option<String>,
}

impl MixInput {
    /// Creates a value from its required members.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            page: None,
            tag: None,
            text: None,
        }
    }
}

whitesmith_runtime::setters! {
    struct MixInput {
        page: i32,
        tag: Into<String>,
        text: Into<String>,
    }
}

impl Operation for MixInput {
    type Output = MixOutput;
    type Error = MixError;
    type Service = Service;
    const NAME: &'static str = "Mix";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::PATCH).path("/mix/").label("id", &self.id);
        request.query("page", &self.page);
        request.header("X-Tag", &self.tag);
        request.json(|body| {
            body.field("text", &self.text, Writer::string);
        });
    }

    fn read_response(response: &mut ResponseReader<'_>) -> MixOutput {
        let mut output = MixOutput::new();
        response.header("X-Tag", &mut output.tag);
        response.status(&mut output.code);
        response.json(|r, key| match key {
            "text" => r.set(&mut output.text, Reader::string),
            _ => r.skip(),
        });
        output
    }
}

/// The output of `Mix`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct MixOutput {
    pub tag: Option<String>,
    pub code: Option<i32>,
    pub text: Option<String>,
}

whitesmith_runtime::setters! {
    #[new]
    struct MixOutput {
        tag: Into<String>,
        code: i32,
        text: Into<String>,
    }
}

whitesmith_runtime::operation_error! {
    /// An error that `Mix` returns.
    pub enum MixError {}
}
