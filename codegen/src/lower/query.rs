//! In: a `JMESPath` expression and what it is about: an input, an output, or both. Out: the same with
//! every name and type settled, or why that cannot be.
//!
//! A value that is not there is null, as in `JMESPath`. What that language says about values of a wrong
//! type (null, mostly) is a problem here: types are known, and such an expression can never hold.

mod access;
mod list;

use std::collections::BTreeMap;

use crate::ir::{
    Comparison, Crate, Kind, Number, Operation, Query, QueryStep, Side, Structure, Union,
};
use crate::jmespath::{Expr, ExprKind, Problem};

/// What an expression is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Root {
    /// The input, which is the variable.
    Input,
    Output,
    /// An object with the members `input` and `output`.
    Both,
}

/// Looks expressions up in an operation.
pub(crate) struct Queries<'c> {
    structures: BTreeMap<(bool, &'c str), &'c Structure>,
    unions: BTreeMap<&'c str, &'c Union>,
    input: &'c Structure,
    output: &'c Structure,
}

type Lowered = Result<Query, Problem>;

impl<'c> Queries<'c> {
    pub(crate) fn new(emitted: &'c Crate, operation: &'c Operation) -> Self {
        Self {
            structures: emitted.structures(),
            unions: emitted.unions(),
            input: &operation.input,
            output: &operation.output,
        }
    }

    /// The value of an expression.
    pub(crate) fn value(&self, root: Root, expr: &Expr) -> Lowered {
        self.of(&root.query(), expr)
    }

    /// Whether the value of an expression is `true`. It has to be a boolean.
    pub(crate) fn is_true(&self, root: Root, expr: &Expr) -> Lowered {
        Ok(truth(self.boolean(&root.query(), expr)?))
    }

    fn of(&self, current: &Query, expr: &Expr) -> Lowered {
        match &expr.kind {
            ExprKind::Current => Ok(current.clone()),
            ExprKind::Field(name) => self.field(current, name, expr.offset),
            ExprKind::Literal(value) => literal(value, expr.offset),
            ExprKind::Then(first, second) => self.then(current, first, second),
            ExprKind::Index(list, index) => {
                let list = self.of(current, list)?;
                access::index(list, *index, expr.offset)
            }
            ExprKind::Project(projection) => self.project(current, projection),
            ExprKind::List(elements) => self.list(current, elements, expr.offset),
            ExprKind::Not(_) => self.condition(current, expr),
            ExprKind::And(..) | ExprKind::Or(..) => {
                let value = self.boolean(current, expr)?;
                if value.is_optional {
                    let message = "a value may be null here, so that this is no boolean";
                    return Err(Problem::new(expr.offset, message));
                }
                Ok(value)
            }
            ExprKind::Compare(comparison, left, right) => {
                let (left, right) = (self.of(current, left)?, self.of(current, right)?);
                compare(*comparison, left, right, expr.offset)
            }
            ExprKind::Call(name, arguments) => self.call(current, name, arguments, expr.offset),
        }
    }

    /// The second expression, applied to the value of the first.
    fn then(&self, current: &Query, first: &Expr, second: &Expr) -> Lowered {
        let of = self.of(current, first)?;
        let is_variable = matches!(
            of.step,
            QueryStep::Input | QueryStep::Output | QueryStep::Variable | QueryStep::Element
        );
        if is_variable || uses_of_current(second) <= 1 {
            return self.of(&of, second);
        }
        if matches!(of.kind, Kind::Items(_)) {
            let message = "what a projection gives can be used only once";
            return Err(Problem::new(second.offset, message));
        }
        let variable = Query::new(QueryStep::Variable, of.kind.clone());
        let then = self.of(&variable, second)?;
        let (kind, is_optional) = (then.kind.clone(), of.is_optional || then.is_optional);
        let step = QueryStep::Then { of: Box::new(of), then: Box::new(then) };
        Ok(Query::new(step, kind).optional(is_optional))
    }

    /// Whether the value of an expression counts as true.
    fn condition(&self, current: &Query, expr: &Expr) -> Lowered {
        let boolean = |step| Ok(Query::new(step, Kind::Boolean));
        let operand = |expr: &Expr| self.condition(current, expr).map(Box::new);
        match &expr.kind {
            ExprKind::Not(inner) => boolean(QueryStep::Not(operand(inner)?)),
            ExprKind::And(left, right) => boolean(QueryStep::And(operand(left)?, operand(right)?)),
            ExprKind::Or(left, right) => boolean(QueryStep::Or(operand(left)?, operand(right)?)),
            _ => {
                let value = self.of(current, expr)?;
                match (&value.kind, value.is_optional) {
                    _ if value.is_literal() => {
                        Err(Problem::new(expr.offset, "a literal is no condition"))
                    }
                    (Kind::Boolean, false) => Ok(value),
                    (
                        Kind::Number(_) | Kind::Structure(_) | Kind::Union(_) | Kind::Opaque,
                        false,
                    )
                    | (Kind::Both | Kind::Message(_) | Kind::Null | Kind::Array { .. }, _) => {
                        let message = "this is always the same, and so no condition";
                        Err(Problem::new(expr.offset, message))
                    }
                    _ => boolean(QueryStep::Truth(Box::new(value))),
                }
            }
        }
    }

