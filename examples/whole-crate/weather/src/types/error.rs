// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The modeled errors of Weather.

use whitesmith_runtime::ErrorMetadata;
use whitesmith_runtime::ResponseReader;
use whitesmith_runtime::json::Reader;

/// The service does not know the city.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NoSuchCity {
    pub message: Option<String>,
    /// The code, the message, the HTTP status and the request id of the error.
    pub metadata: ErrorMetadata,
}

impl NoSuchCity {
    pub(crate) fn read(response: &mut ResponseReader<'_>) -> Self {
        let mut error = Self::default();
        response.json(|r, key| match key {
            "message" => r.set(&mut error.message, Reader::string),
            _ => r.skip(),
        });
        error
    }
}

whitesmith_runtime::modeled_error!(NoSuchCity);
