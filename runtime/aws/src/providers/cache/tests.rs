//! Callers that come, wait and leave: how often the provider is asked, and what each caller gets.

mod abandoned;
mod properties;

use std::pin::Pin;
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context as TaskContext, Poll, Wake, Waker};

use super::*;
use crate::testing::{FakeEnvironment, FakeTransport, Machine};
use std::sync::Mutex;
use whitesmith_client::Clock as _;
use whitesmith_runtime::internal::block_on;

const HOUR: Duration = Duration::from_secs(3600);

/// A provider that answers when the test says so.
#[derive(Clone, Debug, Default)]
struct Gate(Arc<Mutex<GateState>>);

#[derive(Debug, Default)]
struct GateState {
    calls: usize,
    flying: usize,
    most_flying: usize,
    answer: Option<Result<Credentials, CredentialsError>>,
    wakers: Vec<Waker>,
}

impl Gate {
    fn open(&self, answer: Result<Credentials, CredentialsError>) {
        let mut state = self.0.lock().unwrap();
        state.answer = Some(answer);
        let wakers = std::mem::take(&mut state.wakers);
        drop(state);
        wakers.into_iter().for_each(Waker::wake);
    }

    fn close(&self) {
        self.0.lock().unwrap().answer = None;
    }

    fn calls(&self) -> usize {
        self.0.lock().unwrap().calls
    }
}

struct Asked(Gate);

impl Drop for Asked {
    fn drop(&mut self) {
        self.0.0.lock().unwrap().flying -= 1;
    }
}

impl ProvideCredentials for Gate {
    fn provide<'a>(
        &'a self,
        _: &'a Context,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        let mut state = self.0.lock().unwrap();
        state.calls += 1;
        state.flying += 1;
        state.most_flying = state.most_flying.max(state.flying);
        let asked = Asked(self.clone());
        Box::pin(std::future::poll_fn(move |context| {
            let mut state = asked.0.0.lock().unwrap();
            match &state.answer {
                Some(answer) => Poll::Ready(answer.clone()),
                None => {
                    state.wakers.push(context.waker().clone());
                    Poll::Pending
                }
            }
        }))
    }
}

fn machine() -> Machine {
    Machine::new(FakeEnvironment::default(), FakeTransport::default())
}

/// Credentials that expire in an hour of the fake clock.
fn fresh(machine: &Machine, key: &str) -> Credentials {
    Credentials::new(key, "SECRET").with_expiry(machine.clock.now() + HOUR)
}

