//! Compares what is on the wire when a client of the old version calls the new version of the service. What one
//! side writes, the other must be able to read: requests from old to new, responses from new to old.
//!
//! Members are matched by where they are on the wire, not by their names in Rust, and types by where they are
//! used, so that a renamed member or type with the same serialization is not a change here.

mod message;
mod place;
mod structure;
mod value;

use crate::ir::{Crate, Operation, PathPart, Protocol, Request, Target};

use super::comparison::{At, Comparison};
use super::rule::Rule;
use place::Place;
use structure::Walk;

/// Compares the protocol, and the messages of the operations that both versions have. An operation with another name
/// is the same on the wire if its requests name it as before, by a method and a path.
pub(super) fn compare(comparison: &mut Comparison<'_, '_>) {
    let (old, new) = (&comparison.old.emitted, &comparison.new.emitted);
    let is_same_protocol = protocol(comparison, old, new);
    let has = |one: &Crate, name: &str| one.operations.iter().any(|other| other.item.name == name);
    let mut added: Vec<&Operation> =
        new.operations.iter().filter(|one| !has(old, &one.item.name)).collect();
    let mut walk = Walk::default();
    for operation in &old.operations {
        let same = new.operations.iter().find(|new| new.item.name == operation.item.name);
        let renamed = || {
            let name = Name::of(&operation.request, operation);
            let index = added.iter().position(|new| Name::of(&new.request, new) == name)?;
            Some(added.remove(index))
        };
        match same.or_else(renamed) {
            Some(new) if is_same_protocol => messages(comparison, &mut walk, operation, new),
            Some(_) => {}
            None => {
                let message = format!("The operation `{}` is gone", operation.item.name);
                comparison.add(Rule::CallRemoved, At::old(&operation.id), message);
            }
        }
    }
    for operation in added {
        let message = format!("The operation `{}` is new", operation.item.name);
        comparison.add(Rule::CallAdded, At::new(&operation.id), message);
    }
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

/// Compares the protocols. Returns whether they are the same, so that messages can be compared.
fn protocol(comparison: &mut Comparison<'_, '_>, old: &Crate, new: &Crate) -> bool {
    let (Some(was), Some(is)) = (old.protocol, new.protocol) else { return false };
    if was == is {
        return true;
    }
    let at = At::both(&comparison.old.service().id, &comparison.new.service().id);
    let is_offered = Protocol::of(comparison.new.service(), Some(was.name())).is_ok();
    if is_offered {
        let message = format!("The crate speaks {}, no longer {}", is.name(), was.name());
        comparison.add(Rule::ProtocolPreferred, at, message);
    } else {
        let message = format!("The protocol is {}, no longer {}", is.name(), was.name());
        comparison.add(Rule::ProtocolChanged, at, message);
    }
    false
}

/// Compares how a request names its operation, and its host.
fn target(comparison: &mut Comparison<'_, '_>, old: &Operation, new: &Operation) {
    let at = At::both(&old.id, &new.id);
    let name = &new.item.name;
    let (was, is) = (Name::of(&old.request, old), Name::of(&new.request, new));
    if was.target != is.target {
        let message =
            format!("Requests of `{name}` name it by {}, no longer {}", is.target, was.target);
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
    fn of(request: &Request, operation: &Operation) -> Self {
        let target = match &request.target {
            Target::Uri { method, path, query } => {
                let query = query.iter().map(|(name, value)| match value {
                    Some(value) => format!("{name}={value}"),
                    None => name.clone(),
                });
                let query = query.collect::<Vec<_>>().join("&");
                let mark = if query.is_empty() { "" } else { "?" };
                format!("`{method} {}{mark}{query}`", parts(path, operation))
            }
            Target::Header { target } => format!("`{target}`"),
            Target::Path(path) => format!("`{path}`"),
            Target::Body => message::envelope(&request.body)
                .map_or_else(|| "its name".to_owned(), |name| format!("`{name}`")),
        };
        Self { target, host: parts(&request.host_prefix, operation) }
    }
}

/// The text of a path, with labels by their names in the model.
fn parts(parts: &[PathPart], operation: &Operation) -> String {
    let part = |part: &PathPart| match part {
        PathPart::Literal(text) => text.clone(),
        PathPart::Label { member, kind, .. } => {
            let name = operation.input.members.get(*member);
            let name = name.map_or("", |member| member.model_name.as_str());
            place::label(name, *kind)
        }
    };
    parts.iter().map(part).collect()
}

/// The members of a message, each with its place.
type Places<'c> = Vec<Place<'c>>;
