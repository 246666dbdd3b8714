//! Lowers projections, and multi-select lists and objects.

use super::{Expressions, Lowered, convert, name_of};
use crate::ir::{Element, Expression, ExpressionKind, ExpressionType, Function, Project};
use crate::jmespath::{Elements, Expr, ExprKind, Problem, Projection, Slice};

impl Expressions<'_> {
    pub(super) fn project(&self, current: &Expression, projection: &Projection) -> Lowered {
        let offset = projection.list.offset;
        let mut of = self.of(current, &projection.list)?;
        if let Elements::Slice(slice) = projection.elements {
            of = sliced(of, slice, offset)?;
        }
        let mut element = element(&of, &projection.elements, offset)?;
        let mut flatten = false;
        if projection.elements == Elements::Flattened
            && let Some(inner) = convert::element(&element.ty)
        {
            (element, flatten) = (inner, true);
        }
        let condition = match &projection.elements {
            Elements::Where(condition) if !element.ty.is_copy() => {
                let message = "filters of lists of lists and of computed strings are not supported";
                return Err(Problem::new(condition.offset, message));
            }
            Elements::Where(condition) => Some(self.condition(&element, condition)?),
            Elements::All | Elements::Flattened | Elements::Values | Elements::Slice(_) => None,
        };
        let is_same = matches!(projection.each.kind, ExprKind::Current)
            && !convert::is_held_otherwise(&element);
        let each = self.of(&element, &projection.each)?;
        let ty = ExpressionType::Items(Box::new(each.ty.clone()));
        let is_optional = of.is_optional;
        let each = (!is_same).then_some(each);
        let kind = ExpressionKind::Project(Box::new(Project { of, flatten, condition, each }));
        Ok(Expression::new(kind, ty).optional(is_optional))
    }

    /// Lowers `[a, b]`, whose values must have the same type.
    pub(super) fn list(&self, current: &Expression, elements: &[Expr], offset: usize) -> Lowered {
        let values: Result<Vec<Expression>, Problem> =
            elements.iter().map(|element| self.of(current, element)).collect();
        array(values?, offset)
    }

    /// Lowers `{name: a, other: b}`.
    pub(super) fn object(&self, current: &Expression, entries: &[(String, Expr)]) -> Lowered {
        let mut parts = Vec::with_capacity(entries.len());
        let mut values = Vec::with_capacity(entries.len());
        for (name, expr) in entries {
            let value = self.of(current, expr)?;
            parts.push((name.clone(), value.ty.clone(), value.is_optional));
            values.push(value);
        }
        Ok(Expression::new(ExpressionKind::Object(values), ExpressionType::Object(parts)))
    }
}

/// A list of values, which must have the same type.
pub(super) fn array(values: Vec<Expression>, offset: usize) -> Lowered {
    let several = || Problem::new(offset, "the elements of the list have different types");
    let values = convert::alike(values).ok_or_else(several)?;
    let of = values.first().map_or(ExpressionType::Null, |first| first.ty.clone());
    let ty = ExpressionType::Array {
        of: Box::new(of),
        length: values.len(),
        is_sparse: values.iter().any(|value| value.is_optional),
    };
    Ok(Expression::new(ExpressionKind::List(values), ty))
}

/// The values of a map.
pub(super) fn values_of(of: Expression, element: &Element) -> Expression {
    let element = convert::element_of(element);
    let (ty, is_optional) = (ExpressionType::Items(Box::new(element.ty.clone())), of.is_optional);
    let each = convert::is_held_otherwise(&element).then_some(element);
    let kind =
        ExpressionKind::Project(Box::new(Project { of, flatten: false, condition: None, each }));
    Expression::new(kind, ty).optional(is_optional)
}

/// A slice of a list, as an iterator. Nulls count in a slice, so they must not have been dropped.
fn sliced(of: Expression, slice: Slice, offset: usize) -> Lowered {
    if convert::is_sparse(&of.ty) {
        return Err(Problem::new(
            offset,
            "slices of lists that may contain null are not supported",
        ));
    }
    let shown = name_of(&of.ty);
    let items = convert::items(of, Some)
        .ok_or_else(|| Problem::new(offset, format!("expected a list, found {shown}")))?;
    let ty = items.ty.clone();
    Ok(convert::call(Function::Slice(slice), vec![items], ty))
}

/// An element of a list, or a value of a map, as the variable of a closure.
fn element(of: &Expression, elements: &Elements, offset: usize) -> Lowered {
    let found = match (&of.ty, elements) {
        (ExpressionType::Map(_, element), Elements::Values) => Some(convert::element_of(element)),
        (ty, Elements::All | Elements::Flattened | Elements::Where(_) | Elements::Slice(_)) => {
            convert::element(ty)
        }
        (_, Elements::Values) => None,
    };
    found.ok_or_else(|| {
        let wanted = if *elements == Elements::Values { "a map" } else { "a list" };
        Problem::new(offset, format!("expected {wanted}, found {}", name_of(&of.ty)))
    })
}
