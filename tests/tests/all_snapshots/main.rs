//! In: the fixtures, and our model of Chime. Out: what the generator makes of each, compared with its
//! snapshot. Cargo runs tests in the order of their names: these come before those that compile crates.

mod errors;
mod fixtures;
mod left_out;
mod module;
mod update_account;
