//! Selects a service of the model by name, or the only one.

use crate::error::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::Model;
use crate::model::shape::{Shape, ShapeKind};
use crate::model::shape_id::ShapeId;

/// The id of the service to generate.
pub(crate) fn pick(model: &Model<'_>, wanted: Option<&str>) -> Result<ShapeId, Diagnostic> {
    let services = model.service_ids();
    let picked = match (wanted, services.as_slice()) {
        (Some(wanted), services) => {
            services.iter().copied().find(|id| is_named(id, wanted)).ok_or_else(|| {
                let names = services.iter().copied();
                Diagnostic::new(format!("unknown service `{}`", wanted.escape_debug()))
                    .setting("service", wanted)
                    .help(did_you_mean(wanted, names, &offer(services)))
            })
        }
        (None, [only]) => Ok(*only),
        (None, []) => {
            Err(Diagnostic::new("the model has no service").help("add a shape of type `service`"))
        }
        (None, several) => {
            let message = format!("the model has {} services", several.len());
            Err(Diagnostic::new(message)
                .help_with("service", format!("set `service` to one of {}", several.join(", "))))
        }
    }?;
    ShapeId::parse(picked).ok_or_else(|| {
        let diagnostic = Diagnostic::new("the id of the service is not a shape id")
            .shape(picked)
            .help("a shape id is `namespace#Name`");
        match model.offset(picked) {
            Some(offset) => diagnostic.at(offset),
            None => diagnostic,
        }
    })
}

/// Parses the service's shape.
pub(crate) fn parse<'a>(
    model: &Model<'a>,
    id: &ShapeId,
    found: &mut Diagnostics,
) -> Option<Shape<'a>> {
    model.shape(id, found).filter(|shape| matches!(shape.kind, ShapeKind::Service(_)))
}

fn is_named(id: &str, wanted: &str) -> bool {
    id == wanted || id.split_once('#').is_some_and(|(_, name)| name == wanted)
}

fn offer(services: &[&str]) -> String {
    match services {
        [] => "the model has no service: add a shape of type `service`".to_owned(),
        services => format!("the model has {}", services.join(", ")),
    }
}
