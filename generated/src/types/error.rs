// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The modeled errors of Amazon Chime.

use super::super::types;
use whitesmith_runtime::ErrorMetadata;
use whitesmith_runtime::ResponseReader;
use whitesmith_runtime::json::Reader;

/// Some input is missing, malformed or out of bounds. Correct it before trying again.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct BadRequestException {
    /// The reason, as a value to compare.
    pub code: Option<types::ErrorCode>,
    /// The reason, in words for a person.
    pub message: Option<String>,
    /// The code, the message, the HTTP status and the request id of the error.
    pub metadata: ErrorMetadata,
}

impl BadRequestException {
    pub(crate) fn read(response: &mut ResponseReader<'_>) -> Self {
        let mut error = Self::default();
        response.json(|r, key| match key {
            "Code" => r.set(&mut error.code, types::ErrorCode::read),
            "Message" => r.set(&mut error.message, Reader::string),
            _ => r.skip(),
        });
        error
    }
}

whitesmith_runtime::modeled_error!(BadRequestException);

/// This caller may never do this. Trying again does not help.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ForbiddenException {
    /// The reason, as a value to compare.
    pub code: Option<types::ErrorCode>,
    /// The reason, in words for a person.
    pub message: Option<String>,
    /// The code, the message, the HTTP status and the request id of the error.
    pub metadata: ErrorMetadata,
}

impl ForbiddenException {
    pub(crate) fn read(response: &mut ResponseReader<'_>) -> Self {
        let mut error = Self::default();
        response.json(|r, key| match key {
            "Code" => r.set(&mut error.code, types::ErrorCode::read),
            "Message" => r.set(&mut error.message, Reader::string),
            _ => r.skip(),
        });
        error
    }
}

whitesmith_runtime::modeled_error!(ForbiddenException);

/// Nothing exists under a given identifier.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NotFoundException {
    /// The reason, as a value to compare.
    pub code: Option<types::ErrorCode>,
    /// The reason, in words for a person.
    pub message: Option<String>,
    /// The code, the message, the HTTP status and the request id of the error.
    pub metadata: ErrorMetadata,
}

impl NotFoundException {
    pub(crate) fn read(response: &mut ResponseReader<'_>) -> Self {
        let mut error = Self::default();
        response.json(|r, key| match key {
            "Code" => r.set(&mut error.code, types::ErrorCode::read),
            "Message" => r.set(&mut error.message, Reader::string),
            _ => r.skip(),
        });
        error
    }
}

whitesmith_runtime::modeled_error!(NotFoundException);

/// Something went wrong inside Chime, through no fault of the caller.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ServiceFailureException {
    /// The reason, as a value to compare.
    pub code: Option<types::ErrorCode>,
    /// The reason, in words for a person.
    pub message: Option<String>,
    /// The code, the message, the HTTP status and the request id of the error.
    pub metadata: ErrorMetadata,
}

impl ServiceFailureException {
    pub(crate) fn read(response: &mut ResponseReader<'_>) -> Self {
        let mut error = Self::default();
        response.json(|r, key| match key {
            "Code" => r.set(&mut error.code, types::ErrorCode::read),
            "Message" => r.set(&mut error.message, Reader::string),
            _ => r.skip(),
        });
        error
    }
}

whitesmith_runtime::modeled_error!(ServiceFailureException);

/// Chime cannot answer for the moment. Try again later.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ServiceUnavailableException {
    /// The reason, as a value to compare.
    pub code: Option<types::ErrorCode>,
    /// The reason, in words for a person.
    pub message: Option<String>,
    /// The code, the message, the HTTP status and the request id of the error.
    pub metadata: ErrorMetadata,
}

impl ServiceUnavailableException {
    pub(crate) fn read(response: &mut ResponseReader<'_>) -> Self {
        let mut error = Self::default();
        response.json(|r, key| match key {
            "Code" => r.set(&mut error.code, types::ErrorCode::read),
            "Message" => r.set(&mut error.message, Reader::string),
            _ => r.skip(),
        });
        error
    }
}

whitesmith_runtime::modeled_error!(ServiceUnavailableException);

/// Requests are coming too fast. Slow down, then try again.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ThrottledClientException {
    /// The reason, as a value to compare.
    pub code: Option<types::ErrorCode>,
    /// The reason, in words for a person.
    pub message: Option<String>,
    /// The code, the message, the HTTP status and the request id of the error.
    pub metadata: ErrorMetadata,
}

impl ThrottledClientException {
    pub(crate) fn read(response: &mut ResponseReader<'_>) -> Self {
        let mut error = Self::default();
        response.json(|r, key| match key {
            "Code" => r.set(&mut error.code, types::ErrorCode::read),
            "Message" => r.set(&mut error.message, Reader::string),
            _ => r.skip(),
        });
        error
    }
}

whitesmith_runtime::modeled_error!(ThrottledClientException);

/// The credentials were not accepted, or do not cover this call.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct UnauthorizedClientException {
    /// The reason, as a value to compare.
    pub code: Option<types::ErrorCode>,
    /// The reason, in words for a person.
    pub message: Option<String>,
    /// The code, the message, the HTTP status and the request id of the error.
    pub metadata: ErrorMetadata,
}

impl UnauthorizedClientException {
    pub(crate) fn read(response: &mut ResponseReader<'_>) -> Self {
        let mut error = Self::default();
        response.json(|r, key| match key {
            "Code" => r.set(&mut error.code, types::ErrorCode::read),
            "Message" => r.set(&mut error.message, Reader::string),
            _ => r.skip(),
        });
        error
    }
}

whitesmith_runtime::modeled_error!(UnauthorizedClientException);
