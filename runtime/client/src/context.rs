//! What a client needs of the machine it runs on, behind traits: time, waiting, environment
//! variables, files, commands, HTTP. Tests put their own in place.

use std::fmt;
use std::future::{Future, ready};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, SystemTime};

use super::clock_skew::ClockSkew;
use super::random::SystemRandom;
use super::retry::TokenBucket;
use super::{BoxFuture, Random, Transport};

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

/// Environment variables, files and commands.
pub trait Environment: Send + Sync + 'static {
    /// The value of a variable; `None` if it is not set or no text.
    fn var(&self, name: &str) -> Option<String>;

    /// The names and values of all variables whose name begins with `prefix`.
    fn vars(&self, prefix: &str) -> Vec<(String, String)>;

    /// Reads the text of a file.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or is not UTF-8.
    fn read(&self, path: &Path) -> io::Result<String>;

    /// Replaces a file that holds a secret, as a whole or not at all, with its folders if they are
    /// missing. Only its owner may read it.
    ///
    /// # Errors
    ///
    /// Why it cannot be written; without an implementation, that no files are written here.
    fn write_private(&self, path: &Path, contents: &str) -> io::Result<()> {
        let _ = (path, contents);
        Err(io::Error::new(io::ErrorKind::Unsupported, "no files are written here"))
    }

    /// Runs a program with its arguments, waits for its end without blocking, and gives what it has
    /// written to its standard output.
    ///
    /// # Errors
    ///
    /// Why it cannot be run, or that it failed; without an implementation, that there are no
    /// commands here. The error must not show the arguments or the output, which may be secret.
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
    /// Sends requests.
    pub transport: Arc<dyn Transport>,
    /// Waits.
    pub sleep: Arc<dyn Sleep>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Reads variables and files, runs commands.
    pub environment: Arc<dyn Environment>,
    /// Gives random numbers.
    pub random: Arc<dyn Random>,
    /// What the vendor of the service tells its providers, by type; for AWS, what the configuration of
    /// the client says about regions and retries.
    pub extensions: http::Extensions,
    /// The retry quota of all requests of providers.
    pub(super) bucket: Arc<TokenBucket>,
    /// What providers and calls have learned about the local clock.
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
    /// The time by the clock of the services that were called, as far as their responses have told it.
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

/// The clock of the system.
#[derive(Clone, Copy, Debug)]
pub(super) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }
}

/// Waits by blocking: for blocking clients.
#[derive(Clone, Copy, Debug)]
pub(super) struct BlockingSleep;

impl Sleep for BlockingSleep {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async move { thread::sleep(duration) })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use whitesmith_runtime::internal::block_on;

    #[test]
    fn waits_end() {
        let started = Instant::now();
        block_on(BlockingSleep.sleep(Duration::from_millis(20)));
        assert!(started.elapsed() >= Duration::from_millis(20));
    }
}
