//! Prepares a call: makes its machine from an input, a configuration and the options of the call.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{EXPECT, HeaderName, HeaderValue, USER_AGENT};

use super::call_error::Failure;
use super::common::Common;
use super::machine::{Limits, Located, Machine};
use super::platform::{FOREVER, WAITS_FOR_CONTINUE};
use super::random::uuid;
use super::retry::RetryRules;
use super::sessions::Needed;
use super::shared::Shared;
use super::trace_id::{TRACE_ID, trace_id};
use super::{CallInfo, CallOptions, Identity, RetryBehavior, host};
use whitesmith_runtime::checksum::{RequestChecksumCalculation, ResponseChecksumValidation};
use whitesmith_runtime::internal::{AnyOperation, Facts, MAX_ATTEMPTS, headers};
use whitesmith_runtime::{
    BuildError, BuiltIns, ByteStream, Endpoint, EndpointError, Operation, Request,
};

pub(super) const INVOCATION_ID: HeaderName = HeaderName::from_static("amz-sdk-invocation-id");

const CONTINUE: HeaderValue = HeaderValue::from_static("100-continue");

/// The minimum length of a body, in bytes, that is not sent before the service has accepted the head of its
/// request: that of the AWS SDK for Java.
const LONG: u64 = 2 * 1024 * 1024;

/// What is known of a call before its request is serialized.
pub(super) struct Start<'o> {
    pub(super) options: &'o CallOptions,
    /// Whether the input has an idempotency token.
    pub(super) has_token: bool,
    pub(super) at: SystemTime,
}

/// A call whose endpoint is not resolved yet, as it may depend on the account id of the identity.
pub(super) struct Draft<'c> {
    shared: &'c Shared,
    operation: &'c dyn AnyOperation,
    request: Request,
    /// The endpoint URL of the call options.
    endpoint_url: Option<String>,
    /// The discovered endpoint, which replaces that of the rules.
    discovered: Option<String>,
    /// The headers of the call options.
    headers: HeaderMap,
    /// The same in each attempt.
    invocation_id: Option<HeaderValue>,
}

impl Shared {
    /// Creates the machine of a call. `discovered` is the URL of the endpoint, if it was discovered.
    pub(super) fn prepare<'c>(
        &'c self,
        operation: &'c dyn AnyOperation,
        start: &Start<'_>,
        discovered: Option<String>,
    ) -> Result<Machine<'c>, Failure> {
        let Start { options, has_token, at } = *start;
        let facts = operation.facts();
        let draft = self.draft(operation, options, discovered)?;
        let schemes = self.schemes(facts.auth).map_err(Failure::Credentials)?;
        let info = CallInfo {
            streams_output: facts.streams_output,
            ..CallInfo::new(facts.service, facts.operation)
        };
        let locate = move |identity: &Arc<dyn Identity>| draft.locate(identity);
        let limits = self.limits(&facts, options, has_token);
        let around = self.circumstances();
        Ok(Machine::new(around, limits, schemes, Box::new(locate), info, at))
    }

    /// Adds an idempotency token to an input without one. Returns whether the operation has such a
    /// member.
    pub(super) fn add_idempotency_token<O: Operation>(&self, input: &mut O) -> bool {
        let token = input.idempotency_token();
        token.map(|token| token.get_or_insert_with(|| uuid(&*self.config.common.random))).is_some()
    }

    /// Serializes the request of a call, without an endpoint.
    pub(super) fn draft<'c>(
        &'c self,
        operation: &'c dyn AnyOperation,
        options: &CallOptions,
        discovered: Option<String>,
    ) -> Result<Draft<'c>, Failure> {
        let mut request = operation.serialize().map_err(Failure::Build)?;
        self.limit_compression(&mut request);
        self.limit_checksums(&mut request, options);
        let headers = options.checked_headers().map_err(Failure::Build)?.clone();
        let endpoint_url = options.endpoint_url.clone();
        let invocation_id = HeaderValue::try_from(uuid(&*self.config.common.random)).ok();
        Ok(Draft {
            shared: self,
            operation,
            request,
            endpoint_url,
            discovered,
            headers,
            invocation_id,
        })
    }

    /// Whether the trait `smithy.api#endpoint` may add a host prefix: not if that is disabled, and
    /// not to a host that cannot have subdomains.
    fn takes_host_prefix(&self, url: &str) -> bool {
        let is_disabled = self.config.common.disable_host_prefix.unwrap_or_default();
        let host = http::Uri::try_from(url).ok();
        let is_flat = host.is_some_and(|uri| uri.host().is_some_and(host::is_flat));
        !is_disabled && !is_flat
    }

    /// The configuration may override which bodies are compressed.
    fn limit_compression(&self, request: &mut Request) {
        let Common {
            disable_request_compression, request_min_compression_size_bytes: from, ..
        } = self.config.common;
        let from = from.and_then(|bytes| usize::try_from(bytes).ok());
        request.compress_from = match request.compress_from {
            Some(_) if disable_request_compression.unwrap_or_default() => None,
            Some(of_model) => Some(from.unwrap_or(of_model)),
            None => None,
        };
    }

    /// By default, checksums that are not required are computed and validated at the endpoints of the
    /// service: services that imitate it may reject them.
    fn limit_checksums(&self, request: &mut Request, options: &CallOptions) {
        let (calculation, validation) = if self.has_configured_endpoint(options) {
            (RequestChecksumCalculation::WhenRequired, ResponseChecksumValidation::WhenRequired)
        } else {
            (RequestChecksumCalculation::WhenSupported, ResponseChecksumValidation::WhenSupported)
        };
        let common = &self.config.common;
        request.checksum_calculation = common.request_checksum_calculation.unwrap_or(calculation);
        request.checksum_validation = common.response_checksum_validation.unwrap_or(validation);
    }

    /// Returns the timeout of a call.
    pub(super) fn time_limit(&self, options: &CallOptions) -> Option<Duration> {
        options.timeout.or(self.config.common.timeout).filter(is_limit)
    }

    pub(super) fn limits(&self, facts: &Facts, options: &CallOptions, has_token: bool) -> Limits {
        let common = &self.config.common;
        let behavior = common.retry_behavior.unwrap_or_default();
        let attempts = options.max_attempts.or(common.max_attempts).unwrap_or(match behavior {
            RetryBehavior::Of2026 => facts.max_attempts,
            RetryBehavior::Before2026 => MAX_ATTEMPTS,
        });
        Limits {
            attempts: attempts.max(1),
            retries: RetryRules::new(behavior, facts.transient_retry_delay),
            call: self.time_limit(options),
            attempt: options.attempt_timeout.or(common.attempt_timeout).filter(is_limit),
            stall: options.stall_timeout.or(common.stall_timeout).filter(is_pause),
            retries_connect: true,
            is_idempotent: options.idempotent.unwrap_or(facts.idempotent || has_token),
            is_long_poll: facts.long_poll,
        }
    }
}