    /// The value of an expression that has to be a boolean. What `&&` and `||` give is a `bool` that
    /// tells whether their value is `true`; it is marked as optional if that value may also be null.
    fn boolean(&self, current: &Query, expr: &Expr) -> Lowered {
        if let ExprKind::And(left, right) | ExprKind::Or(left, right) = &expr.kind {
            let (left, right) = (self.boolean(current, left)?, self.boolean(current, right)?);
            let is_optional = left.is_optional || right.is_optional;
            let (left, right) = (Box::new(truth(left)), Box::new(truth(right)));
            let step = match expr.kind {
                ExprKind::And(..) => QueryStep::And(left, right),
                _ => QueryStep::Or(left, right),
            };
            return Ok(Query::new(step, Kind::Boolean).optional(is_optional));
        }
        let value = self.of(current, expr)?;
        match value.kind {
            Kind::Boolean => Ok(value),
            kind => {
                let message = format!("this is {}, not a boolean", name_of(&kind));
                Err(Problem::new(expr.offset, message))
            }
        }
    }

    fn call(&self, current: &Query, name: &str, arguments: &[Expr], offset: usize) -> Lowered {
        let fail = |message: String| Err(Problem::new(offset, message));
        match (name, arguments) {
            ("length", [of]) => length(self.of(current, of)?, of.offset),
            ("keys", [of]) => {
                let of = self.of(current, of)?;
                let Kind::Map(key, _) = &of.kind else {
                    return fail(format!("`keys` takes a map, not {}", name_of(&of.kind)));
                };
                let kind = Kind::Items(Box::new(Kind::of(key)));
                let is_optional = of.is_optional;
                Ok(Query::new(QueryStep::Keys(Box::new(of)), kind).optional(is_optional))
            }
            ("contains", [of, wanted]) => {
                let (of, wanted) = (self.of(current, of)?, self.of(current, wanted)?);
                contains(of, wanted, offset)
            }
            ("length" | "keys", _) => fail(format!("`{name}` takes one argument")),
            ("contains", _) => fail("`contains` takes two arguments".into()),
            _ => {
                fail(format!("the function `{name}` is not supported: length, keys, contains are"))
            }
        }
    }
}

/// In how many places an expression uses the current node. If it is one, the value may stand there.
fn uses_of_current(expr: &Expr) -> usize {
    let sum = |parts: &[Expr]| parts.iter().map(uses_of_current).sum();
    match &expr.kind {
        ExprKind::Current | ExprKind::Field(_) => 1,
        ExprKind::Literal(_) => 0,
        ExprKind::Index(first, _) | ExprKind::Then(first, _) | ExprKind::Not(first) => {
            uses_of_current(first)
        }
        ExprKind::Project(projection) => uses_of_current(&projection.list),
        ExprKind::Call(_, arguments) => sum(arguments),
        ExprKind::And(left, right)
        | ExprKind::Or(left, right)
        | ExprKind::Compare(_, left, right) => uses_of_current(left) + uses_of_current(right),
        // A list made of null is null: that is not said by its elements.
        ExprKind::List(_) => usize::MAX / 1_000,
    }
}

/// A boolean that is `false` where it was null.
fn truth(value: Query) -> Query {
    match (&value.step, value.is_optional) {
        (QueryStep::And(..) | QueryStep::Or(..), _) => value.optional(false),
        (_, true) => Query::new(QueryStep::Truth(Box::new(value)), Kind::Boolean),
        (_, false) => value,
    }
}

impl Root {
    fn query(self) -> Query {
        match self {
            Self::Input => Query::new(QueryStep::Variable, Kind::Message(Side::Input)),
            Self::Output => Query::new(QueryStep::Output, Kind::Message(Side::Output)),
            Self::Both => Query::new(QueryStep::Variable, Kind::Both),
        }
    }
}

