//! In: an expression of a rule. Out: an expression of Rust, and its type.

use std::collections::{BTreeMap, BTreeSet};

use super::Lower;
use super::cause::Cause;
use super::facts::Facts;
use super::function::{self, Key};
use crate::error::{Place, did_you_mean};
use crate::ir::endpoint::{Expr, Local, ParamPresence, RuleType};
use crate::model::endpoint_rules::{Expression, ExpressionKind};

/// What a rule can refer to, and what is known where it stands.
#[derive(Clone, Debug, Default)]
pub(super) struct RuleScope {
    /// Variables, and parameters that are known to be set, by their names in the rules.
    pub(super) locals: BTreeMap<String, Local>,
    /// Parameters and variables that have a problem: what is made of them has no other one.
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

    /// A variable or a parameter; `None` if it has a problem.
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
                "refer to a parameter, or to a variable that a condition before this one assigns";
            let help = did_you_mean(name, names.into_iter(), otherwise);
            let message = format!("nothing is called `{}` here", name.escape_debug());
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
                        "the path of `getAttr` is no text",
                        "write the path itself here",
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
                let message = format!("`{name}` does not take {count} {noun}");
                let help = "see its signature in the standard library of the rules engine";
                let cause = Cause::ArgumentCount(name.to_owned(), count);
                self.problem_of(cause, at, message, help);
            } else {
                let message = format!("there is no function `{}`", name.escape_debug());
                let known = function::NAMES.iter().copied();
                let help = did_you_mean(name, known, "use one of the standard library");
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
                    "this is no count of characters",
                    "write a number from 0 on",
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

    /// An argument that must be there.
    fn present(&mut self, argument: &Expression, scope: &RuleScope) -> Option<Typed> {
        let value = self.expression(argument, scope)?;
        if value.optional {
            self.unset(&value.expr, argument.offset);
            return None;
        }
        Some(value)
    }

    /// An argument that must be there, and of this type.
    fn argument(
        &mut self,
        argument: &Expression,
        kind: RuleType,
        scope: &RuleScope,
    ) -> Option<Expr> {
        let value = self.present(argument, scope)?;
        if value.kind != kind {
            let help = "give the function what its signature says";
            let name = match &argument.kind {
                ExpressionKind::Reference(name) => Some(name.as_str()),
                _ => None,
            };
            self.wrong_type(name, (value.kind, kind), argument.offset, help);
            return None;
        }
        Some(value.expr)
    }

    /// The part of a value that a path names.
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
            let message = format!("{} has no `{}`", described(kind), path.escape_debug());
            let cause = Cause::UnknownPart(kind, path.to_owned());
            let help = "see the structures of the standard library, and of AWS's";
            self.problem_of(cause, at, message, help);
        }
        resolved
    }

    /// Says that a value has the first type and should have the second one. The name is that of the
    /// parameter or variable, if it is one.
    pub(super) fn wrong_type(
        &mut self,
        name: Option<&str>,
        (is, wanted): (RuleType, RuleType),
        at: Place,
        help: &str,
    ) {
        let (is, wanted) = (described(is), described(wanted));
        let Some(name) = name else {
            self.problem(at, format!("this is {is} and should be {wanted}"), help);
            return;
        };
        let message = format!("`{}` is {is} and should be {wanted} here", name.escape_debug());
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
        // What stands after a value that is always there is never looked at.
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

    /// The type of values of which one is chosen: texts and booleans can be.
    fn common_kind(&mut self, values: &[Typed], at: Place) -> Option<RuleType> {
        let kind = values.first()?.kind;
        if !matches!(kind, RuleType::Text | RuleType::Bool)
            || values.iter().any(|value| value.kind != kind)
        {
            let help = "choose among texts, or among booleans";
            self.problem(at, "the values to choose from are not of one type", help);
            return None;
        }
        Some(kind)
    }
}

/// The negation, in its shortest form.
pub(super) fn not(value: Expr) -> Expr {
    match value {
        Expr::Not(inner) => *inner,
        Expr::Bool(value) => Expr::Bool(!value),
        other => Expr::Not(Box::new(other)),
    }
}

/// The comparison, in its shortest form; a constant stands at the right.
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
