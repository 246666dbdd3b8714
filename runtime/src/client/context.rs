//! What a client needs of the machine it runs on, behind traits: time, waiting, environment
//! variables, files, commands, HTTP. Tests put their own in place.

use std::ffi::OsString;
use std::fmt;
use std::future::Future;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
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

    /// Runs a line of the system's shell, waits for its end, and gives what it has written.
    ///
    /// # Errors
    ///
    /// Why it cannot be run, or that it failed; without an implementation, that there are no
    /// commands here.
    fn run(&self, command: &str) -> io::Result<Vec<u8>> {
        let _ = command;
        Err(io::Error::new(io::ErrorKind::Unsupported, "there is no way to run commands here"))
    }
}

/// The environment of this process.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProcessEnvironment;

impl Environment for ProcessEnvironment {
    fn var(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    fn vars(&self, prefix: &str) -> Vec<(String, String)> {
        let text = |(name, value): (OsString, OsString)| {
            let name = name.into_string().ok().filter(|name| name.starts_with(prefix))?;
            Some((name, value.into_string().ok()?))
        };
        std::env::vars_os().filter_map(text).collect()
    }

    /// Reads a regular file: a pipe or a terminal could wait for ever.
    fn read(&self, path: &Path) -> io::Result<String> {
        let metadata = std::fs::metadata(path)?;
        if metadata.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if !metadata.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"));
        }
        std::fs::read_to_string(path)
    }

    /// What the command writes to its standard error appears on that of this process, since it may
    /// ask for something there.
    fn run(&self, command: &str) -> io::Result<Vec<u8>> {
        let (shell, option) = if cfg!(windows) { ("cmd.exe", "/C") } else { ("sh", "-c") };
        let mut shell = Command::new(shell);
        shell.arg(option).arg(command).stdin(Stdio::inherit()).stderr(Stdio::inherit());
        let output = shell.output()?;
        if output.status.success() {
            Ok(output.stdout)
        } else {
            Err(io::Error::other(format!("it ended with {}", output.status)))
        }
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
    pub(super) random: Arc<dyn Random>,
    pub(super) places: Places,
    /// The retry quota of all requests of providers.
    pub(super) bucket: Arc<TokenBucket>,
    /// What providers and calls have learned about the local clock.
    pub(super) skew: Arc<ClockSkew>,
}

/// What a client's configuration says about endpoints, as far as providers follow it.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// The region that code has set; it wins over variables and profiles.
    pub(super) region: Option<String>,
    /// The region of the client's settings, for want of one nearer to the provider.
    pub(super) default_region: Option<String>,
    pub(super) use_fips: Option<bool>,
    pub(super) use_dual_stack: Option<bool>,
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
            places: Places::default(),
            bucket: Arc::default(),
            skew: Arc::default(),
        }
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
    use crate::block_on::block_on;

    #[test]
    fn waits_end() {
        let started = Instant::now();
        block_on(BlockingSleep.sleep(Duration::from_millis(20)));
        assert!(started.elapsed() >= Duration::from_millis(20));
    }

    #[cfg(unix)]
    #[test]
    fn commands_run_and_variables_are_found() {
        let process = ProcessEnvironment;
        assert_eq!(process.run("printf '%s' \"a b\"").unwrap(), b"a b");
        let error = process.run("exit 3").unwrap_err().to_string();
        assert_eq!(error, "it ended with exit status: 3");
        let named = process.vars("CARGO_PKG_N");
        assert_eq!(named, [("CARGO_PKG_NAME".to_owned(), "whitesmith-runtime".to_owned())]);
        assert!(process.var("CARGO_PKG_NO_SUCH").is_none());
    }

    #[cfg(unix)]
    #[test]
    fn only_regular_files_are_read() {
        let folder = std::env::temp_dir().join(format!("whitesmith-read-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = |name: &str| folder.join(name);
        std::fs::write(path("text"), "hello").unwrap();
        std::fs::write(path("bytes"), b"\xff").unwrap();
        std::os::unix::fs::symlink(path("text"), path("link")).unwrap();
        std::os::unix::fs::symlink(path("loop"), path("loop")).unwrap();
        // Nobody writes to the pipe: a reader would wait for ever.
        ProcessEnvironment.run(&format!("mkfifo '{}'", path("pipe").display())).unwrap();
        let read = |path: &Path| ProcessEnvironment.read(path);
        assert_eq!(read(&path("text")).unwrap(), "hello");
        assert_eq!(read(&path("link")).unwrap(), "hello");
        assert_eq!(read(&path("none")).unwrap_err().kind(), io::ErrorKind::NotFound);
        assert_eq!(read(&path("bytes")).unwrap_err().kind(), io::ErrorKind::InvalidData);
        assert_eq!(read(&folder).unwrap_err().kind(), io::ErrorKind::IsADirectory);
        assert!(read(&path("loop")).is_err());
        for endless in [&path("pipe"), Path::new("/dev/zero")] {
            assert_eq!(read(endless).unwrap_err().to_string(), "it is not a regular file");
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
