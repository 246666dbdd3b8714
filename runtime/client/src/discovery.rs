//! Endpoint discovery: gets the endpoint of an operation from the cache or the service
//! (<https://smithy.io/2.0/aws/aws-core.html#client-behavior>).

mod cache;

use std::fmt;
use std::time::Duration;

use super::call::{Outcome, ended};
use super::call_error::Failure;
use super::observe::Span;
use super::prepare::Start;
use super::shared::Shared;
use super::{BoxFuture, CallError, CallOptions, TimeoutError, TimeoutKind};
use whitesmith_runtime::internal::{AnyServiceError, AskForEndpoints, Facts};
use whitesmith_runtime::{
    BuildError, DiscoveredEndpoint, EndpointDiscovery, EndpointError, Operation, Response,
    ServiceError,
};

pub(super) use cache::DiscoveredEndpoints;
use cache::{Key, Lookup};

/// Serializes the request that discovers the endpoint, as a part of the cache key.
fn question(ask: &dyn AskForEndpoints) -> Result<Vec<u8>, BuildError> {
    let request = ask.serialize()?;
    let body = request.body.as_bytes().map(AsRef::as_ref).unwrap_or_default();
    Ok([request.path_and_query.as_bytes(), b"\n", body].concat())
}

/// A discovered endpoint and its cache key.
pub(super) struct Discovered {
    pub(super) url: Option<String>,
    key: Key,
}

impl Shared {
    /// Returns how a call discovers its endpoint; `None` if it uses the endpoint of the rules, or a
    /// configured one.
    pub(super) fn discovery<O: Operation>(
        &self,
        input: &O,
        options: &CallOptions,
    ) -> Result<Option<EndpointDiscovery>, EndpointError> {
        if self.has_configured_endpoint(options) {
            return Ok(None);
        }
        let Some(discovery) = input.endpoint_discovery() else { return Ok(None) };
        match (discovery.required, self.config.common.endpoint_discovery) {
            (true, None | Some(true)) | (false, Some(true)) => Ok(Some(discovery)),
            (false, None | Some(false)) => Ok(None),
            (true, Some(false)) => Err(EndpointError::new(format!(
                "{} requires endpoint discovery, which the configuration turns off",
                O::NAME
            ))),
        }
    }

    /// Returns the endpoint of an operation. A cached one is refreshed shortly before it expires,
    /// and stays in use if that fails.
    ///
    /// The future is boxed, so that its code is compiled once and the futures of calls do not contain it.
    pub(super) fn discover<'a>(
        &'a self,
        facts: &'a Facts,
        discovery: &'a EndpointDiscovery,
        start: &'a Start<'_>,
    ) -> BoxFuture<'a, Result<Discovered, Failure>> {
        Box::pin(self.look_up_or_ask(facts, discovery, start))
    }

    async fn look_up_or_ask(
        &self,
        facts: &Facts,
        discovery: &EndpointDiscovery,
        start: &Start<'_>,
    ) -> Result<Discovered, Failure> {
        let limit = self.time_limit(start.options);
        let ask = (discovery.ask)(facts.operation, &discovery.identifiers);
        let question = question(&*ask).map_err(Failure::Build)?;
        let identity = self.public_id(facts, self.time_left(limit, start)).await?;
        let key = Key { identity, question };
        let known = match self.discovered.look_up(&key, self.now()) {
            Lookup::Use(url) => return Ok(Discovered { url: Some(url), key }),
            Lookup::Failed if !discovery.required => return Ok(Discovered { url: None, key }),
            Lookup::Failed => None,
            Lookup::Refresh(known) => known,
        };
        // Discovery is another call: of the options of this one, only the timeout applies to it.
        let options = CallOptions::new().timeout(self.time_left(limit, start));
        let asked = self.ask(&*ask, &options).await;
        let now = self.now();
        let failure = match asked {
            Ok((endpoints, _)) => match self.discovered.store(&key, &endpoints, now) {
                Some(url) => return Ok(Discovered { url: Some(url), key }),
                None => Failure::Endpoint(EndpointError::new(format!(
                    "the service returned no endpoint for {}",
                    facts.operation
                ))),
            },
            Err(error) => not_discovered(error, facts, limit),
        };
        self.discovered.fail(&key, now);
        if known.is_none() && discovery.required {
            return Err(failure);
        }
        Ok(Discovered { url: known, key })
    }

    /// Calls the operation that returns the endpoints.
    async fn ask(
        &self,
        ask: &dyn AskForEndpoints,
        options: &CallOptions,
    ) -> Outcome<Vec<DiscoveredEndpoint>, AnyServiceError> {
        let facts = ask.facts();
        let mut span = Span::of_call(facts.service, facts.operation);
        let result = self.endpoints(ask, options, &mut span).await;
        ended(&span, &result);
        result
    }

    async fn endpoints(
        &self,
        ask: &dyn AskForEndpoints,
        options: &CallOptions,
        span: &mut Span,
    ) -> Outcome<Vec<DiscoveredEndpoint>, AnyServiceError> {
        let start = Start { options, has_token: false, at: self.now() };
        self.find_missing(ask, options).await;
        let mut machine = self.prepare(ask, &start, None)?;
        let parse = |response: &Response| ask.endpoints(response);
        self.driver().run(&mut machine, &ask.facts(), span, parse).await
    }

    /// Whether the service has rejected the endpoint of a call, which is then removed from the cache.
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

    /// Returns what identifies the caller in the cache; empty if the identity has no public id.
    async fn public_id(&self, facts: &Facts, limit: Option<Duration>) -> Result<String, Failure> {
        // The call for discovery reports the error.
        let Ok(schemes) = self.schemes(facts.auth) else { return Ok(String::new()) };
        match self.identity(&schemes, limit).await {
            Ok(identity) => Ok(identity.public_id().unwrap_or_default().to_owned()),
            Err(error) if error.is_absent() => Ok(String::new()),
            Err(error) => Err(Failure::Credentials(error)),
        }
    }

    /// Returns the time left to a call.
    fn time_left(&self, limit: Option<Duration>, start: &Start<'_>) -> Option<Duration> {
        let spent = self.now().duration_since(start.at).unwrap_or_default();
        limit.map(|limit| limit.saturating_sub(spent))
    }
}

/// `Misdirected Request`: the server is not responsible for the host of the request.
const MISDIRECTED: u16 = 421;

/// Converts the failure of discovery into the failure of the call that needs it, whose timeout is
/// `limit`. If discovery timed out, so did the call.
fn not_discovered<E: fmt::Display>(
    error: CallError<E>,
    facts: &Facts,
    limit: Option<Duration>,
) -> Failure {
    match error {
        CallError::Timeout(error) if error.kind == TimeoutKind::Call => {
            Failure::Timeout(TimeoutError {
                operation: format!("{}.{}", facts.service, facts.operation),
                host: String::new(),
                limit: limit.unwrap_or(error.limit),
                kind: error.kind,
                attempts: 0,
            })
        }
        error => Failure::Endpoint(EndpointError::new(format!("it cannot be discovered: {error}"))),
    }
}
