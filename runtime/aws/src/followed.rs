//! The settings of a client that its credentials providers follow, in [`Context::extensions`].

use whitesmith_client::{Context, RetryBehavior};

/// The endpoint settings of a client, as far as its credentials providers follow them.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// The region that code sets; it takes precedence over variables and profiles.
    pub(super) region: Option<String>,
    /// The region of the client's settings, if the provider has none.
    pub(super) default_region: Option<String>,
    pub(super) use_fips: Option<bool>,
    pub(super) use_dual_stack: Option<bool>,
}

impl Places {
    const NONE: &Self =
        &Self { region: None, default_region: None, use_fips: None, use_dual_stack: None };

    /// Returns those of the client that uses the provider.
    pub(super) fn of(context: &Context) -> &Self {
        context.extensions.get().unwrap_or(Self::NONE)
    }
}

/// The retry settings of a client, as far as its credentials providers follow them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Retries {
    /// The maximum number of attempts that code sets; it takes precedence over variables and
    /// profiles.
    pub(super) attempts: Option<u32>,
    /// The maximum number of attempts of the client's settings, if the provider has none.
    pub(super) default_attempts: Option<u32>,
    pub(super) behavior: Option<RetryBehavior>,
}

impl Retries {
    /// Returns those of the client that uses the provider.
    pub(super) fn of(context: &Context) -> Self {
        context.extensions.get::<Self>().copied().unwrap_or_default()
    }
}
