// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operation `PutChoice`.

use super::super::Service;
use super::super::types;
use whitesmith_runtime::Method;
use whitesmith_runtime::Operation;
use whitesmith_runtime::RequestWriter;
use whitesmith_runtime::ResponseReader;

/// The input of `PutChoice`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct PutChoiceInput {
    pub choice: Option<types::Choice>,
    pub all: Option<Vec<types::Choice>>,
}

whitesmith_runtime::setters! {
    #[new]
    struct PutChoiceInput {
        choice: types::Choice,
        all: Into<Vec<types::Choice>>,
    }
}

impl Operation for PutChoiceInput {
    type Output = PutChoiceOutput;
    type Error = PutChoiceError;
    type Service = Service;
    const NAME: &'static str = "PutChoice";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::POST).path("/choice");
        request.json(|body| {
            body.field("choice", &self.choice, types::Choice::write_json);
            body.field("all", &self.all, |w, value| w.list(value, types::Choice::write_json));
        });
    }

    fn read_response(response: &mut ResponseReader<'_>) -> PutChoiceOutput {
        let mut output = PutChoiceOutput::new();
        response.json(|r, key| match key {
            "choice" => r.set(&mut output.choice, types::Choice::read_json),
            "all" => r.set(&mut output.all, |r| r.list(types::Choice::read_json)),
            _ => r.skip(),
        });
        output
    }
}

/// The output of `PutChoice`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct PutChoiceOutput {
    pub choice: Option<types::Choice>,
    pub all: Option<Vec<types::Choice>>,
}

whitesmith_runtime::setters! {
    #[new]
    struct PutChoiceOutput {
        choice: types::Choice,
        all: Into<Vec<types::Choice>>,
    }
}

whitesmith_runtime::operation_error! {
    /// An error that `PutChoice` returns.
    pub enum PutChoiceError {}
}
