//! Converts values to the types that functions and comparisons take: numbers to a common type,
//! strings and elements of lists to references.

use crate::ir::{Element, Expression, ExpressionKind, ExpressionType, Function, Number, Project};

/// A call of a function. Its value is null if an argument is null, or if the function returns null.
pub(super) fn call(
    function: Function,
    arguments: Vec<Expression>,
    ty: ExpressionType,
) -> Expression {
    let of_arguments = arguments.iter().any(|argument| argument.is_optional);
    let is_optional = of_arguments || function.may_be_null();
    Expression::new(ExpressionKind::Call(function, arguments), ty).optional(is_optional)
}

/// Converts values that are numbers in expressions only.
pub(super) fn number(expression: Expression) -> Expression {
    match expression.ty {
        ExpressionType::IntEnum => {
            call(Function::Code, vec![expression], ExpressionType::Number(Number::Integer))
        }
        ExpressionType::Time => {
            call(Function::Seconds, vec![expression], ExpressionType::Number(Number::Double))
        }
        _ => expression,
    }
}

/// A number as `f64`; `None` if the value is not a number.
pub(super) fn double(expression: Expression) -> Option<Expression> {
    let expression = number(expression);
    match expression.ty {
        ExpressionType::Number(Number::Double | Number::Literal) => Some(expression),
        ExpressionType::Number(_) => {
            Some(call(Function::Double, vec![expression], ExpressionType::Number(Number::Double)))
        }
        _ => None,
    }
}

/// A string as `&str` or `String`; `None` if the value is not a string.
pub(super) fn text(expression: Expression) -> Option<Expression> {
    match expression.ty {
        ExpressionType::Text | ExpressionType::OwnedText => Some(expression),
        ExpressionType::Enum => {
            Some(call(Function::EnumText, vec![expression], ExpressionType::Text))
        }
        _ => None,
    }
}

/// Converts values to a common type: strings, numbers, or the type that all have; `None` if there
/// is none.
pub(super) fn alike(values: Vec<Expression>) -> Option<Vec<Expression>> {
    let is_alike = |values: &Vec<Expression>| {
        let mut kinds = values.iter().map(|value| &value.ty);
        let first = kinds.next();
        kinds.all(|ty| Some(ty) == first)
    };
    if is_alike(&values) {
        return Some(values);
    }
    let texts: Option<Vec<Expression>> = values.iter().cloned().map(text).collect();
    match texts {
        Some(texts) => Some(texts).filter(is_alike),
        None => values.into_iter().map(double).collect(),
    }
}

/// The elements of a list as an iterator, converted by `convert`; `None` if the value is not a
/// list, or `convert` returns `None`.
pub(super) fn items(
    of: Expression,
    convert: impl FnOnce(Expression) -> Option<Expression>,
) -> Option<Expression> {
    let element = element(&of.ty)?;
    let is_same = element.clone();
    let each = convert(element)?;
    let is_converted = each.kind != is_same.kind || is_held_otherwise(&is_same);
    if !is_converted && matches!(of.ty, ExpressionType::Items(_)) {
        return Some(of);
    }
    let (ty, is_optional) = (ExpressionType::Items(Box::new(each.ty.clone())), of.is_optional);
    let each = is_converted.then_some(each);
    let kind =
        ExpressionKind::Project(Box::new(Project { of, flatten: false, condition: None, each }));
    Some(Expression::new(kind, ty).optional(is_optional))
}

/// An element of a list, as the variable of a closure.
pub(super) fn element(ty: &ExpressionType) -> Option<Expression> {
    match ty {
        ExpressionType::List(element) => Some(element_of(element)),
        ExpressionType::Items(item) => {
            Some(Expression::new(ExpressionKind::Variable, (**item).clone()))
        }
        ExpressionType::Array { of, .. } => {
            Some(Expression::new(ExpressionKind::Variable, (**of).clone()))
        }
        _ => None,
    }
}

pub(super) fn element_of(element: &Element) -> Expression {
    Expression::new(ExpressionKind::Element, ExpressionType::of(&element.value))
}

/// Whether the element of a list has another Rust type than in expressions.
pub(super) fn is_held_otherwise(element: &Expression) -> bool {
    let is_value = matches!(
        element.ty,
        ExpressionType::Text | ExpressionType::Boolean | ExpressionType::Number(_)
    );
    matches!(element.kind, ExpressionKind::Element) && is_value
}

/// The first value that is not null. The values have the same type.
pub(super) fn first(values: Vec<Expression>) -> Expression {
    let ty = values.first().map_or(ExpressionType::Null, |first| first.ty.clone());
    let is_optional = values.iter().all(|value| value.is_optional);
    Expression::new(ExpressionKind::First(values), ty).optional(is_optional)
}

/// Whether a list may contain null.
pub(super) fn is_sparse(ty: &ExpressionType) -> bool {
    match ty {
        ExpressionType::List(element) => element.sparse,
        ExpressionType::Array { is_sparse, .. } => *is_sparse,
        _ => false,
    }
}
