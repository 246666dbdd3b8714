//! Macros for modeled errors and for the errors of an operation.

/// Implements the traits of an error for a structure with a field `metadata` of type
/// [`ErrorMetadata`](crate::ErrorMetadata): `Display`, `Error` and [`ServiceError`](crate::ServiceError),
/// whose functions it also gets as methods. `retryable` or `throttling` after the name stands for the
/// `retryable` trait.
///
/// ```
/// use whitesmith_runtime::{ErrorMetadata, modeled_error};
///
/// #[derive(Clone, Debug, PartialEq)]
/// pub struct NotFoundException {
///     pub metadata: ErrorMetadata,
/// }
///
/// modeled_error!(NotFoundException);
///
/// let metadata = ErrorMetadata::new(404, "NotFoundException", "No such account.");
/// let error = NotFoundException { metadata };
/// assert_eq!(error.to_string(), "NotFoundException: No such account. (HTTP 404)");
/// assert!(!error.is_retryable());
/// ```
#[macro_export]
macro_rules! modeled_error {
    ($name:ident) => {
        $crate::__modeled_error! { $name, ::core::option::Option::None }
    };
    ($name:ident, retryable) => {
        $crate::__modeled_error! {
            $name, ::core::option::Option::Some($crate::RetryHint::Retryable)
        }
    };
    ($name:ident, throttling) => {
        $crate::__modeled_error! {
            $name, ::core::option::Option::Some($crate::RetryHint::Throttling)
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __modeled_error {
    ($name:ident, $hint:expr) => {
        #[allow(deprecated)]
        impl $crate::ServiceError for $name {
            fn metadata(&self) -> &$crate::ErrorMetadata {
                &self.metadata
            }

            fn retry_hint(&self) -> ::core::option::Option<$crate::RetryHint> {
                $hint
            }
        }

        #[allow(deprecated)]
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.metadata, f)
            }
        }

        #[allow(deprecated)]
        impl ::core::error::Error for $name {}

        $crate::__error_methods! { $name }
    };
}

