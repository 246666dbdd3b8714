//! A duration in; a future out that a thread of its own wakes.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{self, Poll, Waker};
use std::thread;
use std::time::Duration;

use super::{BoxFuture, Sleep};

/// Waits on a thread of its own: for clients that run on no runtime we know of.
#[derive(Clone, Copy, Debug)]
pub(super) struct ThreadSleep;

impl Sleep for ThreadSleep {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(ThreadSleeping { duration, alarm: None })
    }
}

/// The wait of one caller; the thread starts when somebody waits.
struct ThreadSleeping {
    duration: Duration,
    alarm: Option<Arc<Mutex<Alarm>>>,
}

#[derive(Default)]
struct Alarm {
    has_rung: bool,
    waker: Option<Waker>,
}

impl Future for ThreadSleeping {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut task::Context<'_>) -> Poll<()> {
        let duration = self.duration;
        let alarm = self.alarm.get_or_insert_with(|| {
            let alarm = Arc::new(Mutex::new(Alarm::default()));
            let ringing = Arc::clone(&alarm);
            thread::spawn(move || {
                thread::sleep(duration);
                let mut alarm = ringing.lock().unwrap_or_else(PoisonError::into_inner);
                alarm.has_rung = true;
                if let Some(waker) = alarm.waker.take() {
                    waker.wake();
                }
            });
            alarm
        });
        let mut alarm = alarm.lock().unwrap_or_else(PoisonError::into_inner);
        if alarm.has_rung {
            return Poll::Ready(());
        }
        alarm.waker = Some(context.waker().clone());
        Poll::Pending
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
        block_on(ThreadSleep.sleep(Duration::from_millis(20)));
        assert!(started.elapsed() >= Duration::from_millis(20));
    }
}
