//! What can go wrong: a request that cannot be built, a response that cannot be read, an error that
//! the service answers.

mod build;
mod excerpt;
mod metadata;
mod parse;
mod reader;
mod retry;
mod service;

pub use build::BuildError;
pub(crate) use excerpt::excerpt;
pub use metadata::ErrorMetadata;
pub use parse::ParseError;
pub use reader::ErrorReader;
pub use retry::RetryHint;
pub use service::{OperationError, ServiceError};
