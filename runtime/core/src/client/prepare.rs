//! An input, a configuration and the options of a call in; the machine of the call out.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{HeaderName, HeaderValue, USER_AGENT};

use super::authorize::{Authorization, SigningScope};
use super::call_error::Failure;
use super::identity::Identity;
use super::machine::{Limits, Located, Machine};
use super::random::uuid;
use super::region::check_region;
use super::retry::RetryRules;
use super::scheme::Scheme;
use super::shared::Shared;
use super::thread_sleep::FOREVER;
use super::trace_id::{TRACE_ID, trace_id};
use super::{CallError, CallInfo, CallOptions, Config, CredentialsError, RetryBehavior, host};
use crate::endpoint::{Endpoint, EndpointError};
use crate::service::MAX_ATTEMPTS;
use crate::sigv4::{PathEncoding, PathNormalization};
use crate::{BuildError, ByteStream, Operation, Request, Service, headers};

pub(super) const INVOCATION_ID: HeaderName = HeaderName::from_static("amz-sdk-invocation-id");

/// The end of a call that cannot start.
type Refused<O> = CallError<<O as Operation>::Error>;

/// What is known of a call before it has a request.
pub(super) struct Start<'o> {
    pub(super) options: &'o CallOptions,
    /// The input has an idempotency token.
    pub(super) has_token: bool,
    pub(super) at: SystemTime,
}

/// A call whose endpoint is not known yet: it depends on the account of the identity.
pub(super) struct Draft<'c, O> {
    shared: &'c Shared,
    input: &'c O,
    request: Request,
    /// An endpoint for this call alone.
    endpoint_url: Option<String>,
    /// The endpoint that was discovered, which replaces that of the rules.
    discovered: Option<String>,
    /// Headers for this call alone.
    headers: HeaderMap,
    /// The same in each attempt.
    invocation_id: Option<HeaderValue>,
}

impl Shared {
    /// The machine of a call. `discovered` is the URL of the endpoint, where
    /// that had to be discovered.
    pub(super) fn prepare<'c, O: Operation>(
        &'c self,
        input: &'c O,
        start: &Start<'_>,
        discovered: Option<String>,
    ) -> Result<Machine<'c>, Refused<O>> {
        let Start { options, has_token, at } = *start;
        let draft = self.draft(input, options, discovered)?;
        let schemes = Scheme::all(O::AUTH, &self.config).map_err(CallError::Credentials)?;
        let info = CallInfo {
            streams_output: O::STREAMS_OUTPUT,
            ..CallInfo::new(O::Service::SDK_ID, O::NAME)
        };
        let locate =
            move |scheme: &Scheme, identity: Option<&Identity>| draft.locate(scheme, identity);
        let limits = self.limits::<O>(options, has_token);
        let around = self.circumstances();
        Ok(Machine::new(around, limits, schemes, Box::new(locate), info, at))
    }

    /// Gives an input its idempotency token, unless it has one. Tells whether it takes one.
    pub(super) fn add_idempotency_token<O: Operation>(&self, input: &mut O) -> bool {
        let token = input.idempotency_token();
        token.map(|token| token.get_or_insert_with(|| uuid(&*self.config.random))).is_some()
    }

    /// The request of a call, before it has an endpoint.
    pub(super) fn draft<'c, O: Operation>(
        &'c self,
        input: &'c O,
        options: &CallOptions,
        discovered: Option<String>,
    ) -> Result<Draft<'c, O>, Refused<O>> {
        let mut request = input.request().map_err(CallError::Build)?;
        self.limit_compression(&mut request);
        let headers = options.checked_headers().map_err(CallError::Build)?.clone();
        let endpoint_url = options.endpoint_url.clone();
        let invocation_id = HeaderValue::try_from(uuid(&*self.config.random)).ok();
        Ok(Draft { shared: self, input, request, endpoint_url, discovered, headers, invocation_id })
    }

    /// Whether `smithy.api#endpoint` may put a prefix in front of the host of an endpoint: not where
    /// that is turned off, and not where a host has no names below it.
    fn takes_host_prefix(&self, url: &str) -> bool {
        let Config { settings, disable_host_prefix, .. } = &self.config;
        let host = http::Uri::try_from(url).ok();
        let is_flat = host.is_some_and(|uri| uri.host().is_some_and(host::is_flat));
        !disable_host_prefix.unwrap_or(settings.disable_host_prefix_injection) && !is_flat
    }

    /// The settings may want other bodies compressed than the model does.
    fn limit_compression(&self, request: &mut Request) {
        let settings = &self.config.settings;
        let from = settings.request_min_compression_size_bytes;
        let from = from.and_then(|bytes| usize::try_from(bytes).ok());
        request.compress_from = match request.compress_from {
            Some(_) if settings.disable_request_compression => None,
            Some(of_model) => Some(from.unwrap_or(of_model)),
            None => None,
        };
    }

    /// How long a call may take.
    pub(super) fn time_limit(&self, options: &CallOptions) -> Option<Duration> {
        options.timeout.or(self.config.timeout).filter(is_limit)
    }

    fn limits<O: Operation>(&self, options: &CallOptions, has_token: bool) -> Limits {
        let config = &self.config;
        let behavior = config.retry_behavior.or(config.settings.retry_behavior).unwrap_or_default();
        let attempts = options
            .max_attempts
            .or(config.max_attempts)
            .or(config.settings.max_attempts)
            .unwrap_or(match behavior {
                RetryBehavior::Of2026 => O::Service::MAX_ATTEMPTS,
                RetryBehavior::Before2026 => MAX_ATTEMPTS,
            });
        Limits {
            attempts: attempts.max(1),
            retries: RetryRules::new(behavior, O::Service::TRANSIENT_RETRY_DELAY),
            call: self.time_limit(options),
            attempt: options.attempt_timeout.or(config.attempt_timeout).filter(is_limit),
            stall: options.stall_timeout.or(config.stall_timeout).filter(is_pause),
            retries_connect: true,
            is_idempotent: options.idempotent.unwrap_or(O::IDEMPOTENT || has_token),
            is_long_poll: O::LONG_POLL,
        }
    }
}

