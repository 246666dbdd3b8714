//! Timeouts, and attempts without a response.

use super::*;

#[test]
fn a_long_poll_waits_before_it_fails_for_lack_of_tokens() {
    let world = World::new();
    while world.bucket.take(1) {}
    let limits = Limits { is_long_poll: true, ..World::limits() };
    let mut machine = world.machine(limits, unsigned());
    machine.next(Event::Started, world.now);
    assert_eq!(told(&machine.next(retry(None), world.now)), "sleep 25ms");
    assert_eq!(told(&machine.next(Event::Slept, world.now)), "done");

    let mut machine = world.machine(limits, unsigned());
    machine.next(Event::Started, world.now);
    machine.next(failed(TransportErrorKind::Interrupted), world.now);
    let end = told(&machine.next(Event::Slept, world.now));
    assert!(end.ends_with("(1 attempt)"), "{end}");

    // It does not back off after its last attempt, after an error that is not retryable, beyond the
    // call's timeout, or with the previous retry behavior.
    let last = Limits { attempts: 1, ..limits };
    let before = RetryRules::new(RetryBehavior::Before2026, Duration::ZERO);
    let before = Limits { retries: before, ..limits };
    let short = Limits { call: Some(Duration::from_millis(20)), ..limits };
    for (limits, event) in [
        (last, retry(None)),
        (limits, Event::Answered(Verdict::Failure)),
        (short, retry(None)),
        (before, retry(None)),
    ] {
        let mut machine = world.machine(limits, unsigned());
        machine.next(Event::Started, world.now);
        assert_eq!(told(&machine.next(event, world.now)), "done");
    }
}

#[test]
fn after_a_timeout_only_idempotent_requests_are_sent_again() {
    use TransportErrorKind::{Interrupted, Stalled, Timeout};
    for (kind, was_sent, is_idempotent, is_retried) in [
        (Timeout, true, false, false),
        (Timeout, true, true, true),
        (Timeout, false, false, true),
        (Stalled, true, false, false),
        (Stalled, true, true, true),
        (Stalled, false, false, true),
        (Interrupted, true, false, true),
    ] {
        let world = World::new();
        let limits = Limits {
            attempt: Some(6 * SECOND),
            stall: Some(2 * SECOND),
            is_idempotent,
            ..World::limits()
        };
        let mut machine = world.machine(limits, unsigned());
        machine.next(Event::Started, world.now);
        let step = told(&machine.next(lost(kind, was_sent), world.now));
        assert_eq!(step == "sleep 25ms", is_retried, "{kind:?} {was_sent} {is_idempotent}: {step}");
    }
}

#[test]
fn a_stall_says_how_long_nothing_moved() {
    let world = World::new();
    let limits = Limits { stall: Some(20 * SECOND), ..World::limits() };
    let mut machine = world.machine(limits, unsigned());
    let Step::Send(_, info) = machine.next(Event::Started, world.now) else { panic!() };
    assert_eq!((info.stall_timeout, info.timeout), (Some(20 * SECOND), None));
    assert_eq!(
        told(&machine.next(lost(TransportErrorKind::Stalled, true), world.now)),
        "Chime.UpdateAccount at example.com: no byte was sent or received for 20s (1 attempt)"
    );
    // The transport's own timeout is reported as it is.
    let mut machine = world.machine(limits, unsigned());
    machine.next(Event::Started, world.now);
    assert_eq!(
        told(&machine.next(lost(TransportErrorKind::Timeout, true), world.now)),
        "Chime.UpdateAccount at example.com: timed out: broken (1 attempt)"
    );
}

#[test]
fn a_clock_that_is_set_back_gives_a_call_no_time() {
    let world = World::new();
    let limits = Limits { call: Some(10 * SECOND), attempts: 9, ..World::limits() };
    let mut machine = world.machine(limits, unsigned());
    machine.next(Event::Started, world.now);
    assert_eq!(told(&machine.next(retry(Some(6 * SECOND)), world.now)), "sleep 6s");
    let set_back = world.now - 3_600 * SECOND;
    let step = told(&machine.next(Event::Slept, set_back));
    assert_eq!(step, "send attempt=2; max=9 Some(4s)");
    let step = told(&machine.next(at_limit(), set_back));
    assert!(step.contains("the call timed out after 10s (2 attempts)"), "{step}");
}

