//! Tests what programs do with the errors of the runtime and of an emitted crate: `?` into a boxed
//! error, and the methods of a generic service error.

use std::error::Error;

use generated::operation::update_account::{
    UpdateAccountError, UpdateAccountInput, UpdateAccountOutput,
};
use generated::types::error::NotFoundException;
use generated::{BuildError, CallError, ErrorMetadata, ParseError, ResponseError};
use whitesmith_aws::SettingsError;
use whitesmith_aws::sigv4::SigningError;
use whitesmith_client::{
    CredentialsError, PageError, TimeoutError, TransportError, TransportFailure, UnreadableOutput,
};
use whitesmith_runtime::{
    DateTimeError, EndpointError, ParseNumberError, ServiceError, StreamError, TooLarge,
    WaiterError,
};

type Failed = CallError<UpdateAccountError>;

type Boxed = Box<dyn Error + Send + Sync>;

/// Propagates an error as most programs do.
fn boxed<E: Error + Send + Sync + 'static>(error: E) -> Boxed {
    let pass_on = |error: E| -> Result<(), Boxed> { Ok(Err(error)?) };
    pass_on(error).unwrap_err()
}

#[test]
fn every_error_can_be_boxed() {
    /// Compiling is the test.
    macro_rules! all {
        ($($error:ty),* $(,)?) => {
            $(let _: fn($error) -> Boxed = boxed::<$error>;)*
        };
    }
    all![
        BuildError,
        Failed,
        CredentialsError,
        DateTimeError,
        EndpointError,
        ErrorMetadata,
        NotFoundException,
        PageError<Failed>,
        ParseError,
        ParseNumberError,
        ResponseError<UpdateAccountError>,
        SettingsError,
        SigningError,
        StreamError,
        TimeoutError,
        TooLarge,
        TransportError,
        TransportFailure,
        UnreadableOutput,
        UpdateAccountError,
        WaiterError<UpdateAccountOutput, Failed>,
    ];
    let error = boxed(ErrorMetadata::new(404, "NotFoundException", "Gone."));
    assert_eq!(error.to_string(), "NotFoundException: Gone. (HTTP 404)");
    assert!(error.downcast_ref::<ErrorMetadata>().is_some());
}

/// A function over any service needs only the trait.
fn told(error: &dyn ServiceError) -> String {
    format!(
        "{:?} {:?} {:?} {:?} {} {} {}",
        error.code(),
        error.message(),
        error.request_id(),
        error.extended_request_id(),
        error.status(),
        error.is_retryable(),
        error.is_throttling()
    )
}

#[test]
fn errors_of_a_service_answer_the_same_questions() {
    let metadata = ErrorMetadata::new(429, "ThrottledClientException", "Slow down.");
    let error = UpdateAccountError::from(metadata);
    let expected = r#"Some("ThrottledClientException") Some("Slow down.") None None 429 true true"#;
    assert_eq!(told(&error), expected);
    // Without the trait too.
    assert_eq!((error.code(), error.status()), (Some("ThrottledClientException"), 429));
    assert_eq!((error.request_id(), error.extended_request_id()), (None, None));
    assert!(error.is_retryable() && error.is_throttling());
    let called: Failed = CallError::Service(error);
    assert_eq!(
        (called.code(), called.message()),
        (Some("ThrottledClientException"), Some("Slow down."))
    );
    assert_eq!(called.status(), Some(429));
    let unsent: Failed = CallError::Build(BuildError::new("Name", "must not be empty"));
    assert_eq!((unsent.code(), unsent.status(), unsent.request_id()), (None, None, None));
}

/// A function that propagates what it does not handle.
#[test]
fn an_error_is_boxed_by_a_question_mark() {
    fn request() -> Result<String, Boxed> {
        use generated::Operation as _;
        let request = UpdateAccountInput::new("").request()?;
        Ok(request.path_and_query)
    }
    let error = request().unwrap_err();
    assert_eq!(error.to_string(), "`AccountId` must not be empty");
}
