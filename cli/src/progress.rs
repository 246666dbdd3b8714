//! Shows how far a long run is, on a terminal.

use std::io::{self, Write as _};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// The time after which progress is shown again.
const INTERVAL: Duration = Duration::from_millis(100);

/// The progress of a run over several items. The line disappears at the end.
#[derive(Debug)]
pub struct Progress {
    what: &'static str,
    total: usize,
    done: AtomicUsize,
    /// The time of the last line, if there was one; `None` if nothing is shown.
    shown: Option<Mutex<Option<Instant>>>,
}

impl Progress {
    /// Starts a run. `is_shown` tells whether anyone looks at it.
    pub(crate) fn new(what: &'static str, total: usize, is_shown: bool) -> Self {
        let shown = is_shown.then(|| Mutex::new(None));
        Self { what, total, done: AtomicUsize::new(0), shown }
    }

    /// Counts an item that is done.
    pub fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let Some(Ok(mut last)) = self.shown.as_ref().map(Mutex::lock) else { return };
        if last.is_none_or(|last| last.elapsed() >= INTERVAL) {
            *last = Some(Instant::now());
            let _ = write!(io::stderr(), "\r\x1b[K{} {done} of {}", self.what, self.total);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
