//! Events and the steps that follow them.

mod sessions;
mod times;

use super::*;
use crate::authorize::Authorization;
use crate::retry::RetryRules;
use crate::{
    AuthError, BearerToken, BoxFuture, Context, ProvideIdentity, RetryBehavior, Signing,
    TransportErrorKind,
};
use whitesmith_runtime::{ByteStream, DateTime, Endpoint};

const SECOND: Duration = Duration::from_secs(1);

/// What the machines of a test share.
struct World {
    bucket: TokenBucket,
    skew: ClockSkew,
    rate: Option<RateLimiter>,
    now: SystemTime,
}

fn halfway() -> u64 {
    1 << 63
}

impl World {
    fn new() -> Self {
        Self {
            bucket: TokenBucket::default(),
            skew: ClockSkew::default(),
            rate: None,
            now: SystemTime::UNIX_EPOCH + 1_800_000_000 * SECOND,
        }
    }

    fn limits() -> Limits {
        Limits {
            attempts: 3,
            retries: RetryRules::default(),
            call: None,
            attempt: None,
            stall: None,
            retries_connect: true,
            is_idempotent: false,
            is_long_poll: false,
        }
    }

    fn machine(&self, limits: Limits, scheme: Scheme) -> Machine<'_> {
        self.sending(ByteStream::from("{}"), limits, vec![scheme])
    }

    fn sending(&self, body: ByteStream, limits: Limits, schemes: Vec<Scheme>) -> Machine<'_> {
        let around = Circumstances {
            bucket: &self.bucket,
            skew: &self.skew,
            random: &halfway,
            rate: self.rate.as_ref(),
        };
        let info = CallInfo::new("Chime", "UpdateAccount");
        let locate = move |identity: &Arc<dyn Identity>| Ok(located(body.clone(), &**identity));
        Machine::new(around, limits, schemes, Box::new(locate), info, self.now)
    }
}

fn failed(kind: TransportErrorKind) -> Event {
    lost(kind, false)
}

/// No response to a request, which was sent in full or not.
fn lost(kind: TransportErrorKind, was_sent: bool) -> Event {
    Event::Failed(Lost { error: TransportError::new(kind, "broken"), was_sent })
}

fn retry(after: Option<Duration>) -> Event {
    let after = after.map(RetryAfter::Http);
    Event::Answered(Verdict::Retry { reason: Reason::Transient, after })
}

/// Describes a step in a few words.
fn told(step: &Step) -> String {
    match step {
        Step::Identify(_, None) => "identify".to_owned(),
        Step::Identify(_, Some(left)) => format!("identify {left:?}"),
        Step::Send(request, info) => {
            let attempt = request.headers()["amz-sdk-request"].to_str().unwrap();
            let told = request.extensions().get::<CallInfo>().unwrap();
            assert_eq!(told.timeout, info.timeout);
            format!("send {attempt} {:?}", info.timeout)
        }
        Step::Sleep(duration) => format!("sleep {duration:?}"),
        Step::Done(Ok(())) => "done".to_owned(),
        Step::Done(Err(failure)) => {
            let error: crate::CallError<whitesmith_runtime::ErrorMetadata> = match failure {
                Failure::Timeout(error) => crate::CallError::Timeout(error.clone()),
                Failure::Transport(failure) => return failure.to_string(),
                Failure::Credentials(error) => return error.to_string(),
                Failure::Endpoint(error) => return error.to_string(),
                Failure::Build(error) => return error.to_string(),
            };
            error.to_string()
        }
    }
}

#[test]
fn a_call_is_tried_again_until_it_succeeds() {
    let world = World::new();
    let mut machine = world.machine(World::limits(), unsigned());
    let mut steps = Vec::new();
    for event in [
        Event::Started,
        failed(TransportErrorKind::Connect),
        Event::Slept,
        retry(Some(3 * SECOND)),
        Event::Slept,
        Event::Answered(Verdict::Success),
    ] {
        steps.push(told(&machine.next(event, world.now)));
    }
    assert_eq!(
        steps,
        [
            "send attempt=1; max=3 None",
            "sleep 25ms",
            "send attempt=2; max=3 None",
            "sleep 3s",
            "send attempt=3; max=3 None",
            "done",
        ]
    );
}

#[test]
fn the_last_attempt_decides() {
    let world = World::new();
    let limits = Limits { attempts: 1, ..World::limits() };
    let mut machine = world.machine(limits, unsigned());
    machine.next(Event::Started, world.now);
    assert_eq!(told(&machine.next(retry(None), world.now)), "done");
    let mut machine = world.machine(limits, unsigned());
    machine.next(Event::Started, world.now);
    assert_eq!(
        told(&machine.next(failed(TransportErrorKind::Interrupted), world.now)),
        "Chime.UpdateAccount at example.com: the connection closed before the response was \
         complete: broken (1 attempt)"
    );
}

