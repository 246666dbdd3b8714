//! Lowers an expression of a rule to a typed expression.

use std::collections::{BTreeMap, BTreeSet};

use super::Lower;
use super::cause::Cause;
use super::facts::Facts;
use super::function::{self, Key};
use crate::error::{Place, did_you_mean};
use crate::ir::endpoint::{Expr, Local, ParamPresence, RuleType};
use crate::model::endpoint_rules::{Expression, ExpressionKind};

/// The names that are in scope of a rule.
#[derive(Clone, Debug, Default)]
pub(super) struct RuleScope {
    /// Variables, and parameters that are known to be set, by their names in the rules.
    pub(super) locals: BTreeMap<String, Local>,
    /// Parameters and variables with a problem, which is not reported again where they are used.
    pub(super) broken: BTreeSet<String>,
    pub(super) facts: Facts,
}

/// An expression with its type.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub(super) expr: Expr,
    pub(super) kind: RuleType,
    pub(super) optional: bool,
}

impl Typed {
    fn new(expr: Expr, kind: RuleType) -> Self {
        Self { expr, kind, optional: false }
    }
}

impl Lower<'_> {
    /// Lowers an expression; `None` if it has a problem.
    pub(super) fn expression(
        &mut self,
        expression: &Expression,
        scope: &RuleScope,
    ) -> Option<Typed> {
        match &expression.kind {
            ExpressionKind::Bool(value) => Some(Typed::new(Expr::Bool(*value), RuleType::Bool)),
            ExpressionKind::Integer(value) => {
                Some(Typed::new(Expr::Integer(*value), RuleType::Integer))
            }
            ExpressionKind::Text(text) => {
                let expr = self.template(text, expression.offset, scope)?;
                Some(Typed::new(expr, RuleType::Text))
            }
            ExpressionKind::Reference(name) => self.reference(name, expression.offset, scope),
            ExpressionKind::Call { function, arguments } => {
                self.call(function, arguments, expression.offset, scope)
            }
        }
    }

    /// Lowers a reference to a variable or a parameter; `None` if it has a problem.
    pub(super) fn reference(&mut self, name: &str, at: Place, scope: &RuleScope) -> Option<Typed> {
        if scope.broken.contains(name) {
            return None;
        }
        if let Some(local) = scope.locals.get(name) {
            return Some(Typed::new(Expr::Local(local.clone()), local.kind));
        }
        let found = self.params.iter().position(|param| param.model_name == name);
        let param = found.and_then(|index| Some((index, self.params.get(index)?)));
        let Some((index, param)) = param else {
            let params = self.params.iter().map(|param| param.model_name.as_str());
            let variables = scope.locals.keys().chain(&scope.broken).map(String::as_str);
            let names: Vec<&str> = params.chain(variables).collect();
            let otherwise =
                "refer to a parameter, or to a variable that an earlier condition assigns";
            let help = did_you_mean(name, names.into_iter(), otherwise);
            let message = format!("unknown reference `{}`", name.escape_debug());
            self.problem_of(Cause::UnknownName(name.to_owned()), at, message, help);
            return None;
        };
        let optional = match param.presence {
            ParamPresence::Optional | ParamPresence::Required => true,
            ParamPresence::Default(_) => false,
        };
        Some(Typed { expr: Expr::Param(index), kind: param.kind, optional })
    }

    fn call(
        &mut self,
        name: &str,
        arguments: &[Expression],
        at: Place,
        scope: &RuleScope,
    ) -> Option<Typed> {
        match (name, arguments) {
            ("isSet", [value]) => {
                let value = self.expression(value, scope)?;
                let set = Expr::IsSome(Box::new(value.expr));
                let expr = if value.optional { set } else { Expr::Bool(true) };
                Some(Typed::new(expr, RuleType::Bool))
            }
            ("not", [value]) => {
                let value = self.argument(value, RuleType::Bool, scope)?;
                Some(Typed::new(not(value), RuleType::Bool))
            }
            ("booleanEquals", [one, other]) => {
                let one = self.argument(one, RuleType::Bool, scope)?;
                let other = self.argument(other, RuleType::Bool, scope)?;
                Some(Typed::new(equal(one, other), RuleType::Bool))
            }
            ("stringEquals", [one, other]) => {
                let one = self.argument(one, RuleType::Text, scope)?;
                let other = self.argument(other, RuleType::Text, scope)?;
                Some(Typed::new(equal(one, other), RuleType::Bool))
            }
            ("getAttr", [value, path]) => {
                let value = self.present(value, scope)?;
                let ExpressionKind::Text(path_text) = &path.kind else {
                    self.problem(
                        path.offset,
                        "the path of `getAttr` must be a string literal",
                        "write the path as a string",
                    );
                    return None;
                };
                self.attribute(value, path_text, path.offset)
            }
            ("coalesce", [_, _, ..]) => self.coalesce(arguments, at, scope),
            ("ite", [condition, yes, no]) => self.choice(condition, yes, no, at, scope),
            _ => self.runtime_call(name, arguments, at, scope),
        }
    }

    fn runtime_call(
        &mut self,
        name: &str,
        arguments: &[Expression],
        at: Place,
        scope: &RuleScope,
    ) -> Option<Typed> {
        let signature = function::signature(name);
        let Some(signature) = signature.filter(|known| known.arguments.len() == arguments.len())
        else {
            if function::NAMES.contains(&name) {
                let count = arguments.len();
                let noun = if count == 1 { "argument" } else { "arguments" };
                let message = format!("`{name}` cannot be called with {count} {noun}");
                let help = "see its signature in the standard library of the rules engine";
                let cause = Cause::ArgumentCount(name.to_owned(), count);
                self.problem_of(cause, at, message, help);
            } else {
                let message = format!("unknown function `{}`", name.escape_debug());
                let known = function::NAMES.iter().copied();
                let help = did_you_mean(name, known, "use a function of the standard library");
                self.problem_of(Cause::UnknownFunction(name.to_owned()), at, message, help);
            }
            return None;
        };
        let mut values = Vec::with_capacity(arguments.len());
        for (argument, kind) in arguments.iter().zip(signature.arguments) {
            let value = self.argument(argument, *kind, scope)?;
            if *kind == RuleType::Integer && !matches!(value, Expr::Integer(0..=0xffff)) {
                self.problem(
                    argument.offset,
                    "expected a number of characters",
                    "use an integer from 0 to 65535",
                );
                return None;
            }
            values.push(value);
        }
        Some(Typed {
            expr: Expr::Call(signature.function, values),
            kind: signature.result,
            optional: signature.optional,
        })
    }

    /// Lowers an argument whose value must not be absent.
    fn present(&mut self, argument: &Expression, scope: &RuleScope) -> Option<Typed> {
        let value = self.expression(argument, scope)?;
        if value.optional {
            self.unset(&value.expr, argument.offset);
            return None;
        }
        Some(value)
    }

    /// Lowers an argument whose value must not be absent and must have this type.
    fn argument(
        &mut self,
        argument: &Expression,
        kind: RuleType,
        scope: &RuleScope,
    ) -> Option<Expr> {
        let value = self.present(argument, scope)?;
        if value.kind != kind {
            let help =
                "see the signature of the function in the standard library of the rules engine";
            let name = match &argument.kind {
                ExpressionKind::Reference(name) => Some(name.as_str()),
                _ => None,
            };
            self.wrong_type(name, (value.kind, kind), argument.offset, help);
            return None;
        }
        Some(value.expr)
    }

    /// Lowers an attribute of a value, which is given by a path.
    pub(super) fn attribute(&mut self, value: Typed, path: &str, at: Place) -> Option<Typed> {
        let (keys, index) = match path.strip_suffix(']').and_then(|path| path.split_once('[')) {
            Some((keys, index)) => (keys, index.parse::<i64>().ok()),
            None => (path, None),
        };
        let kind = value.kind;
        let resolved = match (function::key(kind, keys), index) {
            (Some(Key::Field(field)), None) => {
                Some(Typed::new(Expr::Field(Box::new(value.expr), field), field.kind))
            }
            (Some(Key::Resource), Some(index)) => Some(Typed {
                expr: Expr::Resource(Box::new(value.expr), index),
                kind: RuleType::Text,
                optional: true,
            }),
            (None, Some(index)) if keys.is_empty() && kind == RuleType::TextList => Some(Typed {
                expr: Expr::Element(Box::new(value.expr), index),
                kind: RuleType::Text,
                optional: true,
            }),
            _ => None,
        };
        if resolved.is_none() {
            let message = format!("{} has no attribute `{}`", described(kind), path.escape_debug());
            let cause = Cause::UnknownPart(kind, path.to_owned());
            let help =
                "see the functions that return it in the standard library of the rules engine";
            self.problem_of(cause, at, message, help);
        }
        resolved
    }

    /// Reports a value of the first type where the second one is expected; `name` is the name of
    /// the parameter or variable, if it is one.
    pub(super) fn wrong_type(
        &mut self,
        name: Option<&str>,
        (is, wanted): (RuleType, RuleType),
        at: Place,
        help: &str,
    ) {
        let (is, wanted) = (described(is), described(wanted));
        let Some(name) = name else {
            self.problem(at, format!("expected {wanted}, found {is}"), help);
            return;
        };
        let message = format!("expected {wanted}, but `{}` is {is}", name.escape_debug());
        self.problem_of(Cause::WrongType(name.to_owned()), at, message, help);
    }

    fn coalesce(
        &mut self,
        arguments: &[Expression],
        at: Place,
        scope: &RuleScope,
    ) -> Option<Typed> {
        let mut values: Vec<Typed> = Vec::with_capacity(arguments.len());
        for argument in arguments {
            values.push(self.expression(argument, scope)?);
        }
        let kind = self.common_kind(&values, at)?;
        // Values after one that is never absent are not used.
        let needed = values.iter().position(|value| !value.optional);
        values.truncate(needed.map_or(values.len(), |index| index + 1));
        let optional = needed.is_none();
        let mut values: Vec<Expr> = values.into_iter().map(|value| value.expr).collect();
        let expr = match values.as_slice() {
            [_] => values.remove(0),
            _ => Expr::Coalesce { values, optional },
        };
        Some(Typed { expr, kind, optional })
    }

    fn choice(
        &mut self,
        condition: &Expression,
        yes: &Expression,
        no: &Expression,
        at: Place,
        scope: &RuleScope,
    ) -> Option<Typed> {
        let condition = self.argument(condition, RuleType::Bool, scope)?;
        let yes = self.expression(yes, scope)?;
        let no = self.expression(no, scope)?;
        let optional = yes.optional || no.optional;
        let kind = self.common_kind(&[yes.clone(), no.clone()], at)?;
        let expr = Expr::Choice {
            condition: Box::new(condition),
            yes: Box::new((yes.expr, yes.optional)),
            no: Box::new((no.expr, no.optional)),
        };
        Some(Typed { expr, kind, optional })
    }

    /// The common type of alternative values, which must be strings or booleans.
    fn common_kind(&mut self, values: &[Typed], at: Place) -> Option<RuleType> {
        let kind = values.first()?.kind;
        if !matches!(kind, RuleType::Text | RuleType::Bool)
            || values.iter().any(|value| value.kind != kind)
        {
            let help = "use only strings or only booleans";
            self.problem(at, "the alternatives have different or unsupported types", help);
            return None;
        }
        Some(kind)
    }
}

