//! Provides the asynchronous and the blocking client behind one set of functions.

use std::fmt;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use generated::operation::update_account::{UpdateAccountError, UpdateAccountInput};
use generated::{CallError, CallOptions, Client, Config, Credentials, blocking};
use tokio::runtime::{Builder, Runtime};
use whitesmith_client::CallResult;

use crate::server::{PATIENCE, Server};

/// The result of a call.
pub(crate) type Called = CallResult<UpdateAccountInput>;

/// The error of a call.
pub(crate) type Failed = CallError<UpdateAccountError>;

/// Runs the asynchronous client.
pub(crate) static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap());

/// The kind of client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClientKind {
    Async,
    Blocking,
}

/// A client of either kind.
#[derive(Clone)]
pub(crate) enum Caller {
    Async(Client),
    Blocking(blocking::Client),
}

impl Caller {
    pub(crate) fn new(kind: ClientKind, config: Config) -> Self {
        match kind {
            ClientKind::Async => Self::Async(Client::new(config)),
            ClientKind::Blocking => Self::Blocking(blocking::Client::new(config)),
        }
    }

    pub(crate) fn with(&self, options: CallOptions) -> Self {
        match self {
            Self::Async(client) => Self::Async(client.with(options)),
            Self::Blocking(client) => Self::Blocking(client.with(options)),
        }
    }

    pub(crate) fn send(&self, input: UpdateAccountInput) -> Called {
        match self {
            Self::Async(client) => RUNTIME.block_on(client.update_account(input)),
            Self::Blocking(client) => client.update_account(input),
        }
    }

    /// The call that most tests make.
    pub(crate) fn call(&self) -> Called {
        self.send(input())
    }
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Async(client) => client.fmt(f),
            Self::Blocking(client) => client.fmt(f),
        }
    }
}

/// Runs a test with both clients.
pub(crate) fn both(test: impl Fn(ClientKind)) {
    for kind in [ClientKind::Async, ClientKind::Blocking] {
        println!("{kind:?}");
        test(kind);
    }
}

/// Runs a test with both clients, each with a server with this script.
pub(crate) fn against(
    script: &[crate::server::Act],
    change: impl Fn(Config) -> Config,
    test: impl Fn(&Server, &Caller),
) {
    both(|kind| {
        let server = Server::new(script);
        test(&server, &Caller::new(kind, change(config(&server))));
    });
}

pub(crate) fn input() -> UpdateAccountInput {
    UpdateAccountInput::new("a").name("Sales")
}

/// A configuration for the server, without delays between attempts.
pub(crate) fn config(server: &Server) -> Config {
    config_at(server.endpoint())
}

pub(crate) fn config_at(endpoint: String) -> Config {
    let count = AtomicU64::new(0);
    Config::new()
        .region("us-east-1")
        .endpoint_url(endpoint)
        .credentials(Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI"))
        .attempt_timeout(PATIENCE)
        .clock(|| UNIX_EPOCH + Duration::from_secs(1_800_000_000))
        // Distinct numbers that give the shortest delays.
        .random(move || count.fetch_add(1, Ordering::Relaxed))
}
