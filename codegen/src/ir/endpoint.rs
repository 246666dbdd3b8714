//! Defines the endpoint rules as functions: statements and expressions with Rust names and types.

mod expr;

use super::{Expression, Item};
use crate::docs::Docs;
pub(crate) use crate::model::endpoint_rules::ParameterKind;
pub(crate) use expr::{Expr, Field, Function, TemplatePart};

/// The functions of the runtime that the module imports.
pub(crate) const FUNCTIONS: [&str; 9] = [
    "element",
    "is_valid_host_label",
    "is_virtual_hostable_s3_bucket",
    "parse_arn",
    "parse_url",
    "partition",
    "split",
    "substring",
    "uri_encode",
];

/// The variable with the parameters.
pub(crate) const PARAMS: &str = "params";

/// The content of the module `endpoint`.
#[derive(Debug, Default)]
pub(crate) struct Endpoints {
    pub(crate) params: Vec<EndpointParam>,
    /// The parameters that are settings of a client.
    pub(crate) settings: Vec<ClientSetting>,
    /// Whether the model has rules. Without them, a client must set the endpoint.
    pub(crate) has_rules: bool,
    /// The first one is `resolve`; the others are parts of it.
    pub(crate) functions: Vec<RuleFunction>,
    /// What several endpoints have in common.
    pub(crate) shared: Vec<SharedEndpoint>,
    /// The model's endpoint tests; empty unless requested.
    pub(crate) tests: Vec<EndpointTest>,
}

/// A parameter of the rules.
#[derive(Debug)]
pub(crate) struct EndpointParam {
    pub(crate) item: Item,
    /// The name in the model, for messages.
    pub(crate) model_name: String,
    pub(crate) kind: RuleType,
    pub(crate) presence: ParamPresence,
    pub(crate) built_in: Option<BuiltIn>,
    /// Whether it is a setting of a client.
    pub(crate) is_setting: bool,
}

/// A setting of a client: a parameter of the rules that the service lists in `clientContextParams`.
#[derive(Debug)]
pub(crate) struct ClientSetting {
    /// The function that sets it.
    pub(crate) item: Item,
    /// The name of the parameter in the model.
    pub(crate) param: String,
    pub(crate) kind: ParameterKind,
}

/// Whether a parameter always has a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ParamPresence {
    Optional,
    /// The field is an `Option`, but a value is required to resolve the endpoint.
    Required,
    Default(Constant),
}

/// A constant.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Constant {
    Bool(bool),
    Text(String),
    TextList(Vec<String>),
}

impl Constant {
    /// Whether it is the default of its type.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Bool(value) => !value,
            Self::Text(text) => text.is_empty(),
            Self::TextList(texts) => texts.is_empty(),
        }
    }
}

/// A field of the runtime's `BuiltIns`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BuiltIn {
    pub(crate) field: &'static str,
    pub(crate) kind: RuleType,
    /// Whether the field is an `Option`.
    pub(crate) optional: bool,
}

/// The type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum RuleType {
    Bool,
    Integer,
    Text,
    TextList,
    Partition,
    Arn,
    Url,
}

/// A function with the parameters and some locals as arguments, which returns an endpoint or an
/// error.
#[derive(Debug)]
pub(crate) struct RuleFunction {
    pub(crate) name: String,
    pub(crate) arguments: Vec<Local>,
    pub(crate) body: Vec<Statement>,
}

/// A local variable; `id` distinguishes locals of the same name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Local {
    pub(crate) id: usize,
    pub(crate) name: String,
    pub(crate) kind: RuleType,
    /// Whether it owns its value.
    pub(crate) owned: bool,
}

/// A statement. The last one of a function always returns.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Statement {
    /// `let a = b;`
    Let(Local, Expr),
    /// `let Some(a) = b else { return … };`
    LetElse(Local, Expr, Outcome),
    /// `if … { … }`; the block returns.
    If(Vec<Condition>, Vec<Statement>),
    Return(Outcome),
}

/// A condition of an `if`; conditions are joined by `&&`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Condition {
    Holds(Expr),
    /// `let Some(a) = b`
    Some(Local, Expr),
    /// `let a = b`
    Let(Local, Expr),
}

impl Condition {
    /// The local that it binds, if it binds one.
    pub(crate) fn local(&self) -> Option<&Local> {
        match self {
            Self::Holds(_) => None,
            Self::Some(local, _) | Self::Let(local, _) => Some(local),
        }
    }
}

/// The returned value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    Endpoint(Box<EndpointValue>),
    Error(Expr),
    /// The required parameter with this index is not set.
    Missing(usize),
    NoRule,
    /// The result of the function with this index for these arguments, which are locals.
    Call(usize, Vec<Expr>),
}

/// An endpoint.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EndpointValue {
    /// The index of the function that returns it, if there is one.
    pub(crate) shared: Option<usize>,
    pub(crate) url: Expr,
    /// In the order of their names.
    pub(crate) headers: Vec<(String, Expr)>,
    pub(crate) auth_schemes: Vec<AuthScheme>,
    /// In the order of their names.
    pub(crate) properties: Vec<(String, Property)>,
}

impl EndpointValue {
    /// The region of its signatures, if an auth scheme has one.
    pub(crate) fn signing_region(&self) -> Option<&Expr> {
        self.auth_schemes.iter().find_map(|scheme| scheme.signing_region.as_ref())
    }
}

/// A function that returns an endpoint for a URL and, if an auth scheme has one, the region of signatures.
#[derive(Debug)]
pub(crate) struct SharedEndpoint {
    pub(crate) name: String,
    /// The endpoint; its URL and regions are empty.
    pub(crate) endpoint: EndpointValue,
}

/// An entry of the property `authSchemes`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AuthScheme {
    pub(crate) name: Expr,
    pub(crate) signing_name: Option<Expr>,
    pub(crate) signing_region: Option<Expr>,
    pub(crate) signing_region_set: Vec<Expr>,
    pub(crate) disable_double_encoding: bool,
    pub(crate) disable_normalize_path: bool,
    pub(crate) properties: Vec<(String, Property)>,
}

/// A property that rules pass on unchanged.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Property {
    Null,
    Bool(bool),
    /// The text of a number.
    Number(String),
    Text(Expr),
    List(Vec<Property>),
    Object(Vec<(String, Property)>),
}

/// An endpoint parameter that an operation sets.
#[derive(Debug)]
pub(crate) struct Bound {
    /// The field of the parameter.
    pub(crate) field: String,
    /// Whether the field is an `Option`.
    pub(crate) optional: bool,
    /// Whether the configuration may have set it before.
    pub(crate) has_other_source: bool,
    pub(crate) value: BoundValue,
}

/// The source of a parameter's value.
#[derive(Debug)]
pub(crate) enum BoundValue {
    Constant(Constant),
    /// An expression over the input: a boolean, a string or a list of strings.
    Input(Expression),
}

/// A test: values of parameters, and the expected result.
#[derive(Debug)]
pub(crate) struct EndpointTest {
    /// The unique name of the function.
    pub(crate) name: String,
    pub(crate) docs: Docs,
    /// The values of parameters by their indices.
    pub(crate) params: Vec<(usize, Constant)>,
    /// The endpoint, or the message of the error.
    pub(crate) expected: Result<EndpointValue, String>,
}
