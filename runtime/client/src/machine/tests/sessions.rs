//! Endpoints that require a session: the identity locates the request, and the session authorizes it.

use super::*;

/// An identity that the request shows, with a public id.
#[derive(Debug)]
struct Named(&'static str);

impl Identity for Named {
    fn public_id(&self) -> Option<&str> {
        Some(self.0)
    }

    fn authorize(
        &self,
        mut request: http::Request<ByteStream>,
        _: &Signing<'_>,
    ) -> Result<http::Request<ByteStream>, AuthError> {
        request.headers_mut().insert("authorization", HeaderValue::from_static(self.0));
        Ok(request)
    }
}

/// The provider of the session of the identity with this public id.
#[derive(Debug)]
struct SessionOf(#[allow(dead_code, reason = "tests see it in `Debug`")] String);

impl ProvideIdentity for SessionOf {
    fn provide<'a>(
        &'a self,
        _: &'a Context,
    ) -> BoxFuture<'a, Result<Arc<dyn Identity>, CredentialsError>> {
        Box::pin(std::future::pending())
    }
}

fn machine(world: &World, limits: Limits, schemes: Vec<Scheme>) -> Machine<'_> {
    let around =
        Circumstances { bucket: &world.bucket, skew: &world.skew, random: &halfway, rate: None };
    let locate = |identity: &Arc<dyn Identity>| {
        let session = SessionOf(identity.public_id().unwrap_or_default().to_owned());
        let located = located(ByteStream::from("{}"), &**identity);
        Ok(Located { session: Some(Arc::new(session)), ..located })
    };
    let info = CallInfo::new("S3", "GetObject");
    Machine::new(around, limits, schemes, Box::new(locate), info, world.now)
}

fn named(name: &'static str) -> Event {
    Event::Identified(Ok(Arc::new(Named(name))))
}

/// The provider that a step asks.
fn asked(step: &Step) -> String {
    let Step::Identify(provider, _) = step else { panic!("{step:?}") };
    format!("{provider:?}")
}

#[test]
fn each_attempt_is_signed_with_the_session_of_its_identity() {
    let world = World::new();
    let mut machine = machine(&world, World::limits(), vec![signed()]);
    for (identity, session, event) in [
        ("a", "session of a", Event::Started),
        ("a", "renewed", Event::Slept),
        ("b", "session of b", Event::Slept),
    ] {
        assert_eq!(asked(&machine.next(event, world.now)), "Asked");
        let step = machine.next(named(identity), world.now);
        assert_eq!(asked(&step), format!("SessionOf({identity:?})"));
        assert_eq!(signed_at(&machine.next(named(session), world.now)), session);
        machine.next(retry(None), world.now);
    }
}

#[test]
fn an_identity_of_the_configuration_has_sessions_too() {
    let world = World::new();
    let scheme = Scheme::Ready(Arc::new(Named("a")));
    let mut machine = machine(&world, World::limits(), vec![scheme]);
    assert_eq!(asked(&machine.next(Event::Started, world.now)), "SessionOf(\"a\")");
    assert_eq!(signed_at(&machine.next(named("session"), world.now)), "session");
}

/// Other auth schemes are for a missing identity, not for a missing session.
#[test]
fn a_session_that_cannot_be_created_ends_the_call() {
    for error in [CredentialsError::new("no session"), CredentialsError::absent("no session")] {
        let world = World::new();
        let mut machine = machine(&world, World::limits(), vec![signed(), unsigned()]);
        machine.next(Event::Started, world.now);
        machine.next(named("a"), world.now);
        let step = machine.next(Event::Identified(Err(error)), world.now);
        assert_eq!(told(&step), "no session");
    }
}

#[test]
fn a_session_is_created_in_the_time_of_the_call() {
    let world = World::new();
    let limits = Limits { call: Some(3 * SECOND), ..World::limits() };
    let mut machine = machine(&world, limits, vec![signed()]);
    assert_eq!(told(&machine.next(Event::Started, world.now)), "identify 3s");
    assert_eq!(told(&machine.next(named("a"), world.now + SECOND)), "identify 2s");
    let late = told(&machine.next(Event::Unidentified, world.now + 3 * SECOND));
    assert!(late.contains("no result within 3s") || late.contains("3s"), "{late}");
}
