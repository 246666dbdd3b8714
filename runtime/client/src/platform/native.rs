//! The defaults of platforms with a standard library: its clock, threads, files and commands.

mod blocking_sleep;
mod child;
mod default_sleep;
mod off_thread;
mod process_environment;
mod system_random;
mod thread_sleep;
#[cfg(feature = "tokio")]
mod tokio_sleep;

use std::time::SystemTime;

use crate::{BoxFuture, Clock, Environment, Sleep};

pub(crate) use blocking_sleep::BlockingSleep;
pub(crate) use default_sleep::DefaultSleep;
pub use process_environment::ProcessEnvironment;
pub(crate) use system_random::SystemRandom;
pub(crate) use thread_sleep::ThreadSleep;
#[cfg(feature = "tokio")]
pub use tokio_sleep::TokioSleep;

/// Whether transports wait for `100 Continue`.
pub(crate) const WAITS_FOR_CONTINUE: bool = true;

/// The clock of the system.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }
}
