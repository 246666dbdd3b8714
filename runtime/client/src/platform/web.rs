//! The defaults of `wasm32-unknown-unknown`: the clock, random numbers and timers of JavaScript, and an
//! environment without variables, files and commands.

mod random;
mod sleep;

use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::{Clock, Environment};

pub(crate) use random::SystemRandom;
pub(crate) use sleep::DefaultSleep;

/// Whether transports wait for `100 Continue`. `fetch` does not, and under Node.js it refuses requests with the
/// header `expect`.
pub(crate) const WAITS_FOR_CONTINUE: bool = false;

/// The clock of JavaScript, in milliseconds. `SystemTime::now` panics here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        let since_epoch = Duration::try_from_secs_f64(js_sys::Date::now() / 1_000.0);
        SystemTime::UNIX_EPOCH + since_epoch.unwrap_or_default()
    }
}

/// The environment of `wasm32-unknown-unknown`, which has no variables, files and commands: no variable is
/// set, and reading a file or running a command is an error.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProcessEnvironment;

impl Environment for ProcessEnvironment {
    fn var(&self, _: &str) -> Option<String> {
        None
    }

    fn vars(&self, _: &str) -> Vec<(String, String)> {
        Vec::new()
    }

    fn read(&self, _: &Path) -> io::Result<String> {
        let message = "wasm32-unknown-unknown has no files: set Config::environment";
        Err(io::Error::new(io::ErrorKind::Unsupported, message))
    }
}
