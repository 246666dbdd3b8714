//! Options of one call. They override the configuration of the client.

use std::fmt;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use whitesmith_runtime::BuildError;
use whitesmith_runtime::internal::{SET_BY_CLIENT, headers, is_framing, shown};

/// Options of calls, which override the client's configuration; see
/// [`Client::with`](super::Client::with).
///
/// ```
/// use std::time::Duration;
/// use whitesmith_client::CallOptions;
///
/// let options = CallOptions::new()
///     .max_attempts(1)
///     .timeout(Duration::from_secs(2))
///     .endpoint_url("http://localhost:8000");
/// ```
#[derive(Clone, Default)]
#[doc(alias = "customize")]
pub struct CallOptions {
    pub(super) max_attempts: Option<u32>,
    /// [`Duration::MAX`] stands for no limit.
    pub(super) timeout: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) stall_timeout: Option<Duration>,
    pub(super) idempotent: Option<bool>,
    pub(super) endpoint_url: Option<String>,
    pub(super) headers: HeaderMap,
    error: Option<BuildError>,
}

impl CallOptions {
    /// Creates options that override nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the maximum number of attempts, the first one included.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = Some(attempts);
        self
    }

    /// Sets the timeout of the whole call, retries and backoff included; `None` for no limit.
    #[must_use]
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.timeout = Some(timeout.into().unwrap_or(Duration::MAX));
        self
    }

    /// Sets the timeout of each attempt; `None` for no limit.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.attempt_timeout = Some(timeout.into().unwrap_or(Duration::MAX));
        self
    }

    /// Sets how long a body may make no progress, in either direction, before the attempt fails;
    /// `None` and zero for no limit. See [`Config::stall_timeout`](super::Config::stall_timeout).
    #[must_use]
    pub fn stall_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.stall_timeout = Some(timeout.into().unwrap_or(Duration::MAX));
        self
    }

    /// Sets whether the operation is idempotent. If it is, a request that timed out after it was
    /// sent is retried, although the service may have carried it out already. By default an
    /// operation is idempotent if it has the trait `readonly` or `idempotent`, or an idempotency
    /// token. Many operations that only read, such as DynamoDB's `GetItem`, have none of these.
    #[must_use]
    pub fn idempotent(mut self, idempotent: bool) -> Self {
        self.idempotent = Some(idempotent);
        self
    }

    /// Sets the URL that the request is sent to, in place of the resolved endpoint.
    #[must_use]
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.endpoint_url = Some(url.into());
        self
    }

    /// Sets a header of the request, and replaces one of the same name.
    ///
    /// If the name or the value is not valid in HTTP, or if the client sets the header itself,
    /// calls fail with [`CallError::Build`](super::CallError::Build). The client sets `host`,
    /// `content-length`, `transfer-encoding` and the other headers that frame or route the request.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(parsed), Ok(_)) if is_framing(&parsed) => self.fail(name, SET_BY_CLIENT),
            (Ok(name), Ok(value)) => {
                self.insert(&name, value);
            }
            (Err(_), _) => self.fail(name, "is not a valid header name"),
            (_, Err(_)) => self.fail(name, "has a value that is not valid in a header"),
        }
        self
    }

    /// Merges these options with `earlier` ones; these win. Headers are merged by name, and the first
    /// error is kept.
    pub(super) fn over(self, earlier: &Self) -> Self {
        let Self {
            max_attempts,
            timeout,
            attempt_timeout,
            stall_timeout,
            idempotent,
            endpoint_url,
            headers,
            error,
        } = self;
        let mut all = Self {
            max_attempts: max_attempts.or(earlier.max_attempts),
            timeout: timeout.or(earlier.timeout),
            attempt_timeout: attempt_timeout.or(earlier.attempt_timeout),
            stall_timeout: stall_timeout.or(earlier.stall_timeout),
            idempotent: idempotent.or(earlier.idempotent),
            endpoint_url: endpoint_url.or_else(|| earlier.endpoint_url.clone()),
            headers: earlier.headers.clone(),
            error: earlier.error.clone().or(error),
        };
        for (name, value) in &headers {
            all.insert(name, value.clone());
        }
        all
    }

    fn insert(&mut self, name: &HeaderName, value: HeaderValue) {
        if let Err(error) = headers::set(&mut self.headers, name.clone(), value) {
            self.error.get_or_insert(error);
        }
    }

    fn fail(&mut self, name: &str, reason: &str) {
        let name = name.escape_debug().to_string();
        self.error.get_or_insert_with(|| BuildError::new(name, reason));
    }

    /// Returns the headers, or the first error of [`header`](Self::header).
    pub(super) fn checked_headers(&self) -> Result<&HeaderMap, BuildError> {
        match &self.error {
            Some(error) => Err(error.clone()),
            None => Ok(&self.headers),
        }
    }
}

