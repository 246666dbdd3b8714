//! AWS support for clients that whitesmith generates from [Smithy](https://smithy.io) models:
//! credentials, regions, settings and signatures, on top of `whitesmith-client`.
//!
//! Users of an emitted crate for an AWS service find this crate as its module `runtime::aws`, and its
//! [`Config`] and [`Credentials`] at the crate's root. Crates for other services do not depend on it.
//!
//! | what | where |
//! |---|---|
//! | configure a client | [`Config`] |
//! | settings of environment variables, `~/.aws/config` and `~/.aws/credentials` | [`Config::from_env`], [`Settings`] |
//! | credentials and credentials providers | [`Credentials`], [`ProvideCredentials`], [`CredentialsChain`] |
//! | the bearer token of an SSO session | [`SsoBearerToken`] |
//! | sign a request with Signature Version 4, without a client | [`sigv4`] |
//! | allow an upload to S3 by the form of a browser | [`sigv4::PostPolicy`] |
//! | convert an `SdkConfig` of the official SDK | `Config::of_sdk_config`, with the feature `aws-config` |
//!
//! # Example
//!
//! ```
//! use whitesmith_aws::{Config, Credentials};
//!
//! // Settings of the environment, overridden by code:
//! let config = Config::from_env()
//!     .region("us-east-1")
//!     .credentials(Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI"))
//!     .max_attempts(5);
//! for warning in config.warnings() {
//!     eprintln!("{warning}");
//! }
//! // Clients of all services take it: `Client::new(config)` of an emitted crate.
//! let config: whitesmith_client::Config = config.into();
//! # drop(config);
//! ```
//!
//! # Features
//!
//! `login` refreshes the credentials of `aws login`. `aws-config` converts the settings and
//! credentials of an `SdkConfig`. `sigv4a` signs with Signature Version 4A, as endpoints that span regions
//! require it. `tracing` emits events, and `test-util` is for tests; both enable
//! the feature of the same name in `whitesmith-client`.

// Badges that name the feature of an item, on docs.rs.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod aws;
mod aws_client;
#[cfg(feature = "aws-config")]
mod aws_config;
mod command_line;
mod config;
mod credentials;
#[cfg(test)]
#[path = "../../client/src/fake_list.rs"]
mod fake_list;
mod followed;
mod observe;
mod platform;
mod profile;
mod providers;
mod region;
mod resolve;
mod settings;
mod sign;
pub mod sigv4;
#[cfg(feature = "test-util")]
mod test_util;
#[cfg(test)]
mod testing;

#[cfg(feature = "aws-config")]
pub use aws_config::SdkCredentials;
pub use config::Config;
pub use credentials::Credentials;
pub use providers::{
    ContainerCredentials, CredentialsCache, CredentialsChain, EnvironmentCredentials,
    InstanceCredentials, ProfileCredentials, ProvideCredentials, SsoBearerToken,
    WebIdentityCredentials,
};
pub use settings::{AccountIdEndpointMode, Settings, SettingsError};
pub use whitesmith_client::CredentialsError;
