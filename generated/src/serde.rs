// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! `Serialize` and `Deserialize` of serde for the types of the crate.
//!
//! The module `runtime::serde` describes the form of the values, and what happens to sensitive members.

mod error;
mod operation;
mod types;
