//! What stands between operations and a service: configuration, credentials, transports, and the
//! machine that decides what happens next. The I/O itself is behind traits.

mod context;
mod credentials;
mod profile;
mod settings;
#[cfg(test)]
mod testing;
mod transport;

pub use context::{Clock, Context, Environment, ProcessEnvironment, Sleep};
pub use credentials::{
    ContainerCredentials, Credentials, CredentialsCache, CredentialsChain, CredentialsError,
    EnvironmentCredentials, InstanceCredentials, ProfileCredentials, ProvideCredentials,
    WebIdentityCredentials,
};
pub use settings::{AccountIdEndpointMode, RetryMode, Settings, SettingsError};
pub use transport::{
    BlockingTransport, BoxError, BoxFuture, Transport, TransportError, TransportErrorKind,
};
