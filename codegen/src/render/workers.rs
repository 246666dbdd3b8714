//! Renders and formats the files on all processors, because formatting is most of the work.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use proc_macro2::TokenStream;

use crate::files::Files;
use crate::format::format;

/// The usual stack size of a main thread, because rendering recurses into nested types.
const STACK: usize = 8 << 20;

/// A Rust file to render.
pub(super) struct RustFile<'c> {
    path: String,
    /// Renders the tokens. Tokens must stay on one thread.
    tokens: Box<dyn Fn() -> Option<TokenStream> + Send + Sync + 'c>,
}

impl<'c> RustFile<'c> {
    /// A file; it is not emitted if `tokens` returns `None`.
    pub(super) fn new(
        path: impl Into<String>,
        tokens: impl Fn() -> Option<TokenStream> + Send + Sync + 'c,
    ) -> Self {
        Self { path: path.into(), tokens: Box::new(tokens) }
    }

    fn text(&self) -> Option<String> {
        (self.tokens)().map(|tokens| format(&tokens))
    }
}

/// The texts of the files. Large files should come first, so that the processors finish at the same
/// time.
pub(super) fn format_all(files: &[RustFile<'_>]) -> Files {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut made = Vec::new();
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            made.extend(file.text().map(|text| (file.path.clone(), text)));
        }
        made
    };
    let others =
        thread::available_parallelism().map_or(1, usize::from).min(files.len()).saturating_sub(1);
    thread::scope(|scope| {
        // If a thread cannot be started, the others do its work.
        let spawn = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok();
        let workers: Vec<_> = (0..others).filter_map(spawn).collect();
        let mut made = work();
        for worker in workers {
            match worker.join() {
                Ok(files) => made.extend(files),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        made.into_iter().collect()
    })
}
