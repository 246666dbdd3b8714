//! Lowers the endpoint tests of the model to values of `Params` and expected results.

use super::params::constant;
use super::property;
use crate::docs::Docs;
use crate::error::{Diagnostic, Diagnostics, Part};
use crate::ir::endpoint::{EndpointParam, EndpointTest};
use crate::model::endpoint_tests::{self, EndpointTests, Expectation};
use crate::model::http_tests::Unparsed;
use crate::model::shape_id::ShapeId;
use crate::symbol::given::Namespace;
use crate::symbol::reserved::Space;

/// The maximum length of a test's name, without its number.
const LONGEST_NAME: usize = 70;

/// Lowers the cases, in the order of the model. A case that does not match the rule set is left
/// out.
pub(super) fn tests(
    value: Unparsed<'_>,
    service: &ShapeId,
    params: &[EndpointParam],
    found: &mut Diagnostics,
) -> Vec<EndpointTest> {
    let parsed = value.parse::<EndpointTests<'_>>().unwrap_or_else(|problem| {
        let problem = problem.shape(service).help("the trait has a list of `testCases`");
        found.leave_out(Part::EndpointTest, "*", problem);
        EndpointTests::default()
    });
    let mut names = Namespace::new(Space::Test);
    let mut tests = Vec::with_capacity(parsed.test_cases.len());
    for (index, case) in parsed.test_cases.into_iter().enumerate() {
        let case = value.part(case);
        let mut title = format!("testCases[{index}]");
        let lowered = case.parse::<endpoint_tests::EndpointTest>().and_then(|parsed| {
            title = parsed.documentation.clone().unwrap_or_else(|| "endpoint".to_owned());
            test(parsed, params).map_err(|message| {
                Diagnostic::new(message)
                    .at(case.offset)
                    .help("correct the test case or the rule set")
            })
        });
        match lowered {
            Ok(test) => {
                let name = names.give(&short(&title), "").name;
                tests.push(EndpointTest { name, ..test });
            }
            Err(problem) => {
                found.leave_out(Part::EndpointTest, &title, problem.shape(service));
            }
        }
    }
    tests
}

fn test(
    case: endpoint_tests::EndpointTest,
    params: &[EndpointParam],
) -> Result<EndpointTest, String> {
    let mut values = Vec::with_capacity(case.params.len());
    for (name, value) in &case.params {
        let position = params.iter().position(|param| param.model_name == *name);
        let param = position.and_then(|index| Some((index, params.get(index)?)));
        let (index, param) =
            param.ok_or_else(|| format!("unknown parameter `{}`", name.escape_debug()))?;
        let value = constant(value, param.kind).ok_or_else(|| {
            format!("the value of `{name}` does not have the type of the parameter")
        })?;
        values.push((index, value));
    }
    let expected = match case.expect {
        Expectation::Error(message) => Err(message),
        Expectation::Endpoint(endpoint) => Ok(property::expected(&endpoint)
            .ok_or_else(|| "invalid `authSchemes` in the expected endpoint".to_owned())?),
    };
    let docs = case.documentation.as_deref().map(Docs::of_model).unwrap_or_default();
    Ok(EndpointTest { name: String::new(), docs, params: values, expected })
}

/// The first words of a title.
fn short(title: &str) -> String {
    let plain: String =
        title.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let mut name = String::new();
    for word in plain.split_whitespace() {
        let separator = if name.is_empty() { "" } else { "_" };
        if name.len() + word.len() >= LONGEST_NAME {
            break;
        }
        name = format!("{name}{separator}{}", word.to_ascii_lowercase());
    }
    name
}
