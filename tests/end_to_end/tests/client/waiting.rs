//! Skips and records the waits of a client.

use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use generated::Config;

use crate::caller::ClientKind;

/// Skips the delays between attempts. Clients wait for timeouts in the same way; a test chooses
/// shorter or longer timeouts, which are not skipped.
const SKIPPED: std::ops::Range<Duration> = Duration::from_secs(1)..Duration::from_secs(10);

/// The waits that were skipped.
#[derive(Clone, Debug, Default)]
pub(crate) struct Waits(Arc<Mutex<Vec<Duration>>>);

impl Waits {
    /// Lets the clients of a configuration skip delays.
    pub(crate) fn skipped_by(&self, kind: ClientKind, config: Config) -> Config {
        let waits = self.clone();
        config.sleep(move |duration| {
            let skips = SKIPPED.contains(&duration);
            if skips {
                waits.0.lock().unwrap().push(duration);
            }
            async move {
                match kind {
                    _ if skips => {}
                    ClientKind::Async => tokio::time::sleep(duration).await,
                    ClientKind::Blocking => thread::sleep(duration),
                }
            }
        })
    }

    /// The delays so far, in milliseconds.
    pub(crate) fn millis(&self) -> Vec<u128> {
        self.0.lock().unwrap().iter().map(Duration::as_millis).collect()
    }
}
