//! Readers and writers as generated code calls them.

mod messages;
mod properties;
mod reading;
mod structures;
mod writing;
