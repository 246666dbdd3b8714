//! In: a member that targets a timestamp, and where it travels. Out: its format
//! (<https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait>): the member's own, or
//! the target's, or that of the place.

use crate::model::shape::{Member, Shape};
use crate::model::traits::TimestampFormat;
use crate::protocol::Rules;

/// Where a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// One member of the body among others.
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
