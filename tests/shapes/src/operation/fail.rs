// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operation `Fail`.

use super::super::Service;
use super::super::types;
use whitesmith_runtime::Method;
use whitesmith_runtime::Operation;
use whitesmith_runtime::RequestWriter;
use whitesmith_runtime::ResponseReader;

/// The input of `Fail`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct FailInput {}

whitesmith_runtime::setters! {
    #[new]
    struct FailInput {}
}

impl Operation for FailInput {
    type Output = FailOutput;
    type Error = FailError;
    type Service = Service;
    const NAME: &'static str = "Fail";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::POST).path("/fail");
    }

    fn read_response(_: &mut ResponseReader<'_>) -> FailOutput {
        FailOutput::new()
    }
}

/// The output of `Fail`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct FailOutput {}

whitesmith_runtime::setters! {
    #[new]
    struct FailOutput {}
}

whitesmith_runtime::operation_error! {
    /// An error that `Fail` returns.
    pub enum FailError {
        Gone(types::error::Gone),
        Refused(types::error::Refused),
    }
}
