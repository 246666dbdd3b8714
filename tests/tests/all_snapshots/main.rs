//! Compares the generator's output with snapshots. Cargo runs tests in the order of their names:
//! these run before those that compile crates.

mod errors;
mod fixtures;
mod left_out;
mod module;
mod options;
mod update_account;
