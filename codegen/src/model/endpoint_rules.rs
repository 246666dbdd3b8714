//! Parses the value of the trait `endpointRuleSet` into typed parameters and rules, each with its
//! place, and reports what does not conform to the specification
//! (<https://smithy.io/2.0/additional-specs/rules-engine/specification.html>).

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::http_tests::Unparsed;
use super::json::Entries;
use super::shape_id::ShapeId;
use super::traits::Deprecated;
use crate::error::{Diagnostic, Diagnostics, Place};
use crate::purpose::Purpose;

/// The maximum depth of rules and expressions, to bound the use of the stack.
const DEEPEST: usize = 100;

/// A parsed rule set.
#[derive(Debug, Default)]
pub(crate) struct RuleSet {
    pub(crate) parameters: Vec<Parameter>,
    /// The names of parameters that could not be parsed.
    pub(crate) broken_parameters: Vec<String>,
    pub(crate) rules: Vec<Rule>,
}

#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) offset: Place,
    pub(crate) kind: ParameterKind,
    pub(crate) built_in: Option<String>,
    pub(crate) default: Option<Value>,
    pub(crate) required: bool,
    pub(crate) documentation: Option<String>,
    pub(crate) deprecated: Option<Deprecated>,
}

/// The type of a parameter. AWS's models write the types with a capital letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) enum ParameterKind {
    #[serde(rename = "string", alias = "String")]
    Text,
    #[serde(rename = "boolean", alias = "Boolean")]
    Bool,
    #[serde(rename = "stringArray", alias = "StringArray")]
    TextList,
}

#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) conditions: Vec<Condition>,
    pub(crate) result: RuleResult,
}

#[derive(Debug)]
pub(crate) enum RuleResult {
    Endpoint(Endpoint),
    Error(Expression),
    Tree(Vec<Rule>),
}

#[derive(Debug)]
pub(crate) struct Condition {
    pub(crate) value: Expression,
    /// The name of the variable that holds the value.
    pub(crate) assign: Option<String>,
}

#[derive(Debug)]
pub(crate) struct Endpoint {
    pub(crate) offset: Place,
    pub(crate) url: Expression,
    pub(crate) headers: Vec<(String, Vec<Expression>)>,
    pub(crate) properties: Vec<(String, Value)>,
}

#[derive(Debug)]
pub(crate) struct Expression {
    pub(crate) offset: Place,
    pub(crate) kind: ExpressionKind,
}

#[derive(Debug)]
pub(crate) enum ExpressionKind {
    /// A string, which may have placeholders.
    Text(String),
    Bool(bool),
    Integer(i64),
    Reference(String),
    Call {
        function: String,
        arguments: Vec<Expression>,
    },
}

#[derive(Deserialize)]
struct RuleSetAst<'a> {
    #[serde(borrow)]
    parameters: Entries<'a>,
    #[serde(borrow)]
    rules: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct ParameterAst {
    #[serde(rename = "type")]
    kind: ParameterKind,
    #[serde(rename = "builtIn")]
    built_in: Option<String>,
    default: Option<Value>,
    #[serde(default)]
    required: bool,
    documentation: Option<String>,
    deprecated: Option<Deprecated>,
}

#[derive(Deserialize)]
struct RuleAst<'a> {
    #[serde(borrow, default)]
    conditions: Vec<&'a RawValue>,
    #[serde(borrow, rename = "type")]
    kind: Cow<'a, str>,
    endpoint: Option<&'a RawValue>,
    error: Option<&'a RawValue>,
    rules: Option<Vec<&'a RawValue>>,
}

#[derive(Deserialize)]
struct EndpointAst<'a> {
    #[serde(borrow)]
    url: &'a RawValue,
    #[serde(default)]
    headers: Entries<'a>,
    #[serde(default)]
    properties: Entries<'a>,
}

#[derive(Deserialize)]
struct ExpressionAst<'a> {
    #[serde(rename = "ref")]
    reference: Option<String>,
    #[serde(rename = "fn")]
    function: Option<String>,
    #[serde(borrow, default, rename = "argv")]
    arguments: Vec<&'a RawValue>,
    assign: Option<String>,
}

/// Parses a rule set, without its rules if they are not rendered. Problems are reported for the service.
pub(crate) fn parse(
    value: Unparsed<'_>,
    service: &ShapeId,
    purpose: Purpose,
    found: &mut Diagnostics,
) -> RuleSet {
    let mut parser = Parser { value, service, found, depth: 0 };
    let form = "a rule set has `parameters` and `rules`";
    let Some(ast) = parser.object::<RuleSetAst<'_>>(value.raw, form) else {
        return RuleSet::default();
    };
    let (mut parameters, mut broken_parameters) = (Vec::new(), Vec::new());
    for (name, raw) in &ast.parameters.0 {
        match parser.parameter(name, raw) {
            Some(parameter) => parameters.push(parameter),
            None => broken_parameters.push(name.to_string()),
        }
    }
    let rules = match purpose {
        Purpose::Render => parser.rules(&ast.rules),
        Purpose::Inspect => Vec::new(),
    };
    RuleSet { parameters, broken_parameters, rules }
}

struct Parser<'a, 'd> {
    value: Unparsed<'a>,
    service: &'d ShapeId,
    found: &'d mut Diagnostics,
    depth: usize,
}

