//! What stands between operations and a service: configuration, credentials, transports, and the
//! machine that decides what happens next. The I/O itself is behind traits.
//!
//! A client of a generated crate is a thin layer over [`Client`] or [`BlockingClient`].

mod authorize;
#[cfg(feature = "aws-config")]
mod aws_config;
mod bearer_token;
mod blocking;
mod call;
mod call_error;
mod call_info;
mod call_options;
mod child;
mod clock_skew;
mod command_line;
mod config;
mod context;
mod credentials;
mod default_sleep;
mod discovery;
mod drive;
mod exchange;
#[cfg(test)]
mod fake_list;
mod handle;
mod host;
mod identity;
mod machine;
mod observe;
mod off_thread;
mod pages;
mod prepare;
mod presign;
mod process_environment;
mod profile;
mod random;
mod region;
mod resolve;
mod retry;
mod scheme;
mod secret;
mod settings;
mod shared;
mod signing_keys;
mod stall;
#[cfg(feature = "test-util")]
pub mod test_util;
#[cfg(test)]
mod testing;
mod thread_sleep;
mod trace_id;
mod transport;
mod user_agent;
mod wait;

pub use crate::Credentials;
#[cfg(feature = "aws-config")]
pub use aws_config::SdkCredentials;
pub use bearer_token::{BearerToken, ProvideBearerToken};
pub use blocking::{BlockingCallPages, BlockingClient};
pub use call_error::{CallError, TimeoutError, TimeoutKind, TransportFailure, UnreadableOutput};
pub use call_info::CallInfo;
pub use call_options::CallOptions;
pub use config::Config;
pub use context::{Clock, Context, Environment, Sleep};
pub use credentials::{
    ContainerCredentials, CredentialsCache, CredentialsChain, CredentialsError,
    EnvironmentCredentials, InstanceCredentials, ProfileCredentials, ProvideCredentials,
    SsoBearerToken, WebIdentityCredentials,
};
pub(crate) use discovery::AskForEndpoints;
pub use handle::{CallPages, CallResult, CallResultWithMetadata, Client, WaitResult};
pub use pages::{BlockingItems, BlockingPages, Items, PageError, Pages};
pub use presign::Presigned;
pub use process_environment::ProcessEnvironment;
pub use random::Random;
pub use retry::RetryBehavior;
pub use settings::{AccountIdEndpointMode, RetryMode, Settings, SettingsError};
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
