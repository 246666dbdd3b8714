// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The modeled errors of Depot.

use super::super::types;
use std::collections::BTreeMap;
use whitesmith_runtime::ErrorMetadata;
use whitesmith_runtime::ResponseReader;
use whitesmith_runtime::json::Reader;

/// A structure.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Gone {
    /// The code, the message, the HTTP status and the request id of the error.
    pub metadata: ErrorMetadata,
}

impl Gone {
    pub(crate) fn read(_: &mut ResponseReader<'_>) -> Self {
        Self::default()
    }
}

whitesmith_runtime::modeled_error!(Gone);

/// A structure.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Refused {
    pub message: Option<String>,
    pub reason: Option<types::Colour>,
    pub notes: Option<types::Notes>,
    pub retry_after: Option<i32>,
    pub hints: Option<BTreeMap<String, String>>,
    /// The code, the message, the HTTP status and the request id of the error.
    pub metadata: ErrorMetadata,
}

impl Refused {
    pub(crate) fn read(response: &mut ResponseReader<'_>) -> Self {
        let mut error = Self::default();
        response.header("X-Retry-After", &mut error.retry_after);
        response.prefix_headers("X-Hint-", &mut error.hints);
        response.json(|r, key| match key {
            "message" => r.set(&mut error.message, Reader::string),
            "reason" => r.set(&mut error.reason, types::Colour::read),
            "notes" => r.set(&mut error.notes, types::Notes::read_json),
            _ => r.skip(),
        });
        error
    }
}

whitesmith_runtime::modeled_error!(Refused);
