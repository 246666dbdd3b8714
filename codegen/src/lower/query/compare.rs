//! In: two values. Out: whether one equals, contains or exceeds the other, as far as their types allow
//! to ask.

use super::{Lowered, convert, is_text, name_of};
use crate::ir::{Comparison, Kind, Number, Query, QueryStep};
use crate::jmespath::Problem;

pub(super) fn compare(comparison: Comparison, left: Query, right: Query, offset: usize) -> Lowered {
    let equality = matches!(comparison, Comparison::Equal | Comparison::NotEqual);
    let fail = |message: String| Err(Problem::new(offset, message));
    let boolean = |step| Query::new(step, Kind::Boolean);
    let (left, right) = (convert::number(left), convert::number(right));
    if left.is_literal() && right.is_literal() {
        return fail("two literals are compared".into());
    }
    let is_optional = match (&left.kind, &right.kind) {
        (_, Kind::Null) | (Kind::Null, _) if equality => {
            let value = if left.kind == Kind::Null { right } else { left };
            return Ok(is_null(value, comparison));
        }
        (Kind::Number(_), Kind::Number(_)) => !equality && (left.is_optional || right.is_optional),
        (Kind::Boolean, Kind::Boolean) if equality => false,
        (a, b) if equality && is_text(a) && is_text(b) => false,
        (a, _) if equality && is_empty_list(&right) => {
            if !matches!(a, Kind::List(_) | Kind::Items(_)) {
                return fail(format!("{} never equals a list", name_of(a)));
            }
            let length = length(left, offset)?;
            let zero = Query::new(QueryStep::Number(0.0), Kind::Number(Number::Literal));
            return compare(comparison, length, zero, offset);
        }
        (a, b) if equality => {
            let (a, b) = (name_of(a), name_of(b));
            let is_like = a == b || left.kind == Kind::Opaque || right.kind == Kind::Opaque;
            let verb = if is_like { "cannot be compared with" } else { "never equals" };
            return fail(format!("{a} {verb} {b}"));
        }
        (a, b) => {
            let other = if matches!(a, Kind::Number(_)) { b } else { a };
            return fail(format!("only numbers have an order, not {}", name_of(other)));
        }
    };
    let step = QueryStep::Compare(comparison, Box::new(left), Box::new(right));
    Ok(boolean(step).optional(is_optional))
}

fn is_null(value: Query, comparison: Comparison) -> Query {
    let is_equality = comparison == Comparison::Equal;
    let step = if !value.is_optional {
        QueryStep::Boolean(!is_equality)
    } else if is_equality {
        QueryStep::IsNull(Box::new(value))
    } else {
        let is_null = Query::new(QueryStep::IsNull(Box::new(value)), Kind::Boolean);
        QueryStep::Not(Box::new(is_null))
    };
    Query::new(step, Kind::Boolean)
}

fn is_empty_list(query: &Query) -> bool {
    matches!(&query.step, QueryStep::List(values) if values.is_empty())
}

pub(super) fn length(of: Query, offset: usize) -> Lowered {
    match of.kind {
        Kind::Text
        | Kind::OwnedText
        | Kind::Enum
        | Kind::List(_)
        | Kind::Map(..)
        | Kind::Items(_)
        | Kind::Array { .. } => {
            let is_optional = of.is_optional;
            let step = QueryStep::Length(Box::new(of));
            Ok(Query::new(step, Kind::Number(Number::Count)).optional(is_optional))
        }
        kind => Err(Problem::new(offset, format!("`length` does not take {}", name_of(&kind)))),
    }
}

/// Whether a string or a list contains a value. Null is in no string, and in no list without nulls.
pub(super) fn contains(of: Query, wanted: Query, offset: usize) -> Lowered {
    let fail = |message: &str| Err(Problem::new(offset, message));
    let (of, wanted) = match &of.kind {
        kind if is_text(kind) && is_text(&wanted.kind) => (of, wanted),
        kind if is_text(kind) => {
            return fail("what is looked for in a string has to be a string");
        }
        kind => {
            if wanted.is_optional && convert::is_sparse(kind) {
                return fail("both the list and what is looked for may hold null");
            }
            match searched(of, wanted) {
                Some(searched) => searched,
                None => return fail(WRONG_TYPES),
            }
        }
    };
    let is_optional = of.is_optional;
    let step = QueryStep::Contains { of: Box::new(of), wanted: Box::new(wanted) };
    Ok(Query::new(step, Kind::Boolean).optional(is_optional))
}

/// A list and what is looked for in it, both of one type.
fn searched(of: Query, wanted: Query) -> Option<(Query, Query)> {
    let element = convert::element(&of.kind)?;
    if is_text(&element.kind) && is_text(&wanted.kind) {
        let of = if matches!(of.kind, Kind::Array { .. }) { convert::items(of, Some)? } else { of };
        return Some((of, wanted));
    }
    if element.kind == Kind::Boolean && wanted.kind == Kind::Boolean {
        return Some((convert::items(of, Some)?, wanted));
    }
    Some((convert::items(of, convert::double)?, convert::double(wanted)?))
}

const WRONG_TYPES: &str =
    "`contains` takes a string or a list of simple values, and a value of that type";
