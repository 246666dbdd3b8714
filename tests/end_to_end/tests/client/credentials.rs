//! Tests credentials that expire: how often they are fetched, and which ones sign requests.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use generated::{CallError, CallOptions, Config, Credentials};
use whitesmith_aws::ProvideCredentials;
use whitesmith_client::{BoxFuture, Context, CredentialsError};

use crate::caller::{Caller, ClientKind, RUNTIME, against, both, config, input};
use crate::server::{Server, ok, status};

const CALLS: usize = 32;

/// How long credentials are valid, in seconds.
const LIFE: u64 = 3_600;

/// A credentials provider whose credentials have the number of the fetch in their id. Each fetch
/// takes a while.
#[derive(Clone, Debug, Default)]
struct Source(Arc<AtomicU32>);

impl ProvideCredentials for Source {
    fn provide<'a>(
        &'a self,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        let number = self.0.fetch_add(1, Ordering::SeqCst) + 1;
        Box::pin(async move {
            context.sleep.sleep(Duration::from_millis(50)).await;
            let expiry = context.clock.now() + Duration::from_secs(LIFE);
            Ok(Credentials::new(format!("AKID{number}"), "secret").with_expiry(expiry))
        })
    }
}

/// A clock that is set by hand, in seconds.
#[derive(Clone, Debug)]
struct Clock(Arc<AtomicU64>);

impl Clock {
    fn new() -> Self {
        Self(Arc::new(AtomicU64::new(1_800_000_000)))
    }

    fn advance(&self, seconds: u64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }

    fn used_by(&self, config: Config) -> Config {
        let clock = self.0.clone();
        config.clock(move || -> SystemTime {
            UNIX_EPOCH + Duration::from_secs(clock.load(Ordering::SeqCst))
        })
    }
}

/// Makes many concurrent calls.
fn call_at_once(caller: &Caller) {
    match caller {
        Caller::Async(client) => {
            let call = || {
                let client = client.clone();
                RUNTIME.spawn(async move { client.update_account(input()).await })
            };
            let calls: Vec<_> = (0..CALLS).map(|_| call()).collect();
            for call in calls {
                RUNTIME.block_on(call).unwrap().unwrap();
            }
        }
        Caller::Blocking(client) => thread::scope(|scope| {
            for _ in 0..CALLS {
                scope.spawn(|| client.update_account(input()).unwrap());
            }
        }),
    }
}

/// The access key ids that the requests from `first` on are signed with.
fn ids(server: &Server, first: usize) -> Vec<String> {
    let id = |authorization: &str| {
        let (_, rest) = authorization.split_once("Credential=").unwrap();
        rest.split('/').next().unwrap().to_owned()
    };
    let mut ids: Vec<_> = server.received()[first..]
        .iter()
        .map(|request| id(request.header("authorization").unwrap()))
        .collect();
    ids.sort();
    ids.dedup();
    ids
}

#[test]
fn credentials_are_renewed_once_and_not_for_each_call() {
    both(|kind| {
        let server = Server::new([ok()]);
        let (source, clock) = (Source::default(), Clock::new());
        let config = clock.used_by(config(&server)).credentials(source.clone());
        let caller = Caller::new(kind, config);
        let asked = || source.0.load(Ordering::SeqCst);
        call_at_once(&caller);
        assert_eq!((asked(), ids(&server, 0)), (1, vec!["AKID1".to_owned()]));
        // They have not expired.
        clock.advance(LIFE / 2);
        call_at_once(&caller);
        assert_eq!((asked(), ids(&server, CALLS)), (1, vec!["AKID1".to_owned()]));
        // They have expired.
        clock.advance(LIFE);
        call_at_once(&caller);
        assert_eq!((asked(), ids(&server, CALLS * 2)), (2, vec!["AKID2".to_owned()]));
        assert_eq!(server.count(), CALLS * 3);
    });
}

/// The call that started a fetch may be dropped: the others continue its fetch.
#[test]
fn a_dropped_call_hands_its_fetch_on() {
    let server = Server::new([ok()]);
    let source = Source::default();
    let config = config(&server).credentials(source.clone());
    let Caller::Async(client) = Caller::new(ClientKind::Async, config) else { unreachable!() };
    let call = || {
        let client = client.clone();
        RUNTIME.spawn(async move { client.update_account(input()).await })
    };
    let first = call();
    while source.0.load(Ordering::SeqCst) == 0 {
        thread::sleep(Duration::from_millis(1));
    }
    let second = call();
    first.abort();
    RUNTIME.block_on(second).unwrap().unwrap();
    assert_eq!((server.count(), ids(&server, 0)), (1, vec!["AKID1".to_owned()]));
}

/// A call that is not polled, as in a `select!`, blocks no other, and a call that times out leaves
/// its fetch to the next one.
#[test]
fn a_call_that_is_not_polled_holds_up_nobody() {
    let server = Server::new([ok()]);
    let source = Source::default();
    let config = config(&server).credentials(source.clone());
    let Caller::Async(client) = Caller::new(ClientKind::Async, config) else { unreachable!() };
    RUNTIME.block_on(async {
        let mut idle = Box::pin(client.update_account(input()));
        let polled_once = std::future::poll_fn(|context| {
            assert!(idle.as_mut().poll(context).is_pending());
            std::task::Poll::Ready(())
        });
        polled_once.await;
        let short = client.with(CallOptions::new().timeout(Duration::from_millis(1)));
        assert!(matches!(short.update_account(input()).await, Err(CallError::Timeout(_))));
        client.update_account(input()).await.unwrap();
        idle.await.unwrap();
    });
    assert_eq!(source.0.load(Ordering::SeqCst), 1);
    assert_eq!((server.count(), ids(&server, 0)), (2, vec!["AKID1".to_owned()]));
}

#[derive(Debug)]
struct Empty;

impl ProvideCredentials for Empty {
    fn provide<'a>(
        &'a self,
        _: &'a Context,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        Box::pin(async { Err(CredentialsError::new("the safe is empty")) })
    }
}

#[test]
fn nothing_is_sent_without_credentials() {
    let set_up = |config: Config| config.credentials(Empty);
    against(&[status(500)], set_up, |server, caller| {
        let error = caller.call().unwrap_err();
        assert!(matches!(error, CallError::Credentials(_)), "{error:?}");
        assert_eq!(error.to_string(), "the request cannot be authorized: the safe is empty");
        assert_eq!(server.connections(), 0);
    });
}
