// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operation `GetFirm`.

use super::super::Service;
use super::super::types;
use whitesmith_runtime::Method;
use whitesmith_runtime::Operation;
use whitesmith_runtime::RequestWriter;
use whitesmith_runtime::ResponseReader;

/// The input of `GetFirm`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct GetFirmInput {}

whitesmith_runtime::setters! {
    #[new]
    struct GetFirmInput {}
}

impl Operation for GetFirmInput {
    type Output = GetFirmOutput;
    type Error = GetFirmError;
    type Service = Service;
    const NAME: &'static str = "GetFirm";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::POST).path("/firm");
    }

    fn read_response(response: &mut ResponseReader<'_>) -> GetFirmOutput {
        let mut output = GetFirmOutput::new();
        response.json(|r, key| match key {
            "firm" => r.set(&mut output.firm, types::Firm::read_json),
            _ => r.skip(),
        });
        output
    }
}

/// The output of `GetFirm`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct GetFirmOutput {
    pub firm: Option<types::Firm>,
}

whitesmith_runtime::setters! {
    #[new]
    struct GetFirmOutput {
        firm: types::Firm,
    }
}

whitesmith_runtime::operation_error! {
    /// An error that `GetFirm` returns.
    pub enum GetFirmError {}
}
