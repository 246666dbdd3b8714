//! The traits behind which a client reaches its environment: time, sleep, variables, files,
//! commands and HTTP. Tests replace their implementations.

use std::fmt;
use std::future::{Future, ready};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::clock_skew::ClockSkew;
use super::platform::SystemRandom;
use super::retry::TokenBucket;
use super::{BoxFuture, Random, Transport};

/// A clock. A closure that returns a [`SystemTime`] is one.
pub trait Clock: Send + Sync + 'static {
    /// Returns the current time.
    fn now(&self) -> SystemTime;
}

impl<F: Fn() -> SystemTime + Send + Sync + 'static> Clock for F {
    fn now(&self) -> SystemTime {
        self()
    }
}

/// Sleeps without blocking. A closure that returns a future is one.
pub trait Sleep: Send + Sync + 'static {
    /// Completes when `duration` has elapsed.
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

/// Environment variables, files and commands.
pub trait Environment: Send + Sync + 'static {
    /// Returns the value of a variable; `None` if it is not set or not UTF-8.
    fn var(&self, name: &str) -> Option<String>;

    /// Returns the names and values of all variables whose name starts with `prefix`.
    fn vars(&self, prefix: &str) -> Vec<(String, String)>;

    /// Reads the text of a file.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or is not UTF-8.
    fn read(&self, path: &Path) -> io::Result<String>;

    /// Writes a file that contains a secret: atomically, with its missing folders, and so that only
    /// its owner can read it.
    ///
    /// # Errors
    ///
    /// The file cannot be written. The default implementation always fails.
    fn write_private(&self, path: &Path, contents: &str) -> io::Result<()> {
        let _ = (path, contents);
        Err(io::Error::new(io::ErrorKind::Unsupported, "no files are written here"))
    }

    /// Runs a program with its arguments, waits for it without blocking, and returns its standard
    /// output.
    ///
    /// # Errors
    ///
    /// The program cannot be run, or failed. The error must not contain the arguments or the
    /// output, which may be secret. The default implementation always fails.
    fn run(&self, command: Vec<String>) -> BoxFuture<'static, io::Result<Vec<u8>>> {
        let _ = command;
        let what = "there is no way to run commands here";
        Box::pin(ready(Err(io::Error::new(io::ErrorKind::Unsupported, what))))
    }
}

/// What credentials providers use: the parts of a client's configuration that do I/O. With a blocking
/// client the transport blocks, and its futures are ready at once.
#[derive(Clone)]
#[non_exhaustive]
pub struct Context {
    /// The transport.
    pub transport: Arc<dyn Transport>,
    /// Sleeps.
    pub sleep: Arc<dyn Sleep>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The environment variables, files and commands.
    pub environment: Arc<dyn Environment>,
    /// The source of random numbers.
    pub random: Arc<dyn Random>,
    /// What the vendor of the service passes to its providers, by type; for AWS, the client's
    /// settings of regions and retries.
    pub extensions: http::Extensions,
    /// The token bucket of the requests of all providers.
    pub(super) bucket: Arc<TokenBucket>,
    /// The clock skew, as measured by providers and calls.
    pub(super) skew: Arc<ClockSkew>,
}

impl Context {
    /// Creates a context, for example to call a provider without a client.
    pub fn new(
        transport: impl Transport,
        sleep: impl Sleep,
        clock: impl Clock,
        environment: impl Environment,
    ) -> Self {
        Self {
            transport: Arc::new(transport),
            sleep: Arc::new(sleep),
            clock: Arc::new(clock),
            environment: Arc::new(environment),
            random: Arc::new(SystemRandom::default()),
            extensions: http::Extensions::new(),
            bucket: Arc::default(),
            skew: Arc::default(),
        }
    }
}

impl Context {
    /// Returns the time, corrected by the clock skew.
    #[must_use]
    pub fn service_time(&self) -> SystemTime {
        self.skew.correct(self.clock.now())
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Context")
    }
}
