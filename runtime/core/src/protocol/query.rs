//! <https://smithy.io/2.0/aws/protocols/aws-query-protocol.html> and
//! <https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html>, which differ in names and envelopes.

use super::{ErrorHead, Protocol, xml_errors};
use crate::Response;

/// `aws.protocols#awsQuery`: a form names the operation and has all members; responses are XML.
#[derive(Clone, Copy, Debug)]
pub struct AwsQuery;

/// `aws.protocols#ec2Query`: the same as [`AwsQuery`] with other names in forms and other elements around the
/// members of outputs and errors.
#[derive(Clone, Copy, Debug)]
pub struct Ec2Query;

const FORM: &str = "application/x-www-form-urlencoded";

impl Protocol for AwsQuery {
    const CONTENT_TYPE: &'static str = FORM;

    fn error(response: &Response) -> ErrorHead<'_> {
        xml_errors::head(response)
    }
}

impl Protocol for Ec2Query {
    const CONTENT_TYPE: &'static str = FORM;

    fn error(response: &Response) -> ErrorHead<'_> {
        xml_errors::head(response)
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderName, HeaderValue};

    use super::*;
    use crate::ErrorMetadata;

    fn metadata<P: Protocol>(id: Option<&'static str>, body: &'static str) -> ErrorMetadata {
        let header =
            |id| (HeaderName::from_static("x-amzn-requestid"), HeaderValue::from_static(id));
        let headers = HeaderMap::from_iter(id.map(header));
        ErrorMetadata::read::<P>(&Response::new(400, headers, body))
    }

    #[test]
    fn errors_of_aws_query() {
        let body = "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n  <Error>\n    \
                    <Type>Sender</Type>\n    <Code>NoSuchEntity</Code>\n    <Message>No user &amp; no group.\
                    </Message>\n  </Error>\n  <RequestId>1-2</RequestId>\n</ErrorResponse>";
        for (id, expected) in [(None, "1-2"), (Some("3-4"), "3-4")] {
            let error = metadata::<AwsQuery>(id, body);
            assert_eq!(
                error.to_string(),
                format!("NoSuchEntity: No user & no group. (HTTP 400, request id {expected})")
            );
        }
    }

    #[test]
    fn errors_of_ec2_query() {
        let body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response><Errors><Error>\
                    <Code>InvalidInstanceID.NotFound</Code><Message>It does not exist.</Message>\
                    </Error></Errors><RequestID>1-2</RequestID></Response>";
        assert_eq!(
            metadata::<Ec2Query>(None, body).to_string(),
            "InvalidInstanceID.NotFound: It does not exist. (HTTP 400, request id 1-2)"
        );
    }

    #[test]
    fn other_bodies_are_described() {
        for (body, expected) in [
            ("", "HTTP 400 without an error code or a body"),
            (
                "<html><body><h1>502 Bad Gateway</h1></body></html>",
                "HTTP 400 without an error code: 502 Bad Gateway",
            ),
            ("upstream connect error", "HTTP 400 without an error code: upstream connect error"),
        ] {
            assert_eq!(metadata::<AwsQuery>(None, body).to_string(), expected);
            assert_eq!(metadata::<Ec2Query>(None, body).to_string(), expected);
        }
    }

    #[test]
    fn a_truncated_error_keeps_what_could_be_read() {
        let error = metadata::<Ec2Query>(
            None,
            "<Response><Errors><Error><Code>Busy</Code><Message>Wait.</Message><Pass",
        );
        assert_eq!((error.code(), error.message()), (Some("Busy"), Some("Wait.")));
        assert!(error.parse_error().is_some());
    }

    #[test]
    fn the_status_decides_what_is_an_error() {
        let body = "<ErrorResponse><Error><Code>Busy</Code></Error></ErrorResponse>";
        let response = Response::new(200, HeaderMap::new(), body);
        assert!(!AwsQuery::is_error(&response) && !Ec2Query::is_error(&response));
        assert!(!AwsQuery::is_error_body(body.as_bytes()));
    }
}
