//! Lowers what all operations of a service have in common.

use super::Lower;
use crate::ir::{Retries, Service};
use crate::knowledge::auth;
use crate::model::shape::{Shape, ShapeKind};

impl Lower<'_, '_> {
    pub(super) fn service(&mut self) -> Service {
        let service = &self.projection.service;
        Service {
            sdk_id: sdk_id(service).unwrap_or(service.id.name()).to_owned(),
            version: self.version(),
            retries: service.traits.retries.map(|retries| Retries {
                max_attempts: retries.max_attempts,
                transient_delay_millis: retries.transient_delay_millis,
            }),
            auth: self.found.keep(auth::of_service(service)).unwrap_or_default(),
        }
    }

    pub(super) fn version(&self) -> String {
        match &self.projection.service.kind {
            ShapeKind::Service(shape) => shape.version.clone(),
            _ => String::new(),
        }
    }
}

/// The SDK id of the service.
pub(super) fn sdk_id<'s>(service: &'s Shape<'_>) -> Option<&'s str> {
    service.traits.aws_service.as_ref().map(|aws| aws.sdk_id.as_str())
}
