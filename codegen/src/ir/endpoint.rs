//! The rules that find the endpoint of a request, as functions: statements and expressions, every
//! name a Rust name, every type settled.

use super::{Expression, Item};
use crate::docs::Docs;

/// The functions of the runtime that the module may call by their names alone.
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

/// The variable that holds the parameters.
pub(crate) const PARAMS: &str = "params";

/// What becomes the module `endpoint`.
#[derive(Debug, Default)]
pub(crate) struct Endpoints {
    pub(crate) params: Vec<EndpointParam>,
    /// The model has rules. Without them a client has to set the URL that requests go to.
    pub(crate) has_rules: bool,
    /// The first one is `resolve`; the others are parts of it.
    pub(crate) functions: Vec<RuleFunction>,
    /// Authentication schemes that many endpoints have.
    pub(crate) schemes: Vec<SharedScheme>,
    /// The tests that the model carries; none if they were not asked for.
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
}

/// Whether a parameter always has a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ParamPresence {
    Optional,
    /// It is an `Option`, and without it there is no endpoint.
    Required,
    Default(Constant),
}

/// A value that is known when code is generated.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Constant {
    Bool(bool),
    Text(String),
    TextList(Vec<String>),
}

/// A field of the runtime's `BuiltIns`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BuiltIn {
    pub(crate) field: &'static str,
    pub(crate) kind: RuleType,
    /// The field is an `Option`.
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

/// A function that takes the parameters and some locals, and gives an endpoint or an error.
#[derive(Debug)]
pub(crate) struct RuleFunction {
    pub(crate) name: String,
    pub(crate) arguments: Vec<Local>,
    pub(crate) body: Vec<Statement>,
}

/// A name within a function; the number tells apart locals of the same name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Local {
    pub(crate) id: usize,
    pub(crate) name: String,
    pub(crate) kind: RuleType,
    /// It holds its value, and does not borrow it.
    pub(crate) owned: bool,
}

/// A step of a function. The last one always returns.
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

/// A part of what follows `if`; `&&` stands between the parts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Condition {
    Holds(Expr),
    /// `let Some(a) = b`
    Some(Local, Expr),
    /// `let a = b`
    Let(Local, Expr),
}

/// What is returned.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    Endpoint(Box<EndpointValue>),
    Error(Expr),
    /// The required parameter of this index is not set.
    Missing(usize),
    NoRule,
    /// What the function of this index says about these locals.
    Call(usize, Vec<Local>),
}

/// An endpoint.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EndpointValue {
    pub(crate) url: Expr,
    /// In the order of their names.
    pub(crate) headers: Vec<(String, Expr)>,
    pub(crate) auth_schemes: Vec<AuthScheme>,
    /// In the order of their names.
    pub(crate) properties: Vec<(String, Property)>,
}

/// A function that gives an authentication scheme; it takes the region, if the scheme has one.
#[derive(Debug)]
pub(crate) struct SharedScheme {
    pub(crate) name: String,
    pub(crate) scheme: AuthScheme,
}

/// An entry of the property `authSchemes`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AuthScheme {
    /// The index of the function that gives it, if there is one.
    pub(crate) shared: Option<usize>,
    pub(crate) name: Expr,
    pub(crate) signing_name: Option<Expr>,
    pub(crate) signing_region: Option<Expr>,
    pub(crate) signing_region_set: Vec<Expr>,
    pub(crate) disable_double_encoding: bool,
    pub(crate) disable_normalize_path: bool,
    pub(crate) properties: Vec<(String, Property)>,
}

/// A value that rules hand on without a look at it.
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

/// A value. Options of texts are `Option<&str>`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    Bool(bool),
    Integer(i64),
    Text(String),
    /// The field of this index of the parameters.
    Param(usize),
    Local(Local),
    /// Texts and values in a row.
    Template(Vec<TemplatePart>),
    Not(Box<Expr>),
    Equal(Box<Expr>, Box<Expr>),
    /// An option is there.
    IsSome(Box<Expr>),
    /// An option is there, and has this value.
    IsSomeOf(Box<Expr>, Box<Expr>),
    /// A field of a structure of the runtime.
    Field(Box<Expr>, Field),
    /// A part of an ARN's resource.
    Resource(Box<Expr>, i64),
    /// An element of a list.
    Element(Box<Expr>, i64),
    /// A function of the runtime.
    Call(Function, Vec<Expr>),
    /// The first value that is there; the last may be none.
    Coalesce {
        values: Vec<Expr>,
        optional: bool,
    },
    /// The value of one branch; either of them may be an option, as told beside it.
    Choice {
        condition: Box<Expr>,
        yes: Box<(Expr, bool)>,
        no: Box<(Expr, bool)>,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum TemplatePart {
    Literal(String),
    Value(Expr),
}

/// A field of a structure of the runtime: its Rust name and type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) kind: RuleType,
    /// It holds its value, and does not borrow it.
    pub(crate) owned: bool,
}

