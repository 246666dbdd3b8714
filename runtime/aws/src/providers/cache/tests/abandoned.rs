//! Callers that are no longer polled, or are dropped: the fetch continues without them.

use super::*;

#[test]
fn a_caller_that_is_not_polled_holds_up_nobody() {
    let (machine, gate) = (machine(), Gate::default());
    let cache = CredentialsCache::new(gate.clone());
    let mut idle = Task::new(&cache, &machine.context);
    let mut other = Task::new(&cache, &machine.context);
    assert!(idle.poll().is_pending() && other.poll().is_pending());
    // Only the other one is polled from now on.
    gate.open(Ok(fresh(&machine, "A")));
    assert!(other.is_woken());
    assert!(matches!(other.poll(), Poll::Ready(Ok(_))));
    assert_eq!((get(&cache, &machine), gate.calls()), (Ok("A".into()), 1));
    assert!(matches!(idle.poll(), Poll::Ready(Ok(_))));
}

#[test]
fn a_fetch_outlives_callers_without_time() {
    let (machine, gate) = (machine(), Gate::default());
    let cache = CredentialsCache::new(gate.clone());
    for _ in 0..3 {
        let mut call = Task::new(&cache, &machine.context);
        assert!(call.poll().is_pending());
        machine.clock.advance(Duration::from_secs(100));
        drop(call);
        machine.clock.advance(Duration::from_secs(1));
    }
    assert_eq!(gate.calls(), 1);
    gate.open(Ok(fresh(&machine, "A")));
    assert_eq!((get(&cache, &machine), gate.calls()), (Ok("A".into()), 1));
    // A fetch that has had no callers for long is not continued.
    gate.close();
    machine.clock.advance(HOUR);
    assert!(Task::new(&cache, &machine.context).poll().is_pending());
    machine.clock.advance(Duration::from_secs(60));
    gate.open(Ok(fresh(&machine, "B")));
    assert_eq!((get(&cache, &machine), gate.calls()), (Ok("B".into()), 3));
    let state = gate.0.lock().unwrap();
    assert_eq!((state.flying, state.most_flying), (0, 1));
}

#[test]
fn a_dropped_cache_drops_its_fetch() {
    let (machine, gate) = (machine(), Gate::default());
    let cache = CredentialsCache::new(gate.clone());
    assert!(Task::new(&cache, &machine.context).poll().is_pending());
    assert_eq!(gate.0.lock().unwrap().flying, 1);
    drop(cache);
    // The waker that the provider keeps does not keep the fetch alive.
    assert_eq!(gate.0.lock().unwrap().flying, 0);
}
