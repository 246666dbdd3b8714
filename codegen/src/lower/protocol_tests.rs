//! Lowers the model's protocol tests of operations and errors, for the protocol of the crate.

mod json;
mod vendor_params;

use std::collections::BTreeMap;

use self::json::{is_json, without_white_space};
use super::params::{CaseKind, CaseParams, Shapes};
use super::with_models;
use crate::docs::Docs;
use crate::error::{Diagnostic, Diagnostics, Part};
use crate::ir::endpoint::{BuiltIn, Constant, EndpointParam};
use crate::ir::{
    Case, Crate, ExpectedRequest, MemberParam, ProtocolTest, ProtocolTests, Structure, TestBody,
};
use crate::model::http_tests::{AppliesTo, HttpRequestTest, HttpResponseTest, HttpTest, Unparsed};
use crate::model::shape::Shape;
use crate::projection::Projection;
use crate::protocol::Protocol;
use crate::symbol::given::Namespace;
use crate::symbol::ident::identifier;
use crate::symbol::reserved::Space;

/// The media type of bodies that a case has in base64.
const IN_BASE64: &str = "application/cbor";

/// The tests of the crate.
pub(super) fn protocol_tests(
    projection: &Projection<'_>,
    protocol: Protocol,
    emitted: &Crate,
    found: &mut Diagnostics,
) -> ProtocolTests {
    let shapes = Shapes::new(emitted);
    let params = &emitted.endpoints.params;
    let mut tests = Tests { shapes, protocol, params, found, lowered: ProtocolTests::default() };
    for (index, (operation, modeled)) in with_models(emitted, projection).enumerate() {
        tests.requests(index, &modeled.shape, &operation.input);
        tests.outputs(index, &modeled.shape, &operation.output);
    }
    for (index, error) in emitted.errors.iter().enumerate() {
        // The same code reads an error in all operations that have it.
        let of_error = |operation: &crate::ir::Operation| {
            operation.errors.iter().any(|listed| listed.type_name.id == error.structure.id)
        };
        let operation = emitted.operations.iter().position(of_error);
        let shape = projection.shapes.get(&error.structure.id);
        if let (Some(operation), Some(shape)) = (operation, shape) {
            tests.errors(operation, index, shape, &error.structure);
        }
    }
    let mut lowered = tests.lowered;
    name_apart(&mut lowered.cases);
    lowered
}

struct Tests<'t, 'c> {
    shapes: Shapes<'c>,
    protocol: Protocol,
    /// The parameters of the endpoint rules.
    params: &'c [EndpointParam],
    found: &'t mut Diagnostics,
    lowered: ProtocolTests,
}

impl Tests<'_, '_> {
    fn requests(&mut self, operation: usize, shape: &Shape<'_>, input: &Structure) {
        for &unparsed in &shape.traits.http_request_tests {
            for (mut test, request) in self.cases::<HttpRequestTest>(shape, unparsed) {
                let Some(input) = self.members(&test, unparsed, shape, input) else { continue };
                let built_ins = vendor_params::built_ins(&test, unparsed, self.params);
                let Some(built_ins) = self.keep(&test, shape, built_ins) else { continue };
                let request = Box::new(expected_request(request, built_ins));
                if test.body_media_type.as_deref().is_some_and(is_json) {
                    test.body = test.body.as_deref().map(without_white_space);
                }
                self.push(test, operation, Case::Request { request, input });
            }
        }
    }

    fn outputs(&mut self, operation: usize, shape: &Shape<'_>, output: &Structure) {
        for &unparsed in &shape.traits.http_response_tests {
            for (test, response) in self.cases::<HttpResponseTest>(shape, unparsed) {
                let Some(output) = self.members(&test, unparsed, shape, output) else { continue };
                let no_params = vendor_params::none(&test, unparsed);
                let Some(()) = self.keep(&test, shape, no_params) else { continue };
                self.push(test, operation, Case::Output { status: response.code, output });
            }
        }
    }

    fn errors(&mut self, operation: usize, error: usize, shape: &Shape<'_>, members: &Structure) {
        for &unparsed in &shape.traits.http_response_tests {
            for (test, response) in self.cases::<HttpResponseTest>(shape, unparsed) {
                let Some(members) = self.members(&test, unparsed, shape, members) else { continue };
                let code = vendor_params::error_code(&test, unparsed);
                let Some(code) = self.keep(&test, shape, code) else { continue };
                let case = Case::Error { status: response.code, code, error, members };
                self.push(test, operation, case);
            }
        }
    }