#[test]
fn what_a_retry_would_not_help_is_not_tried_again() {
    let world = World::new();
    for event in [Event::Answered(Verdict::Failure), Event::Answered(Verdict::Success)] {
        let mut machine = world.machine(World::limits(), unsigned());
        machine.next(Event::Started, world.now);
        assert_eq!(told(&machine.next(event, world.now)), "done");
    }
    let mut machine = world.machine(World::limits(), unsigned());
    machine.next(Event::Started, world.now);
    let refused = machine.next(failed(TransportErrorKind::Response), world.now);
    assert!(told(&refused).contains("the response cannot be used"), "{refused:?}");
}

#[test]
fn a_stream_is_sent_once() {
    let world = World::new();
    let stream = ByteStream::from_reader(std::io::empty(), None);
    let mut machine = world.sending(stream, World::limits(), vec![unsigned()]);
    machine.next(Event::Started, world.now);
    assert_eq!(told(&machine.next(retry(None), world.now)), "done");
}

#[test]
fn an_empty_bucket_ends_retries() {
    let world = World::new();
    while world.bucket.take(1) {}
    let mut machine = world.machine(World::limits(), unsigned());
    machine.next(Event::Started, world.now);
    assert_eq!(told(&machine.next(retry(None), world.now)), "done");
}

/// A scheme whose identities the tests give.
#[derive(Debug)]
struct Asked;

impl ProvideIdentity for Asked {
    fn provide<'a>(
        &'a self,
        _: &'a Context,
    ) -> BoxFuture<'a, Result<Arc<dyn Identity>, CredentialsError>> {
        Box::pin(std::future::pending())
    }
}

/// An identity whose signature is the time.
#[derive(Debug)]
struct Stamp {
    account: Option<&'static str>,
}

impl Identity for Stamp {
    fn account_id(&self) -> Option<&str> {
        self.account
    }

    fn authorize(
        &self,
        mut request: http::Request<ByteStream>,
        signing: &Signing<'_>,
    ) -> Result<http::Request<ByteStream>, AuthError> {
        let time = DateTime::from(signing.time).basic().unwrap();
        let time = HeaderValue::from_bytes(&time).unwrap();
        request.headers_mut().insert("authorization", time);
        Ok(request)
    }
}

fn signed() -> Scheme {
    Scheme::Provided(Arc::new(Asked))
}

fn unsigned() -> Scheme {
    Scheme::Ready(Arc::new(Authorization::None))
}

/// A request at `example.com`, or at a host of the account.
fn located(body: ByteStream, identity: &dyn Identity) -> Located {
    let account = identity.account_id();
    let account = account.map(|account| format!("{account}.")).unwrap_or_default();
    let request = http::Request::post(format!("https://{account}example.com/a"));
    let (request, endpoint) = (request.body(body).unwrap(), Endpoint::default());
    Located {
        request,
        endpoint,
        unsigned_payload: false,
        sends_content_sha256: false,
        session: None,
    }
}

fn identified() -> Event {
    Event::Identified(Ok(Arc::new(Stamp { account: None })))
}

fn signed_at(step: &Step) -> String {
    let Step::Send(request, _) = step else { panic!("{step:?}") };
    request.headers()["authorization"].to_str().unwrap().to_owned()
}

#[test]
fn each_attempt_is_signed_with_credentials_of_now() {
    let world = World::new();
    let mut machine = world.machine(World::limits(), signed());
    assert_eq!(told(&machine.next(Event::Started, world.now)), "identify");
    assert_eq!(signed_at(&machine.next(identified(), world.now)), "20270115T080000Z");
    machine.next(retry(None), world.now);
    assert_eq!(told(&machine.next(Event::Slept, world.now)), "identify");
    let later = world.now + SECOND;
    assert_eq!(signed_at(&machine.next(identified(), later)), "20270115T080001Z");

    let mut machine = world.machine(World::limits(), signed());
    machine.next(Event::Started, world.now);
    let refused = Event::Identified(Err(CredentialsError::new("nobody knows")));
    assert_eq!(told(&machine.next(refused, world.now)), "nobody knows");
}

#[test]
fn the_endpoint_is_that_of_the_identity() {
    let world = World::new();
    let of = |account| Event::Identified(Ok(Arc::new(Stamp { account: Some(account) })));
    let host = |step: Step| {
        let Step::Send(request, _) = step else { panic!("{step:?}") };
        request.uri().host().unwrap().to_owned()
    };
    let mut machine = world.machine(World::limits(), signed());
    machine.next(Event::Started, world.now);
    assert_eq!(host(machine.next(of("111"), world.now)), "111.example.com");
    machine.next(retry(None), world.now);
    machine.next(Event::Slept, world.now);
    // Another identity has replaced the first one.
    assert_eq!(host(machine.next(of("222"), world.now)), "222.example.com");
}

