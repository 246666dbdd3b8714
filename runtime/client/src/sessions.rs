//! Sessions: an endpoint may require temporary credentials that the service itself creates for the identity of
//! the call. They are created once for all calls that need them, and renewed before they expire.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::cache::{Cache, Expires};
use super::call::ended;
use super::call_error::Failure;
use super::drive::Driver;
use super::machine::{Limits, Located};
use super::observe::Span;
use super::provider::{MAX_BODY, machine};
use super::recent::Recent;
use super::shared::Shared;
use super::{
    BoxFuture, CallInfo, CallOptions, Context, CredentialsError, Identity, OfSession,
    ProvideIdentity, Sleep,
};
use whitesmith_runtime::internal::AskForSession;
use whitesmith_runtime::{BuiltIns, Response, SessionCredentials};

/// The maximum number of cached sessions.
const CAPACITY: usize = 100;

/// How long before its expiry a session is renewed. Those of Amazon S3 are valid for five minutes.
const RENEW_BEFORE: Duration = Duration::from_secs(60);

/// Gives calls the providers of their sessions. It is a trait so that programs whose services have no sessions
/// do not contain the implementation.
pub(super) trait ProvideSessions: Send + Sync {
    /// Returns the provider of the session that a call needs.
    fn provider(
        self: Arc<Self>,
        shared: &Shared,
        needed: Needed<'_>,
    ) -> Result<Arc<dyn ProvideIdentity>, Failure>;
}

/// The session that a call needs.
pub(super) struct Needed<'n> {
    /// The operation that creates sessions, with its input.
    pub(super) ask: Box<dyn AskForSession>,
    /// The built-ins of the endpoint rules, with the endpoint URL of the call.
    pub(super) built_ins: &'n BuiltIns,
    /// The identity that the session is for, and what makes the identity of the session.
    pub(super) identity: &'n Arc<dyn Identity>,
    pub(super) of_session: OfSession,
}

/// The request that creates a session.
struct SessionRequest {
    ask: Box<dyn AskForSession>,
    located: Located,
    limits: Limits,
    identity: Arc<dyn Identity>,
    of_session: OfSession,
    /// Times the request. It never blocks.
    timer: Arc<dyn Sleep>,
}

/// What a session depends on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    /// The public id of the identity that creates it.
    identity: String,
    /// The URI of the request that creates it.
    uri: String,
}

/// The sessions that a client has created.
#[derive(Default)]
pub(super) struct CreatedSessions(Mutex<Recent<Key, Arc<Cache<SessionCredentials>>, CAPACITY>>);

impl ProvideSessions for CreatedSessions {
    /// Of the options of the call, only the endpoint URL applies to the request that creates the session.
    fn provider(
        self: Arc<Self>,
        shared: &Shared,
        needed: Needed<'_>,
    ) -> Result<Arc<dyn ProvideIdentity>, Failure> {
        let Needed { ask, built_ins, identity, of_session } = needed;
        let options = CallOptions::new();
        let located = shared.draft(&*ask, &options, None)?.located(built_ins)?;
        let key = Key {
            identity: identity.public_id().unwrap_or_default().to_owned(),
            uri: located.request.uri().to_string(),
        };
        let request = SessionRequest {
            located,
            limits: shared.limits(&ask.facts(), &options, false),
            identity: Arc::clone(identity),
            of_session,
            timer: Arc::clone(&shared.timer),
            ask,
        };
        Ok(Arc::new(SessionProvider { sessions: self, key, request: Arc::new(request) }))
    }
}

impl CreatedSessions {
    fn cache(&self, key: &Key, context: &Context) -> Arc<Cache<SessionCredentials>> {
        let new = || {
            let mut cache = Cache::default();
            cache.refresh_before = RENEW_BEFORE;
            cache.random = Some(Arc::clone(&context.random));
            Arc::new(cache)
        };
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(sessions.get_or_insert(key, context.clock.now(), new))
    }
}

impl Expires for SessionCredentials {
    fn expiry(&self) -> Option<SystemTime> {
        Some(self.expiry)
    }
}

/// The provider of the session of a call.
struct SessionProvider {
    sessions: Arc<CreatedSessions>,
    key: Key,
    request: Arc<SessionRequest>,
}

impl ProvideIdentity for SessionProvider {
    fn provide<'a>(
        &'a self,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<Arc<dyn Identity>, CredentialsError>> {
        let fetch = || {
            let (request, context) = (Arc::clone(&self.request), context.clone());
            Box::pin(async move { request.send(&context).await }) as BoxFuture<'static, _>
        };
        Box::pin(async move {
            let cache = self.sessions.cache(&self.key, context);
            let credentials = cache.get(context, fetch).await?;
            Ok((self.request.of_session)(credentials))
        })
    }
}

impl fmt::Debug for SessionProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionProvider").field("key", &self.key).finish_non_exhaustive()
    }
}

impl SessionRequest {
    /// Creates the session. The request has the retries and the timeouts of the attempts of a call, but takes
    /// the tokens of its retries from the bucket of the credentials providers.
    async fn send(&self, context: &Context) -> Result<SessionCredentials, CredentialsError> {
        let facts = self.ask.facts();
        let info = CallInfo::new(facts.service, facts.operation);
        // Creating a session twice does no harm. Each call that waits for it has its own timeout.
        let limits = Limits { is_idempotent: true, call: None, ..self.limits };
        let (located, identity) = (self.located.clone(), Arc::clone(&self.identity));
        let mut machine = machine(context, located, limits, identity, info);
        let driver = Driver { context, timer: &self.timer, max_response: MAX_BODY };
        let mut span = Span::of_call(facts.service, facts.operation);
        let parse = |response: &Response| self.ask.credentials(response);
        let result = driver.run(&mut machine, &facts, &mut span, parse).await;
        ended(&span, &result);
        match result {
            Ok((Some(credentials), _)) => Ok(credentials),
            Ok((None, _)) => Err(self.failed().caused_by("the response has no credentials")),
            Err(error) => Err(self.failed().caused_by(error)),
        }
    }

    fn failed(&self) -> CredentialsError {
        let host = self.located.request.uri().host().unwrap_or_default();
        CredentialsError::new(format!("the session that {host} requires cannot be created"))
    }
}
