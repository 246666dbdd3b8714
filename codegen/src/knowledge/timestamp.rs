//! Determines the format of a timestamp member
//! (<https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait>): that of the member's
//! trait, else of the target's trait, else the default of the location.

use crate::model::shape::{Member, Shape};
use crate::model::traits::TimestampFormat;
use crate::protocol::Rules;

/// The location of a value in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A member of the body.
    Body,
    /// The whole body.
    Payload,
    Header,
    /// A label or a query parameter.
    Uri,
}

/// The format of the timestamp that a member targets.
pub(crate) fn format(
    member: &Member<'_>,
    target: &Shape<'_>,
    place: Place,
    rules: &Rules,
) -> TimestampFormat {
    let stated = member.traits.timestamp_format.or(target.traits.timestamp_format);
    stated.unwrap_or(match place {
        Place::Body | Place::Payload => rules.body_timestamps,
        Place::Header => TimestampFormat::HttpDate,
        Place::Uri => TimestampFormat::DateTime,
    })
}
