//! Runs a function for several items on all cores.

use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder};

use crate::progress::Progress;

/// The stack of a thread: as much as the main thread has on Linux, since models may be nested deeply.
const STACK: usize = 8 << 20;

/// Calls a function for each item and returns the results in the order of the items. A single item is done on
/// this thread.
pub fn map<T: Sync, R: Send>(
    items: &[T],
    progress: &Progress,
    function: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut results = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { return results };
            results.push((index, function(item)));
            progress.step();
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut results = thread::scope(|scope| {
        // Without further threads, this one does all.
        let helpers: Vec<_> = (1..cores.min(items.len()))
            .map_while(|_| Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok())
            .collect();
        let mut results = work();
        for helper in helpers {
            match helper.join() {
                Ok(more) => results.extend(more),
                Err(panicked) => panic::resume_unwind(panicked),
            }
        }
        results
    });
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_results_are_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1000).collect();
        let progress = Progress::new("items", items.len(), false);
        let squares = map(&items, &progress, |item| item * item);
        assert!(squares.iter().enumerate().all(|(index, square)| *square == index * index));
        assert_eq!(squares.len(), 1000);
        assert!(map(&[] as &[u8], &progress, |item| *item).is_empty());
    }
}
