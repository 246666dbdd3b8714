//! In: a list and what is applied to its elements. Out: the list of the results.

use super::{Lowered, Queries, name_of};
use crate::ir::{Kind, Project, Query, QueryStep};
use crate::jmespath::{Elements, Expr, ExprKind, Problem, Projection};

impl Queries<'_> {
    pub(super) fn project(&self, current: &Query, projection: &Projection) -> Lowered {
        let offset = projection.list.offset;
        let of = self.of(current, &projection.list)?;
        let mut element = element(&of, &projection.elements, offset)?;
        let mut flatten = false;
        if projection.elements == Elements::Flattened
            && let Some(inner) = element_of_list(&element.kind)
        {
            (element, flatten) = (inner, true);
        }
        let condition = match &projection.elements {
            Elements::Where(condition) if matches!(element.kind, Kind::Items(_)) => {
                let message = "lists in a list cannot be filtered";
                return Err(Problem::new(condition.offset, message));
            }
            Elements::Where(condition) => Some(self.condition(&element, condition)?),
            Elements::All | Elements::Flattened | Elements::Values => None,
        };
        let is_same = matches!(projection.each.kind, ExprKind::Current) && !is_converted(&element);
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
        let values = values?;
        let Some(first) = values.first().map(|first| first.kind.clone()) else {
            return Err(Problem::new(offset, "a list of nothing"));
        };
        if let Some(other) = values.iter().find(|value| value.kind != first) {
            let (first, other) = (name_of(&first), name_of(&other.kind));
            let message = format!("the elements of a list have one type, not {first} and {other}");
            return Err(Problem::new(offset, message));
        }
        let kind = Kind::Array {
            of: Box::new(first),
            length: values.len(),
            is_sparse: values.iter().any(|value| value.is_optional),
        };
        Ok(Query::new(QueryStep::List(values), kind))
    }
}

/// An element of a list, or a value of a map, as the variable of a closure.
fn element(of: &Query, elements: &Elements, offset: usize) -> Lowered {
    let found = match (&of.kind, elements) {
        (Kind::Map(_, element), Elements::Values) => {
            Some(Query::new(QueryStep::Element, Kind::of(&element.value)))
        }
        (kind, Elements::All | Elements::Flattened | Elements::Where(_)) => element_of_list(kind),
        (_, Elements::Values) => None,
    };
    found.ok_or_else(|| {
        let wanted = if *elements == Elements::Values { "a map" } else { "a list" };
        Problem::new(offset, format!("this is {}, not {wanted}", name_of(&of.kind)))
    })
}

fn element_of_list(kind: &Kind) -> Option<Query> {
    match kind {
        Kind::List(element) => Some(Query::new(QueryStep::Element, Kind::of(&element.value))),
        Kind::Items(item) => Some(Query::new(QueryStep::Variable, (**item).clone())),
        Kind::Array { of, .. } => Some(Query::new(QueryStep::Variable, (**of).clone())),
        _ => None,
    }
}

/// Whether the element of a list is held in another way than it is used.
fn is_converted(element: &Query) -> bool {
    let is_value = matches!(element.kind, Kind::Text | Kind::Boolean | Kind::Number(_));
    matches!(element.step, QueryStep::Element) && is_value
}
