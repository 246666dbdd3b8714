//! Serializes values in each format, and deserializes them again.

use std::fmt::Debug;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Calls a test with random bytes, from a fixed seed.
pub(crate) fn run(cases: u32, test: impl Fn(&[u8])) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let seed = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let bytes = prop::collection::vec(any::<u8>(), 0..600);
    let result = TestRunner::new_with_rng(config, seed).run(&bytes, |bytes| {
        test(&bytes);
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

/// Asserts that a value is the same after it went through JSON, in each of the ways to read it.
pub(crate) fn through_json<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let text = serde_json::to_string(value).unwrap();
    assert_eq!(serde_json::from_str::<T>(&text).unwrap(), *value, "{text}");
    assert_eq!(serde_json::from_reader::<_, T>(text.as_bytes()).unwrap(), *value, "{text}");
    let tree = serde_json::to_value(value).unwrap();
    assert_eq!(serde_json::from_value::<T>(tree.clone()).unwrap(), *value, "{text}");
    assert_eq!(T::deserialize(&tree).unwrap(), *value, "{text}");
    let pretty = serde_json::to_string_pretty(value).unwrap();
    assert_eq!(serde_json::from_str::<T>(&pretty).unwrap(), *value, "{text}");
}

/// Asserts that a value is the same after it went through CBOR.
pub(crate) fn through_cbor<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).unwrap();
    assert_eq!(ciborium::from_reader::<T, _>(bytes.as_slice()).unwrap(), *value);
    let tree = ciborium::Value::serialized(value).unwrap();
    assert_eq!(tree.deserialized::<T>().unwrap(), *value);
}

/// Asserts that a value is the same after it went through TOML.
pub(crate) fn through_toml<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let text = toml::to_string(value).unwrap();
    assert_eq!(toml::from_str::<T>(&text).unwrap(), *value, "{text}");
    let text = toml::to_string_pretty(value).unwrap();
    assert_eq!(toml::from_str::<T>(&text).unwrap(), *value, "{text}");
}

/// Asserts that a value is the same after it went through each format.
pub(crate) fn through_all<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    through_json(value);
    through_cbor(value);
    through_toml(value);
}
