//! Computes percentiles of call times, and reads the memory of this process.

use std::fmt;
use std::time::Duration;

/// The times of calls.
pub(crate) struct Times {
    micros: Vec<u32>,
}

impl Times {
    /// Reserves memory for this number of calls.
    pub(crate) fn of(calls: u32) -> Self {
        let mut micros = vec![1; calls as usize];
        micros.clear();
        Self { micros }
    }

    pub(crate) fn push(&mut self, time: Duration) {
        self.micros.push(u32::try_from(time.as_micros()).unwrap_or(u32::MAX));
    }

    pub(crate) fn extend(&mut self, other: &Self) {
        self.micros.extend_from_slice(&other.micros);
    }

    /// The time that `percent` of 100 calls do not exceed.
    pub(crate) fn at(&mut self, percent: usize) -> Duration {
        self.micros.sort_unstable();
        let index = self.micros.len() * percent / 100;
        let micros = self.micros.get(index).or(self.micros.last());
        Duration::from_micros(micros.copied().unwrap_or_default().into())
    }
}

/// The memory of this process in bytes, where the system reports it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Memory(Option<u64>);

impl Memory {
    pub(crate) fn now() -> Self {
        let status = std::fs::read_to_string("/proc/self/status").ok();
        let resident = status.and_then(|status| {
            let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
            let kibibytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
            Some(kibibytes * 1024)
        });
        Self(resident)
    }

    /// The increase since `before`.
    pub(crate) fn beyond(self, before: Self) -> Option<u64> {
        Some(self.0?.saturating_sub(before.0?))
    }
}

impl fmt::Display for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(bytes) => f.pad(&megabytes(bytes)),
            None => f.pad("unknown"),
        }
    }
}

/// Formats as `88.1 MB`; a megabyte is 1,000,000 bytes.
pub(crate) fn megabytes(bytes: u64) -> String {
    let tenths = bytes / 100_000;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}
