//! Determines the format of a timestamp member
//! (<https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait>): that of the member's
//! trait, else of the target's trait, else the default of the location. Some protocols ignore the traits.

use crate::model::shape::{Member, Shape};
use crate::model::traits::TimestampFormat;
use crate::protocol::{Rules, Timestamps};

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
    let default = match (place, rules.body_timestamps) {
        (Place::Body | Place::Payload, Timestamps::Always(format)) => return format,
        (Place::Body | Place::Payload, Timestamps::Modeled(format)) => format,
        (Place::Header, _) => TimestampFormat::HttpDate,
        (Place::Uri, _) => TimestampFormat::DateTime,
    };
    member.traits.timestamp_format.or(target.traits.timestamp_format).unwrap_or(default)
}