/// Shows only the names of headers, as a value may be a secret, and the URL without its password.
impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            max_attempts,
            timeout,
            attempt_timeout,
            stall_timeout,
            idempotent,
            endpoint_url,
            headers,
            error,
        } = self;
        let names: Vec<&HeaderName> = headers.keys().collect();
        f.debug_struct("CallOptions")
            .field("max_attempts", max_attempts)
            .field("timeout", timeout)
            .field("attempt_timeout", attempt_timeout)
            .field("stall_timeout", stall_timeout)
            .field("idempotent", idempotent)
            .field("endpoint_url", &endpoint_url.as_deref().map(shown))
            .field("headers", &names)
            .field("error", error)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_secret() {
        let options = CallOptions::new().header("x-key", "secret").max_attempts(2);
        let of = |url: &str| format!("{:?}", options.clone().endpoint_url(url));
        let text = of("https://me:secret@example.com");
        assert!(!text.contains("secret") && text.contains("x-key"), "{text}");
        assert!(of("https://example.com").contains("https://example.com"));
    }

    #[test]
    fn later_options_win_and_earlier_ones_stay() {
        let second = Duration::from_secs(1);
        let earlier = CallOptions::new()
            .max_attempts(1)
            .timeout(second)
            .endpoint_url("http://a")
            .header("x-a", "1")
            .header("x-b", "1");
        let later = CallOptions::new().timeout(None).attempt_timeout(second).header("X-B", "2");
        let all = later.stall_timeout(second).idempotent(true).over(&earlier);
        assert_eq!((all.stall_timeout, all.idempotent), (Some(second), Some(true)));
        assert_eq!((all.max_attempts, all.timeout), (Some(1), Some(Duration::MAX)));
        assert_eq!(all.attempt_timeout, Some(second));
        assert_eq!(all.endpoint_url.as_deref(), Some("http://a"));
        let headers = all.checked_headers().unwrap();
        assert_eq!(
            (headers.len(), &headers["x-a"], &headers["x-b"]),
            (2, &"1".parse().unwrap(), &"2".parse().unwrap())
        );

        let all = CallOptions::new().max_attempts(2).endpoint_url("http://b").over(&all);
        assert_eq!((all.max_attempts, all.endpoint_url.as_deref()), (Some(2), Some("http://b")));
        let refused = || CallOptions::new().header("a b", "c");
        assert!(CallOptions::new().over(&refused()).checked_headers().is_err());
        assert!(refused().over(&all).checked_headers().is_err());
    }

    #[test]
    fn headers_that_cannot_be_sent_are_refused() {
        let options = CallOptions::new().header("X-A", "1").header("x-a", "2");
        assert_eq!(options.checked_headers().unwrap()["x-a"], "2");
        for (name, value, message) in [
            ("a b", "c", "`a b` is not a valid header name"),
            ("a\r\nb", "c", "`a\\r\\nb` is not a valid header name"),
            ("a", "b\r\nc: d", "`a` has a value that is not valid in a header"),
            (
                "Content-Length",
                "1",
                "`Content-Length` is set by the client itself: it says where the request goes and \
                 where its body ends",
            ),
        ] {
            let refused = CallOptions::new().header(name, value);
            assert_eq!(refused.checked_headers().unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn headers_that_frame_a_request_are_refused() {
        for name in [
            "connection",
            "content-length",
            "expect",
            "HOST",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "Transfer-Encoding",
            "upgrade",
        ] {
            assert!(CallOptions::new().header(name, "1").checked_headers().is_err(), "{name}");
        }
        for name in ["accept", "authorization", "content-type", "x-amzn-trace-id"] {
            assert!(CallOptions::new().header(name, "1").checked_headers().is_ok(), "{name}");
        }
    }
}
