//! What differs between platforms: whether there is an environment to configure a client from.

use super::Config;

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub(super) fn from_env() -> Config {
    Config::from_environment(whitesmith_client::ProcessEnvironment)
}

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub(super) use web::from_env;

/// The platform without environment variables, files and an instance metadata service.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod web {
    use super::super::observe::setting_ignored;
    use super::super::{Credentials, ProvideCredentials, Settings, SettingsError};
    use super::Config;
    use whitesmith_client::{BoxFuture, Context, CredentialsError};

    const ABSENT: &str = "wasm32-unknown-unknown has no environment variables and files: call \
        Config::credentials and Config::region, or Config::from_environment with an environment of your own";

    pub(crate) fn from_env() -> Config {
        let absent = SettingsError::of_variable("Config::from_env", ABSENT);
        setting_ignored(&absent);
        let settings = Settings { warnings: vec![absent], ..Settings::default() };
        Config::new().settings(settings).credentials(NoCredentials)
    }

    /// The credentials of this platform.
    #[derive(Debug)]
    struct NoCredentials;

    impl ProvideCredentials for NoCredentials {
        fn provide<'a>(
            &'a self,
            _: &'a Context,
        ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
            Box::pin(std::future::ready(Err(CredentialsError::absent(ABSENT))))
        }
    }
}
