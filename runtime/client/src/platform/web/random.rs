//! The [`Random`] of JavaScript.

use crate::Random;

/// The default source: `crypto.getRandomValues`, or `Math.random` where the host has no Web Crypto API, such as
/// an old engine that is embedded in a program. Nothing guarantees that two processes of such a host get other
/// numbers from `Math.random`, so that its idempotency tokens may repeat. The
/// keyed hash of the standard library has the same key in each process here.
#[derive(Debug, Default)]
pub(crate) struct SystemRandom(());

impl Random for SystemRandom {
    fn next(&self) -> u64 {
        getrandom::u64().unwrap_or_else(|_| u64::from(half()) << 32 | u64::from(half()))
    }
}

/// Returns 32 random bits.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // The product is in `0.0..2^32`.
fn half() -> u32 {
    (js_sys::Math::random() * 4_294_967_296.0) as u32
}
