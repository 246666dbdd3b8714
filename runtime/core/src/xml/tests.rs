//! Readers and writers as generated code calls them.

mod errors;
mod hostile;
mod properties;
mod reading;
mod structures;
mod writing;
