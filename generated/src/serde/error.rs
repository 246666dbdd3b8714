// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The members of the errors, as serde serializes them.

use super::super::types::error::*;

whitesmith_runtime::serde_structure! {
    struct BadRequestException {
        code: Optional<"Code">,
        message: Optional<"Message">,
    }
}

whitesmith_runtime::serde_structure! {
    struct ForbiddenException {
        code: Optional<"Code">,
        message: Optional<"Message">,
    }
}

whitesmith_runtime::serde_structure! {
    struct NotFoundException {
        code: Optional<"Code">,
        message: Optional<"Message">,
    }
}

whitesmith_runtime::serde_structure! {
    struct ServiceFailureException {
        code: Optional<"Code">,
        message: Optional<"Message">,
    }
}

whitesmith_runtime::serde_structure! {
    struct ServiceUnavailableException {
        code: Optional<"Code">,
        message: Optional<"Message">,
    }
}

whitesmith_runtime::serde_structure! {
    struct ThrottledClientException {
        code: Optional<"Code">,
        message: Optional<"Message">,
    }
}

whitesmith_runtime::serde_structure! {
    struct UnauthorizedClientException {
        code: Optional<"Code">,
        message: Optional<"Message">,
    }
}
