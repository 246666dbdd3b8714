// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operation `PutBigNumbers`.

use super::super::Service;
use super::super::primitives;
use whitesmith_runtime::Method;
use whitesmith_runtime::Operation;
use whitesmith_runtime::RequestWriter;
use whitesmith_runtime::ResponseReader;
use whitesmith_runtime::json::Reader;
use whitesmith_runtime::json::Writer;

/// The input of `PutBigNumbers`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct PutBigNumbersInput {
    pub whole: Option<primitives::BigInteger>,
    pub decimal: Option<primitives::BigDecimal>,
}

whitesmith_runtime::setters! {
    #[new]
    struct PutBigNumbersInput {
        whole: primitives::BigInteger,
        decimal: primitives::BigDecimal,
    }
}

impl Operation for PutBigNumbersInput {
    type Output = PutBigNumbersOutput;
    type Error = PutBigNumbersError;
    type Service = Service;
    const NAME: &'static str = "PutBigNumbers";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::POST).path("/big-numbers");
        request.json(|body| {
            body.field("whole", &self.whole, Writer::big_integer);
            body.field("decimal", &self.decimal, Writer::big_decimal);
        });
    }

    fn read_response(response: &mut ResponseReader<'_>) -> PutBigNumbersOutput {
        let mut output = PutBigNumbersOutput::new();
        response.json(|r, key| match key {
            "whole" => r.set(&mut output.whole, Reader::big_integer),
            "decimal" => r.set(&mut output.decimal, Reader::big_decimal),
            _ => r.skip(),
        });
        output
    }
}

/// The output of `PutBigNumbers`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct PutBigNumbersOutput {
    pub whole: Option<primitives::BigInteger>,
    pub decimal: Option<primitives::BigDecimal>,
}

whitesmith_runtime::setters! {
    #[new]
    struct PutBigNumbersOutput {
        whole: primitives::BigInteger,
        decimal: primitives::BigDecimal,
    }
}

whitesmith_runtime::operation_error! {
    /// An error that `PutBigNumbers` returns.
    pub enum PutBigNumbersError {}
}
