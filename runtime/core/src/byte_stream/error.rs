//! The errors of a stream of bytes.

use std::error::Error;
use std::fmt;
use std::io;

/// A stream of bytes that failed before its end.
///
/// `Display` and `source` are those of the error that the stream failed with.
///
/// ```
/// use whitesmith_runtime::ByteStream;
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let body = ByteStream::from_reader(std::fs::File::open("photo.jpg")?, None);
/// let bytes = body.collect(1024 * 1024).await?;
/// # Ok(())
/// # }
/// ```
pub struct StreamError(Box<dyn Error + Send + Sync>);

impl StreamError {
    /// Creates an error from that of the source of the bytes. A `StreamError` is returned as it is.
    pub fn new(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        match error.into().downcast::<Self>() {
            Ok(error) => *error,
            Err(error) => Self(error),
        }
    }

    /// Returns the error that the stream failed with, for example to downcast it.
    #[must_use]
    pub fn get_ref(&self) -> &(dyn Error + Send + Sync + 'static) {
        &*self.0
    }

    /// Returns the error that the stream failed with.
    #[must_use]
    pub fn into_inner(self) -> Box<dyn Error + Send + Sync> {
        self.0
    }
}

impl fmt::Debug for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("StreamError").field(&self.0).finish()
    }
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for StreamError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}

impl From<StreamError> for io::Error {
    /// Returns the `io::Error` that the stream failed with, or wraps another error.
    fn from(error: StreamError) -> Self {
        match error.0.downcast::<Self>() {
            Ok(error) => *error,
            Err(error) => Self::other(error),
        }
    }
}

/// A body that is longer than the limit for reading it into memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// The limit, in bytes.
    pub limit: usize,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the body is longer than the limit of {} bytes", self.limit)
    }
}

impl Error for TooLarge {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ByteStream;
    use crate::block_on::block_on;

    /// A reader that fails with this error.
    struct Fails(io::ErrorKind);

    impl io::Read for Fails {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(self.0.into())
        }
    }

    fn failing() -> ByteStream {
        ByteStream::from_reader(Fails(io::ErrorKind::PermissionDenied), None)
    }

    #[test]
    fn it_works_with_the_usual_types_of_errors() {
        fn is_an_error<E: Error + Send + Sync + 'static>(_: &E) {}
        fn boxed() -> Result<(), Box<dyn Error>> {
            block_on(failing().collect(1))?;
            Ok(())
        }
        fn shared() -> Result<(), Box<dyn Error + Send + Sync>> {
            block_on(failing().collect(1))?;
            Ok(())
        }
        fn of_io() -> io::Result<()> {
            block_on(failing().collect(1))?;
            Ok(())
        }
        let error = block_on(failing().collect(1)).unwrap_err();
        is_an_error(&error);
        assert_eq!(error.to_string(), "permission denied");
        assert!(error.source().is_none() && error.get_ref().is::<io::Error>());
        assert_eq!(boxed().unwrap_err().to_string(), "permission denied");
        assert!(shared().unwrap_err().is::<StreamError>());
        assert_eq!(of_io().unwrap_err().kind(), io::ErrorKind::PermissionDenied);
    }

    #[test]
    fn an_error_is_wrapped_once() {
        let error = StreamError::new(StreamError::new(TooLarge { limit: 3 }));
        assert_eq!(error.to_string(), "the body is longer than the limit of 3 bytes");
        assert!(error.into_inner().is::<TooLarge>());
        // Through a body of a body, and a reader of it.
        let read = io::read_to_string(ByteStream::new(ByteStream::new(failing())).into_reader());
        assert_eq!(read.unwrap_err().kind(), io::ErrorKind::PermissionDenied);
        let other = io::Error::from(StreamError::new("it is over"));
        assert_eq!(
            (other.kind(), other.to_string().as_str()),
            (io::ErrorKind::Other, "it is over")
        );
    }
}
