//! Warns about traits in a projection that do not exist.

use std::collections::BTreeMap;

use super::Projection;
use crate::error::{Diagnostic, Place};
use crate::model::Model;
use crate::model::shape::Shape;
use crate::model::traits::{SMITHY, Traits};

/// The warnings, in the order of the file.
pub(crate) fn warnings(model: &Model<'_>, projection: &Projection<'_>) -> Vec<Diagnostic> {
    // A trait of a mixin occurs once for each shape that uses it.
    let mut found = BTreeMap::new();
    let own = projection
        .operations
        .iter()
        .flat_map(|operation| [&operation.shape, &operation.input, &operation.output]);
    for shape in projection.shapes.values().chain(own).chain([&projection.service]) {
        of_shape(model, shape, &mut found);
    }
    found.into_values().collect()
}

fn of_shape(model: &Model<'_>, shape: &Shape<'_>, found: &mut BTreeMap<Place, Diagnostic>) {
    let mut add = |traits: &Traits<'_>, place: String| {
        for (id, offset, help) in traits.unknown(model.sources()) {
            // A model may define traits of its own in any namespace.
            if model.ids().any(|defined| defined == id) {
                continue;
            }
            let id = id.escape_debug();
            let message =
                format!("unknown trait `{id}` is ignored (Smithy {SMITHY} does not define it)");
            let warning = Diagnostic::new(message).shape(&place).at(offset).help(help);
            found.entry(offset).or_insert(warning);
        }
    };
    add(&shape.traits, shape.id.to_string());
    for member in shape.all_members() {
        add(&member.traits, format!("{}${}", shape.id, member.name));
    }
}
