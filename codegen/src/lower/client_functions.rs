//! In: a crate whose operations, pages and waiters have the names that the client's functions would like
//! to have. Out: the same with no name twice.

use std::collections::BTreeSet;

use crate::ir::Crate;

/// Operations keep their names, which are those of their modules; then pages choose, then waiters.
pub(super) fn settle(emitted: &mut Crate) {
    let operations = &mut emitted.operations;
    let mut taken: BTreeSet<String> =
        operations.iter().map(|operation| operation.module.clone()).collect();
    let pages = operations.iter_mut().filter_map(|operation| operation.pagination.as_mut());
    let pages = pages.map(|pagination| &mut pagination.function);
    let waiters = emitted.waiters.iter_mut().map(|waiter| &mut waiter.function);
    for function in pages.chain(waiters) {
        while !taken.insert(function.clone()) {
            function.push('_');
        }
    }
}
