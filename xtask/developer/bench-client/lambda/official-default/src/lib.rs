//! The official SDK with its default features and the crate that reads its configuration.

pub use aws_config::load_defaults;
pub use aws_sdk_lambda::Client;
