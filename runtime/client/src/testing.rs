//! Fakes for tests: an environment, a clock and a transport in memory, and the context made of them.

#![allow(dead_code, reason = "two crates include this file, and neither uses all of it")]

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::{
    BoxFuture, Clock, Context, Environment, Sleep, Transport, TransportError, TransportErrorKind,
};
use whitesmith_runtime::ByteStream;

/// 2026-01-01T00:00:00Z
pub(crate) fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_767_225_600)
}

/// An environment in memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct FakeEnvironment {
    vars: BTreeMap<String, String>,
    /// Shared by clones.
    files: Arc<Mutex<BTreeMap<String, Result<String, io::ErrorKind>>>>,
    commands: BTreeMap<Vec<String>, String>,
}

impl FakeEnvironment {
    pub(crate) fn var(mut self, name: &str, value: &str) -> Self {
        self.vars.insert(name.into(), value.into());
        self
    }

    pub(crate) fn file(self, path: &str, text: &str) -> Self {
        self.with_file(path, Ok(text.into()))
    }

    /// Adds a file that exists but cannot be read.
    pub(crate) fn unreadable(self, path: &str, kind: io::ErrorKind) -> Self {
        self.with_file(path, Err(kind))
    }

    fn with_file(mut self, path: &str, file: Result<String, io::ErrorKind>) -> Self {
        let mut files = self.files.lock().unwrap().clone();
        files.insert(path.into(), file);
        self.files = Arc::new(Mutex::new(files));
        self
    }

    pub(crate) fn command(mut self, command: &[&str], output: &str) -> Self {
        let command = command.iter().map(|word| (*word).to_owned()).collect();
        self.commands.insert(command, output.into());
        self
    }

    /// Returns the text that a file has now.
    pub(crate) fn text(&self, path: &str) -> Option<String> {
        self.files.lock().unwrap().get(path).cloned()?.ok()
    }

    /// Sets the text of `~/.aws/config`.
    pub(crate) fn config(self, text: &str) -> Self {
        self.var("HOME", "/home/me").file("/home/me/.aws/config", text)
    }
}

impl Environment for FakeEnvironment {
    fn var(&self, name: &str) -> Option<String> {
        self.vars.get(name).cloned()
    }

    fn vars(&self, prefix: &str) -> Vec<(String, String)> {
        let all = self.vars.iter().filter(|(name, _)| name.starts_with(prefix));
        all.map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    fn read(&self, path: &Path) -> io::Result<String> {
        let file = path.to_str().and_then(|path| self.files.lock().unwrap().get(path).cloned());
        file.unwrap_or(Err(io::ErrorKind::NotFound)).map_err(io::Error::from)
    }

    fn write_private(&self, path: &Path, contents: &str) -> io::Result<()> {
        let path = path.to_str().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        self.files.lock().unwrap().insert(path.into(), Ok(contents.into()));
        Ok(())
    }

    fn run(&self, command: Vec<String>) -> BoxFuture<'static, io::Result<Vec<u8>>> {
        let result = match self.commands.get(&command) {
            Some(output) => Ok(output.clone().into_bytes()),
            None => Err(io::Error::other("it failed with exit status: 127")),
        };
        Box::pin(std::future::ready(result))
    }
}

/// A clock that tests advance.
#[derive(Clone, Debug)]
pub(crate) struct FakeClock(Arc<Mutex<SystemTime>>);

impl FakeClock {
    pub(crate) fn advance(&self, by: Duration) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for FakeClock {
    fn now(&self) -> SystemTime {
        *self.0.lock().unwrap()
    }
}

impl Sleep for FakeClock {
    /// Completes at once, and advances the clock.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let clock = self.clone();
        Box::pin(async move { clock.advance(duration) })
    }
}

/// A response of [`FakeTransport`].
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    Status(u16, String),
    /// A status, a `date` header and a body.
    Dated(u16, &'static str, String),
    Error(TransportErrorKind),
    /// No response, ever.
    Silence,
}

/// A response with status 200.
pub(crate) fn ok(body: impl Into<String>) -> Answer {
    Answer::Status(200, body.into())
}

/// A transport that looks up its responses by method and URL, and records the requests.
#[derive(Clone, Debug, Default)]
pub(crate) struct FakeTransport {
    answers: Arc<Mutex<BTreeMap<String, VecDeque<Answer>>>>,
    requests: Arc<Mutex<Vec<String>>>,
}

impl FakeTransport {
    /// Sets the responses to a method and URL, in order. The last one is repeated.
    pub(crate) fn on(self, request: &str, answers: impl IntoIterator<Item = Answer>) -> Self {
        self.answers.lock().unwrap().insert(request.into(), answers.into_iter().collect());
        self
    }

    /// Returns the requests so far: method and URL, headers except `user-agent` and
    /// `amz-sdk-request`, and body.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

impl Transport for FakeTransport {
    fn send(
        &self,
        request: http::Request<ByteStream>,
    ) -> BoxFuture<'_, Result<http::Response<ByteStream>, TransportError>> {
        let line = format!("{} {}", request.method(), request.uri());
        let mut lines = vec![line.clone()];
        for (name, value) in request.headers() {
            if name == "amz-sdk-request" || name == "user-agent" {
                continue;
            }
            lines.push(format!("{name}: {}", value.to_str().unwrap()));
        }
        let body = request.body().as_bytes().unwrap();
        if !body.is_empty() {
            lines.push(String::from_utf8(body.to_vec()).unwrap());
        }
        self.requests.lock().unwrap().push(lines.join("\n"));
        let mut answers = self.answers.lock().unwrap();
        let answer = match answers.get_mut(&line) {
            Some(queue) if queue.len() > 1 => queue.pop_front().unwrap(),
            Some(queue) => queue.front().unwrap().clone(),
            None => Answer::Status(404, String::new()),
        };
        Box::pin(async move {
            match answer {
                Answer::Status(status, body) => {
                    let response = http::Response::builder().status(status);
                    Ok(response.body(ByteStream::from(body)).unwrap())
                }
                Answer::Dated(status, date, body) => {
                    let response = http::Response::builder().status(status).header("date", date);
                    Ok(response.body(ByteStream::from(body)).unwrap())
                }
                Answer::Error(kind) => Err(TransportError::new(kind, "simulated by the test")),
                Answer::Silence => std::future::pending().await,
            }
        })
    }
}

/// The context of a test and its fakes.
pub(crate) struct Machine {
    pub(crate) transport: FakeTransport,
    pub(crate) clock: FakeClock,
    pub(crate) context: Context,
}

impl Machine {
    pub(crate) fn new(environment: FakeEnvironment, transport: FakeTransport) -> Self {
        let clock = FakeClock(Arc::new(Mutex::new(now())));
        let mut context =
            Context::new(transport.clone(), clock.clone(), clock.clone(), environment);
        context.random = Arc::new(|| 1 << 63);
        Self { transport, clock, context }
    }
}
