//! What can go wrong: a request that cannot be built, a response that cannot be read, an error that
//! the service answers.

mod build;
mod excerpt;
mod metadata;
mod parse;
mod response;
mod retry;
mod service;

pub use build::BuildError;
pub use metadata::ErrorMetadata;
pub use parse::ParseError;
pub use response::ErrorResponse;
pub use retry::RetryHint;
pub use service::{OperationError, ServiceError};