fn get(cache: &CredentialsCache, machine: &Machine) -> Result<String, String> {
    match block_on(cache.get(&machine.context)) {
        Ok(credentials) => Ok(credentials.access_key_id().to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

#[derive(Default)]
struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// A task that is polled only when it has been woken.
struct Task<'a> {
    future: Pin<Box<dyn Future<Output = Result<Credentials, CredentialsError>> + Send + 'a>>,
    flag: Arc<Flag>,
}

impl<'a> Task<'a> {
    fn new(cache: &'a CredentialsCache, context: &'a Context) -> Self {
        let flag = Arc::new(Flag(AtomicBool::new(true)));
        Self { future: Box::pin(cache.get(context)), flag }
    }

    fn is_woken(&self) -> bool {
        self.flag.0.load(Ordering::SeqCst)
    }

    fn poll(&mut self) -> Poll<Result<Credentials, CredentialsError>> {
        self.flag.0.store(false, Ordering::SeqCst);
        let waker = Waker::from(self.flag.clone());
        self.future.as_mut().poll(&mut TaskContext::from_waker(&waker))
    }
}

#[test]
fn credentials_are_kept_until_five_minutes_before_their_end() {
    let (machine, gate) = (machine(), Gate::default());
    let cache = CredentialsCache::new(gate.clone());
    gate.open(Ok(fresh(&machine, "A")));
    assert_eq!(get(&cache, &machine), Ok("A".into()));
    gate.open(Ok(fresh(&machine, "B").with_expiry(machine.clock.now() + 2 * HOUR)));
    machine.clock.advance(Duration::from_secs(3600 - 301));
    assert_eq!((get(&cache, &machine), gate.calls()), (Ok("A".into()), 1));
    machine.clock.advance(Duration::from_secs(1));
    assert_eq!((get(&cache, &machine), gate.calls()), (Ok("B".into()), 2));
    assert_eq!((get(&cache, &machine), gate.calls()), (Ok("B".into()), 2));
}

#[test]
fn randomness_makes_it_earlier_and_never_later() {
    for (random, seconds) in [(0, 300), (u64::MAX, 450), (1 << 63, 375)] {
        let (machine, gate) = (machine(), Gate::default());
        let cache = CredentialsCache::new(gate.clone()).random(move || random);
        gate.open(Ok(fresh(&machine, "A")));
        assert_eq!(get(&cache, &machine), Ok("A".into()));
        machine.clock.advance(Duration::from_secs(3600 - seconds - 1));
        assert_eq!((get(&cache, &machine), gate.calls()), (Ok("A".into()), 1));
        machine.clock.advance(Duration::from_secs(1));
        assert_eq!((get(&cache, &machine), gate.calls()), (Ok("A".into()), 2));
    }
}

#[test]
fn credentials_without_an_expiry_are_read_again() {
    let (machine, gate) = (machine(), Gate::default());
    let cache = CredentialsCache::new(gate.clone()).refresh_before(HOUR);
    gate.open(Ok(Credentials::new("A", "SECRET")));
    assert_eq!(get(&cache, &machine), Ok("A".into()));
    machine.clock.advance(Duration::from_secs(15 * 60 - 1));
    assert_eq!((get(&cache, &machine), gate.calls()), (Ok("A".into()), 1));
    // The file is missing for a while.
    gate.open(Err(CredentialsError::new("no luck")));
    machine.clock.advance(Duration::from_secs(1));
    assert_eq!((get(&cache, &machine), gate.calls()), (Ok("A".into()), 2));
    assert_eq!((get(&cache, &machine), gate.calls()), (Ok("A".into()), 2));
    gate.open(Ok(Credentials::new("B", "SECRET")));
    machine.clock.advance(Duration::from_secs(60));
    assert_eq!((get(&cache, &machine), gate.calls()), (Ok("B".into()), 3));
}

#[test]
fn old_credentials_bridge_a_failure_while_they_are_valid() {
    let (machine, gate) = (machine(), Gate::default());
    let cache = CredentialsCache::new(gate.clone());
    gate.open(Ok(fresh(&machine, "A")));
    assert_eq!(get(&cache, &machine), Ok("A".into()));
    gate.open(Err(CredentialsError::new("no luck")));
    machine.clock.advance(Duration::from_secs(3600 - 300));
    assert_eq!((get(&cache, &machine), gate.calls()), (Ok("A".into()), 2));
    // The provider is left alone for a minute.
    machine.clock.advance(Duration::from_secs(59));
    assert_eq!((get(&cache, &machine), gate.calls()), (Ok("A".into()), 2));
    machine.clock.advance(Duration::from_secs(1));
    assert_eq!((get(&cache, &machine), gate.calls()), (Ok("A".into()), 3));
    machine.clock.advance(Duration::from_secs(240));
    assert_eq!((get(&cache, &machine), gate.calls()), (Err("no luck".into()), 4));
    assert_eq!((get(&cache, &machine), gate.calls()), (Err("no luck".into()), 5));
    gate.open(Ok(fresh(&machine, "B")));
    assert_eq!((get(&cache, &machine), gate.calls()), (Ok("B".into()), 6));
}

#[test]
fn a_source_of_short_lived_credentials_is_not_asked_for_each_request() {
    let (machine, gate) = (machine(), Gate::default());
    let cache = CredentialsCache::new(gate.clone());
    let short = |seconds| {
        let end = machine.clock.now() + Duration::from_secs(seconds);
        Ok(Credentials::new("A", "SECRET").with_expiry(end))
    };
    gate.open(short(100));
    assert_eq!(get(&cache, &machine), Ok("A".into()));
    machine.clock.advance(Duration::from_secs(49));
    assert_eq!((get(&cache, &machine), gate.calls()), (Ok("A".into()), 1));
    machine.clock.advance(Duration::from_secs(1));
    // Credentials that have expired already may be due to our clock, so they are returned.
    gate.open(short(0));
    assert_eq!((get(&cache, &machine), gate.calls()), (Ok("A".into()), 2));
    assert_eq!((get(&cache, &machine), gate.calls()), (Ok("A".into()), 3));
}

#[test]
fn a_hundred_tasks_ask_once() {
    let (machine, gate) = (machine(), Gate::default());
    let cache = CredentialsCache::new(gate.clone());
    let mut tasks: Vec<_> = (0..100).map(|_| Task::new(&cache, &machine.context)).collect();
    assert!(tasks.iter_mut().all(|task| task.poll().is_pending() && !task.is_woken()));
    assert_eq!(gate.calls(), 1);
    gate.open(Ok(fresh(&machine, "A")));
    for task in &mut tasks {
        assert!(task.is_woken());
        assert!(matches!(task.poll(), Poll::Ready(Ok(_))));
    }
    assert_eq!(gate.calls(), 1);
}

#[test]
fn a_hundred_tasks_share_one_failure() {
    let (machine, gate) = (machine(), Gate::default());
    let cache = CredentialsCache::new(gate.clone());
    let mut tasks: Vec<_> = (0..100).map(|_| Task::new(&cache, &machine.context)).collect();
    assert!(tasks.iter_mut().all(|task| task.poll().is_pending()));
    gate.open(Err(CredentialsError::new("no luck")));
    assert!(tasks.iter_mut().all(|task| matches!(task.poll(), Poll::Ready(Err(_)))));
    assert_eq!(gate.calls(), 1);
}

#[test]
fn nobody_waits_while_old_credentials_are_valid() {
    let (machine, gate) = (machine(), Gate::default());
    let cache = CredentialsCache::new(gate.clone());
    gate.open(Ok(fresh(&machine, "A")));
    assert_eq!(get(&cache, &machine), Ok("A".into()));
    gate.close();
    machine.clock.advance(Duration::from_secs(3600 - 100));
    let mut first = Task::new(&cache, &machine.context);
    assert!(first.poll().is_pending());
    assert_eq!((get(&cache, &machine), gate.calls()), (Ok("A".into()), 2));
    machine.clock.advance(Duration::from_secs(100));
    let mut late = Task::new(&cache, &machine.context);
    assert!(late.poll().is_pending());
    gate.open(Ok(fresh(&machine, "B")));
    assert!(matches!(first.poll(), Poll::Ready(Ok(new)) if new.access_key_id() == "B"));
    assert!(matches!(late.poll(), Poll::Ready(Ok(new)) if new.access_key_id() == "B"));
    assert_eq!(gate.calls(), 2);
}

#[test]
fn a_dropped_caller_hands_on() {
    let (machine, gate) = (machine(), Gate::default());
    let cache = CredentialsCache::new(gate.clone());
    let mut tasks: Vec<_> = (0..3).map(|_| Task::new(&cache, &machine.context)).collect();
    assert!(tasks.iter_mut().all(|task| task.poll().is_pending()));
    tasks.remove(0);
    tasks.remove(0);
    gate.open(Ok(fresh(&machine, "A")));
    assert!(tasks[0].is_woken());
    assert!(matches!(tasks[0].poll(), Poll::Ready(Ok(_))));
    assert_eq!(gate.calls(), 1);
}

/// A provider that takes a while on its caller's thread.
#[derive(Debug, Default)]
struct Slow(AtomicUsize);

impl ProvideCredentials for Slow {
    fn provide<'a>(
        &'a self,
        _: &'a Context,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Box::pin(async {
            std::thread::sleep(Duration::from_millis(20));
            Ok(Credentials::new("A", "SECRET"))
        })
    }
}

