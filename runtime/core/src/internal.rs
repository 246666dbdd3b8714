//! What this crate shares with `whitesmith-client` and `whitesmith-aws`. It is not part of the API
//! and changes without notice: they depend on exactly this version.

pub use crate::any_operation::{
    AnyOperation, AnyServiceError, AskForEndpoints, AskForSession, Facts,
};
pub use crate::block_on::*;
pub use crate::byte_stream::Progress;
pub use crate::endpoint::base::{Base, check as check_authority};
pub use crate::endpoint::shown_url::shown;
pub use crate::excerpt::excerpt;
pub use crate::headers::{SET_BY_CLIENT, is_framing};
pub use crate::hex::{hex, pair};
pub use crate::pagination::Position;
pub use crate::request::{RESERVED, RESERVED_IN_SEGMENTS, VerbatimPath, sends_content};
pub use crate::service::{MAX_ATTEMPTS, TRANSIENT_RETRY_DELAY};

/// Sets the headers of requests.
pub mod headers {
    pub use crate::headers::{add, set, set_if_absent};
}