impl<'a> Parser<'a, '_> {
    fn problem(&mut self, raw: &RawValue, message: impl Into<String>, help: &str) {
        let offset = self.value.offset_of(raw);
        let problem = Diagnostic::new(message).shape(self.service).at(offset);
        self.found.push(problem.help(help));
    }

    fn object<T: Deserialize<'a>>(&mut self, raw: &'a RawValue, form: &str) -> Option<T> {
        let result = self.value.part(raw).object();
        self.found.keep(result.map_err(|problem| problem.shape(self.service).help(form)))
    }

    fn parameter(&mut self, name: &str, raw: &'a RawValue) -> Option<Parameter> {
        let form = "a parameter has a `type`: `string`, `boolean` or `stringArray`";
        let ast: ParameterAst = self.object(raw, form)?;
        let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric());
        if !is_name {
            let message = format!("`{}` is not a valid parameter name", name.escape_debug());
            self.problem(
                raw,
                message,
                "a parameter name has only letters and digits, and starts with a letter",
            );
            return None;
        }
        Some(Parameter {
            name: name.to_owned(),
            offset: self.value.offset_of(raw),
            kind: ast.kind,
            built_in: ast.built_in,
            default: ast.default,
            required: ast.required,
            documentation: ast.documentation,
            deprecated: ast.deprecated,
        })
    }

    fn rules(&mut self, raws: &[&'a RawValue]) -> Vec<Rule> {
        raws.iter().filter_map(|raw| self.nested(raw, Self::rule)).collect()
    }

    /// Parses one level deeper.
    fn nested<T>(
        &mut self,
        raw: &'a RawValue,
        parse: impl FnOnce(&mut Self, &'a RawValue) -> Option<T>,
    ) -> Option<T> {
        if self.depth == DEEPEST {
            let message = format!("rules nested deeper than {DEEPEST} levels are not supported");
            self.problem(raw, message, "reduce the nesting of the rules");
            return None;
        }
        self.depth += 1;
        let parsed = parse(self, raw);
        self.depth -= 1;
        parsed
    }

    fn rule(&mut self, raw: &'a RawValue) -> Option<Rule> {
        let form = "a rule is an object with `type` and `conditions`";
        let ast: RuleAst<'_> = self.object(raw, form)?;
        let conditions = ast.conditions.iter().filter_map(|raw| self.condition(raw)).collect();
        let result = match (ast.kind.as_ref(), ast.endpoint, ast.error, ast.rules) {
            ("endpoint", Some(endpoint), _, _) => RuleResult::Endpoint(self.endpoint(endpoint)?),
            ("error", _, Some(error), _) => RuleResult::Error(self.expression(error)?),
            ("tree", _, _, Some(rules)) => RuleResult::Tree(self.rules(&rules)),
            (kind, ..) => {
                let message = match kind {
                    "endpoint" | "error" => format!("the rule has no `{kind}`"),
                    "tree" => "the rule has no `rules`".to_owned(),
                    _ => format!("unknown rule type `{}`", kind.escape_debug()),
                };
                let help = "a rule is of the type `endpoint`, `error` or `tree`, and has an \
                            `endpoint`, an `error` or `rules`";
                self.problem(raw, message, help);
                return None;
            }
        };
        Some(Rule { conditions, result })
    }

    fn condition(&mut self, raw: &'a RawValue) -> Option<Condition> {
        let form = "a condition is `{\"fn\": …, \"argv\": […]}`";
        let ast: ExpressionAst<'_> = self.object(raw, form)?;
        if ast.function.is_none() {
            self.problem(raw, "the condition has no `fn`", form);
            return None;
        }
        Some(Condition { value: self.expression(raw)?, assign: ast.assign })
    }

    fn endpoint(&mut self, raw: &'a RawValue) -> Option<Endpoint> {
        let form = "an endpoint has a `url`, and may have `headers` and `properties`";
        let ast: EndpointAst<'_> = self.object(raw, form)?;
        let mut headers = Vec::new();
        for (name, values) in &ast.headers.0 {
            let Ok(values) = serde_json::from_str::<Vec<&'a RawValue>>(values.get()) else {
                self.problem(values, "expected a list of header values", form);
                continue;
            };
            let values = values.iter().filter_map(|value| self.expression(value)).collect();
            headers.push((name.to_string(), values));
        }
        let property = |(name, raw): &(Cow<'_, str>, &RawValue)| {
            // The text has been parsed before; the only possible error is a number out of range.
            Some((name.to_string(), serde_json::from_str(raw.get()).ok()?))
        };
        Some(Endpoint {
            offset: self.value.offset_of(raw),
            url: self.expression(ast.url)?,
            headers,
            properties: ast.properties.0.iter().filter_map(property).collect(),
        })
    }

    fn expression(&mut self, raw: &'a RawValue) -> Option<Expression> {
        self.nested(raw, Self::shallow_expression)
    }

    fn shallow_expression(&mut self, raw: &'a RawValue) -> Option<Expression> {
        let form = "an expression is a string, a boolean, a number, `{\"ref\": …}` or \
                    `{\"fn\": …, \"argv\": […]}`";
        let kind = if raw.get().starts_with('{') {
            let ast: ExpressionAst<'_> = self.object(raw, form)?;
            match (ast.reference, ast.function) {
                (Some(name), None) => ExpressionKind::Reference(name),
                (None, Some(function)) => {
                    let arguments = ast.arguments.iter();
                    let arguments: Option<Vec<_>> =
                        arguments.map(|argument| self.expression(argument)).collect();
                    ExpressionKind::Call { function, arguments: arguments? }
                }
                _ => {
                    self.problem(raw, "expected an expression", form);
                    return None;
                }
            }
        } else {
            match serde_json::from_str(raw.get()) {
                Ok(Value::String(text)) => ExpressionKind::Text(text),
                Ok(Value::Bool(value)) => ExpressionKind::Bool(value),
                Ok(Value::Number(number)) if number.is_i64() => {
                    ExpressionKind::Integer(number.as_i64().unwrap_or_default())
                }
                _ => {
                    self.problem(raw, "expected an expression", form);
                    return None;
                }
            }
        };
        Some(Expression { offset: self.value.offset_of(raw), kind })
    }
}
