//! Lowers comparisons and `contains`, if the types of the values allow them.

use super::{Lowered, convert, is_text, name_of};
use crate::ir::{Comparison, Expression, ExpressionKind, ExpressionType, Number};
use crate::jmespath::Problem;

pub(super) fn compare(
    comparison: Comparison,
    left: Expression,
    right: Expression,
    offset: usize,
) -> Lowered {
    let equality = matches!(comparison, Comparison::Equal | Comparison::NotEqual);
    let fail = |message: String| Err(Problem::new(offset, message));
    let boolean = |kind| Expression::new(kind, ExpressionType::Boolean);
    let (left, right) = (convert::number(left), convert::number(right));
    if left.is_literal() && right.is_literal() {
        return fail("a comparison of two literals is constant".into());
    }
    let is_optional = match (&left.ty, &right.ty) {
        (_, ExpressionType::Null) | (ExpressionType::Null, _) if equality => {
            let value = if left.ty == ExpressionType::Null { right } else { left };
            return Ok(is_null(value, comparison));
        }
        (ExpressionType::Number(_), ExpressionType::Number(_)) => {
            !equality && (left.is_optional || right.is_optional)
        }
        (ExpressionType::Boolean, ExpressionType::Boolean) if equality => false,
        (a, b) if equality && is_text(a) && is_text(b) => false,
        (a, _) if equality && is_empty_list(&right) => {
            if !matches!(a, ExpressionType::List(_) | ExpressionType::Items(_)) {
                return fail(format!("{} is never equal to a list", name_of(a)));
            }
            let length = length(left, offset)?;
            let zero = Expression::new(
                ExpressionKind::Number(0.0),
                ExpressionType::Number(Number::Literal),
            );
            return compare(comparison, length, zero, offset);
        }
        (a, b) if equality => {
            let (a, b) = (name_of(a), name_of(b));
            let is_like =
                a == b || left.ty == ExpressionType::Opaque || right.ty == ExpressionType::Opaque;
            let verb = if is_like { "cannot be compared with" } else { "is never equal to" };
            return fail(format!("{a} {verb} {b}"));
        }
        (a, b) => {
            let other = if matches!(a, ExpressionType::Number(_)) { b } else { a };
            return fail(format!("only numbers can be ordered, found {}", name_of(other)));
        }
    };
    let kind = ExpressionKind::Compare(comparison, Box::new(left), Box::new(right));
    Ok(boolean(kind).optional(is_optional))
}

fn is_null(value: Expression, comparison: Comparison) -> Expression {
    let is_equality = comparison == Comparison::Equal;
    let kind = if !value.is_optional {
        ExpressionKind::Boolean(!is_equality)
    } else if is_equality {
        ExpressionKind::IsNull(Box::new(value))
    } else {
        let is_null =
            Expression::new(ExpressionKind::IsNull(Box::new(value)), ExpressionType::Boolean);
        ExpressionKind::Not(Box::new(is_null))
    };
    Expression::new(kind, ExpressionType::Boolean)
}

fn is_empty_list(expression: &Expression) -> bool {
    matches!(&expression.kind, ExpressionKind::List(values) if values.is_empty())
}

pub(super) fn length(of: Expression, offset: usize) -> Lowered {
    match of.ty {
        ExpressionType::Text
        | ExpressionType::OwnedText
        | ExpressionType::Enum
        | ExpressionType::List(_)
        | ExpressionType::Map(..)
        | ExpressionType::Items(_)
        | ExpressionType::Array { .. } => {
            let is_optional = of.is_optional;
            let kind = ExpressionKind::Length(Box::new(of));
            Ok(Expression::new(kind, ExpressionType::Number(Number::Count)).optional(is_optional))
        }
        ty => Err(Problem::new(offset, format!("`length` does not accept {}", name_of(&ty)))),
    }
}

/// Lowers `contains` of a string or a list. A string, or a list without nulls, never contains null.
pub(super) fn contains(of: Expression, wanted: Expression, offset: usize) -> Lowered {
    let fail = |message: &str| Err(Problem::new(offset, message));
    let (of, wanted) = match &of.ty {
        ty if is_text(ty) && is_text(&wanted.ty) => (of, wanted),
        ty if is_text(ty) => {
            return fail("`contains` of a string expects a string");
        }
        ty => {
            if wanted.is_optional && convert::is_sparse(ty) {
                return fail(
                    "`contains` is not supported if both the list and the value may be null",
                );
            }
            match searched(of, wanted) {
                Some(searched) => searched,
                None => return fail(WRONG_TYPES),
            }
        }
    };
    let is_optional = of.is_optional;
    let kind = ExpressionKind::Contains { of: Box::new(of), wanted: Box::new(wanted) };
    Ok(Expression::new(kind, ExpressionType::Boolean).optional(is_optional))
}

/// Converts the elements of a list and the wanted value to a common type.
fn searched(of: Expression, wanted: Expression) -> Option<(Expression, Expression)> {
    let element = convert::element(&of.ty)?;
    if is_text(&element.ty) && is_text(&wanted.ty) {
        let of = if matches!(of.ty, ExpressionType::Array { .. }) {
            convert::items(of, Some)?
        } else {
            of
        };
        return Some((of, wanted));
    }
    if element.ty == ExpressionType::Boolean && wanted.ty == ExpressionType::Boolean {
        return Some((convert::items(of, Some)?, wanted));
    }
    Some((convert::items(of, convert::double)?, convert::double(wanted)?))
}

const WRONG_TYPES: &str =
    "`contains` expects a string or a list of simple values, and a value of the same type";