impl<O: Operation> Draft<'_, O> {
    /// Resolves the endpoint for an identity, and completes the request for it.
    pub(super) fn locate(
        &self,
        scheme: &Scheme,
        identity: Option<&Identity>,
    ) -> Result<Located, Failure> {
        let account = identity.and_then(Identity::account_id);
        let endpoint = self.endpoint(account).map_err(Failure::Endpoint)?;
        let authorization = match scheme {
            Scheme::SigV4 { service } => Authorization::SigV4(self.scope(service, &endpoint)?),
            Scheme::Bearer => Authorization::Bearer,
            Scheme::Ready(authorization) => authorization.clone(),
        };
        let request = self.complete(&endpoint).map_err(Failure::Build)?;
        Ok(Located { request, authorization })
    }

    /// The endpoint for an account. An account of the configuration wins over it.
    fn endpoint(&self, account: Option<&str>) -> Result<Endpoint, EndpointError> {
        let mut built_ins = self.shared.built_ins();
        let region = built_ins.region.as_deref();
        region.map_or(Ok(()), check_region).map_err(EndpointError::new)?;
        if let (None, Some(account)) = (&built_ins.account_id, account) {
            built_ins.to_mut().account_id = Some(account.to_owned());
        }
        if let Some(url) = &self.endpoint_url {
            built_ins.to_mut().endpoint = Some(url.clone());
        }
        let endpoint = self.shared.resolve(self.input, &built_ins)?;
        Ok(match &self.discovered {
            Some(url) => Endpoint { url: url.clone(), ..endpoint },
            None => endpoint,
        })
    }

    /// The request at its endpoint, with all headers that stay the same from attempt to attempt.
    fn complete(&self, endpoint: &Endpoint) -> Result<http::Request<ByteStream>, BuildError> {
        let mut request = self.request.clone();
        if self.discovered.is_some() || !self.shared.takes_host_prefix(&endpoint.url) {
            request.host_prefix.clear();
        }
        let mut request = request.into_http(&endpoint.url)?;
        let all = request.headers_mut();
        headers::set_if_absent(all, USER_AGENT, || self.shared.user_agent.clone())?;
        if let Some(trace_id) = trace_id(&*self.shared.config.environment) {
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

    /// What a signature is made for: what the endpoint says, and where it is silent, the service and
    /// the configuration.
    fn scope(&self, service: &str, endpoint: &Endpoint) -> Result<SigningScope, Failure> {
        let scheme = endpoint.auth_scheme_named("sigv4");
        if scheme.is_none() && !endpoint.auth_schemes.is_empty() {
            return Err(Failure::Credentials(no_scheme(endpoint)));
        }
        let region = scheme.and_then(|scheme| scheme.signing_region.as_ref());
        let region = region.cloned().or_else(|| self.shared.built_ins().region.clone());
        let no_region = || Failure::Endpoint(EndpointError::new(self.shared.no_region()));
        let name = scheme.and_then(|scheme| scheme.signing_name.as_deref());
        let is_once = scheme.is_some_and(|scheme| scheme.disable_double_encoding);
        let is_as_is = scheme.is_some_and(|scheme| scheme.disable_normalize_path);
        Ok(SigningScope {
            service: name.unwrap_or(service).to_owned(),
            region: region.ok_or_else(no_region)?,
            path_encoding: if is_once { PathEncoding::Once } else { PathEncoding::Twice },
            path_normalization: if is_as_is {
                PathNormalization::Off
            } else {
                PathNormalization::On
            },
            unsigned_payload: O::UNSIGNED_PAYLOAD,
        })
    }
}

/// Whether a time is one that runs out.
fn is_limit(time: &Duration) -> bool {
    *time < FOREVER
}

/// Whether a time is one that bytes can keep to: zero stands for no limit.
fn is_pause(time: &Duration) -> bool {
    is_limit(time) && !time.is_zero()
}

/// An endpoint that wants what is not `sigv4`.
fn no_scheme(endpoint: &Endpoint) -> CredentialsError {
    let names = endpoint.auth_schemes.iter().map(|scheme| scheme.name.as_str());
    let names: Vec<&str> = names.collect();
    CredentialsError::new(format!(
        "the endpoint wants a signature of {}, and only sigv4 can be made",
        names.join(" or ")
    ))
}
