//! What stands between operations and a service: configuration, credentials, transports, and the
//! machine that decides what happens next. The I/O itself is behind traits.

mod call_info;
mod context;
mod credentials;
mod transport;

pub use call_info::CallInfo;
pub use context::{Clock, Context, Environment, ProcessEnvironment, Sleep};
pub use credentials::{Credentials, CredentialsError, ProvideCredentials};
#[cfg(feature = "hyper")]
pub use transport::HyperTransport;
#[cfg(feature = "reqwest")]
pub use transport::ReqwestTransport;
#[cfg(feature = "tokio")]
pub use transport::TokioSleep;
#[cfg(feature = "tower")]
pub use transport::TowerTransport;
#[cfg(feature = "blocking")]
pub use transport::UreqTransport;
pub use transport::{
    BlockingTransport, BoxError, BoxFuture, Transport, TransportError, TransportErrorKind,
};
