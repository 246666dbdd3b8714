//! HTTP protocol tests: compare the request that an input becomes, or the output or error that a response
//! becomes, with what a test expects, and panic with a list of the differences.
//!
//! The emitted tests of a crate call this, behind the feature `protocol-tests`. The rules are those
//! of <https://smithy.io/2.0/additional-specs/http-protocol-compliance-tests.html>.

#![allow(clippy::panic, reason = "a test that fails panics")]

mod body;
#[cfg(feature = "cbor")]
mod cbor;
#[cfg(feature = "form")]
mod form;
mod json;
mod request;
mod response;
#[cfg(feature = "xml")]
mod xml;

use std::fmt::Debug;

pub use request::RequestTest;
pub use response::ResponseTest;

/// Asserts that two values are the same. A value that holds a NaN, which equals nothing, is the same
/// as one that `Debug` shows alike.
///
/// # Panics
///
/// When they are not.
#[track_caller]
#[allow(clippy::eq_op, reason = "what does not equal itself holds a NaN")]
pub fn assert_same<T: PartialEq + Debug>(found: &T, expected: &T) {
    let holds_nan = expected != expected;
    let same = found == expected || (holds_nan && format!("{found:?}") == format!("{expected:?}"));
    assert!(same, "the values differ\n   found: {found:?}\nexpected: {expected:?}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nan_is_the_same_as_nan() {
        assert_same(&Some(f32::NAN), &Some(f32::NAN));
        assert_same(&[1.0], &[1.0]);
    }

    #[test]
    #[should_panic(expected = "the values differ")]
    fn other_values_differ() {
        assert_same(&None, &Some(f32::NAN));
    }
}