fn literal(value: &serde_json::Value, offset: usize) -> Lowered {
    use serde_json::Value as Json;
    let (step, kind) = match value {
        Json::Null => return Ok(Query::new(QueryStep::Boolean(false), Kind::Null)),
        Json::Bool(boolean) => (QueryStep::Boolean(*boolean), Kind::Boolean),
        Json::String(text) => (QueryStep::Text(text.clone()), Kind::Text),
        Json::Number(number) => {
            let number = number.as_f64().unwrap_or(f64::NAN);
            (QueryStep::Number(number), Kind::Number(Number::Literal))
        }
        Json::Array(_) | Json::Object(_) => {
            return Err(Problem::new(offset, "literals of lists and objects are not supported"));
        }
    };
    Ok(Query::new(step, kind))
}

fn length(of: Query, offset: usize) -> Lowered {
    match of.kind {
        Kind::Text | Kind::Enum | Kind::List(_) | Kind::Map(..) | Kind::Items(_) => {
            let is_optional = of.is_optional;
            let step = QueryStep::Length(Box::new(of));
            Ok(Query::new(step, Kind::Number(Number::Count)).optional(is_optional))
        }
        kind => Err(Problem::new(offset, format!("`length` does not take {}", name_of(&kind)))),
    }
}

fn contains(of: Query, wanted: Query, offset: usize) -> Lowered {
    let holds_text = match &of.kind {
        Kind::Text | Kind::Enum => true,
        Kind::List(element) => is_text(&Kind::of(&element.value)),
        Kind::Items(item) => is_text(item),
        _ => false,
    };
    if !holds_text || !is_text(&wanted.kind) || wanted.is_optional {
        let message = "`contains` takes a string or a list of strings, and a string";
        return Err(Problem::new(offset, message));
    }
    let is_optional = of.is_optional;
    let step = QueryStep::Contains { of: Box::new(of), wanted: Box::new(wanted) };
    Ok(Query::new(step, Kind::Boolean).optional(is_optional))
}

pub(super) fn is_text(kind: &Kind) -> bool {
    matches!(kind, Kind::Text | Kind::Enum)
}

fn compare(comparison: Comparison, left: Query, right: Query, offset: usize) -> Lowered {
    let equality = matches!(comparison, Comparison::Equal | Comparison::NotEqual);
    let fail = |message: String| Err(Problem::new(offset, message));
    let boolean = |step| Query::new(step, Kind::Boolean);
    if left.is_literal() && right.is_literal() {
        return fail("two literals are compared".into());
    }
    let is_optional = match (&left.kind, &right.kind) {
        (_, Kind::Null) | (Kind::Null, _) if equality => {
            let value = if left.kind == Kind::Null { right } else { left };
            if !value.is_optional {
                return fail("this value is never null".into());
            }
            let is_null = boolean(QueryStep::IsNull(Box::new(value)));
            return Ok(match comparison {
                Comparison::Equal => is_null,
                _ => boolean(QueryStep::Not(Box::new(is_null))),
            });
        }
        (Kind::Number(_), Kind::Number(_)) => !equality && (left.is_optional || right.is_optional),
        (Kind::Boolean, Kind::Boolean) if equality => false,
        (a, b) if equality && is_text(a) && is_text(b) => false,
        (a, b) if equality => {
            return fail(format!("{} never equals {}", name_of(a), name_of(b)));
        }
        (a, b) => {
            let other = if matches!(a, Kind::Number(_)) { b } else { a };
            return fail(format!("only numbers have an order, not {}", name_of(other)));
        }
    };
    let step = QueryStep::Compare(comparison, Box::new(left), Box::new(right));
    Ok(boolean(step).optional(is_optional))
}

/// What is wrong with an expression, and where in it.
pub(super) fn told(text: &str, problem: &Problem) -> String {
    let place = text.get(..problem.offset).unwrap_or(text).chars().count() + 1;
    // Without control characters; quotes stay as they are.
    let shown = text.escape_debug().to_string().replace("\\'", "'").replace("\\\"", "\"");
    format!("`{shown}`, character {place}: {}", problem.message)
}

/// What to call a value of this type.
pub(super) fn name_of(kind: &Kind) -> &'static str {
    match kind {
        Kind::Both => "the input and output",
        Kind::Message(Side::Input) => "the input",
        Kind::Message(Side::Output) => "the output",
        Kind::Boolean => "a boolean",
        Kind::Number(_) => "a number",
        Kind::Text | Kind::Enum => "a string",
        Kind::Structure(_) => "a structure",
        Kind::Union(_) => "a union",
        Kind::List(_) | Kind::Items(_) | Kind::Array { .. } => "a list",
        Kind::Map(..) => "a map",
        Kind::Opaque => "a value of a type that is not supported here",
        Kind::Null => "null",
    }
}
