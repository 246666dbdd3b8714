//! Collects the resources of a service with the operations that are bound to them, for permissions.

use std::collections::BTreeSet;

use super::resolve;
use crate::error::Diagnostics;
use crate::model::Model;
use crate::model::shape::{Reference, ResourceShape, Shape, ShapeKind};
use crate::model::shape_id::ShapeId;

/// A resource of the service.
pub(crate) struct Resource<'a> {
    pub(crate) shape: Shape<'a>,
    /// The index of the resource that it belongs to, if there is one.
    pub(crate) parent: Option<usize>,
}

impl Resource<'_> {
    /// The names of its identifiers.
    pub(crate) fn identifiers(&self) -> &[String] {
        self.resource().map(|resource| resource.identifiers.as_slice()).unwrap_or_default()
    }

    /// Whether an operation is about one such resource, which the identifiers name.
    pub(crate) fn has_instance_operation(&self, operation: &ShapeId) -> bool {
        let operations = self.resource().map(|resource| resource.instance_operations.as_slice());
        operations.unwrap_or_default().iter().any(|bound| bound.id == *operation)
    }

    fn resource(&self) -> Option<&ResourceShape> {
        match &self.shape.kind {
            ShapeKind::Resource(resource) => Some(resource),
            _ => None,
        }
    }
}

/// All resources of the service, at any depth; each after the one that it belongs to. Problems of resources are
/// found where the operations are selected, and not again here.
pub(super) fn all<'a>(model: &Model<'a>, service: &Shape<'a>) -> Vec<Resource<'a>> {
    let ShapeKind::Service(service_shape) = &service.kind else { return Vec::new() };
    let mut pending: Vec<(Option<usize>, Reference)> =
        service_shape.resources.iter().map(|resource| (None, resource.clone())).collect();
    let (mut resources, mut seen) = (Vec::new(), BTreeSet::new());
    while let Some((parent, reference)) = pending.pop() {
        if !seen.insert(reference.id.clone()) {
            continue;
        }
        let shape = resolve(model, &service.id, &reference, &mut Diagnostics::default());
        let Some(shape) = shape else { continue };
        let ShapeKind::Resource(resource) = &shape.kind else { continue };
        let index = resources.len();
        pending.extend(resource.resources.iter().map(|child| (Some(index), child.clone())));
        resources.push(Resource { shape, parent });
    }
    resources
}
