//! Compares what is on the wire when a client of the old version calls the new version of the service. What one
//! side writes, the other must be able to read: requests from old to new, responses from new to old.
//!
//! Members are matched by where they are on the wire, not by their names in Rust, and types by where they are
//! used, so that a renamed member or type with the same serialization is not a change here.

mod message;
mod place;
mod structure;
mod value;

use crate::flow::Flow;
use crate::ir::{Crate, Operation, PathPart, Protocol, Request, Target};

use super::comparison::{At, Comparison};
use super::pairs::{Pair, pairs};
use super::rule::Rule;
use place::Place;
use structure::Walk;

/// Compares the protocol, and the messages of the operations that both versions have. An operation with another name
/// is the same on the wire if its requests name it as before, by a method and a path.
pub(super) fn compare(comparison: &mut Comparison<'_, '_>) {
    let (old, new) = (&comparison.old.emitted, &comparison.new.emitted);
    let mut walk = Walk::default();
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    for pair in pairs(&old.operations, &new.operations, |one| &one.item.name) {
        match pair {
            Pair::Removed(operation) => removed.push(operation),
            Pair::Added(operation) => added.push(operation),
            Pair::Both(was, is) => messages(comparison, &mut walk, was, is),
        }
    }
    for operation in removed {
        let name = Name::of(&operation.request);
        match added.iter().position(|new| Name::of(&new.request) == name) {
            Some(index) => messages(comparison, &mut walk, operation, added.remove(index)),
            // An operation that only cannot be generated is still there.
            None if is_left_out(new, operation) => {}
            None => {
                let message = format!("The operation `{}` is gone", operation.item.name);
                comparison.add(Rule::CallRemoved, At::old(&operation.id), message);
            }
        }
    }
    for operation in added.into_iter().filter(|one| !is_left_out(old, one)) {
        let message = format!("The operation `{}` is new", operation.item.name);
        comparison.add(Rule::CallAdded, At::new(&operation.id), message);
    }
}

/// Whether a version has the operation and cannot generate it.
fn is_left_out(version: &Crate, operation: &Operation) -> bool {
    version.left_out.iter().any(|(name, _)| name == operation.id.name())
}

fn messages(
    comparison: &mut Comparison<'_, '_>,
    walk: &mut Walk,
    old: &Operation,
    new: &Operation,
) {
    target(comparison, old, new);
    message::request(comparison, walk, old, new);
    message::response(comparison, walk, old, new);
    message::errors(comparison, walk, old, new);
}

/// What the service of the new version does with the protocol of old clients.
pub(super) enum Spoken {
    /// It is the one that new clients speak.
    Same,
    /// It is offered as well.
    Offered(Protocol),
    /// It is not offered, or there are no messages to compare.
    Gone,
}

/// Compares the protocols.
pub(super) fn protocol(comparison: &mut Comparison<'_, '_>) -> Spoken {
    let (old, new) = (&comparison.old.emitted, &comparison.new.emitted);
    let (Some(was), Some(is)) = (old.protocol, new.protocol) else { return Spoken::Gone };
    if was == is {
        return Spoken::Same;
    }
    let at = At::both(&comparison.old.service().id, &comparison.new.service().id);
    let is_offered = Protocol::of(comparison.new.service(), Some(was.name())).is_ok();
    if is_offered {
        let message = format!("The crate speaks {}, no longer {}", is.name(), was.name());
        comparison.add(Rule::ProtocolPreferred, at, message);
        Spoken::Offered(was)
    } else {
        let message = format!("The protocol is {}, no longer {}", is.name(), was.name());
        comparison.add(Rule::ProtocolChanged, at, message);
        Spoken::Gone
    }
}

/// Compares how a request names its operation, and its host.
fn target(comparison: &mut Comparison<'_, '_>, old: &Operation, new: &Operation) {
    let at = At::both(&old.id, &new.id);
    let name = &new.item.name;
    let (was, is) = (Name::of(&old.request), Name::of(&new.request));
    if was.target != is.target {
        let message =
            format!("The request target of `{name}` is {}, no longer {}", is.target, was.target);
        comparison.add(Rule::RequestTargetChanged, at, message);
    }
    if was.host != is.host {
        let message =
            format!("The host of `{name}` begins with `{}`, no longer `{}`", is.host, was.host);
        comparison.add(Rule::HostPrefixChanged, at, message);
    }
}

/// How a request names its operation, as text.
#[derive(PartialEq, Eq)]
struct Name {
    target: String,
    host: String,
}

impl Name {
    fn of(request: &Request) -> Self {
        let target = match &request.target {
            Target::Uri { method, path, query } => {
                let query = query.iter().map(|(name, value)| match value {
                    Some(value) => format!("{name}={value}"),
                    None => name.clone(),
                });
                let query = query.collect::<Vec<_>>().join("&");
                let mark = if query.is_empty() { "" } else { "?" };
                format!("`{method} {}{mark}{query}`", parts(path))
            }
            Target::Header { target } => format!("`{target}`"),
            Target::Path(path) => format!("`{path}`"),
            Target::Body => message::envelope(&request.body)
                .map_or_else(|| "its name".to_owned(), |name| format!("`{name}`")),
        };
        Self { target, host: parts(&request.host_prefix) }
    }
}

/// The text of a path, in which labels have no names: those are not on the wire.
fn parts(parts: &[PathPart]) -> String {
    let texts = parts.iter().map(|part| match part {
        PathPart::Literal(text) => text.as_str(),
        PathPart::Label { kind, .. } => place::label(*kind),
    });
    texts.collect()
}

/// The rule for what is in another place on the wire.
fn moved(flow: Flow) -> Rule {
    match flow {
        Flow::Input => Rule::RequestMemberMoved,
        Flow::Output => Rule::ResponseMemberMoved,
    }
}

/// The members of a message, each with its place.
type Places<'c> = Vec<Place<'c>>;
