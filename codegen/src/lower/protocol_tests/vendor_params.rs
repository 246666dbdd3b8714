//! Lowers the `vendorParams` of protocol tests, whose meaning depends on their `vendorParamsShape`: the
//! configuration of a client of AWS, or the code of an error
//! (<https://github.com/smithy-lang/smithy/blob/main/smithy-aws-protocol-tests/model/aws-config.smithy>).

use serde::Deserialize;

use crate::error::Diagnostic;
use crate::ir::endpoint::{BuiltIn, Constant, EndpointParam};
use crate::lower::endpoint::built_in;
use crate::model::http_tests::{HttpTest, Unparsed};

const CONFIG: &str = "aws.protocoltests.config#AwsConfig";
const ERROR_CODE: &str = "aws.protocoltests.config#ErrorCodeParams";

/// The configuration of a client. Other settings than these are not supported: they do not influence the
/// endpoint, and an emitted test neither signs nor sends a request.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct AwsConfig {
    #[serde(default)]
    scoped_config: ScopedConfig,
}

/// The settings of the client, and those of one call, which take precedence.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ScopedConfig {
    client: ClientConfig,
    operation: OperationConfig,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ClientConfig {
    region: Option<String>,
    s3: S3Config,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct OperationConfig {
    s3: S3Config,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct S3Config {
    addressing_style: Option<AddressingStyle>,
    use_accelerate_endpoint: Option<bool>,
    use_dualstack_endpoint: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum AddressingStyle {
    /// In the host if the name of the bucket permits it, otherwise in the path.
    Auto,
    Path,
    Virtual,
}

/// The code of an error. The `type` of an awsQuery error is not exposed to callers.
#[derive(Debug, Deserialize)]
struct ErrorCodeParams {
    code: String,
}

/// The values of built-in parameters for the configuration of a request test. A setting that no parameter of
/// the endpoint rules reads is a problem.
pub(super) fn built_ins(
    test: &HttpTest<'_>,
    tests: Unparsed<'_>,
    params: &[EndpointParam],
) -> Result<Vec<(BuiltIn, Constant)>, Diagnostic> {
    let Some(AwsConfig { scoped_config: ScopedConfig { client, operation } }) =
        parse(test, tests, CONFIG)?
    else {
        return Ok(Vec::new());
    };
    let S3Config { addressing_style, use_accelerate_endpoint, use_dualstack_endpoint } =
        operation.s3.or(&client.s3);
    let is_path = addressing_style.map(|style| style == AddressingStyle::Path);
    let settings = [
        ("AWS::Region", client.region.map(Constant::Text)),
        ("AWS::S3::ForcePathStyle", is_path.map(Constant::Bool)),
        ("AWS::S3::Accelerate", use_accelerate_endpoint.map(Constant::Bool)),
        ("AWS::UseDualStack", use_dualstack_endpoint.map(Constant::Bool)),
    ];
    let settings = settings.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let built_in = |(name, value)| {
        let built_in = built_in::named(name);
        let read = built_in.filter(|_| params.iter().any(|param| param.built_in == built_in));
        let read = read.map(|built_in| (built_in, value));
        read.ok_or_else(|| {
            let message = format!("no parameter of the endpoint rules has the built-in `{name}`");
            place(test, tests, Diagnostic::new(message)).help(
                "apply the endpoint rules of the service to the model, or remove the setting from \
                 `vendorParams`",
            )
        })
    };
    settings.map(built_in).collect()
}

/// The code of the error that a response test expects, if it names one.
pub(super) fn error_code(
    test: &HttpTest<'_>,
    tests: Unparsed<'_>,
) -> Result<Option<String>, Diagnostic> {
    let params: Option<ErrorCodeParams> = parse(test, tests, ERROR_CODE)?;
    Ok(params.map(|params| params.code))
}

/// Checks that the test of an output has no such parameters.
pub(super) fn none(test: &HttpTest<'_>, tests: Unparsed<'_>) -> Result<(), Diagnostic> {
    match test.vendor_params {
        None => Ok(()),
        Some(_) => {
            let problem = Diagnostic::new("`vendorParams` of an output are not supported");
            Err(place(test, tests, problem).help("remove them, or generate without protocol tests"))
        }
    }
}

impl S3Config {
    /// These settings; those that are not set are taken from the others.
    fn or(self, others: &Self) -> Self {
        Self {
            addressing_style: self.addressing_style.or(others.addressing_style),
            use_accelerate_endpoint: self
                .use_accelerate_endpoint
                .or(others.use_accelerate_endpoint),
            use_dualstack_endpoint: self.use_dualstack_endpoint.or(others.use_dualstack_endpoint),
        }
    }
}

/// Parses the parameters of a test, if it has some. They must have this shape.
fn parse<'a, T: Deserialize<'a>>(
    test: &HttpTest<'a>,
    tests: Unparsed<'a>,
    shape: &str,
) -> Result<Option<T>, Diagnostic> {
    let Some(raw) = test.vendor_params else { return Ok(None) };
    if test.vendor_params_shape.as_deref() != Some(shape) {
        let message = match &test.vendor_params_shape {
            Some(found) => {
                format!("`vendorParams` of the shape `{}` are not supported", found.escape_debug())
            }
            None => "`vendorParams` need a `vendorParamsShape`".to_owned(),
        };
        let help = format!("write parameters of `{shape}`, or generate without protocol tests");
        return Err(place(test, tests, Diagnostic::new(message)).help(help));
    }
    let unsupported = |mut problem: Diagnostic| {
        problem.message = format!("unsupported `vendorParams`: {}", problem.message);
        problem.help("remove what is not supported, or generate without protocol tests")
    };
    tests.part(raw).parse().map(Some).map_err(unsupported)
}

/// The place of the parameters of a test.
fn place(test: &HttpTest<'_>, tests: Unparsed<'_>, problem: Diagnostic) -> Diagnostic {
    match test.vendor_params {
        Some(raw) => problem.at(tests.offset_of(raw)),
        None => problem.at(tests.offset),
    }
}
