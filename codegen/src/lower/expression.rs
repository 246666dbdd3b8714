//! Lowers a `JMESPath` expression over an input, an output, or both, to a typed expression.
//!
//! An absent value is null, as in `JMESPath`. A value of the wrong type, for which `JMESPath`
//! mostly yields null, is a problem here: since types are known, such an expression could never
//! match.

mod access;
mod call;
mod compare;
mod convert;
mod list;

use std::collections::BTreeMap;

use crate::ir::{
    Crate, Expression, ExpressionKind, ExpressionType, Logic, Number, Operation, Side, Structure,
    Union,
};
use crate::jmespath::{Expr, ExprKind, Problem};
use crate::model::shape_id::ShapeId;

/// The value that an expression is evaluated against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Root {
    /// The input.
    Input,
    Output,
    /// An object with the members `input` and `output`.
    Both,
}

/// Lowers the expressions of an operation.
pub(crate) struct Expressions<'c> {
    structures: BTreeMap<&'c ShapeId, &'c Structure>,
    unions: BTreeMap<&'c ShapeId, &'c Union>,
    input: &'c Structure,
    output: &'c Structure,
}

type Lowered = Result<Expression, Problem>;

impl<'c> Expressions<'c> {
    pub(crate) fn new(emitted: &'c Crate, operation: &'c Operation) -> Self {
        Self {
            structures: emitted.structures(),
            unions: emitted.unions(),
            input: &operation.input,
            output: &operation.output,
        }
    }

    /// Lowers an expression.
    pub(crate) fn value(&self, root: Root, expr: &Expr) -> Lowered {
        self.of(&root.expression(), expr)
    }

    /// Lowers an expression, which must be a boolean, to whether its value is `true`.
    pub(crate) fn is_true(&self, root: Root, expr: &Expr) -> Lowered {
        self.holds(&root.expression(), expr)
    }

