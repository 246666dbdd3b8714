// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operation `TellNotes`.

use super::super::Service;
use std::collections::BTreeMap;
use whitesmith_runtime::Method;
use whitesmith_runtime::Operation;
use whitesmith_runtime::RequestWriter;
use whitesmith_runtime::ResponseReader;

/// The input of `TellNotes`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct TellNotesInput {
    pub first: Option<String>,
    pub notes: Option<BTreeMap<String, String>>,
}

whitesmith_runtime::setters! {
    #[new]
    struct TellNotesInput {
        first: Into<String>,
        notes: Into<BTreeMap<String, String>>,
    }
}

impl Operation for TellNotesInput {
    type Output = TellNotesOutput;
    type Error = TellNotesError;
    type Service = Service;
    const NAME: &'static str = "TellNotes";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::POST).path("/notes");
        request.header("X-First", &self.first);
        request.prefix_headers("X-Note-", &self.notes);
    }

    fn read_response(response: &mut ResponseReader<'_>) -> TellNotesOutput {
        let mut output = TellNotesOutput::new();
        response.header("X-First", &mut output.first);
        response.prefix_headers("X-Note-", &mut output.notes);
        output
    }
}

/// The output of `TellNotes`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct TellNotesOutput {
    pub first: Option<String>,
    pub notes: Option<BTreeMap<String, String>>,
}

whitesmith_runtime::setters! {
    #[new]
    struct TellNotesOutput {
        first: Into<String>,
        notes: Into<BTreeMap<String, String>>,
    }
}

whitesmith_runtime::operation_error! {
    /// An error that `TellNotes` returns.
    pub enum TellNotesError {}
}
