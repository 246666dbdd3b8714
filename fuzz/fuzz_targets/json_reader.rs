//! In: bytes. Out: what [`fuzz::json_reader`] makes of them.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::json_reader(data));
