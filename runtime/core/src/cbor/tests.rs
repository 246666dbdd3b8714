//! Readers and writers as generated code calls them.

mod hostile;
mod messages;
mod properties;
mod reading;
mod structures;
mod writing;
