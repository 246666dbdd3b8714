//! Random numbers for jitter and idempotency tokens. They are not secure enough for secrets.

use whitesmith_runtime::internal::pair;

/// A source of random numbers, uniform over all 64 bits. Closures that return a `u64` implement it.
#[doc(alias = "jitter")]
pub trait Random: Send + Sync + 'static {
    /// Returns the next number.
    fn next(&self) -> u64;
}

impl<F: Fn() -> u64 + Send + Sync + 'static> Random for F {
    fn next(&self) -> u64 {
        self()
    }
}

/// Returns a random number in `0.0..1.0`.
#[allow(clippy::cast_precision_loss)] // 53 bits are what an `f64` holds.
pub(crate) fn fraction(random: &dyn Random) -> f64 {
    (random.next() >> 11) as f64 / (1_u64 << 53) as f64
}

/// Returns a random UUID, version 4 of RFC 9562.
pub fn uuid(random: &dyn Random) -> String {
    let bits = (u128::from(random.next()) << 64) | u128::from(random.next());
    let bits = (bits & !(0xf << 76)) | (0x4 << 76);
    let bits = (bits & !(0x3 << 62)) | (0x2 << 62);
    let mut text = String::with_capacity(36);
    for (index, byte) in bits.to_be_bytes().into_iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.extend(pair(byte).map(char::from));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::SystemRandom;

    #[test]
    fn uuids_have_their_form() {
        assert_eq!(uuid(&|| u64::MAX), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(uuid(&|| 0), "00000000-0000-4000-8000-000000000000");
        let random = SystemRandom::default();
        assert_ne!(uuid(&random), uuid(&random));
    }

    #[test]
    fn fractions_stay_below_one() {
        assert!(fraction(&|| 0) < f64::EPSILON);
        assert!(fraction(&|| u64::MAX) < 1.0);
    }
}
