//! Determines whether the value of a member is hidden in `Debug` output
//! (<https://smithy.io/2.0/spec/documentation-traits.html#sensitive-trait>). Structures and unions
//! hide their own members; strings, numbers and the contents of collections are hidden by the
//! member that holds them.

use std::collections::BTreeMap;

use crate::model::shape::{Member, Shape, ShapeKind};
use crate::model::shape_id::ShapeId;

/// Whether the value of a member is sensitive.
pub(crate) fn is_sensitive(shapes: &BTreeMap<ShapeId, Shape<'_>>, member: &Member<'_>) -> bool {
    any_is_sensitive(shapes, member, false)
}

/// Whether the value of a member is sensitive, or a structure or union that is, or a collection of those.
pub(crate) fn is_sensitive_as_a_whole(
    shapes: &BTreeMap<ShapeId, Shape<'_>>,
    member: &Member<'_>,
) -> bool {
    any_is_sensitive(shapes, member, true)
}

/// Whether the member, its target or the contents of collections have the trait. `aggregates` says whether
/// structures and unions count.
fn any_is_sensitive(
    shapes: &BTreeMap<ShapeId, Shape<'_>>,
    member: &Member<'_>,
    aggregates: bool,
) -> bool {
    let mut pending = vec![member];
    let mut seen: Vec<&ShapeId> = Vec::new();
    while let Some(member) = pending.pop() {
        if member.traits.sensitive {
            return true;
        }
        let Some(target) = shapes.get(&member.target) else { continue };
        if seen.contains(&&target.id) {
            continue;
        }
        seen.push(&target.id);
        match &target.kind {
            ShapeKind::Structure(_) | ShapeKind::Union(_) if !aggregates => {}
            _ if target.traits.sensitive => return true,
            ShapeKind::List(element) => pending.push(element),
            ShapeKind::Map(map) => pending.extend([&map.key, &map.value]),
            _ => {}
        }
    }
    false
}
