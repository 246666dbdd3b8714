//! Functions for the acceptors of [waiters](https://smithy.io/2.0/additional-specs/waiters.html):
//! those of [`JMESPath`](https://jmespath.org/specification.html#built-in-functions) that the
//! standard library lacks. Generated code calls them. `None` is the `null` of `JMESPath`.

#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::iter::Rev;
use std::vec::IntoIter;

use crate::DateTime;
use crate::number::is_number;

/// Whether there are texts, and all of them equal `expected`: the comparator `allStringEquals`.
pub fn all_equal<T: AsRef<str>>(texts: impl IntoIterator<Item = T>, expected: &str) -> bool {
    let mut texts = texts.into_iter().peekable();
    texts.peek().is_some() && texts.all(|text| text.as_ref() == expected)
}

/// Whether one of the texts equals `expected`: the comparator `anyStringEquals`.
pub fn any_equals<T: AsRef<str>>(texts: impl IntoIterator<Item = T>, expected: &str) -> bool {
    texts.into_iter().any(|text| text.as_ref() == expected)
}

/// Evaluates `left && right`: `left` unless it is `true`.
#[must_use]
pub fn and(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    if left == Some(true) { right } else { left }
}

/// Evaluates `left || right`: `right` unless `left` is `true`.
#[must_use]
pub fn or(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    if left == Some(true) { left } else { right }
}

/// `sort`: numbers or strings in ascending order.
pub fn sorted<T: PartialOrd>(items: impl Iterator<Item = T>) -> IntoIter<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_by(order);
    items.into_iter()
}

/// `sort_by`: the items in ascending order of their keys.
pub fn sorted_by<T: Copy, K: PartialOrd>(
    items: impl Iterator<Item = T>,
    key: impl Fn(T) -> K,
) -> IntoIter<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_by(|a, b| order(&key(*a), &key(*b)));
    items.into_iter()
}

/// `max_by`: the first item with the greatest key.
pub fn greatest_by<T: Copy, K: PartialOrd>(
    items: impl Iterator<Item = T>,
    key: impl Fn(T) -> K,
) -> Option<T> {
    items.reduce(|best, item| if key(item) > key(best) { item } else { best })
}

/// `min_by`: the first item with the least key.
pub fn least_by<T: Copy, K: PartialOrd>(
    items: impl Iterator<Item = T>,
    key: impl Fn(T) -> K,
) -> Option<T> {
    items.reduce(|best, item| if key(item) < key(best) { item } else { best })
}

fn order<T: PartialOrd>(a: &T, b: &T) -> Ordering {
    a.partial_cmp(b).unwrap_or(Ordering::Equal)
}

/// `reverse`: the items from the last to the first.
pub fn reversed<T>(items: impl Iterator<Item = T>) -> Rev<IntoIter<T>> {
    items.collect::<Vec<T>>().into_iter().rev()
}

/// `[start:end:step]`: the items from `start` to before `end`. Negative positions count from the end,
/// and a negative step goes backwards. A step of 0 gives nothing.
pub fn slice<T>(
    items: impl Iterator<Item = T>,
    start: Option<i64>,
    end: Option<i64>,
    step: i64,
) -> IntoIter<T> {
    let mut items: Vec<Option<T>> = items.map(Some).collect();
    let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
    // Backwards, positions range from -1 to one before the length.
    let (first, last) = if step < 0 { (-1, length - 1) } else { (0, length) };
    let bounded = |position: i64| {
        let position = if position < 0 { position.saturating_add(length) } else { position };
        position.clamp(first, last)
    };
    let (from, to) = if step < 0 { (last, first) } else { (first, last) };
    let (mut position, end) = (start.map_or(from, bounded), end.map_or(to, bounded));
    let mut taken = Vec::new();
    while (step > 0 && position < end) || (step < 0 && position > end) {
        let item = usize::try_from(position).ok().and_then(|index| items.get_mut(index));
        taken.extend(item.and_then(Option::take));
        position = position.saturating_add(step);
    }
    taken.into_iter()
}

/// `join`: the texts joined by `glue`.
pub fn join<'t>(texts: impl Iterator<Item = &'t str>, glue: &str) -> String {
    texts.collect::<Vec<&str>>().join(glue)
}

/// `avg`: the average; `None` if there are no numbers.
pub fn average(numbers: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = numbers.fold((0.0, 0.0), |(sum, count), number| (sum + number, count + 1.0));
    (count > 0.0).then(|| sum / count)
}

/// `to_number`: the number in a text; `None` if it is not a JSON number.
#[must_use]
pub fn number(text: &str) -> Option<f64> {
    if is_number(text) { text.parse().ok() } else { None }
}

/// Returns a timestamp as seconds since the Unix epoch.
#[must_use]
#[allow(clippy::cast_precision_loss, reason = "the numbers of `JMESPath` have this precision")]
pub fn seconds(time: &DateTime) -> f64 {
    time.secs() as f64 + f64::from(time.subsec_nanos()) / 1e9
}

/// Returns the number of an integer enum's value.
pub fn code<T: Copy + Into<i32>>(value: &T) -> i32 {
    (*value).into()
}
