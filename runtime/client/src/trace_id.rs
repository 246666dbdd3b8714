//! The header `x-amzn-trace-id`, by which AWS detects Lambda functions that invoke themselves
//! recursively.

use http::HeaderValue;
use http::header::HeaderName;
use percent_encoding::{CONTROLS, utf8_percent_encode};

use super::Environment;

pub(super) const TRACE_ID: HeaderName = HeaderName::from_static("x-amzn-trace-id");

const FUNCTION: &str = "AWS_LAMBDA_FUNCTION_NAME";
const VARIABLE: &str = "_X_AMZN_TRACE_ID";

/// Returns the trace id of the current invocation, if this process is a Lambda function. It is read
/// for each call, as it changes with each invocation. Control characters and non-ASCII characters
/// are percent-encoded.
pub(super) fn trace_id(environment: &dyn Environment) -> Option<HeaderValue> {
    environment.var(FUNCTION)?;
    let id = environment.var(VARIABLE).filter(|id| !id.is_empty())?;
    HeaderValue::try_from(utf8_percent_encode(&id, CONTROLS).to_string()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::FakeEnvironment;

    #[test]
    fn the_id_is_sent_inside_of_functions_only() {
        let id = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        let inside = (FUNCTION, "function");
        for (variables, expected) in [
            (vec![], None),
            (vec![inside], None),
            (vec![inside, (VARIABLE, "")], None),
            (vec![(VARIABLE, id)], None),
            (vec![inside, (VARIABLE, id)], Some(id)),
            (vec![inside, (VARIABLE, "a b\nc¼\t\"%")], Some("a b%0Ac%C2%BC%09\"%")),
        ] {
            let environment = variables
                .into_iter()
                .fold(FakeEnvironment::default(), |found, (name, value)| found.var(name, value));
            let found = trace_id(&environment);
            assert_eq!(found.as_ref().map(|id| id.to_str().unwrap()), expected);
        }
    }
}