    /// The client cases of a trait for the crate's protocol. An invalid case is left out.
    fn cases<'a, T: serde::Deserialize<'a>>(
        &mut self,
        shape: &Shape<'_>,
        unparsed: Unparsed<'a>,
    ) -> Vec<(HttpTest<'a>, T)> {
        let help = "see the page on HTTP protocol tests in the Smithy specification";
        let elements = unparsed.elements().unwrap_or_else(|problem| {
            let problem = problem.shape(&shape.id).help(help);
            let all = format!("{}.*", shape.id.name());
            self.found.leave_out(Part::ProtocolTest, &all, problem);
            Vec::new()
        });
        let mut cases = Vec::new();
        for (index, case) in elements.into_iter().enumerate() {
            let both = case.parse::<HttpTest<'a>>().and_then(|test| Ok((test, case.parse::<T>()?)));
            match both {
                Err(problem) => {
                    let name = format!("{}[{index}]", shape.id.name());
                    let problem = problem.shape(&shape.id).help(help);
                    self.found.leave_out(Part::ProtocolTest, &name, problem);
                }
                Ok((test, _)) if test.protocol != self.protocol.trait_id() => {}
                Ok((test, _)) if test.applies_to == Some(AppliesTo::Server) => {
                    self.lowered.not_for_clients += 1;
                }
                Ok(case) => cases.push(case),
            }
        }
        cases
    }

    /// A part of a case; `None`, and the case is left out, if it is invalid.
    fn keep<T>(
        &mut self,
        test: &HttpTest<'_>,
        shape: &Shape<'_>,
        part: Result<T, Diagnostic>,
    ) -> Option<T> {
        let left_out = |problem: Diagnostic| {
            self.found.leave_out(Part::ProtocolTest, &test.id, problem.shape(&shape.id));
        };
        part.map_err(left_out).ok()
    }

    /// The parameters of a case; `None`, and the case is left out, if they are invalid.
    fn members(
        &mut self,
        test: &HttpTest<'_>,
        tests: Unparsed<'_>,
        shape: &Shape<'_>,
        structure: &Structure,
    ) -> Option<Vec<MemberParam>> {
        let mut found = Diagnostics::default();
        let kind = CaseKind::ProtocolTest;
        let mut matcher = CaseParams::new(&self.shapes, kind, &shape.id, tests, &mut found);
        let members = matcher.members(test.params, structure);
        let fitting = found.finish(members).map_err(|problems| {
            for problem in problems {
                self.found.leave_out(Part::ProtocolTest, &test.id, problem);
            }
        });
        fitting.ok()
    }

    fn push(&mut self, test: HttpTest<'_>, operation: usize, case: Case) {
        let media_type = test.body_media_type.filter(|media_type| match case {
            Case::Request { .. } => true,
            Case::Output { .. } | Case::Error { .. } => media_type == IN_BASE64,
        });
        self.lowered.cases.push(ProtocolTest {
            // `name_apart` turns it into the function's name.
            name: test.id.clone(),
            docs: test.documentation.as_deref().map(Docs::of_model).unwrap_or_default(),
            operation,
            headers: test.headers.into_iter().collect(),
            body: test.body.map(|text| TestBody { media_type, text }),
            case,
        });
    }
}

fn expected_request(
    request: HttpRequestTest,
    built_ins: Vec<(BuiltIn, Constant)>,
) -> ExpectedRequest {
    ExpectedRequest {
        method: request.method,
        uri: request.uri,
        host: request.host,
        built_ins,
        resolved_host: request.resolved_host,
        query: request.query_params,
        forbidden_query: request.forbid_query_params,
        required_query: request.require_query_params,
        forbidden_headers: request.forbid_headers,
        required_headers: request.require_headers,
    }
}

/// Turns ids into unique function names. If a request and a response share an id, the kind is
/// appended; ids that differ only in case are numbered.
fn name_apart(cases: &mut [ProtocolTest]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for case in cases.iter() {
        *counts.entry(identifier(Space::Test, &case.name)).or_default() += 1;
    }
    let mut names = Namespace::new(Space::Test);
    for case in cases {
        let is_shared =
            counts.get(&identifier(Space::Test, &case.name)).is_some_and(|count| *count > 1);
        let name = match case.case {
            _ if !is_shared => case.name.clone(),
            Case::Request { .. } => format!("{}_request", case.name),
            Case::Output { .. } | Case::Error { .. } => format!("{}_response", case.name),
        };
        case.name = names.give(&name, "").name;
    }
}

