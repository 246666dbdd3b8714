// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The members of the errors, as serde serializes them.

use super::super::types::error::*;

whitesmith_runtime::serde_structure! {
    struct Gone {}
}

whitesmith_runtime::serde_structure! {
    struct Refused {
        message: Optional<"message">,
        reason: Optional<"reason">,
        notes: Optional<"notes">,
        retry_after: Optional<"retryAfter">,
        hints: Optional<"hints">,
    }
}
