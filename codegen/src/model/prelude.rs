//! Looks up the shapes of the prelude, the namespace `smithy.api`
//! (<https://smithy.io/2.0/spec/model.html#prelude>).

use super::shape::{Shape, ShapeKind};
use super::shape_id::ShapeId;
use super::traits::Traits;
use crate::error::Place;

/// The shape of the prelude with this id.
pub(crate) fn shape(id: &ShapeId) -> Option<Shape<'static>> {
    if id.namespace() != "smithy.api" {
        return None;
    }
    let kind = match id.name() {
        "String" => ShapeKind::String,
        "Blob" => ShapeKind::Blob,
        "BigInteger" => ShapeKind::BigInteger,
        "BigDecimal" => ShapeKind::BigDecimal,
        "Timestamp" => ShapeKind::Timestamp,
        "Document" => ShapeKind::Document,
        "Boolean" | "PrimitiveBoolean" => ShapeKind::Boolean,
        "Byte" | "PrimitiveByte" => ShapeKind::Byte,
        "Short" | "PrimitiveShort" => ShapeKind::Short,
        "Integer" | "PrimitiveInteger" => ShapeKind::Integer,
        "Long" | "PrimitiveLong" => ShapeKind::Long,
        "Float" | "PrimitiveFloat" => ShapeKind::Float,
        "Double" | "PrimitiveDouble" => ShapeKind::Double,
        "Unit" => ShapeKind::Structure(Vec::new()),
        _ => return None,
    };
    Some(Shape { id: id.clone(), offset: Place::default(), kind, traits: Traits::default() })
}
