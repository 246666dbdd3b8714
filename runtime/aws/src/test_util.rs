//! Canned answers in; a configuration that signs out.

use std::future::ready;

use whitesmith_client::test_util::Canned;

use super::{Config, Credentials};

/// A configuration for tests: it sends to this transport, signs with a key of nobody for `us-east-1`,
/// and does not wait between attempts.
impl From<&Canned> for Config {
    fn from(canned: &Canned) -> Self {
        Self::new()
            .region("us-east-1")
            .credentials(Credentials::new("AKIDTEST", "test"))
            .transport(canned.clone())
            .blocking_transport(canned.clone())
            .attempt_timeout(None)
            .sleep(|_| ready(()))
    }
}
