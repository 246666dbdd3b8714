//! The official SDK without its default features: no transport, no TLS.

pub use aws_sdk_lambda::Client;