#[test]
fn a_hundred_threads_ask_once() {
    let (machine, slow) = (machine(), Arc::new(Slow::default()));
    let cache = CredentialsCache::shared(slow.clone());
    let start = Barrier::new(100);
    std::thread::scope(|scope| {
        for _ in 0..100 {
            scope.spawn(|| {
                start.wait();
                assert_eq!(get(&cache, &machine), Ok("A".into()));
            });
        }
    });
    assert_eq!(slow.0.load(Ordering::SeqCst), 1);
}

#[test]
fn a_thread_that_waits_takes_over() {
    let (machine, gate) = (machine(), Gate::default());
    let cache = CredentialsCache::new(gate.clone());
    let mut first = Task::new(&cache, &machine.context);
    assert!(first.poll().is_pending());
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| get(&cache, &machine))).collect();
        drop(first);
        gate.open(Ok(fresh(&machine, "A")));
        for thread in threads {
            assert_eq!(thread.join().unwrap(), Ok("A".into()));
        }
    });
    assert_eq!(gate.calls(), 1);
}

#[test]
fn a_panic_in_the_source_ends_nobody_else() {
    #[derive(Debug, Default)]
    struct Panics(AtomicUsize);
    impl ProvideCredentials for Panics {
        fn provide<'a>(
            &'a self,
            _: &'a Context,
        ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
            let is_first = self.0.fetch_add(1, Ordering::SeqCst) == 0;
            Box::pin(async move {
                assert!(!is_first, "simulated by the test");
                Ok(Credentials::new("A", "SECRET"))
            })
        }
    }
    let machine = machine();
    let cache = CredentialsCache::new(Panics::default());
    let panicked = std::thread::scope(|scope| scope.spawn(|| get(&cache, &machine)).join());
    assert!(panicked.is_err());
    // Others start a new fetch.
    assert_eq!(get(&cache, &machine), Ok("A".into()));
}

#[test]
fn debug_shows_the_source_and_no_secret() {
    let cache = CredentialsCache::new(Credentials::new("AKID", "SECRET"));
    let shown = format!("{cache:?}");
    assert!(shown.contains("AKID") && !shown.contains("SECRET"), "{shown}");
}
