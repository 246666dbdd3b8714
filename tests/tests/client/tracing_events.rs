//! Calls that are tried again, refused, or fail, in; events that an operator sees, out.

use crate::caller::{Caller, both, config};
use crate::listening::listen;
use crate::server::{Act, Server, json, ok, status};

/// The events of a call at the levels INFO and above: the level, then the fields.
fn events(acts: &[Act], kind: crate::caller::Kind) -> Vec<String> {
    let server = Server::new(acts);
    let caller = Caller::new(kind, config(&server));
    let (_, heard) = listen(|| caller.call());
    let ours = heard.spans.lines().filter(|line| line.contains("Chime"));
    for line in ours.clone() {
        assert_eq!(line.split(' ').nth(2), Some("whitesmith_runtime::client"), "{line}");
    }
    assert!(ours.clone().next().unwrap().starts_with("span INFO"), "{}", heard.spans);
    let events = ours.filter(|line| line.starts_with("event") && !line.starts_with("event DEBUG"));
    events.map(|line| line["event ".len()..].replace(&server.host(), "HOST")).collect()
}

const CALL: &str = r#"service="Chime" operation="UpdateAccount""#;

#[test]
fn retries_are_told_and_failures_are_warnings() {
    both(|kind| {
        assert_eq!(events(&[ok()], kind), Vec::<String>::new());
        let waits = |attempt| {
            format!(
                "INFO whitesmith_runtime::client message=waiting before the next attempt {CALL} \
                 attempt={attempt} delay=0ns why=\"HTTP 503\""
            )
        };
        assert_eq!(events(&[status(503), status(503), ok()], kind), [waits(1), waits(2)]);
        let failed = format!(
            "WARN whitesmith_runtime::client message=the call failed {CALL} attempts=3 \
             why=\"HTTP 503\" request_id=\"1-2\""
        );
        let busy = Act::Send(json(503, &[("x-amzn-requestid", "1-2")], ""));
        assert_eq!(events(&[busy], kind), [waits(1), waits(2), failed]);
        let refused = format!(
            "INFO whitesmith_runtime::client message=the service refused the call {CALL} \
             attempts=1 why=\"HTTP 404\""
        );
        assert_eq!(events(&[status(404)], kind), [refused]);
        let garbage = Act::SendAndClose(b"garbage\r\n\r\n".to_vec());
        let told = events(&[garbage], kind).remove(0);
        let expected = "error=Chime.UpdateAccount at HOST: the response is not acceptable: ";
        assert!(told.starts_with("WARN") && told.contains(expected), "{told}");
        let unreadable = events(&[Act::Send(json(200, &[], "<html>"))], kind).remove(0);
        assert!(unreadable.starts_with("WARN") && unreadable.contains("could not be read"));
    });
}
