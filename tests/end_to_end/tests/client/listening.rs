//! Records everything that code on this thread reports through `tracing` and `log`.

use std::cell::RefCell;
use std::fmt::{Debug, Write as _};
use std::sync::Once;
use std::sync::atomic::{AtomicU64, Ordering};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

thread_local! {
    static HEARD: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What was reported while the code ran.
pub(crate) struct Heard {
    /// Spans and events of `tracing`: one line each, with the level, the target and the fields.
    pub(crate) spans: String,
    /// Records of `log` at the level `debug` and above, which the crates below the client write.
    pub(crate) log: String,
}

pub(crate) fn listen<T>(code: impl FnOnce() -> T) -> (T, Heard) {
    static LOGGER: Once = Once::new();
    LOGGER.call_once(|| {
        log::set_logger(&Logger).unwrap();
        // Below that level, ureq-proto logs every byte that it sends, as the docs of
        // `UreqTransport` warn.
        log::set_max_level(log::LevelFilter::Debug);
    });
    HEARD.take();
    let spans = Spans::default();
    let lines = spans.lines.clone();
    let output = tracing::subscriber::with_default(spans, code);
    let spans = lines.lock().unwrap().clone();
    (output, Heard { spans, log: HEARD.take() })
}

struct Logger;

impl log::Log for Logger {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        HEARD.with_borrow_mut(|heard| {
            let _ = writeln!(heard, "{}: {}", record.target(), record.args());
        });
    }

    fn flush(&self) {}
}

#[derive(Default)]
struct Spans {
    lines: std::sync::Arc<std::sync::Mutex<String>>,
    last: AtomicU64,
}

/// The fields of a span or an event.
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

impl Spans {
    fn push(&self, start: &str, metadata: &Metadata<'_>, record: impl FnOnce(&mut Line)) {
        let mut line = Line(format!("{start} {} {}", metadata.level(), metadata.target()));
        record(&mut line);
        let _ = writeln!(self.lines.lock().unwrap(), "{}", line.0);
    }
}

impl Subscriber for Spans {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.push("span", span.metadata(), |line| span.record(line));
        Id::from_u64(self.last.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut line = Line("later".to_owned());
        values.record(&mut line);
        let _ = writeln!(self.lines.lock().unwrap(), "{}", line.0);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.push("event", event.metadata(), |line| event.record(line));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