    fn of(&self, current: &Expression, expr: &Expr) -> Lowered {
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
            ExprKind::Object(entries) => self.object(current, entries),
            ExprKind::Reference(_) => {
                let message =
                    "an expression reference (`&…`) is only allowed as an argument of a function";
                Err(Problem::new(expr.offset, message))
            }
            ExprKind::Not(_) => self.condition(current, expr),
            ExprKind::And(left, right) => self.logic(current, Logic::And, left, right),
            ExprKind::Or(left, right) => self.logic(current, Logic::Or, left, right),
            ExprKind::Compare(comparison, left, right) => {
                let (left, right) = (self.of(current, left)?, self.of(current, right)?);
                compare::compare(*comparison, left, right, expr.offset)
            }
            ExprKind::Call(name, arguments) => self.call(current, name, arguments, expr.offset),
        }
    }

    /// Lowers `left && right` or `left || right`, whose value is one of the two sides.
    fn logic(&self, current: &Expression, logic: Logic, left: &Expr, right: &Expr) -> Lowered {
        let (offset, is_or) = (right.offset, logic == Logic::Or);
        let (left, right) = (self.of(current, left)?, self.of(current, right)?);
        if left.ty == ExpressionType::Boolean && right.ty == ExpressionType::Boolean {
            let is_optional = left.is_optional || right.is_optional;
            let (left, right) = (Box::new(left), Box::new(right));
            if !is_optional {
                return Ok(joined(logic, left, right));
            }
            let kind = ExpressionKind::Logic(logic, left, right);
            return Ok(Expression::new(kind, ExpressionType::Boolean).optional(true));
        }
        let (is, other) = (name_of(&left.ty), name_of(&right.ty));
        let has_truth = matches!(
            left.ty,
            ExpressionType::Text
                | ExpressionType::Enum
                | ExpressionType::List(_)
                | ExpressionType::Map(..)
        );
        let alike = if is_or && has_truth { convert::alike(vec![left, right]) } else { None };
        if let Some([left, right]) =
            alike.and_then(|values| <[Expression; 2]>::try_from(values).ok())
        {
            let ty = left.ty.clone();
            let left = Expression::new(ExpressionKind::IfTrue(Box::new(left)), ty).optional(true);
            return Ok(convert::first(vec![left, right]));
        }
        let message = if is == other {
            format!("{is} or another one: which of them is not decided here")
        } else {
            format!("this is either {is} or {other}, which have no type in common")
        };
        Err(Problem::new(offset, message))
    }

    /// Lowers the second expression, evaluated against the value of the first.
    fn then(&self, current: &Expression, first: &Expr, second: &Expr) -> Lowered {
        let of = self.of(current, first)?;
        if is_variable(&of) || uses_of_current(second) <= 1 {
            return self.of(&of, second);
        }
        if matches!(of.ty, ExpressionType::Items(_)) {
            let message = "the result of a projection can be used only once";
            return Err(Problem::new(second.offset, message));
        }
        once(of, |variable| self.of(variable, second))
    }

    /// Lowers an expression to whether its value is truthy.
    fn condition(&self, current: &Expression, expr: &Expr) -> Lowered {
        let boolean = |kind| Ok(Expression::new(kind, ExpressionType::Boolean));
        let operand = |expr: &Expr| self.condition(current, expr).map(Box::new);
        match &expr.kind {
            ExprKind::Not(inner) => boolean(ExpressionKind::Not(operand(inner)?)),
            ExprKind::And(left, right) => Ok(joined(Logic::And, operand(left)?, operand(right)?)),
            ExprKind::Or(left, right) => Ok(joined(Logic::Or, operand(left)?, operand(right)?)),
            _ => {
                let value = self.of(current, expr)?;
                match (&value.ty, value.is_optional) {
                    (ExpressionType::Boolean, false) => Ok(value),
                    _ if value.is_literal() => Err(Problem::new(expr.offset, CONSTANT_CONDITION)),
                    (
                        ExpressionType::Number(_)
                        | ExpressionType::IntEnum
                        | ExpressionType::Time
                        | ExpressionType::Structure(_)
                        | ExpressionType::Union(_)
                        | ExpressionType::Object(_)
                        | ExpressionType::Opaque,
                        false,
                    )
                    | (
                        ExpressionType::Both
                        | ExpressionType::Message(_)
                        | ExpressionType::Null
                        | ExpressionType::Array { .. },
                        _,
                    ) => Err(Problem::new(expr.offset, CONSTANT_CONDITION)),
                    _ => boolean(ExpressionKind::Truth(Box::new(value))),
                }
            }
        }
    }

    /// Lowers an expression to whether its value is `true`; `false`, null, and the value of a side
    /// of `&&` or `||` that is not a boolean are not.
    fn holds(&self, current: &Expression, expr: &Expr) -> Lowered {
        let boolean = |kind| Ok(Expression::new(kind, ExpressionType::Boolean));
        match &expr.kind {
            ExprKind::And(left, right) => {
                let (left, right) = (self.condition(current, left)?, self.holds(current, right)?);
                Ok(joined(Logic::And, Box::new(left), Box::new(right)))
            }
            ExprKind::Or(left, right) => {
                let (left, right) = (self.holds(current, left)?, self.holds(current, right)?);
                Ok(joined(Logic::Or, Box::new(left), Box::new(right)))
            }
            _ => {
                let value = self.of(current, expr)?;
                match (&value.ty, value.is_optional) {
                    (ExpressionType::Boolean, true) => {
                        boolean(ExpressionKind::Truth(Box::new(value)))
                    }
                    (ExpressionType::Boolean, false) => Ok(value),
                    (ty, _) => {
                        let message = format!("expected a boolean, found {}", name_of(ty));
                        Err(Problem::new(expr.offset, message))
                    }
                }
            }
        }
    }
}

/// Joins two booleans with `&&` or `||`. A constant is evaluated.
fn joined(logic: Logic, left: Box<Expression>, right: Box<Expression>) -> Expression {
    let constant = |expression: &Expression| match expression.kind {
        ExpressionKind::Boolean(constant) => Some(constant),
        _ => None,
    };
    let decisive = logic == Logic::Or;
    match (constant(&left), constant(&right)) {
        (Some(left_is), _) => {
            if left_is == decisive {
                *left
            } else {
                *right
            }
        }
        (None, Some(right_is)) => {
            if right_is == decisive {
                *right
            } else {
                *left
            }
        }
        (None, None) => {
            let kind = match logic {
                Logic::And => ExpressionKind::And(left, right),
                Logic::Or => ExpressionKind::Or(left, right),
            };
            Expression::new(kind, ExpressionType::Boolean)
        }
    }
}

pub(super) const CONSTANT_CONDITION: &str = "the condition is constant";

/// Whether a value can be repeated at no cost.
fn is_variable(of: &Expression) -> bool {
    matches!(
        of.kind,
        ExpressionKind::Input
            | ExpressionKind::Output
            | ExpressionKind::Variable
            | ExpressionKind::Element
    )
}

