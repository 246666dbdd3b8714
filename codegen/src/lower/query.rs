//! In: a `JMESPath` expression and what it is about: an input, an output, or both. Out: the same with
//! every name and type settled, or why that cannot be.
//!
//! A value that is not there is null, as in `JMESPath`. What that language says about values of a wrong
//! type (null, mostly) is a problem here: types are known, and such an expression can never hold.

mod access;
mod call;
mod compare;
mod convert;
mod list;

use std::collections::BTreeMap;

use crate::ir::{Crate, Kind, Logic, Number, Operation, Query, QueryStep, Side, Structure, Union};
use crate::jmespath::{Expr, ExprKind, Problem};
use crate::model::shape_id::ShapeId;

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
    structures: BTreeMap<&'c ShapeId, &'c Structure>,
    unions: BTreeMap<&'c ShapeId, &'c Union>,
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
        self.holds(&root.query(), expr)
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
            ExprKind::Object(entries) => self.object(current, entries),
            ExprKind::Reference(_) => {
                let message = "a reference to an expression (`&…`) is an argument of a function";
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

    /// The value of `left && right` or `left || right`: one of the two sides.
    fn logic(&self, current: &Query, logic: Logic, left: &Expr, right: &Expr) -> Lowered {
        let (offset, is_or) = (right.offset, logic == Logic::Or);
        let (left, right) = (self.of(current, left)?, self.of(current, right)?);
        if left.kind == Kind::Boolean && right.kind == Kind::Boolean {
            let is_optional = left.is_optional || right.is_optional;
            let (left, right) = (Box::new(left), Box::new(right));
            if !is_optional {
                return Ok(joined(logic, left, right));
            }
            let step = QueryStep::Logic(logic, left, right);
            return Ok(Query::new(step, Kind::Boolean).optional(true));
        }
        let (is, other) = (name_of(&left.kind), name_of(&right.kind));
        let has_truth =
            matches!(left.kind, Kind::Text | Kind::Enum | Kind::List(_) | Kind::Map(..));
        let alike = if is_or && has_truth { convert::alike(vec![left, right]) } else { None };
        if let Some([left, right]) = alike.and_then(|values| <[Query; 2]>::try_from(values).ok()) {
            let kind = left.kind.clone();
            let left = Query::new(QueryStep::IfTrue(Box::new(left)), kind).optional(true);
            return Ok(convert::first(vec![left, right]));
        }
        let message = if is == other {
            format!("{is} or another one: which of them is not decided here")
        } else {
            format!("this is either {is} or {other}, which have no type in common")
        };
        Err(Problem::new(offset, message))
    }

    /// The second expression, applied to the value of the first.
    fn then(&self, current: &Query, first: &Expr, second: &Expr) -> Lowered {
        let of = self.of(current, first)?;
        if is_variable(&of) || uses_of_current(second) <= 1 {
            return self.of(&of, second);
        }
        if matches!(of.kind, Kind::Items(_)) {
            let message = "what a projection gives can be used only once";
            return Err(Problem::new(second.offset, message));
        }
        once(of, |variable| self.of(variable, second))
    }

    /// Whether the value of an expression counts as true.
    fn condition(&self, current: &Query, expr: &Expr) -> Lowered {
        let boolean = |step| Ok(Query::new(step, Kind::Boolean));
        let operand = |expr: &Expr| self.condition(current, expr).map(Box::new);
        match &expr.kind {
            ExprKind::Not(inner) => boolean(QueryStep::Not(operand(inner)?)),
            ExprKind::And(left, right) => Ok(joined(Logic::And, operand(left)?, operand(right)?)),
            ExprKind::Or(left, right) => Ok(joined(Logic::Or, operand(left)?, operand(right)?)),
            _ => {
                let value = self.of(current, expr)?;
                match (&value.kind, value.is_optional) {
                    (Kind::Boolean, false) => Ok(value),
                    _ if value.is_literal() => Err(Problem::new(expr.offset, ALWAYS_THE_SAME)),
                    (
                        Kind::Number(_)
                        | Kind::IntEnum
                        | Kind::Time
                        | Kind::Structure(_)
                        | Kind::Union(_)
                        | Kind::Object(_)
                        | Kind::Opaque,
                        false,
                    )
                    | (Kind::Both | Kind::Message(_) | Kind::Null | Kind::Array { .. }, _) => {
                        Err(Problem::new(expr.offset, ALWAYS_THE_SAME))
                    }
                    _ => boolean(QueryStep::Truth(Box::new(value))),
                }
            }
        }
    }

    /// Whether the value of an expression is `true`: another boolean, and null, are not. What `&&` and
    /// `||` give for a side that is not a boolean is not `true` either.
    fn holds(&self, current: &Query, expr: &Expr) -> Lowered {
        let boolean = |step| Ok(Query::new(step, Kind::Boolean));
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
                match (&value.kind, value.is_optional) {
                    (Kind::Boolean, true) => boolean(QueryStep::Truth(Box::new(value))),
                    (Kind::Boolean, false) => Ok(value),
                    (kind, _) => {
                        let message = format!("this is {}, not a boolean", name_of(kind));
                        Err(Problem::new(expr.offset, message))
                    }
                }
            }
        }
    }
}

