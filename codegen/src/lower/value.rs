//! In: a member and the shape that it targets. Out: its type, and how its values are encoded.

use super::Lower;
use crate::error::Diagnostic;
use crate::ir::{Element, Encoding, Type};
use crate::knowledge::timestamp::{self, Place};
use crate::model::shape::{MapMembers, Member, Shape, ShapeKind};

/// Collections in collections deeper than this hold themselves, or might as well.
const DEEPEST: usize = 16;

impl Lower<'_, '_> {
    /// `None` after a problem, which has been reported.
    pub(super) fn value(&mut self, owner: &str, member: &Member<'_>, place: Place) -> Option<Type> {
        self.value_below(owner, member, place, DEEPEST)
    }

    fn value_below(
        &mut self,
        owner: &str,
        member: &Member<'_>,
        place: Place,
        depth: usize,
    ) -> Option<Type> {
        let target = self.target(&member.target)?;
        let Some(depth) = depth.checked_sub(1) else {
            self.found.push(
                Diagnostic::new("collections nest here without end")
                    .shape(owner)
                    .at(member.offset)
                    .help("put a structure or union on the way, or nest less"),
            );
            return None;
        };
        match &target.kind {
            ShapeKind::List(element) => {
                let value = self.value_below(owner, element, place, depth)?;
                Some(Type::List(Box::new(Element { value, sparse: target.traits.sparse })))
            }
            ShapeKind::Map(map) => {
                let key = self.value_below(owner, &map.key, place, depth)?;
                self.check_key(&key, target, map);
                let value = self.value_below(owner, &map.value, place, depth)?;
                let element = Element { value, sparse: target.traits.sparse };
                Some(Type::Map(Box::new(key), Box::new(element)))
            }
            ShapeKind::Structure(_) if target.id.is_unit() => {
                self.found.push(
                    Diagnostic::new("`smithy.api#Unit` is no value of a structure, list or map")
                        .shape(owner)
                        .at(member.offset)
                        .help("target a structure without members instead"),
                );
                None
            }
            ShapeKind::Blob if target.traits.streaming && place != Place::Payload => {
                self.found.push(
                    Diagnostic::new("a blob with the `streaming` trait can only be the whole body")
                        .shape(owner)
                        .at(member.offset)
                        .help("bind it with `httpPayload`, in a protocol that has HTTP bindings"),
                );
                None
            }
            kind => self.single(kind, target),
        }
    }

    /// How the values of a member are written where they travel. A member without a type has been
    /// reported, and how it is written does not matter.
    pub(super) fn encoding(&self, member: &Member<'_>, place: Place) -> Encoding {
        self.encoding_below(member, place, DEEPEST)
    }

    fn encoding_below(&self, member: &Member<'_>, place: Place, depth: usize) -> Encoding {
        let (Some(target), Some(depth)) = (self.target(&member.target), depth.checked_sub(1))
        else {
            return Encoding::Plain;
        };
        match &target.kind {
            ShapeKind::Timestamp => {
                Encoding::Timestamp(timestamp::format(member, target, place, self.rules))
            }
            ShapeKind::List(element) => self.encoding_below(element, place, depth).of_elements(),
            ShapeKind::Map(map) => self.encoding_below(&map.value, place, depth).of_elements(),
            _ if place == Place::Header && has_media_type(member, target) => Encoding::Base64,
            _ => Encoding::Plain,
        }
    }

    fn check_key(&mut self, key: &Type, target: &Shape<'_>, map: &MapMembers<'_>) {
        if !matches!(key, Type::String | Type::StringEnum(_)) {
            self.found.push(
                Diagnostic::new("the keys of a map are strings")
                    .shape(&target.id)
                    .at(map.key.offset)
                    .help("let the key target a string or an enum"),
            );
        }
    }

    /// What holds no elements; `None` for what is no data, or holds elements.
    fn single(&self, kind: &ShapeKind<'_>, target: &Shape<'_>) -> Option<Type> {
        Some(match kind {
            ShapeKind::Blob if target.traits.streaming => {
                Type::Stream { sized: target.traits.requires_length }
            }
            ShapeKind::Blob => Type::Blob,
            ShapeKind::Boolean => Type::Boolean,
            ShapeKind::String => Type::String,
            ShapeKind::Byte => Type::Byte,
            ShapeKind::Short => Type::Short,
            ShapeKind::Integer => Type::Integer,
            ShapeKind::Long => Type::Long,
            ShapeKind::Float => Type::Float,
            ShapeKind::Double => Type::Double,
            ShapeKind::BigInteger => Type::BigInteger,
            ShapeKind::BigDecimal => Type::BigDecimal,
            ShapeKind::Document => Type::Document,
            ShapeKind::Timestamp => Type::Timestamp,
            ShapeKind::Enum(_) => Type::StringEnum(self.names.of(&target.id)),
            ShapeKind::IntEnum(_) => Type::IntEnum(self.names.of(&target.id)),
            ShapeKind::Structure(_) => Type::Structure(self.names.of(&target.id)),
            ShapeKind::Union(_) => Type::Union(self.names.of(&target.id)),
            ShapeKind::List(_)
            | ShapeKind::Map(_)
            | ShapeKind::Operation(_)
            | ShapeKind::Resource(_)
            | ShapeKind::Service(_) => return None,
        })
    }
}

/// A string with a media type is base64 in a header
/// (<https://smithy.io/2.0/spec/protocol-traits.html#mediatype-trait>).
fn has_media_type(member: &Member<'_>, target: &Shape<'_>) -> bool {
    member.traits.media_type.is_some() || target.traits.media_type.is_some()
}
