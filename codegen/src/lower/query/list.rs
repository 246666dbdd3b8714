//! In: a list and what is applied to its elements. Out: the list of the results; and lists and objects
//! that an expression makes of several values.

use super::{Lowered, Queries, convert, name_of};
use crate::ir::{Element, Function, Kind, Project, Query, QueryStep};
use crate::jmespath::{Elements, Expr, ExprKind, Problem, Projection, Slice};

impl Queries<'_> {
    pub(super) fn project(&self, current: &Query, projection: &Projection) -> Lowered {
        let offset = projection.list.offset;
        let mut of = self.of(current, &projection.list)?;
        if let Elements::Slice(slice) = projection.elements {
            of = sliced(of, slice, offset)?;
        }
        let mut element = element(&of, &projection.elements, offset)?;
        let mut flatten = false;
        if projection.elements == Elements::Flattened
            && let Some(inner) = convert::element(&element.kind)
        {
            (element, flatten) = (inner, true);
        }
        let condition = match &projection.elements {
            Elements::Where(condition) if !element.kind.is_copy() => {
                let message = "a list of lists, or of strings that are made here, has no filter";
                return Err(Problem::new(condition.offset, message));
            }
            Elements::Where(condition) => Some(self.condition(&element, condition)?),
            Elements::All | Elements::Flattened | Elements::Values | Elements::Slice(_) => None,
        };
        let is_same = matches!(projection.each.kind, ExprKind::Current)
            && !convert::is_held_otherwise(&element);
        let each = self.of(&element, &projection.each)?;
        let kind = Kind::Items(Box::new(each.kind.clone()));
        let is_optional = of.is_optional;
        let each = (!is_same).then_some(each);
        let step = QueryStep::Project(Box::new(Project { of, flatten, condition, each }));
        Ok(Query::new(step, kind).optional(is_optional))
    }

    /// `[a, b]`: values of one type.
    pub(super) fn list(&self, current: &Query, elements: &[Expr], offset: usize) -> Lowered {
        let values: Result<Vec<Query>, Problem> =
            elements.iter().map(|element| self.of(current, element)).collect();
        array(values?, offset)
    }

    /// `{name: a, other: b}`
    pub(super) fn object(&self, current: &Query, entries: &[(String, Expr)]) -> Lowered {
        let mut parts = Vec::with_capacity(entries.len());
        let mut values = Vec::with_capacity(entries.len());
        for (name, expr) in entries {
            let value = self.of(current, expr)?;
            parts.push((name.clone(), value.kind.clone(), value.is_optional));
            values.push(value);
        }
        Ok(Query::new(QueryStep::Object(values), Kind::Object(parts)))
    }
}

/// A list of these values, which have one type.
pub(super) fn array(values: Vec<Query>, offset: usize) -> Lowered {
    let several = || Problem::new(offset, "the elements of this list have several types");
    let values = convert::alike(values).ok_or_else(several)?;
    let of = values.first().map_or(Kind::Null, |first| first.kind.clone());
    let kind = Kind::Array {
        of: Box::new(of),
        length: values.len(),
        is_sparse: values.iter().any(|value| value.is_optional),
    };
    Ok(Query::new(QueryStep::List(values), kind))
}

/// The values of a map.
pub(super) fn values_of(of: Query, element: &Element) -> Query {
    let element = convert::element_of(element);
    let (kind, is_optional) = (Kind::Items(Box::new(element.kind.clone())), of.is_optional);
    let each = convert::is_held_otherwise(&element).then_some(element);
    let step = QueryStep::Project(Box::new(Project { of, flatten: false, condition: None, each }));
    Query::new(step, kind).optional(is_optional)
}

/// A part of a list, as an iterator. Null has a position, too, and so must not have been dropped.
fn sliced(of: Query, slice: Slice, offset: usize) -> Lowered {
    if convert::is_sparse(&of.kind) {
        return Err(Problem::new(offset, "a list that may hold null has no slices here"));
    }
    let shown = name_of(&of.kind);
    let items = convert::items(of, Some)
        .ok_or_else(|| Problem::new(offset, format!("this is {shown}, not a list")))?;
    let kind = items.kind.clone();
    Ok(convert::call(Function::Slice(slice), vec![items], kind))
}

/// An element of a list, or a value of a map, as the variable of a closure.
fn element(of: &Query, elements: &Elements, offset: usize) -> Lowered {
    let found = match (&of.kind, elements) {
        (Kind::Map(_, element), Elements::Values) => Some(convert::element_of(element)),
        (kind, Elements::All | Elements::Flattened | Elements::Where(_) | Elements::Slice(_)) => {
            convert::element(kind)
        }
        (_, Elements::Values) => None,
    };
    found.ok_or_else(|| {
        let wanted = if *elements == Elements::Values { "a map" } else { "a list" };
        Problem::new(offset, format!("this is {}, not {wanted}", name_of(&of.kind)))
    })
}
