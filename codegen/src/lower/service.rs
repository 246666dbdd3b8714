//! Lowers what all operations of a service have in common.

use super::Lower;
use super::endpoint::built_in::is_of_aws;
use crate::ir::{Auth, Crate, Retries, Service, Vendor};
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
            expect_continue: service.traits.expect_continue,
            content_sha256: service.traits.content_sha256,
            auth: self.found.keep(auth::of_service(service)).unwrap_or_default(),
            sessions: None,
            is_authorized_by_iam: self.is_authorized_by_iam(),
            vendor: Vendor::None,
        }
    }

    pub(super) fn version(&self) -> String {
        match &self.projection.service.kind {
            ShapeKind::Service(shape) => shape.version.clone(),
            _ => String::new(),
        }
    }
}

/// The vendor of the service: AWS, if it has the trait `aws.api#service`, if an auth scheme of AWS
/// authorizes one of its operations, or if its endpoint rules ask for a setting of AWS.
pub(super) fn vendor(emitted: &Crate, service: &Shape<'_>) -> Vendor {
    let mut auth = emitted
        .operations
        .iter()
        .flat_map(|operation| operation.auth.as_ref().unwrap_or(&emitted.service.auth));
    let is_of_aws = service.traits.aws_service.is_some()
        || auth.any(|auth| matches!(auth, Auth::SigV4 { .. }))
        || emitted.endpoints.params.iter().any(|param| param.built_in.is_some_and(is_of_aws));
    if is_of_aws { Vendor::Aws } else { Vendor::None }
}

/// The SDK id of the service.
pub(super) fn sdk_id<'s>(service: &'s Shape<'_>) -> Option<&'s str> {
    service.traits.aws_service.as_ref().map(|aws| aws.sdk_id.as_str())
}
