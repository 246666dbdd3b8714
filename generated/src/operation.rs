// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operations of Amazon Chime, one module each.

pub mod update_account;