#[test]
fn attempts_and_calls_have_their_time() {
    let world = World::new();
    let limits = Limits { call: Some(10 * SECOND), attempt: Some(6 * SECOND), ..World::limits() };
    let mut machine = world.machine(limits, unsigned());
    let at = |seconds: u32| world.now + seconds * SECOND;
    let timeout = || failed(TransportErrorKind::Timeout);
    assert_eq!(told(&machine.next(Event::Started, at(0))), "send attempt=1; max=3 Some(6s)");
    assert_eq!(told(&machine.next(timeout(), at(6))), "sleep 25ms");
    assert_eq!(told(&machine.next(Event::Slept, at(7))), "send attempt=2; max=3 Some(3s)");
    assert_eq!(
        told(&machine.next(timeout(), at(10))),
        "Chime.UpdateAccount at example.com: the call timed out after 10s (2 attempts)"
    );

    let mut machine = world.machine(limits, unsigned());
    machine.next(Event::Started, at(0));
    assert_eq!(told(&machine.next(retry(Some(20 * SECOND)), at(1))), "done");

    let mut machine = world.machine(limits, unsigned());
    assert_eq!(
        told(&machine.next(Event::Started, at(10))),
        "Chime.UpdateAccount at example.com: the call timed out after 10s (0 attempts)"
    );

    let limits = Limits { attempts: 1, call: None, ..limits };
    let mut machine = world.machine(limits, unsigned());
    machine.next(Event::Started, at(0));
    assert_eq!(
        told(&machine.next(timeout(), at(6))),
        "Chime.UpdateAccount at example.com: the attempt timed out after 6s (1 attempt)"
    );
}

/// An attempt that used all of its timeout, whatever the clock shows.
fn at_limit() -> Event {
    let error = TransportError::new(TransportErrorKind::Timeout, "no complete response");
    Event::Failed(Lost { error: error.at_limit(), was_sent: true })
}

#[test]
fn a_timeout_of_the_transport_is_not_that_of_the_call() {
    let world = World::new();
    let call = Limits { call: Some(300 * SECOND), is_idempotent: true, ..World::limits() };
    let attempt = Limits { call: None, attempt: Some(300 * SECOND), ..call };
    let after = |seconds: u32| world.now + seconds * SECOND;
    let timeout = || lost(TransportErrorKind::Timeout, true);
    let at = "Chime.UpdateAccount at example.com";
    for (limits, name) in [(call, "call"), (attempt, "attempt")] {
        let mut machine = world.machine(limits, unsigned());
        machine.next(Event::Started, world.now);
        assert_eq!(told(&machine.next(timeout(), after(60))), "sleep 25ms", "{name}");

        let mut machine = world.machine(Limits { attempts: 1, ..limits }, unsigned());
        machine.next(Event::Started, world.now);
        let own = told(&machine.next(timeout(), after(60)));
        assert_eq!(own, format!("{at}: timed out: broken (1 attempt)"));

        for (event, now) in [(timeout(), after(300)), (at_limit(), world.now)] {
            let mut machine = world.machine(Limits { attempts: 1, ..limits }, unsigned());
            machine.next(Event::Started, world.now);
            let ours = told(&machine.next(event, now));
            assert_eq!(ours, format!("{at}: the {name} timed out after 300s (1 attempt)"));
        }
    }
}

#[test]
fn credentials_are_got_in_the_time_of_the_call() {
    let world = World::new();
    let limits = Limits { call: Some(10 * SECOND), ..World::limits() };
    let over = |at, attempts| {
        format!("Chime.UpdateAccount{at}: the call timed out after 10s ({attempts})")
    };
    let mut machine = world.machine(limits, signed());
    assert_eq!(told(&machine.next(Event::Started, world.now)), "identify 10s");
    let later = world.now + 10 * SECOND;
    assert_eq!(told(&machine.next(Event::Unidentified, later)), over("", "0 attempts"));

    let mut machine = world.machine(limits, signed());
    machine.next(Event::Started, world.now);
    machine.next(identified(), world.now + SECOND);
    machine.next(retry(None), world.now + 3 * SECOND);
    let step = machine.next(Event::Slept, world.now + 4 * SECOND);
    assert_eq!(told(&step), "identify 6s");
    assert_eq!(told(&machine.next(Event::Slept, later)), over(" at example.com", "1 attempt"));
}
