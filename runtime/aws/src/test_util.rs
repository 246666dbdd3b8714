//! Configurations for tests with canned responses.

use std::future::ready;

use whitesmith_client::test_util::Canned;

use super::{Config, Credentials};

/// Creates a configuration for tests: it uses this transport, signs with dummy credentials for
/// `us-east-1`, and retries without backoff.
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
