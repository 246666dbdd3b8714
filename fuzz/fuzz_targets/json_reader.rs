//! Fuzzes the JSON reader: see [`fuzz::json_reader`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::json_reader(data));