/// Evaluates `then` with a value that it may use several times. If the value is null, the result is
/// null.
fn once(of: Expression, then: impl FnOnce(&Expression) -> Lowered) -> Lowered {
    if is_variable(&of) {
        return then(&of);
    }
    let then = then(&Expression::new(ExpressionKind::Variable, of.ty.clone()))?;
    let (ty, is_optional) = (then.ty.clone(), of.is_optional || then.is_optional);
    let kind = ExpressionKind::Then { of: Box::new(of), then: Box::new(then) };
    Ok(Expression::new(kind, ty).optional(is_optional))
}

/// More than one use; sums do not overflow.
const MANY: usize = usize::MAX / 1_000;

/// The number of uses of the current node in an expression. If there is one, the value can be
/// inlined.
fn uses_of_current(expr: &Expr) -> usize {
    let sum = |parts: &[Expr]| parts.iter().map(uses_of_current).sum();
    match &expr.kind {
        ExprKind::Current | ExprKind::Field(_) => 1,
        // An expression reference is evaluated against the elements of a list.
        ExprKind::Literal(_) | ExprKind::Reference(_) => 0,
        ExprKind::Index(first, _) | ExprKind::Then(first, _) | ExprKind::Not(first) => {
            uses_of_current(first)
        }
        ExprKind::Project(projection) => uses_of_current(&projection.list),
        ExprKind::Call(_, arguments) => sum(arguments),
        ExprKind::And(left, right)
        | ExprKind::Or(left, right)
        | ExprKind::Compare(_, left, right) => uses_of_current(left) + uses_of_current(right),
        // On null a multi-select list or object is null as a whole, which its values cannot express.
        ExprKind::List(_) | ExprKind::Object(_) => MANY,
    }
}

impl Root {
    fn expression(self) -> Expression {
        match self {
            Self::Input => {
                Expression::new(ExpressionKind::Variable, ExpressionType::Message(Side::Input))
            }
            Self::Output => {
                Expression::new(ExpressionKind::Output, ExpressionType::Message(Side::Output))
            }
            Self::Both => Expression::new(ExpressionKind::Variable, ExpressionType::Both),
        }
    }
}

fn literal(value: &serde_json::Value, offset: usize) -> Lowered {
    use serde_json::Value as Json;
    let (kind, ty) = match value {
        Json::Null => {
            return Ok(Expression::new(ExpressionKind::Boolean(false), ExpressionType::Null));
        }
        Json::Bool(boolean) => (ExpressionKind::Boolean(*boolean), ExpressionType::Boolean),
        Json::String(text) => (ExpressionKind::Text(text.clone()), ExpressionType::Text),
        Json::Number(number) => {
            let number = number.as_f64().unwrap_or(f64::NAN);
            (ExpressionKind::Number(number), ExpressionType::Number(Number::Literal))
        }
        Json::Array(values) => {
            let values: Result<Vec<Expression>, Problem> =
                values.iter().map(|value| literal(value, offset)).collect();
            return list::array(values?, offset);
        }
        Json::Object(_) => {
            return Err(Problem::new(offset, "object literals are not supported"));
        }
    };
    Ok(Expression::new(kind, ty))
}

pub(super) fn is_text(ty: &ExpressionType) -> bool {
    matches!(ty, ExpressionType::Text | ExpressionType::OwnedText | ExpressionType::Enum)
}

/// Describes a problem with its place in the expression.
pub(super) fn with_place(text: &str, problem: &Problem) -> String {
    let place = text.get(..problem.offset).unwrap_or(text).chars().count() + 1;
    // Without control characters, but with unescaped quotes.
    let shown = text.escape_debug().to_string().replace("\\'", "'").replace("\\\"", "\"");
    format!("`{shown}` at character {place}: {}", problem.message)
}

/// The name of a type in messages.
pub(super) fn name_of(ty: &ExpressionType) -> &'static str {
    match ty {
        ExpressionType::Both => "the input and output",
        ExpressionType::Message(Side::Input) => "the input",
        ExpressionType::Message(Side::Output) => "the output",
        ExpressionType::Boolean => "a boolean",
        ExpressionType::Number(_) | ExpressionType::IntEnum | ExpressionType::Time => "a number",
        ExpressionType::Text | ExpressionType::OwnedText | ExpressionType::Enum => "a string",
        ExpressionType::Structure(_) => "a structure",
        ExpressionType::Union(_) => "a union",
        ExpressionType::List(_) | ExpressionType::Items(_) | ExpressionType::Array { .. } => {
            "a list"
        }
        ExpressionType::Map(..) => "a map",
        ExpressionType::Object(_) => "an object",
        ExpressionType::Opaque => "a value of an unsupported type",
        ExpressionType::Null => "null",
    }
}