/// A function of the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    IsValidHostLabel,
    IsVirtualHostableS3Bucket,
    ParseArn,
    ParseUrl,
    Partition,
    Split,
    Substring,
    UriEncode,
}

/// What an operation tells the rules: the value of a parameter.
#[derive(Debug)]
pub(crate) struct Bound {
    /// The field of the parameters.
    pub(crate) field: String,
    /// The field is an `Option`.
    pub(crate) optional: bool,
    /// The configuration may have set it before.
    pub(crate) has_other_source: bool,
    pub(crate) value: BoundValue,
}

/// Where a value comes from.
#[derive(Debug)]
pub(crate) enum BoundValue {
    Constant(Constant),
    /// An expression over the input: a boolean, a string or a list of strings.
    Input(Expression),
}

/// A test: values of parameters, and what must come of them.
#[derive(Debug)]
pub(crate) struct EndpointTest {
    /// The name of the function, no name twice.
    pub(crate) name: String,
    pub(crate) docs: Docs,
    /// Each parameter by its index.
    pub(crate) params: Vec<(usize, Constant)>,
    /// The endpoint, or the message of the error.
    pub(crate) expected: Result<EndpointValue, String>,
}

impl Expr {
    /// The same expression with other expressions in place of locals.
    pub(crate) fn with_locals(&self, replaced: &dyn Fn(&Local) -> Option<Self>) -> Self {
        let one = |expr: &Self| Box::new(expr.with_locals(replaced));
        let all = |exprs: &[Self]| exprs.iter().map(|expr| expr.with_locals(replaced)).collect();
        match self {
            Self::Local(local) => replaced(local).unwrap_or_else(|| self.clone()),
            Self::Bool(_) | Self::Integer(_) | Self::Text(_) | Self::Param(_) => self.clone(),
            Self::Template(parts) => Self::Template(
                parts
                    .iter()
                    .map(|part| match part {
                        TemplatePart::Literal(_) => part.clone(),
                        TemplatePart::Value(value) => {
                            TemplatePart::Value(value.with_locals(replaced))
                        }
                    })
                    .collect(),
            ),
            Self::Not(value) => Self::Not(one(value)),
            Self::Equal(a, b) => Self::Equal(one(a), one(b)),
            Self::IsSome(value) => Self::IsSome(one(value)),
            Self::IsSomeOf(a, b) => Self::IsSomeOf(one(a), one(b)),
            Self::Field(of, field) => Self::Field(one(of), *field),
            Self::Resource(of, index) => Self::Resource(one(of), *index),
            Self::Element(of, index) => Self::Element(one(of), *index),
            Self::Call(function, values) => Self::Call(*function, all(values)),
            Self::Coalesce { values, optional } => {
                Self::Coalesce { values: all(values), optional: *optional }
            }
            Self::Choice { condition, yes, no } => Self::Choice {
                condition: one(condition),
                yes: Box::new((yes.0.with_locals(replaced), yes.1)),
                no: Box::new((no.0.with_locals(replaced), no.1)),
            },
        }
    }

    /// Whether the value is made, and not borrowed from a parameter or a local.
    pub(crate) fn is_made(&self) -> bool {
        match self {
            Self::Template(_) => true,
            Self::Call(function, _) => match function {
                Function::ParseArn | Function::ParseUrl | Function::Split | Function::UriEncode => {
                    true
                }
                Function::IsValidHostLabel
                | Function::IsVirtualHostableS3Bucket
                | Function::Partition
                | Function::Substring => false,
            },
            Self::Coalesce { values, .. } => values.iter().any(Self::is_made),
            Self::Choice { yes, no, .. } => yes.0.is_made() || no.0.is_made(),
            Self::Bool(_)
            | Self::Integer(_)
            | Self::Text(_)
            | Self::Param(_)
            | Self::Local(_)
            | Self::Not(_)
            | Self::Equal(..)
            | Self::IsSome(_)
            | Self::IsSomeOf(..)
            | Self::Field(..)
            | Self::Resource(..)
            | Self::Element(..) => false,
        }
    }
}