/// The negation of an expression, simplified.
pub(super) fn not(value: Expr) -> Expr {
    match value {
        Expr::Not(inner) => *inner,
        Expr::Bool(value) => Expr::Bool(!value),
        other => Expr::Not(Box::new(other)),
    }
}

/// The comparison of two expressions, simplified, with a constant on the right.
fn equal(one: Expr, other: Expr) -> Expr {
    match (one, other) {
        (Expr::Text(one), Expr::Text(other)) => Expr::Bool(one == other),
        (Expr::Bool(true), value) | (value, Expr::Bool(true)) => value,
        (Expr::Bool(false), value) | (value, Expr::Bool(false)) => not(value),
        (constant @ Expr::Text(_), value) => Expr::Equal(Box::new(value), Box::new(constant)),
        (one, other) if one == other => Expr::Bool(true),
        (one, other) => Expr::Equal(Box::new(one), Box::new(other)),
    }
}

fn described(kind: RuleType) -> &'static str {
    match kind {
        RuleType::Bool => "a boolean",
        RuleType::Integer => "a number",
        RuleType::Text => "a string",
        RuleType::TextList => "a list of strings",
        RuleType::Partition => "a partition",
        RuleType::Arn => "an ARN",
        RuleType::Url => "a URL",
    }
}