/// Declares the errors of an operation: a variant for each modeled error, whose code is its name unless
/// another one is given, and `Unhandled` for all others. Of several errors with one code the first is read.
/// Each modeled error has a function `read`, which deserializes its members from a
/// [`ResponseReader`](crate::ResponseReader), and a field `metadata`; the enum implements
/// [`OperationError`](crate::OperationError).
///
/// ```
/// mod types {
///     pub mod error {
///         use whitesmith_runtime::{ErrorMetadata, ResponseReader, modeled_error};
///
///         #[derive(Clone, Debug, Default, PartialEq)]
///         pub struct NotFoundException {
///             pub metadata: ErrorMetadata,
///         }
///
///         modeled_error!(NotFoundException);
///
///         impl NotFoundException {
///             pub(crate) fn read(_: &mut ResponseReader<'_>) -> Self {
///                 Self::default()
///             }
///         }
///     }
/// }
///
/// whitesmith_runtime::operation_error! {
///     /// What `UpdateAccount` may answer instead of an output.
///     pub enum UpdateAccountError {
///         /// There is no such account.
///         NotFoundException(types::error::NotFoundException),
///     }
/// }
///
/// use whitesmith_runtime::protocol::RestJson1;
/// use whitesmith_runtime::{ErrorReader, HeaderMap, OperationError, Response};
///
/// let response = Response::new(404, HeaderMap::new(), r#"{"code": "NotFoundException"}"#);
/// let error = UpdateAccountError::read(ErrorReader::new::<RestJson1>(&response));
/// assert!(matches!(error, UpdateAccountError::NotFoundException(_)));
/// assert_eq!(error.to_string(), "NotFoundException (HTTP 404)");
/// ```
#[macro_export]
macro_rules! operation_error {
    (
        $(#[$attribute:meta])*
        $visibility:vis enum $name:ident {
            $($(#[$of_variant:meta])* $variant:ident($type:ty $(,)?) $(= $code:literal)?),* $(,)?
        }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        #[allow(deprecated)]
        $visibility enum $name {
            $($(#[$of_variant])* $variant($type),)*
            /// An error that the model of the operation does not list.
            Unhandled($crate::ErrorMetadata),
        }

        // Two errors may have one code: the first of them is read.
        #[allow(deprecated, unreachable_patterns)]
        impl $crate::OperationError for $name {
            fn read(error: $crate::ErrorReader<'_>) -> Self {
                match error.code() {
                    $($crate::__code!($variant $($code)?) => {
                        let (mut error, metadata) = error.modeled(<$type>::read);
                        error.metadata = metadata;
                        Self::$variant(error)
                    })*
                    _ => Self::Unhandled(error.unhandled()),
                }
            }
        }

        #[allow(deprecated)]
        impl $crate::ServiceError for $name {
            fn metadata(&self) -> &$crate::ErrorMetadata {
                match self {
                    $(Self::$variant(error) => $crate::ServiceError::metadata(error),)*
                    Self::Unhandled(metadata) => metadata,
                }
            }

            fn retry_hint(&self) -> ::core::option::Option<$crate::RetryHint> {
                match self {
                    $(Self::$variant(error) => $crate::ServiceError::retry_hint(error),)*
                    Self::Unhandled(_) => ::core::option::Option::None,
                }
            }
        }

        #[allow(deprecated)]
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt($crate::ServiceError::metadata(self), f)
            }
        }

        #[allow(deprecated)]
        impl ::core::error::Error for $name {}

        impl ::core::convert::From<$crate::ErrorMetadata> for $name {
            fn from(metadata: $crate::ErrorMetadata) -> Self {
                Self::Unhandled(metadata)
            }
        }

        $(
            #[allow(deprecated)]
            impl ::core::convert::From<$type> for $name {
                fn from(error: $type) -> Self {
                    Self::$variant(error)
                }
            }
        )*

        $crate::__error_methods! { $name }
    };
}

/// The code of an error: its own, or the name of the variant.
#[doc(hidden)]
#[macro_export]
macro_rules! __code {
    ($variant:ident) => {
        stringify!($variant)
    };
    ($variant:ident $code:literal) => {
        $code
    };
}

/// The functions of [`ServiceError`](crate::ServiceError), without a trait to import.
#[doc(hidden)]
#[macro_export]
macro_rules! __error_methods {
    ($name:ident) => {
        #[allow(deprecated)]
        impl $name {
            /// The error code.
            #[must_use]
            pub fn code(&self) -> ::core::option::Option<&str> {
                $crate::ServiceError::code(self)
            }

            /// The message of the service.
            #[must_use]
            pub fn message(&self) -> ::core::option::Option<&str> {
                $crate::ServiceError::message(self)
            }

            /// The request id. Quote it in support cases.
            #[must_use]
            pub fn request_id(&self) -> ::core::option::Option<&str> {
                $crate::ServiceError::request_id(self)
            }

            /// The extended request id of S3 and some other services, `x-amz-id-2`.
            #[must_use]
            pub fn extended_request_id(&self) -> ::core::option::Option<&str> {
                $crate::ServiceError::extended_request_id(self)
            }

            /// The HTTP status.
            #[must_use]
            pub fn status(&self) -> u16 {
                $crate::ServiceError::status(self)
            }

            /// Whether the same request may succeed later.
            #[must_use]
            pub fn is_retryable(&self) -> bool {
                $crate::ServiceError::is_retryable(self)
            }

            /// Whether the service throttled the request.
            #[must_use]
            pub fn is_throttling(&self) -> bool {
                $crate::ServiceError::is_throttling(self)
            }

            /// The code, message, request ids and HTTP status.
            #[must_use]
            pub fn metadata(&self) -> &$crate::ErrorMetadata {
                $crate::ServiceError::metadata(self)
            }
        }
    };
}

#[cfg(test)]
#[allow(dead_code, unreachable_pub)]
mod tests {
    use http::{HeaderMap, HeaderValue};

    use crate::protocol::RestJson1;
    use crate::{
        ErrorMetadata, ErrorReader, OperationError, ParseError, Response, ResponseReader,
        ServiceError,
    };

    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct BusyException {
        pub seconds: Option<i32>,
        pub metadata: ErrorMetadata,
    }

    modeled_error!(BusyException, retryable);

    impl BusyException {
        fn read(response: &mut ResponseReader<'_>) -> Self {
            let mut error = Self::default();
            response.header("Retry-After", &mut error.seconds);
            error
        }
    }

    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct OtherException {
        pub metadata: ErrorMetadata,
    }

    modeled_error!(OtherException);

    impl OtherException {
        fn read(_: &mut ResponseReader<'_>) -> Self {
            Self::default()
        }
    }

    operation_error! {
        /// Errors.
        pub enum WaitError {
            BusyException(BusyException) = "Busy",
            OtherException(OtherException) = "Busy",
        }
    }

    operation_error! {
        pub enum NoError {}
    }

    fn answer(status: u16, after: &'static str, body: &'static str) -> WaitError {
        let headers = [(http::header::RETRY_AFTER, HeaderValue::from_static(after))];
        let response = Response::new(status, HeaderMap::from_iter(headers), body);
        WaitError::read(ErrorReader::new::<RestJson1>(&response))
    }

    #[test]
    fn modeled_errors_are_variants() {
        let error = answer(400, "3", r#"{"code": "Busy", "message": "Wait."}"#);
        let WaitError::BusyException(busy) = &error else { panic!("{error:?}") };
        assert_eq!(busy.seconds, Some(3));
        assert_eq!(WaitError::from(busy.clone()), error);
        assert_eq!(error.to_string(), "Busy: Wait. (HTTP 400)");
        assert_eq!((error.code(), error.message()), (Some("Busy"), Some("Wait.")));
        assert!(error.is_retryable() && !error.is_throttling());
        assert_eq!(error.metadata().status(), 400);
    }

    #[test]
    fn a_modeled_error_keeps_its_variant_when_its_members_cannot_be_read() {
        let error = answer(400, "x", r#"{"code": "Busy", "message": "Wait."}"#);
        let WaitError::BusyException(busy) = &error else { panic!("{error:?}") };
        assert_eq!(busy.metadata.parse_error().map(ParseError::path), Some("Retry-After"));
        assert!(error.to_string().starts_with("Busy: Wait. (HTTP 400); the error could"));
    }

    #[test]
    fn other_errors_are_unhandled() {
        let error = answer(429, "1", r#"{"code": "Other"}"#);
        assert!(matches!(error, WaitError::Unhandled(_)));
        assert!(error.is_throttling());
        let response = Response::new(500, HeaderMap::new(), "");
        let error = NoError::read(ErrorReader::new::<RestJson1>(&response));
        assert_eq!(ServiceError::code(&error), None);
    }
}
