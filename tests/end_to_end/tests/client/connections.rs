//! Tests connections that end between calls, and calls that are dropped before their response.

use std::time::Duration;

use generated::{CallOptions, Client};

use crate::caller::{Caller, RUNTIME, against, config, input};
use crate::server::{Act, Server, good, json, ok};

/// hyper returns a connection to the pool on another thread. A call before that opens a new one.
#[test]
fn a_connection_is_used_again() {
    for answer in [good(), json(404, &[], "")] {
        against(
            &[Act::Send(answer)],
            |config| config,
            |server, caller| {
                for _ in 0..10 {
                    let _ = caller.call();
                    std::thread::sleep(Duration::from_millis(5));
                }
                let connections = server.connections();
                let most = if matches!(caller, Caller::Async(_)) { 5 } else { 1 };
                assert!(server.count() == 10 && connections <= most, "{connections}");
            },
        );
    }
}

/// A server closes an idle connection.
#[test]
fn a_connection_that_was_closed_meanwhile_is_replaced() {
    against(
        &[Act::SendAndClose(good())],
        |config| config.max_attempts(1),
        |server, caller| {
            for calls in 1..=5 {
                caller.call().unwrap();
                server.wait_for_closed(calls);
                std::thread::sleep(Duration::from_millis(20));
            }
            assert_eq!((server.count(), server.connections()), (5, 5));
        },
    );
}

/// Without a pause the client may write to a connection that is being closed; that is retried.
#[test]
fn a_connection_that_is_being_closed_is_replaced() {
    against(
        &[Act::SendAndClose(good())],
        |config| config,
        |server, caller| {
            for _ in 0..50 {
                caller.call().unwrap();
            }
            assert_eq!(server.count(), 50);
        },
    );
}

#[test]
fn a_server_that_is_gone_comes_back() {
    let stalls = || Act::SendAndStall(Vec::new());
    let set_up = |config: generated::Config| config.max_attempts(1);
    against(&[stalls(), stalls(), ok()], set_up, |server, caller| {
        while server.count() < 2 {
            let options = CallOptions::new().attempt_timeout(Duration::from_millis(100));
            caller.with(options).call().unwrap_err();
        }
        caller.call().unwrap();
    });
}

#[test]
fn a_dropped_call_leaves_nothing() {
    for sent in [0, 20, good().len() - 5] {
        let server = Server::new([Act::SendAndStall(good()[..sent].to_vec()), ok()]);
        let client = Client::new(config(&server));
        let call = {
            let client = client.clone();
            RUNTIME.spawn(async move { client.update_account(input()).await })
        };
        server.wait_for_request();
        call.abort();
        assert!(RUNTIME.block_on(call).unwrap_err().is_cancelled());
        server.wait_for_closed(1);
        assert_eq!(server.count(), 1);
        RUNTIME.block_on(client.update_account(input())).unwrap();
    }
}

/// All tasks of a client end with it.
#[test]
fn a_client_leaves_no_task() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let server = Server::new([ok()]);
    runtime.block_on(async {
        let client = Client::new(config(&server));
        client.update_account(input()).await.unwrap();
        drop(client);
        for _ in 0..1_000 {
            if runtime.metrics().num_alive_tasks() == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        panic!("{} tasks are left", runtime.metrics().num_alive_tasks());
    });
    server.wait_for_closed(1);
}
