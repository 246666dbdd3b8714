//! Matches the items of two versions by their names.

use std::collections::BTreeMap;

/// What is matched in two versions: an item of one or of both.
pub(super) enum Pair<T> {
    Removed(T),
    Added(T),
    Both(T, T),
}

/// Matches items by their names, in the order of the names.
pub(super) fn pairs<'c, T>(
    old: impl IntoIterator<Item = &'c T>,
    new: impl IntoIterator<Item = &'c T>,
    name: impl Fn(&'c T) -> &'c str,
) -> Vec<Pair<&'c T>> {
    let mut all: BTreeMap<&str, (Option<&T>, Option<&T>)> = BTreeMap::new();
    for item in old {
        all.entry(name(item)).or_default().0 = Some(item);
    }
    for item in new {
        all.entry(name(item)).or_default().1 = Some(item);
    }
    let pair = |(old, new)| match (old, new) {
        (Some(old), Some(new)) => Some(Pair::Both(old, new)),
        (Some(old), None) => Some(Pair::Removed(old)),
        (None, Some(new)) => Some(Pair::Added(new)),
        (None, None) => None,
    };
    all.into_values().filter_map(pair).collect()
}

/// The items that both versions have, in the order of their names.
pub(super) fn both<'c, T: 'c>(
    old: impl IntoIterator<Item = &'c T>,
    new: impl IntoIterator<Item = &'c T>,
    name: impl Fn(&'c T) -> &'c str,
) -> impl Iterator<Item = (&'c T, &'c T)> {
    pairs(old, new, name).into_iter().filter_map(|pair| match pair {
        Pair::Both(old, new) => Some((old, new)),
        Pair::Removed(_) | Pair::Added(_) => None,
    })
}
