//! What `whitesmith-aws` shares with this crate. It is not part of the API and changes without
//! notice: `whitesmith-aws` depends on exactly this version.

pub use crate::cache::{Cache, Expires};
pub use crate::common::Common;
pub use crate::host::{address, is_loopback};
pub use crate::provider::{Exchange, Failed, Refusal, add_secret, body, request};
pub use crate::random::uuid;
pub use crate::secret::Secret;
pub use whitesmith_runtime::endpoint::ContextValue;
