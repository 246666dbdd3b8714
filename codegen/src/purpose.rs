//! Says what a crate is lowered for.

/// What a crate is lowered for. One that is not rendered takes a third of the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Rendering: everything is lowered.
    Render,
    /// Looking at its API: documentation and examples are not lowered, and of endpoint rules only the parameters.
    Inspect,
}
