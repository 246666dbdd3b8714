//! Readers and writers as generated code calls them.

mod properties;
mod reading;
mod structures;
mod writing;
