//! The retry modes of AWS's SDKs.

/// How calls are tried again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryMode {
    /// `standard`: some errors are retried, with growing waits and a quota. `legacy` means what an
    /// SDK did before there were modes; there was nothing before here, so it means the same.
    #[default]
    Standard,
    /// `adaptive`: the same, and a client sends less often while the service throttles.
    Adaptive,
}
