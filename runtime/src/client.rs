//! What stands between operations and a service: configuration, credentials, transports, and the
//! machine that decides what happens next. The I/O itself is behind traits.

mod context;
mod credentials;
#[cfg(test)]
mod fake_list;
mod pages;
mod transport;
mod wait;

pub use context::{Clock, Context, Environment, ProcessEnvironment, Sleep};
pub use credentials::{Credentials, CredentialsError, ProvideCredentials};
pub use pages::{BlockingItems, BlockingPages, Items, PageError, Pages};
pub use transport::{
    BlockingTransport, BoxError, BoxFuture, Transport, TransportError, TransportErrorKind,
};
pub use wait::{blocking_wait_until, wait_until};
