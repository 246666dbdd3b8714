//! Credentials providers: where AWS credentials come from, the default chain, and the cache that
//! refreshes them before they expire.

mod assume_role;
mod cache;
mod chain;
mod container;
mod document;
mod dpop;
mod environment;
mod exchange;
mod hosts;
mod instance;
mod login;
mod metadata;
mod process;
mod profile;
mod sha1;
mod sso;
mod sso_session;
mod sso_token;
mod sts;
mod token_file;
mod web_identity;
mod xml;

use std::fmt;

use crate::Credentials;
use whitesmith_client::internal::Expires;
use whitesmith_client::{BoxFuture, Context, CredentialsError};

pub use cache::CredentialsCache;
pub use chain::CredentialsChain;
pub use container::ContainerCredentials;
pub use environment::EnvironmentCredentials;
pub use instance::InstanceCredentials;
pub(super) use instance::region as instance_region;
pub use profile::ProfileCredentials;
pub use sso_token::SsoBearerToken;
pub use web_identity::WebIdentityCredentials;

/// A credentials provider.
///
/// ```
/// use whitesmith_aws::{Config, Credentials, CredentialsError, ProvideCredentials};
/// use whitesmith_client::{BoxFuture, Context};
///
/// #[derive(Debug)]
/// struct Vault;
///
/// impl ProvideCredentials for Vault {
///     fn provide<'a>(
///         &'a self,
///         context: &'a Context,
///     ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
///         Box::pin(async {
///             match context.environment.var("VAULT_SECRET") {
///                 Some(secret) => Ok(Credentials::new("AKIDEXAMPLE", secret)),
///                 None => Err(CredentialsError::absent("VAULT_SECRET is not set")),
///             }
///         })
///     }
/// }
///
/// let config = Config::new().credentials(Vault);
/// ```
#[doc(alias = "provider")]
pub trait ProvideCredentials: fmt::Debug + Send + Sync + 'static {
    /// Fetches credentials. It does not cache them; the caller does, with [`CredentialsCache`].
    ///
    /// # Errors
    ///
    /// A provider that is not configured returns [`CredentialsError::absent`], one that failed
    /// [`CredentialsError::new`].
    fn provide<'a>(
        &'a self,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>>;
}

impl ProvideCredentials for Credentials {
    fn provide<'a>(
        &'a self,
        _: &'a Context,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        let credentials = self.clone();
        Box::pin(async move { Ok(credentials) })
    }
}