#[cfg(test)]
mod tests {
    use crate::{Config, Source, generate};

    /// A model of one operation with these request tests.
    fn model(cases: &str) -> String {
        r#"{"smithy": "2.0", "shapes": {
            "a.b#S": {"type": "service", "operations": [{"target": "a.b#Ping"}],
                "traits": {"aws.protocols#awsJson1_1": {}}},
            "a.b#Ping": {"type": "operation", "input": {"target": "a.b#PingInput"},
                "traits": {"smithy.test#httpRequestTests": [CASES]}},
            "a.b#PingInput": {"type": "structure", "members": {
                "Name": {"target": "smithy.api#String"},
                "Count": {"target": "smithy.api#Integer"}}}
        }}"#
        .replace("CASES", cases)
    }

    fn case(id: &str, rest: &str) -> String {
        format!(
            r#"{{"id": "{id}", "protocol": "aws.protocols#awsJson1_1",
                "method": "POST", "uri": "/", {rest}}}"#
        )
    }

    fn output(cases: &[String]) -> Result<crate::Output, String> {
        let text = model(&cases.join(","));
        let config = Config { protocol_tests: true, ..Config::default() };
        let source = Source { name: "a.json", text: &text };
        generate(&[source], &config).map_err(|error| error.to_string())
    }

    #[test]
    fn cases_of_other_protocols_and_of_servers_are_left_out() {
        let other = case("Other", "\"params\": {}").replace("awsJson1_1", "restJson1");
        let server = case("Server", "\"appliesTo\": \"server\"");
        let ours = case("SendsName", r#""params": {"Name": "a \\ b", "Count": null}"#);
        let output = output(&[other, server, ours]).unwrap();
        let tests = &output.files["tests/protocol_tests.rs"];
        assert_eq!(tests.matches("#[test]").count(), 1);
        assert!(tests.contains("fn sends_name() {"), "{tests}");
        assert!(tests.contains(r##"PingInput::new().name(r#"a \ b"#);"##), "{tests}");
        assert_eq!((output.protocol_tests.emitted, output.protocol_tests.not_for_clients), (1, 1));
        assert!(output.files["Cargo.toml"].contains(r#"features = ["protocol-tests"]"#));
    }

    #[test]
    fn no_name_is_used_twice() {
        let cases = [case("PingIt", "\"params\": {}"), case("pingIt", "\"params\": {}")];
        let output = output(&cases).unwrap();
        let tests = &output.files["tests/protocol_tests.rs"];
        for name in ["fn ping_it_request() {", "fn ping_it_request_2() {"] {
            assert!(tests.contains(name), "{tests}");
        }
    }

    #[test]
    fn a_keyword_needs_no_escape_before_its_direction() {
        let cases = [case("Type", "\"params\": {}"), case("type", "\"params\": {}")];
        let output = output(&cases).unwrap();
        let tests = &output.files["tests/protocol_tests.rs"];
        for name in ["fn type_request() {", "fn type_request_2() {"] {
            assert!(tests.contains(name), "{tests}");
        }
    }

    #[test]
    fn a_test_that_does_not_fit_is_left_out() {
        let cases = [
            case("A", r#""params": {"Name": 1}"#),
            case("B", r#""params": {"Nam": "x", "Count": 3000000000}"#),
            case("C", r#""params": []"#),
            case("D", r#""params": {"Name": "d"}"#),
            "{\"id\": 1}".to_owned(),
        ];
        let output = output(&cases).unwrap();
        assert_eq!(output.protocol_tests.emitted, 1);
        let warnings: Vec<String> = output.warnings.iter().map(ToString::to_string).collect();
        let expected = [
            "a.json:6:66: a.b#Ping: the protocol test `A` is left out: invalid parameters: the value \
             does not have the type of its shape",
            "a.json:7:65: a.b#Ping: the protocol test `B` is left out: invalid parameters: \
             `PingInput` has no member `Nam`",
            "a.json:7:79: a.b#Ping: the protocol test `B` is left out: invalid parameters: the value \
             does not have the type of its shape",
            "a.json:8:57: a.b#Ping: the protocol test `C` is left out: invalid parameters: \
             expected an object for `PingInput`",
            "a.json:9:79: a.b#Ping: the protocol test `Ping[4]` is left out: invalid type: integer `1`, \
             expected a string",
        ];
        assert_eq!(warnings.len(), expected.len(), "{warnings:#?}");
        for (warning, expected) in warnings.iter().zip(expected) {
            assert_eq!(warning.lines().next(), Some(expected));
        }
    }
}
