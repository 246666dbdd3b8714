// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operation `Fail`.

use super::super::{Service, types};
use whitesmith_runtime::{
    BuildError, Method, Operation, ParseError, Request, RequestBuilder, Response,
};

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

    fn request(&self) -> Result<Request, BuildError> {
        let mut request = RequestBuilder::new(Method::POST);
        request.path("/fail");
        request.empty()
    }

    fn response(_: &Response) -> Result<FailOutput, ParseError> {
        Ok(FailOutput::new())
    }
}

/// What `Fail` answers.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct FailOutput {}

whitesmith_runtime::setters! {
    #[new]
    struct FailOutput {}
}

whitesmith_runtime::operation_error! {
    /// Why `Fail` failed.
    pub enum FailError {
        Gone(types::error::Gone),
        Refused(types::error::Refused),
    }
}
