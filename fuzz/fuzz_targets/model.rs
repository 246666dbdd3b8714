//! In: bytes. Out: what [`fuzz::model`] makes of them.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::model(data));
