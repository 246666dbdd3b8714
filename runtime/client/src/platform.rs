//! What differs between platforms: the default clock, random numbers, sleep and environment of clients.
//!
//! `wasm32-unknown-unknown` has no clock, randomness, threads or files of its own; there they are those of
//! JavaScript, or absent. Everywhere else they are those of the standard library.

use std::time::Duration;

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
mod native;
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod web;

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub use native::*;
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub use web::*;

/// Longer than any sleep, but short enough to be added to a time.
pub(crate) const FOREVER: Duration = Duration::from_secs(60 * 60 * 24 * 365 * 30);
