//! An operation that discovers its endpoint in; the endpoint out, from the cache or from the service
//! (<https://smithy.io/2.0/aws/aws-core.html#client-behavior>).

mod cache;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt;
use std::time::Duration;

use super::identity::{Identity, IdentityKind};
use super::prepare::Start;
use super::shared::Shared;
use super::{BoxFuture, CallError, CallOptions, TimeoutError, TimeoutKind};
use crate::endpoint::{DiscoverEndpoints, DiscoveredEndpoint, EndpointDiscovery, EndpointError};
use crate::{BuildError, Operation, Service as _, ServiceError};

pub(super) use cache::DiscoveredEndpoints;
use cache::{Key, Lookup};

/// What an endpoint depends on, by the names of members.
type Identifiers = BTreeMap<String, String>;

/// What a question for endpoints gives.
type Asked = Result<Vec<DiscoveredEndpoint>, CallError<Infallible>>;

/// The operation that knows the endpoints, without its type.
#[derive(Clone, Copy)]
pub(crate) struct AskForEndpoints {
    /// The request as bytes: equal questions have equal answers.
    question: fn(&str, &Identifiers) -> Result<Vec<u8>, BuildError>,
    call: for<'c> fn(&'c Shared, &str, &Identifiers, CallOptions) -> BoxFuture<'c, Asked>,
}

impl AskForEndpoints {
    pub(crate) fn by<D: DiscoverEndpoints>() -> Self {
        Self { question: question::<D>, call: call::<D> }
    }
}

impl fmt::Debug for AskForEndpoints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AskForEndpoints")
    }
}

fn question<D: DiscoverEndpoints>(
    operation: &str,
    identifiers: &Identifiers,
) -> Result<Vec<u8>, BuildError> {
    let request = D::input(operation, identifiers).request()?;
    let body = request.body.as_bytes().map(AsRef::as_ref).unwrap_or_default();
    Ok([request.path_and_query.as_bytes(), b"\n", body].concat())
}

fn call<'c, D: DiscoverEndpoints>(
    shared: &'c Shared,
    operation: &str,
    identifiers: &Identifiers,
    options: CallOptions,
) -> BoxFuture<'c, Asked> {
    let input = D::input(operation, identifiers);
    Box::pin(async move {
        let (output, _) = shared.call(input, &options).await.map_err(not_discovered)?;
        Ok(D::endpoints(output))
    })
}

/// An endpoint that was discovered, and the key that it is cached with.
pub(super) struct Discovered {
    pub(super) url: Option<String>,
    key: Key,
}

impl Shared {
    /// How a call discovers its endpoint; `None` if it goes to the endpoint of the rules, or to one
    /// that was configured.
    pub(super) fn discovery<O: Operation>(
        &self,
        input: &O,
        options: &CallOptions,
    ) -> Result<Option<EndpointDiscovery>, EndpointError> {
        if options.endpoint_url.is_some() || self.built_ins().endpoint.is_some() {
            return Ok(None);
        }
        let Some(discovery) = input.endpoint_discovery() else { return Ok(None) };
        let config = &self.config;
        let enabled = config.endpoint_discovery.or(config.settings.endpoint_discovery);
        match (discovery.required, enabled) {
            (true, None | Some(true)) | (false, Some(true)) => Ok(Some(discovery)),
            (false, None | Some(false)) => Ok(None),
            (true, Some(false)) => Err(EndpointError::new(format!(
                "{} requires endpoint discovery, which the configuration turns off",
                O::NAME
            ))),
        }
    }