impl Draft<'_> {
    /// Leaves out the checksums that a presigned request does not have.
    pub(super) fn leave_out_checksums(&mut self) {
        self.request.leave_out_checksums();
    }

    /// Resolves the endpoint for an identity, and completes the request for it.
    pub(super) fn locate(&self, identity: &Arc<dyn Identity>) -> Result<Located, Failure> {
        let built_ins = self.built_ins(identity.account_id());
        let mut located = self.located(&built_ins)?;
        if let Some(sessions) = &self.shared.sessions
            && let Some(of_session) = identity.session(&located.endpoint)
            && let Some(ask) = self.operation.session(&built_ins)
        {
            let needed = Needed { ask, built_ins: &built_ins, identity, of_session };
            located.session = Some(Arc::clone(sessions).provider(self.shared, needed)?);
        }
        Ok(located)
    }

    /// Resolves the endpoint, and completes the request for it.
    pub(super) fn located(&self, built_ins: &BuiltIns) -> Result<Located, Failure> {
        let endpoint = self.endpoint(built_ins).map_err(Failure::Endpoint)?;
        let request = self.complete(&endpoint).map_err(Failure::Build)?;
        let Facts { unsigned_payload, sends_content_sha256, .. } = self.operation.facts();
        Ok(Located { request, endpoint, unsigned_payload, sends_content_sha256, session: None })
    }

    /// Returns the built-ins of endpoint rules, with an account id and with the endpoint URL of the call. The
    /// account id of the configuration takes precedence.
    fn built_ins(&self, account: Option<&str>) -> Cow<'_, BuiltIns> {
        let mut built_ins = self.shared.vendor.built_ins();
        if let (None, Some(account)) = (&built_ins.account_id, account) {
            built_ins.to_mut().account_id = Some(account.to_owned());
        }
        if let Some(url) = &self.endpoint_url {
            built_ins.to_mut().endpoint = Some(url.clone());
        }
        built_ins
    }

    fn endpoint(&self, built_ins: &BuiltIns) -> Result<Endpoint, EndpointError> {
        let rules = |built_ins: &BuiltIns| self.operation.resolve(built_ins);
        let mut endpoint = self.shared.vendor.resolve(&rules, built_ins)?;
        if let Some(url) = &self.discovered {
            endpoint.url.clone_from(url);
        }
        Ok(endpoint)
    }

    /// Completes the request for its endpoint, with all headers that are the same in each attempt.
    fn complete(&self, endpoint: &Endpoint) -> Result<http::Request<ByteStream>, BuildError> {
        let mut request = self.request.clone();
        if self.discovered.is_some() || !self.shared.takes_host_prefix(&endpoint.url) {
            request.host_prefix.clear();
        }
        let mut request = request.into_http(&endpoint.url)?;
        let expects_continue = WAITS_FOR_CONTINUE
            && self.operation.facts().expects_continue
            && is_long(request.body().len());
        let all = request.headers_mut();
        if expects_continue {
            headers::set(all, EXPECT, CONTINUE)?;
        }
        headers::set_if_absent(all, USER_AGENT, || self.shared.user_agent.clone())?;
        if let Some(trace_id) = trace_id(&*self.shared.config.common.environment) {
            headers::set_if_absent(all, TRACE_ID, || trace_id)?;
        }
        if let Some(id) = &self.invocation_id {
            headers::set(all, INVOCATION_ID, id.clone())?;
        }
        for (name, value) in &endpoint.headers {
            let header = HeaderName::try_from(name).ok().zip(HeaderValue::try_from(value).ok());
            let (name, value) = header.ok_or_else(|| {
                BuildError::new("endpoint", "has rules that give a header that cannot be sent")
            })?;
            headers::add(all, name, value)?;
        }
        for (name, value) in &self.headers {
            headers::set(all, name.clone(), value.clone())?;
        }
        Ok(request)
    }
}

/// Whether a body is worth the wait for the service to accept the head of its request.
fn is_long(len: Option<u64>) -> bool {
    len.is_none_or(|len| len >= LONG)
}

/// Whether a timeout sets a limit.
fn is_limit(time: &Duration) -> bool {
    *time < FOREVER
}

/// Whether a stall timeout sets a limit; zero does not.
fn is_pause(time: &Duration) -> bool {
    is_limit(time) && !time.is_zero()
}
