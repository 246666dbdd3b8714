//! The official SDK as its documentation adds it to a crate, with what reads the configuration.

pub use aws_config::load_defaults;
pub use aws_sdk_chime::Client;