    /// The endpoint for an operation. A known one is asked for again shortly before it expires, and
    /// stays in use as long as the service does not answer.
    pub(super) async fn discover<O: Operation>(
        &self,
        discovery: &EndpointDiscovery,
        start: &Start<'_>,
    ) -> Result<Discovered, CallError<O::Error>> {
        let EndpointDiscovery { ask, identifiers, .. } = discovery;
        let limit = self.time_limit(start.options);
        let question = (ask.question)(O::NAME, identifiers).map_err(CallError::Build)?;
        let key = Key {
            access_key_id: self.access_key_id(self.time_left(limit, start)).await?,
            question,
        };
        let known = match self.discovered.look_up(&key, self.context.clock.now()) {
            Lookup::Use(url) => return Ok(Discovered { url: Some(url), key }),
            Lookup::Failed if !discovery.required => return Ok(Discovered { url: None, key }),
            Lookup::Failed => None,
            Lookup::Refresh(known) => known,
        };
        // The question is another call: of the options of this one only the time counts for it.
        let options = CallOptions::new().timeout(self.time_left(limit, start));
        let asked = (ask.call)(self, O::NAME, identifiers, options).await;
        let now = self.context.clock.now();
        let error = match asked {
            Ok(endpoints) => match self.discovered.store(&key, &endpoints, now) {
                Some(url) => return Ok(Discovered { url: Some(url), key }),
                None => CallError::Endpoint(EndpointError::new(format!(
                    "the service has told no endpoint for {}",
                    O::NAME
                ))),
            },
            Err(error) => error,
        };
        self.discovered.fail(&key, now);
        if known.is_none() && discovery.required {
            return Err(of_call::<O>(error, limit));
        }
        Ok(Discovered { url: known, key })
    }

    /// Whether the service has refused the endpoint of a call. It is forgotten then.
    pub(super) fn has_expired<T, E: ServiceError>(
        &self,
        discovery: &EndpointDiscovery,
        discovered: &Discovered,
        result: &Result<T, CallError<E>>,
    ) -> bool {
        let Err(CallError::Service(error)) = result else { return false };
        let is_refused = error.status() == MISDIRECTED
            || discovery.expired.is_some_and(|code| error.code() == Some(code));
        let has_expired = is_refused && discovered.url.is_some();
        if has_expired {
            self.discovered.forget(&discovered.key);
        }
        has_expired
    }

    /// Whose endpoints are asked for; empty if requests are not signed.
    async fn access_key_id<E>(&self, limit: Option<Duration>) -> Result<String, CallError<E>> {
        if self.credentials.is_none() {
            return Ok(String::new());
        }
        match self.driver().identity_within(IdentityKind::Credentials, limit).await {
            Some(Ok(Identity::Credentials(credentials))) => {
                Ok(credentials.access_key_id().to_owned())
            }
            Some(Err(error)) if !error.is_absent() => Err(CallError::Credentials(error)),
            // The question is a call too, and says what is wrong.
            Some(Ok(Identity::BearerToken(_)) | Err(_)) | None => Ok(String::new()),
        }
    }

    /// How much is left of a call's time.
    fn time_left(&self, limit: Option<Duration>, start: &Start<'_>) -> Option<Duration> {
        let spent = self.context.clock.now().duration_since(start.at).unwrap_or_default();
        limit.map(|limit| limit.saturating_sub(spent))
    }
}

/// `Misdirected Request`: the host is not the one for the request.
const MISDIRECTED: u16 = 421;

/// Why the service has not told an endpoint. A question that is not answered in the time of its call is
/// a timeout, as that is the time of the call that asks.
fn not_discovered<E: fmt::Display>(error: CallError<E>) -> CallError<Infallible> {
    match error {
        CallError::Timeout(error) if error.kind == TimeoutKind::Call => CallError::Timeout(error),
        error => {
            CallError::Endpoint(EndpointError::new(format!("it cannot be discovered: {error}")))
        }
    }
}

/// A failed question as an error of the call that asks, whose time is limited to `limit`.
fn of_call<O: Operation>(
    error: CallError<Infallible>,
    limit: Option<Duration>,
) -> CallError<O::Error> {
    match error {
        CallError::Build(error) => CallError::Build(error),
        CallError::Endpoint(error) => CallError::Endpoint(error),
        CallError::Credentials(error) => CallError::Credentials(error),
        CallError::Transport(error) => CallError::Transport(error),
        CallError::Timeout(error) => CallError::Timeout(TimeoutError {
            operation: format!("{}.{}", O::Service::SDK_ID, O::NAME),
            host: String::new(),
            limit: limit.unwrap_or(error.limit),
            kind: error.kind,
            attempts: 0,
        }),
        CallError::Parse(error) => CallError::Parse(error),
        CallError::Service(never) => match never {},
    }
}
