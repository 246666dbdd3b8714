//! Lowers the names and formats of members that serde serializes.

use std::collections::BTreeMap;

use super::Lower;
use super::types::twins;
use crate::config::SerdeNames;
use crate::error::Diagnostic;
use crate::flow::Flow;
use crate::ir::{Encoding, Serde, SerdeMember, TimestampFormat};
use crate::knowledge::sensitive::is_sensitive_as_a_whole;
use crate::knowledge::timestamp::Place;
use crate::model::shape::{Member, Shape, ShapeKind};

impl Lower<'_, '_> {
    /// The members of all structures and unions.
    pub(super) fn serde(&mut self, names: SerdeNames) -> Serde {
        let projection = self.projection;
        let parts = projection.operations.iter().flat_map(|it| [&it.input, &it.output]);
        let shapes =
            projection.shapes.values().chain(parts).filter(|shape| {
                matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_))
            });
        let mut members = BTreeMap::new();
        for shape in shapes {
            let of_shape = shape.members().iter().map(|member| self.serde_member(names, member));
            let of_shape: Vec<SerdeMember> = of_shape.collect();
            self.check_serde_names(shape, &of_shape);
            members.insert(shape.id.clone(), of_shape);
        }
        Serde { names, members }
    }

    fn serde_member(&self, names: SerdeNames, member: &Member<'_>) -> SerdeMember {
        let format = self.timestamp_format(member);
        let (name, format) = match names {
            SerdeNames::Rust => (None, format.map(|_| TimestampFormat::DateTime)),
            SerdeNames::Wire => (Some(self.serde_name(member)), format),
        };
        let sensitive = is_sensitive_as_a_whole(&self.projection.shapes, member);
        SerdeMember { name, format: format.unwrap_or(WITHOUT_TIMESTAMP), sensitive }
    }

    /// The name of a member in the bodies of the protocol if they have keys as JSON has them, else in the
    /// model.
    fn serde_name(&self, member: &Member<'_>) -> String {
        if self.rules.codecs.output.names_elements() {
            member.name.clone()
        } else {
            self.rules.wire_name(Flow::Output, member)
        }
    }

    /// The format of the timestamps in the value of a member, if there are any.
    fn timestamp_format(&self, member: &Member<'_>) -> Option<TimestampFormat> {
        let mut encoding = self.encoding(Flow::Output, member, Place::Body);
        loop {
            match encoding {
                Encoding::Timestamp(format) => return Some(format),
                Encoding::List { of, .. } | Encoding::Map { of, .. } => encoding = *of,
                Encoding::Plain | Encoding::Base64 | Encoding::Quoted => return None,
            }
        }
    }

    /// Reports members with the same name. In messages they may have different places.
    fn check_serde_names(&mut self, shape: &Shape<'_>, members: &[SerdeMember]) {
        let names = shape.members().iter().zip(members);
        let names =
            names.filter_map(|(member, serde)| Some((serde.name.as_deref()?, &*member.name)));
        if let Some((first, second, name)) = twins(names) {
            let name = name.escape_debug();
            let message = format!("`{first}` and `{second}` have the same name `{name}` for serde");
            let help = "give each member its own name, or set `serde` to `rust-names`";
            let problem = Diagnostic::new(message).shape(&shape.id).at(shape.offset);
            self.found.push(problem.help_with("serde", help));
        }
    }
}

/// The format of a member without timestamps, which is not used.
const WITHOUT_TIMESTAMP: TimestampFormat = TimestampFormat::EpochSeconds;
