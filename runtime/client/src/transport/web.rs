//! The transports of `wasm32-unknown-unknown`, which has neither sockets nor threads.

use std::sync::Arc;

use super::{Absent, Transport};
use crate::Config;

#[cfg(feature = "hyper")]
compile_error!(
    "the features `hyper` and `http2` do not support wasm32-unknown-unknown, which has no sockets: \
    disable the default features of the crate, and enable `reqwest`, which sends requests with \
    `fetch`, or `client` with a transport of your own"
);

#[cfg(feature = "blocking")]
compile_error!(
    "the feature `blocking` does not support wasm32-unknown-unknown, where a thread cannot wait: \
    use the asynchronous client, for example with the feature `reqwest`"
);

/// Returns the transport of asynchronous clients that configure none.
pub(super) fn default(_: &Config) -> Arc<dyn Transport> {
    Arc::new(Absent(
        "no transport is configured: call Config::transport, for example with the \
            `ReqwestTransport` of the feature `reqwest`",
    ))
}
