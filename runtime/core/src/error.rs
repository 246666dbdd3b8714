//! Errors: requests that cannot be built, responses that cannot be read, and errors that a service answers.

mod build;
mod metadata;
mod parse;
mod reader;
mod response_error;
mod retry;
mod service;

pub use build::BuildError;
pub use metadata::ErrorMetadata;
pub use parse::ParseError;
pub use reader::ErrorReader;
pub use response_error::ResponseError;
pub use retry::RetryHint;
pub use service::{OperationError, ServiceError};
