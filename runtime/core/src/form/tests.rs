//! The writer as generated code calls it.

mod messages;
mod properties;
mod structures;
mod writing;