/// Two booleans with `&&` or `||` between them; one that is constant decides, or is left out.
fn joined(logic: Logic, left: Box<Query>, right: Box<Query>) -> Query {
    let constant = |query: &Query| match query.step {
        QueryStep::Boolean(constant) => Some(constant),
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
            let step = match logic {
                Logic::And => QueryStep::And(left, right),
                Logic::Or => QueryStep::Or(left, right),
            };
            Query::new(step, Kind::Boolean)
        }
    }
}

pub(super) const ALWAYS_THE_SAME: &str = "this is always the same, and so no condition";

/// Whether a value can stand in several places at no cost.
fn is_variable(of: &Query) -> bool {
    matches!(
        of.step,
        QueryStep::Input | QueryStep::Output | QueryStep::Variable | QueryStep::Element
    )
}

/// What `then` makes of a value, which it may use in several places. Of null it is null.
fn once(of: Query, then: impl FnOnce(&Query) -> Lowered) -> Lowered {
    if is_variable(&of) {
        return then(&of);
    }
    let then = then(&Query::new(QueryStep::Variable, of.kind.clone()))?;
    let (kind, is_optional) = (then.kind.clone(), of.is_optional || then.is_optional);
    let step = QueryStep::Then { of: Box::new(of), then: Box::new(then) };
    Ok(Query::new(step, kind).optional(is_optional))
}

/// More places than one; a sum of them does not overflow.
const MANY: usize = usize::MAX / 1_000;

/// In how many places an expression uses the current node. If it is one, the value may stand there.
fn uses_of_current(expr: &Expr) -> usize {
    let sum = |parts: &[Expr]| parts.iter().map(uses_of_current).sum();
    match &expr.kind {
        ExprKind::Current | ExprKind::Field(_) => 1,
        // A reference is applied to the elements of a list.
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
        Json::Array(values) => {
            let values: Result<Vec<Query>, Problem> =
                values.iter().map(|value| literal(value, offset)).collect();
            return list::array(values?, offset);
        }
        Json::Object(_) => {
            return Err(Problem::new(offset, "literals of objects are not supported"));
        }
    };
    Ok(Query::new(step, kind))
}

pub(super) fn is_text(kind: &Kind) -> bool {
    matches!(kind, Kind::Text | Kind::OwnedText | Kind::Enum)
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
        Kind::Number(_) | Kind::IntEnum | Kind::Time => "a number",
        Kind::Text | Kind::OwnedText | Kind::Enum => "a string",
        Kind::Structure(_) => "a structure",
        Kind::Union(_) => "a union",
        Kind::List(_) | Kind::Items(_) | Kind::Array { .. } => "a list",
        Kind::Map(..) => "a map",
        Kind::Object(_) => "an object",
        Kind::Opaque => "a value of a type that is not supported here",
        Kind::Null => "null",
    }
}
