//! The messages of errors and their sources: each cause appears once.

use std::error::Error;
use std::io;

use super::*;
use crate::{PageError, TransportErrorKind};
use whitesmith_runtime::{FinalPoll, ResponseError, WaiterError};

/// An error that leaves its cause to `source`, like those of many libraries.
#[derive(Debug)]
struct Outer(io::Error);

impl fmt::Display for Outer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the handshake failed")
    }
}

impl Error for Outer {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

#[derive(Debug)]
struct Modeled(ErrorMetadata);

impl fmt::Display for Modeled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for Modeled {}

fn outer() -> Outer {
    Outer(io::Error::other("the certificate is too old"))
}

fn parse_error() -> ParseError {
    ParseError::new("Account.Name", "expected a string")
}

fn calls() -> Vec<CallError<Modeled>> {
    let operation = || "Chime.UpdateAccount".to_owned();
    let host = || "example.com".to_owned();
    let error = TransportError::new(TransportErrorKind::Connect, outer());
    let failure = TransportFailure { error, operation: operation(), host: host(), attempts: 3 };
    let limit = Duration::from_secs(1);
    let timeout = |kind| {
        let (operation, host) = (operation(), host());
        CallError::Timeout(TimeoutError { operation, host, limit, kind, attempts: 1 })
    };
    let metadata = ErrorMetadata::new(200, "", "");
    vec![
        CallError::Build(BuildError::new("Tags.Key", "must not be empty")),
        CallError::Endpoint(EndpointError::no_rule()),
        CallError::Credentials(CredentialsError::new("nobody knows").caused_by(outer())),
        CallError::Credentials(CredentialsError::new("the profile names no keys")),
        CallError::Transport(failure),
        timeout(TimeoutKind::Call),
        timeout(TimeoutKind::Attempt),
        timeout(TimeoutKind::Stall),
        CallError::Parse(UnreadableOutput { error: parse_error(), metadata }),
        CallError::Service(Modeled(ErrorMetadata::new(404, "NotFound", "No such account."))),
    ]
}

/// What anyhow's `{:#}` shows: the error and all of its sources.
fn chain(error: &(dyn Error + 'static)) -> Vec<String> {
    let mut texts = vec![error.to_string()];
    let mut cause = error.source();
    while let Some(error) = cause {
        texts.push(error.to_string());
        cause = error.source();
    }
    texts
}

#[track_caller]
fn assert_said_once(error: &(dyn Error + 'static)) {
    let texts = chain(error);
    for (index, text) in texts.iter().enumerate() {
        let before = texts.get(..index).unwrap_or_default();
        assert!(!before.iter().any(|earlier| earlier.contains(text.as_str())), "{texts:#?}");
    }
}

#[test]
fn no_cause_is_said_twice_or_left_out() {
    for error in calls() {
        assert_said_once(&error);
        let texts = chain(&error).join(": ");
        if texts.contains("the handshake failed") {
            assert!(texts.contains("the certificate is too old"), "{texts}");
        }
    }
    for error in calls() {
        assert_said_once(&PageError::Call(error));
    }
    assert_said_once(&PageError::<CallError<Modeled>>::RepeatedToken);
    for error in calls() {
        assert_said_once(&WaiterError::<(), _>::OperationFailed(error));
    }
    for error in calls() {
        let last = FinalPoll::new(Err(error));
        assert_said_once(&WaiterError::<(), _>::ExceededMaxWait { attempts: 2, last });
    }
    for error in calls() {
        assert_said_once(&WaiterError::<(), _>::FailureState(FinalPoll::new(Err(error))));
    }
    assert_said_once(&ResponseError::<Modeled>::Parse(parse_error()));
    let modeled = Modeled(ErrorMetadata::new(404, "NotFound", "No such account."));
    assert_said_once(&ResponseError::Service(modeled));
    let nested = TransportError::new(TransportErrorKind::Other, outer());
    assert_said_once(&TransportError::new(TransportErrorKind::Interrupted, nested));
}

#[test]
fn the_cause_of_a_transport_error_can_be_had() {
    let error = TransportError::new(TransportErrorKind::Connect, outer());
    assert_eq!(
        error.to_string(),
        "failed to connect: the handshake failed: the certificate is too old"
    );
    assert!(error.cause().is::<Outer>());
}
