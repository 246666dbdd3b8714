//! The settings about checksums of requests and responses.

use super::Lenient;
use whitesmith_client::{RequestChecksumCalculation, ResponseChecksumValidation};

/// The values of both settings.
const VALUES: &str = "when_supported or when_required";

/// Reads when the checksum of a request is computed.
pub(super) fn calculation(all: &mut Lenient<'_>) -> Option<RequestChecksumCalculation> {
    use RequestChecksumCalculation::{WhenRequired, WhenSupported};
    let read = |text: &str| either(text, WhenSupported, WhenRequired);
    all.parsed("AWS_REQUEST_CHECKSUM_CALCULATION", "request_checksum_calculation", VALUES, read)
}

/// Reads when the checksum of a response is validated.
pub(super) fn validation(all: &mut Lenient<'_>) -> Option<ResponseChecksumValidation> {
    use ResponseChecksumValidation::{WhenRequired, WhenSupported};
    let read = |text: &str| either(text, WhenSupported, WhenRequired);
    all.parsed("AWS_RESPONSE_CHECKSUM_VALIDATION", "response_checksum_validation", VALUES, read)
}

/// Which of the two values a text names, case-insensitively.
fn either<T>(text: &str, supported: T, required: T) -> Option<T> {
    match text.to_ascii_lowercase().as_str() {
        "when_supported" => Some(supported),
        "when_required" => Some(required),
        _ => None,
    }
}
