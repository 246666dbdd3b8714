//! In: bytes. Out: what [`fuzz::shapes`] makes of them.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::shapes(data));
