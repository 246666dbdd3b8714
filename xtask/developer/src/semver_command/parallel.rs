//! Runs a function for many values on all processors.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context as _, Result};

/// The results for all values, in their order; an error if one fails.
pub(super) fn for_each<T: Sync, R: Send>(
    values: &[T],
    function: impl Fn(&T) -> Result<R> + Sync,
) -> Result<Vec<R>> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(values.len());
    let next = AtomicUsize::new(0);
    let results: Vec<Mutex<Option<Result<R>>>> = values.iter().map(|_| Mutex::new(None)).collect();
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let (Some(value), Some(place)) = (values.get(index), results.get(index)) else {
                        return;
                    };
                    let result = function(value);
                    if let Ok(mut place) = place.lock() {
                        *place = Some(result);
                    }
                }
            });
        }
    });
    let results = results.into_iter().map(|place| {
        let result = place.into_inner().ok().flatten();
        result.context("a thread has ended before its time")?
    });
    results.collect()
}