#[test]
fn without_an_identity_the_next_auth_scheme_is_used() {
    let world = World::new();
    let absent = || Event::Identified(Err(CredentialsError::absent("nobody is here")));
    let broken = || Event::Identified(Err(CredentialsError::new("it is broken")));
    let schemes = vec![signed(), unsigned()];
    let body = || ByteStream::from("{}");
    let mut machine = world.sending(body(), World::limits(), schemes.clone());
    assert_eq!(told(&machine.next(Event::Started, world.now)), "identify");
    let Step::Send(request, _) = machine.next(absent(), world.now) else { panic!("not sent") };
    assert!(!request.headers().contains_key("authorization"));
    // The next attempt does not ask again.
    machine.next(retry(None), world.now);
    let again = told(&machine.next(Event::Slept, world.now));
    assert_eq!(again, "send attempt=2; max=3 None");

    let mut machine = world.sending(body(), World::limits(), schemes);
    machine.next(Event::Started, world.now);
    assert_eq!(told(&machine.next(broken(), world.now)), "it is broken");
    let mut machine = world.machine(World::limits(), signed());
    machine.next(Event::Started, world.now);
    assert_eq!(told(&machine.next(absent(), world.now)), "nobody is here");
}

#[test]
fn another_auth_scheme_has_an_authorization_of_its_own() {
    let world = World::new();
    let schemes = vec![signed(), signed()];
    let mut machine = world.sending(ByteStream::from("{}"), World::limits(), schemes);
    machine.next(Event::Started, world.now);
    signed_at(&machine.next(identified(), world.now));
    machine.next(retry(None), world.now);
    assert_eq!(told(&machine.next(Event::Slept, world.now)), "identify");
    // The credentials are gone; the token remains.
    let absent = Event::Identified(Err(CredentialsError::absent("nobody is here")));
    assert_eq!(told(&machine.next(absent, world.now)), "identify");
    let token = Event::Identified(Ok(Arc::new(BearerToken::new("abc"))));
    let Step::Send(request, _) = machine.next(token, world.now) else { panic!("not sent") };
    assert_eq!(request.headers()["authorization"], "Bearer abc");
}

#[test]
fn a_wrong_clock_is_corrected_once_and_for_all_calls() {
    let world = World::new();
    let service_time = world.now + 3_600 * SECOND;
    let skewed = || Event::Answered(Verdict::Skewed { service_time });
    let mut machine = world.machine(World::limits(), signed());
    machine.next(Event::Started, world.now);
    machine.next(identified(), world.now);
    assert_eq!(told(&machine.next(skewed(), world.now)), "sleep 0ns");
    machine.next(Event::Slept, world.now);
    assert_eq!(signed_at(&machine.next(identified(), world.now)), "20270115T090000Z");
    // The time was right: the signature was rejected for another reason.
    assert_eq!(told(&machine.next(skewed(), world.now)), "done");
    let mut next = world.machine(World::limits(), signed());
    next.next(Event::Started, world.now);
    assert_eq!(signed_at(&next.next(identified(), world.now)), "20270115T090000Z");
}

#[test]
fn a_clock_that_is_mended_is_believed_again() {
    let world = World::new();
    // The local clock is an hour slow, which a call detects.
    world.skew.learn(world.now + 3_600 * SECOND, world.now);
    // The clock is corrected.
    let now = world.now + 3_600 * SECOND;
    let skewed = || Event::Answered(Verdict::Skewed { service_time: now });
    let mut machine = world.machine(World::limits(), signed());
    machine.next(Event::Started, now);
    assert_eq!(signed_at(&machine.next(identified(), now)), "20270115T100000Z");
    assert_eq!(told(&machine.next(skewed(), now)), "sleep 0ns");
    machine.next(Event::Slept, now);
    assert_eq!(signed_at(&machine.next(identified(), now)), "20270115T090000Z");
    assert_eq!(told(&machine.next(Event::Answered(Verdict::Success), now)), "done");
}

#[test]
fn an_adaptive_client_waits_until_it_may_send() {
    let world = World { rate: Some(RateLimiter::default()), ..World::new() };
    let throttled = Event::Answered(Verdict::Retry { reason: Reason::Throttling, after: None });
    let limits = Limits { attempts: 1, ..World::limits() };
    let mut first = world.machine(limits, unsigned());
    assert!(matches!(first.next(Event::Started, world.now), Step::Send(..)));
    assert!(matches!(first.next(throttled, world.now), Step::Done(Ok(()))));
    let mut second = world.machine(limits, unsigned());
    let wait = second.next(Event::Started, world.now);
    assert_eq!(told(&wait), "sleep 2s");
    assert!(matches!(second.next(Event::Slept, world.now + 2 * SECOND), Step::Send(..)));
    let limits = Limits { call: Some(SECOND), ..limits };
    let mut third = world.machine(limits, unsigned());
    let late = told(&third.next(Event::Started, world.now));
    assert!(late.contains("the call timed out after 1s (0 attempts)"), "{late}");
}
