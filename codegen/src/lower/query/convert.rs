//! In: a value. Out: the same as a function or a comparison takes it: numbers as one type, strings and
//! the elements of lists as references.

use crate::ir::{Element, Function, Kind, Number, Project, Query, QueryStep};

/// A call of a function; null if an argument is null, and perhaps otherwise.
pub(super) fn call(function: Function, arguments: Vec<Query>, kind: Kind) -> Query {
    let of_arguments = arguments.iter().any(|argument| argument.is_optional);
    let is_optional = of_arguments || function.may_be_null();
    Query::new(QueryStep::Call(function, arguments), kind).optional(is_optional)
}

/// A number, also of a value that is one for expressions only.
pub(super) fn number(query: Query) -> Query {
    match query.kind {
        Kind::IntEnum => call(Function::Code, vec![query], Kind::Number(Number::Integer)),
        Kind::Time => call(Function::Seconds, vec![query], Kind::Number(Number::Double)),
        _ => query,
    }
}

/// A number as `f64`; `None` if the value is not a number.
pub(super) fn double(query: Query) -> Option<Query> {
    let query = number(query);
    match query.kind {
        Kind::Number(Number::Double | Number::Literal) => Some(query),
        Kind::Number(_) => Some(call(Function::Double, vec![query], Kind::Number(Number::Double))),
        _ => None,
    }
}

/// A string as `&str` or `String`; `None` if the value is not a string.
pub(super) fn text(query: Query) -> Option<Query> {
    match query.kind {
        Kind::Text | Kind::OwnedText => Some(query),
        Kind::Enum => Some(call(Function::EnumText, vec![query], Kind::Text)),
        _ => None,
    }
}

/// The values as values of one type: strings, or numbers, or all of the type that they have; `None` if
/// there is no such type.
pub(super) fn alike(values: Vec<Query>) -> Option<Vec<Query>> {
    let is_alike = |values: &Vec<Query>| {
        let mut kinds = values.iter().map(|value| &value.kind);
        let first = kinds.next();
        kinds.all(|kind| Some(kind) == first)
    };
    if is_alike(&values) {
        return Some(values);
    }
    let texts: Option<Vec<Query>> = values.iter().cloned().map(text).collect();
    match texts {
        Some(texts) => Some(texts).filter(is_alike),
        None => values.into_iter().map(double).collect(),
    }
}

/// The elements of a list as an iterator, each of them converted; `None` if the value is not a list, or
/// `convert` does not take its elements.
pub(super) fn items(of: Query, convert: impl FnOnce(Query) -> Option<Query>) -> Option<Query> {
    let element = element(&of.kind)?;
    let is_same = element.clone();
    let each = convert(element)?;
    let is_converted = each.step != is_same.step || is_held_otherwise(&is_same);
    if !is_converted && matches!(of.kind, Kind::Items(_)) {
        return Some(of);
    }
    let (kind, is_optional) = (Kind::Items(Box::new(each.kind.clone())), of.is_optional);
    let each = is_converted.then_some(each);
    let step = QueryStep::Project(Box::new(Project { of, flatten: false, condition: None, each }));
    Some(Query::new(step, kind).optional(is_optional))
}

/// An element of a list, as the variable of a closure.
pub(super) fn element(kind: &Kind) -> Option<Query> {
    match kind {
        Kind::List(element) => Some(element_of(element)),
        Kind::Items(item) => Some(Query::new(QueryStep::Variable, (**item).clone())),
        Kind::Array { of, .. } => Some(Query::new(QueryStep::Variable, (**of).clone())),
        _ => None,
    }
}

pub(super) fn element_of(element: &Element) -> Query {
    Query::new(QueryStep::Element, Kind::of(&element.value))
}

/// Whether the element of a list is held in another way than it is used.
pub(super) fn is_held_otherwise(element: &Query) -> bool {
    let is_value = matches!(element.kind, Kind::Text | Kind::Boolean | Kind::Number(_));
    matches!(element.step, QueryStep::Element) && is_value
}

/// The first value that is not null. They have one type.
pub(super) fn first(values: Vec<Query>) -> Query {
    let kind = values.first().map_or(Kind::Null, |first| first.kind.clone());
    let is_optional = values.iter().all(|value| value.is_optional);
    Query::new(QueryStep::First(values), kind).optional(is_optional)
}

/// Whether the list may hold null.
pub(super) fn is_sparse(kind: &Kind) -> bool {
    match kind {
        Kind::List(element) => element.sparse,
        Kind::Array { is_sparse, .. } => *is_sparse,
        _ => false,
    }
}
