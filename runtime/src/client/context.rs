//! What a client needs of the machine it runs on, behind traits: time, waiting, environment
//! variables, files, HTTP. Tests put their own in place.

use std::fmt;
use std::future::Future;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::{BoxFuture, Transport};

/// Tells the time. A closure that gives a [`SystemTime`] is a clock.
pub trait Clock: Send + Sync + 'static {
    /// Now.
    fn now(&self) -> SystemTime;
}

impl<F: Fn() -> SystemTime + Send + Sync + 'static> Clock for F {
    fn now(&self) -> SystemTime {
        self()
    }
}

/// Waits without blocking. A closure that gives a future is one.
pub trait Sleep: Send + Sync + 'static {
    /// Is ready when the time is over.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

impl<F, Slept> Sleep for F
where
    F: Fn(Duration) -> Slept + Send + Sync + 'static,
    Slept: Future<Output = ()> + Send + 'static,
{
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(self(duration))
    }
}

/// Environment variables and files.
pub trait Environment: Send + Sync + 'static {
    /// The value of a variable; `None` if it is not set or no text.
    fn var(&self, name: &str) -> Option<String>;

    /// The text of a file.
    ///
    /// # Errors
    ///
    /// Why it cannot be read.
    fn read(&self, path: &Path) -> io::Result<String>;
}

/// The environment of this process.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProcessEnvironment;

impl Environment for ProcessEnvironment {
    fn var(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    fn read(&self, path: &Path) -> io::Result<String> {
        std::fs::read_to_string(path)
    }
}

/// What a source of credentials may use. With a blocking client the transport blocks, and its
/// futures are ready at once.
#[derive(Clone)]
pub struct Context {
    /// Sends requests.
    pub transport: Arc<dyn Transport>,
    /// Waits.
    pub sleep: Arc<dyn Sleep>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Reads variables and files.
    pub environment: Arc<dyn Environment>,
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Context")
    }
}
