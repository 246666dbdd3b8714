//! An input, a configuration and the options of a call in; the machine of the call out.

#[cfg(test)]
mod tests;

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{HeaderName, HeaderValue, USER_AGENT};

use super::authorize::{Authorization, Scope};
use super::machine::{Limits, Machine};
use super::random::uuid;
use super::retry::Backoff;
use super::shared::Shared;
use super::trace_id::{TRACE_ID, trace_id};
use super::{CallError, CallInfo, CallOptions, Config, CredentialsError, host};
use crate::endpoint::{Endpoint, EndpointError, is_valid_host_label};
use crate::sigv4::{PathEncoding, PathNormalization};
use crate::{Auth, BuildError, ByteStream, Operation, Request, Service};

pub(super) const INVOCATION_ID: HeaderName = HeaderName::from_static("amz-sdk-invocation-id");

/// How many attempts a call has, unless it is told otherwise.
const MAX_ATTEMPTS: u32 = 3;

/// The end of a call that cannot start.
type Refused<O> = CallError<<O as Operation>::Error>;

impl Shared {
    /// The machine of a call that started at a time. `discovered` is the endpoint, where that had to
    /// be discovered.
    pub(super) fn prepare<O: Operation>(
        &self,
        input: &mut O,
        options: &CallOptions,
        discovered: Option<&str>,
        started: SystemTime,
    ) -> Result<Machine<'_>, Refused<O>> {
        let (request, authorization) = self.start(input, options, discovered)?;
        let info = CallInfo {
            streams_output: O::STREAMS_OUTPUT,
            ..CallInfo::new(O::Service::SDK_ID, O::NAME)
        };
        let (limits, around) = (self.limits(options), self.circumstances());
        Ok(Machine::new(around, limits, authorization, request, info, started))
    }

    /// The request of a call, without what changes from attempt to attempt, and how it is
    /// authorized.
    pub(super) fn start<O: Operation>(
        &self,
        input: &mut O,
        options: &CallOptions,
        discovered: Option<&str>,
    ) -> Result<(http::Request<ByteStream>, Authorization), Refused<O>> {
        let random = &*self.config.random;
        if let Some(token) = input.idempotency_token() {
            token.get_or_insert_with(|| uuid(random));
        }
        let mut request = input.request().map_err(CallError::Build)?;
        let mut endpoint = self.endpoint(input, options)?;
        if let Some(url) = discovered {
            url.clone_into(&mut endpoint.url);
            request.host_prefix.clear();
        }
        let authorization = self
            .authorization(O::AUTH, O::UNSIGNED_PAYLOAD, &endpoint)
            .map_err(CallError::Credentials)?;
        let headers = options.checked_headers().map_err(CallError::Build)?;
        let request = self.complete(request, &endpoint, headers).map_err(CallError::Build)?;
        Ok((request, authorization))
    }

    fn endpoint<O: Operation>(
        &self,
        input: &O,
        options: &CallOptions,
    ) -> Result<Endpoint, Refused<O>> {
        let mut built_ins = self.built_ins();
        if let Some(region) = built_ins.region.as_deref().filter(|region| !is_region(region)) {
            let message = format!("the region {region:?} is no label of a host name");
            return Err(CallError::Endpoint(EndpointError::new(message)));
        }
        if let Some(url) = &options.endpoint_url {
            built_ins.to_mut().endpoint = Some(url.clone());
        }
        self.resolve(input, &built_ins).map_err(CallError::Endpoint)
    }

    /// The request at its endpoint, with all headers that stay the same from attempt to attempt.
    fn complete(
        &self,
        mut request: Request,
        endpoint: &Endpoint,
        headers: &HeaderMap,
    ) -> Result<http::Request<ByteStream>, BuildError> {
        if !self.takes_host_prefix(&endpoint.url) {
            request.host_prefix.clear();
        }
        self.limit_compression(&mut request);
        let mut request = request.into_http(&endpoint.url)?;
        let all = request.headers_mut();
        all.entry(USER_AGENT).or_insert_with(|| self.user_agent.clone());
        if let Some(trace_id) = trace_id(&*self.config.environment) {
            all.entry(TRACE_ID).or_insert(trace_id);
        }
        if let Ok(id) = HeaderValue::try_from(uuid(&*self.config.random)) {
            all.insert(INVOCATION_ID, id);
        }
        for (name, value) in &endpoint.headers {
            let header = HeaderName::try_from(name).ok().zip(HeaderValue::try_from(value).ok());
            let (name, value) = header.ok_or_else(|| {
                BuildError::new("endpoint", "has rules that give a header that cannot be sent")
            })?;
            all.append(name, value);
        }
        for (name, value) in headers {
            all.insert(name, value.clone());
        }
        Ok(request)
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

    /// The first of these ways that the configuration has what it takes for.
    fn authorization(
        &self,
        ways: &[Auth],
        unsigned_payload: bool,
        endpoint: &Endpoint,
    ) -> Result<Authorization, CredentialsError> {
        let config = &self.config;
        let is_optional = ways.contains(&Auth::None);
        for way in ways {
            let found = match way {
                Auth::SigV4 { .. } if config.credentials.is_none() => None,
                Auth::SigV4 { service } => {
                    let scope = self.scope(service, unsigned_payload, endpoint)?;
                    Some(Authorization::SigV4(Scope { is_optional, ..scope }))
                }
                Auth::Bearer => config.bearer_token.as_ref().map(Authorization::bearer),
                Auth::Basic => {
                    config.basic.as_ref().map(|(name, secret)| Authorization::basic(name, secret))
                }
                Auth::ApiKeyHeader { name, scheme } => {
                    match (&config.api_key, HeaderName::try_from(*name)) {
                        (Some(key), Ok(name)) => Some(Authorization::api_key(name, *scheme, key)),
                        _ => None,
                    }
                }
                Auth::ApiKeyQuery { name } => {
                    config.api_key.clone().map(|key| Authorization::Query(name, key))
                }
                Auth::None => Some(Authorization::None),
            };
            if let Some(found) = found {
                return Ok(found);
            }
        }
        if ways.is_empty() || is_optional {
            Ok(Authorization::None)
        } else {
            Err(nothing_for(ways))
        }
    }

    /// What a signature is for: the endpoint may say so, and the service and the configuration do.
    fn scope(
        &self,
        service: &str,
        unsigned_payload: bool,
        endpoint: &Endpoint,
    ) -> Result<Scope, CredentialsError> {
        let scheme = endpoint.auth_scheme_named("sigv4");
        if scheme.is_none() && !endpoint.auth_schemes.is_empty() {
            return Err(no_scheme(endpoint));
        }
        let region = scheme.and_then(|scheme| scheme.signing_region.as_ref());
        let name = scheme.and_then(|scheme| scheme.signing_name.as_deref());
        let is_once = scheme.is_some_and(|scheme| scheme.disable_double_encoding);
        let is_as_is = scheme.is_some_and(|scheme| scheme.disable_normalize_path);
        Ok(Scope {
            service: name.unwrap_or(service).to_owned(),
            region: region
                .or(self.built_ins().region.as_ref())
                .cloned()
                .ok_or_else(|| CredentialsError::new(self.no_region()))?,
            path_encoding: if is_once { PathEncoding::Once } else { PathEncoding::Twice },
            path_normalization: if is_as_is {
                PathNormalization::Off
            } else {
                PathNormalization::On
            },
            unsigned_payload,
            is_optional: false,
        })
    }

    fn limits(&self, options: &CallOptions) -> Limits {
        let config = &self.config;
        let attempts = options
            .max_attempts
            .or(config.max_attempts)
            .or(config.settings.max_attempts)
            .unwrap_or(MAX_ATTEMPTS);
        Limits {
            attempts: attempts.max(1),
            backoff: Backoff::default(),
            call: options.timeout.or(config.timeout).filter(is_limit),
            attempt: options.attempt_timeout.or(config.attempt_timeout).filter(is_limit),
        }
    }
}

/// Whether a region can go into the name of a host without changing what host that is.
fn is_region(region: &str) -> bool {
    is_valid_host_label(region, false)
}

/// Whether a time is one that runs out.
fn is_limit(time: &Duration) -> bool {
    *time < Duration::MAX
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

fn nothing_for(ways: &[Auth]) -> CredentialsError {
    let needs = ways.iter().map(|way| match way {
        Auth::SigV4 { .. } => "credentials (Config::credentials)",
        Auth::Bearer => "a token (Config::bearer_token)",
        Auth::ApiKeyHeader { .. } | Auth::ApiKeyQuery { .. } => "a key (Config::api_key)",
        Auth::Basic => "a name and a password (Config::basic_auth)",
        Auth::None => "nothing",
    });
    let needs: Vec<&str> = needs.collect();
    CredentialsError::new(format!("the configuration has no {}", needs.join(", and no ")))
}
