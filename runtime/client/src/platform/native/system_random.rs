//! The [`Random`] of this process.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use crate::Random;

/// The default source: the keyed hash of the standard library over a counter, with a key that is
/// random for each process. The process id and the time are hashed too, so that a fork of the process
/// or a clone of its virtual machine, which has the same key and counter, gives other numbers.
#[derive(Debug, Default)]
pub(crate) struct SystemRandom {
    state: RandomState,
    count: AtomicU64,
}

impl Random for SystemRandom {
    fn next(&self) -> u64 {
        self.number(std::process::id(), SystemTime::now())
    }
}

impl SystemRandom {
    /// Returns the next number, in this process at this time.
    fn number(&self, process: u32, time: SystemTime) -> u64 {
        self.state.hash_one((self.count.fetch_add(1, Ordering::Relaxed), process, time))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_of_a_process_give_other_numbers() {
        let original = SystemRandom::default();
        let copy = SystemRandom { state: original.state.clone(), count: AtomicU64::new(0) };
        let time = SystemTime::UNIX_EPOCH;
        let first = original.number(1, time);
        assert_ne!(copy.number(2, time), first);
        let other = SystemRandom { state: original.state.clone(), count: AtomicU64::new(0) };
        assert_ne!(other.number(1, time + std::time::Duration::from_nanos(1)), first);
    }
}
