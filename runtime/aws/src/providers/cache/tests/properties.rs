//! Any order of callers, answers and time: no caller is forgotten.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

/// What happens to callers and to the source.
#[derive(Clone, Debug)]
enum Event {
    Come,
    Poll(usize),
    Go(usize),
    /// A caller stays, and is never polled again.
    Freeze(usize),
    Succeed,
    Fail,
    Close,
    Advance(u64),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        3 => Just(Event::Come),
        6 => any::<usize>().prop_map(Event::Poll),
        2 => any::<usize>().prop_map(Event::Go),
        1 => any::<usize>().prop_map(Event::Freeze),
        1 => Just(Event::Succeed),
        1 => Just(Event::Fail),
        2 => Just(Event::Close),
        1 => (0..4000_u64).prop_map(Event::Advance),
    ];
    proptest::collection::vec(event, 0..120)
}

/// Returns the number of one of the tasks.
fn pick(tasks: &BTreeMap<usize, Task<'_>>, at: usize) -> Option<usize> {
    tasks.keys().nth(at.checked_rem(tasks.len())?).copied()
}

proptest! {
    /// There is never more than one fetch, and all callers that stay get an answer, although they are
    /// polled only when they are woken, and some are never polled again.
    #[test]
    fn nobody_is_forgotten(events in events()) {
        let (machine, gate) = (machine(), Gate::default());
        let cache = CredentialsCache::new(gate.clone());
        let mut tasks = BTreeMap::new();
        let mut frozen = Vec::new();
        for (at, event) in events.into_iter().enumerate() {
            match event {
                Event::Come => {
                    tasks.insert(at, Task::new(&cache, &machine.context));
                }
                Event::Poll(which) => {
                    if let Some(at) = pick(&tasks, which) {
                        let task = tasks.get_mut(&at).unwrap();
                        if task.is_woken() && task.poll().is_ready() {
                            tasks.remove(&at);
                        }
                    }
                }
                Event::Go(which) => {
                    if let Some(at) = pick(&tasks, which) {
                        tasks.remove(&at);
                    }
                }
                Event::Freeze(which) => {
                    frozen.extend(pick(&tasks, which).and_then(|at| tasks.remove(&at)));
                }
                Event::Succeed => gate.open(Ok(fresh(&machine, "A"))),
                Event::Fail => gate.open(Err(CredentialsError::new("no luck"))),
                Event::Close => gate.close(),
                Event::Advance(seconds) => machine.clock.advance(Duration::from_secs(seconds)),
            }
            prop_assert!(gate.0.lock().unwrap().most_flying <= 1);
        }
        gate.open(Ok(fresh(&machine, "A")));
        while let Some(at) = tasks.iter().find(|(_, task)| task.is_woken()).map(|(at, _)| *at) {
            if tasks.get_mut(&at).unwrap().poll().is_ready() {
                tasks.remove(&at);
            }
        }
        prop_assert_eq!(tasks.len(), 0, "tasks that nobody wakes");
        drop(frozen);
        prop_assert!(get(&cache, &machine).is_ok());
        prop_assert_eq!(gate.0.lock().unwrap().flying, 0);
    }
}
