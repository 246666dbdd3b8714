//! What stands between operations and a service: configuration, credentials, transports, and the
//! machine that decides what happens next. The I/O itself is behind traits.

mod context;
mod credentials;
mod transport;

pub use context::{Clock, Context, Environment, ProcessEnvironment, Sleep};
pub use credentials::{Credentials, CredentialsError, ProvideCredentials};
pub use transport::{
    BlockingTransport, BoxError, BoxFuture, Transport, TransportError, TransportErrorKind,
};
