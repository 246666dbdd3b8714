//! Fuzzes the XML reader: see [`fuzz::xml_reader`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::xml_reader(data));
