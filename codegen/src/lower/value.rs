//! Lowers a member and its target to a type and an encoding.

use super::Lower;
use crate::error::Diagnostic;
use crate::flow::Flow;
use crate::ir::{Codec, Element, ElementName, Encoding, EntryNames, Type, XmlNamespace};
use crate::knowledge::timestamp::{self, Place};
use crate::model::shape::{MapMembers, Member, Shape, ShapeKind};

/// The maximum depth of collections in collections; deeper ones are considered infinitely
/// recursive.
const DEEPEST: usize = 16;

impl Lower<'_, '_> {
    /// The type of a member; `None` after a problem, which is reported.
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
                Diagnostic::new("collections are nested too deeply or infinitely recursive")
                    .shape(owner)
                    .at(member.offset)
                    .help("nest less, or put a structure or union in between"),
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
                    Diagnostic::new(
                        "a member of a structure, list or map cannot target `smithy.api#Unit`",
                    )
                    .shape(owner)
                    .at(member.offset)
                    .help("target a structure without members instead"),
                );
                None
            }
            ShapeKind::Blob if target.traits.streaming && place != Place::Payload => {
                self.found.push(
                    Diagnostic::new("a blob with the `streaming` trait must be the payload")
                        .shape(owner)
                        .at(member.offset)
                        .help("bind it with `httpPayload`, in a protocol with HTTP bindings"),
                );
                None
            }
            ShapeKind::Document if !self.has_documents() => {
                self.found.push(
                    Diagnostic::new(format!("`{}` has no documents", self.rules.trait_id))
                        .shape(owner)
                        .at(member.offset)
                        .help("target a structure, or select another protocol of the service"),
                );
                None
            }
            kind => self.single(kind, target),
        }
    }

    /// Whether both codecs of the protocol have documents.
    fn has_documents(&self) -> bool {
        let codecs = self.rules.codecs;
        codecs.input.has_documents() && codecs.output.has_documents()
    }

    /// The encoding of a member's values in this location. For a member without a type, which is a
    /// reported problem, the encoding does not matter.
    pub(super) fn encoding(&self, flow: Flow, member: &Member<'_>, place: Place) -> Encoding {
        self.encoding_below(flow, member, place, DEEPEST)
    }

    fn encoding_below(
        &self,
        flow: Flow,
        member: &Member<'_>,
        place: Place,
        depth: usize,
    ) -> Encoding {
        let (Some(target), Some(depth)) = (self.target(&member.target), depth.checked_sub(1))
        else {
            return Encoding::Plain;
        };
        match &target.kind {
            ShapeKind::Timestamp => {
                Encoding::Timestamp(timestamp::format(member, target, place, self.rules))
            }
            ShapeKind::List(element) => Encoding::List {
                member: self.element_name(flow, element).filter(|_| !self.flattens_lists(flow)),
                of: Box::new(self.encoding_below(flow, element, place, depth)),
            },
            ShapeKind::Map(map) => Encoding::Map {
                entry: self.entry_names(flow, map).map(Box::new),
                of: Box::new(self.encoding_below(flow, &map.value, place, depth)),
            },
            ShapeKind::BigInteger | ShapeKind::BigDecimal
                if place == Place::Body && self.rules.quotes_big_numbers =>
            {
                Encoding::Quoted
            }
            _ if place == Place::Header && has_media_type(member, target) => Encoding::Base64,
            _ => Encoding::Plain,
        }
    }

    /// The name of a member of a collection, if the codec has one.
    fn element_name(&self, flow: Flow, member: &Member<'_>) -> Option<ElementName> {
        let codec = self.rules.codecs.get(flow);
        codec.names_elements().then(|| ElementName {
            name: member.traits.xml_name.as_ref().unwrap_or(&member.name).clone(),
            namespace: self.namespace(flow, member),
        })
    }

    /// Whether lists are flattened wherever they stand.
    fn flattens_lists(&self, flow: Flow) -> bool {
        match flow {
            Flow::Input => self.rules.flattens_lists,
            Flow::Output => false,
        }
    }

    fn entry_names(&self, flow: Flow, map: &MapMembers<'_>) -> Option<EntryNames> {
        let key = self.element_name(flow, &map.key)?;
        Some(EntryNames { key, value: self.element_name(flow, &map.value)? })
    }

    /// The namespace that the element of a member declares.
    pub(super) fn namespace(&self, flow: Flow, member: &Member<'_>) -> Option<XmlNamespace> {
        let declares = *self.rules.codecs.get(flow) == Codec::Xml;
        member.traits.xml_namespace.clone().filter(|_| declares)
    }

    fn check_key(&mut self, key: &Type, target: &Shape<'_>, map: &MapMembers<'_>) {
        if !matches!(key, Type::String | Type::StringEnum(_)) {
            self.found.push(
                Diagnostic::new("the key of a map must be a string")
                    .shape(&target.id)
                    .at(map.key.offset)
                    .help("let the key target a string or an enum"),
            );
        }
    }

    /// The type of a simple shape, structure or union; `None` for collections and for shapes that
    /// are not data.
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

/// Whether a string has a media type, and so is base64 in a header
/// (<https://smithy.io/2.0/spec/protocol-traits.html#mediatype-trait>).
fn has_media_type(member: &Member<'_>, target: &Shape<'_>) -> bool {
    member.traits.media_type.is_some() || target.traits.media_type.is_some()
}
