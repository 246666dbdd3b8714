//! Lowers endpoint discovery: how an operation discovers its endpoint, or returns endpoints for
//! others.

use std::collections::BTreeMap;

use super::Lower;
use crate::ir::{Crate, Discovery, Structure, TellsEndpoints, Type};
use crate::model::shape::{Shape, ShapeKind};
use crate::projection;

/// Sets the names of the discovery operations, once operations have their names.
pub(super) fn give_names(emitted: &mut Crate) {
    let named: BTreeMap<_, _> = emitted
        .operations
        .iter()
        .map(|asked| (asked.id.clone(), (asked.module.clone(), asked.input.item.name.clone())))
        .collect();
    let discoveries = emitted.operations.iter_mut().filter_map(|one| one.discovery.as_mut());
    for discovery in discoveries {
        if let Some((module, input)) = named.get(&discovery.operation) {
            (discovery.module, discovery.input) = (module.clone(), input.clone());
        }
    }
}

impl Lower<'_, '_> {
    /// The endpoint discovery of an operation.
    pub(super) fn discovery(
        &self,
        operation: &projection::Operation<'_>,
        input: &Structure,
    ) -> Option<Discovery> {
        let trait_value = operation.shape.traits.client_discovered_endpoint?;
        let asked = self.projection.discovery.as_ref()?;
        if self.is_asked_for_endpoints(&operation.shape) {
            return None;
        }
        let is_identifier = |name: &str| {
            let modeled = operation.input.member(name);
            modeled.is_some_and(|member| member.traits.client_endpoint_discovery_id)
        };
        let identifiers = input.members.iter().enumerate().filter(|(_, member)| {
            matches!(member.value, Type::String | Type::StringEnum(_))
                && is_identifier(&member.model_name)
        });
        Some(Discovery {
            required: trait_value.required,
            operation: asked.clone(),
            module: String::new(),
            input: String::new(),
            identifiers: identifiers.map(|(index, _)| index).collect(),
        })
    }

    /// The discovery operation's members, if this operation returns endpoints.
    pub(super) fn tells_endpoints(
        &self,
        operation: &projection::Operation<'_>,
        input: &Structure,
        output: &Structure,
    ) -> Option<TellsEndpoints> {
        if !self.is_asked_for_endpoints(&operation.shape) {
            return None;
        }
        let trait_value = self.projection.service.traits.client_endpoint_discovery.as_ref();
        let error = trait_value.and_then(|value| value.error.as_deref());
        let position = |structure: &Structure, name: &str| {
            structure.members.iter().position(|member| member.model_name == name)
        };
        Some(TellsEndpoints {
            expired: error.map(|id| id.split_once('#').map_or(id, |(_, name)| name).to_owned()),
            operation: position(input, "Operation"),
            identifiers: position(input, "Identifiers"),
            endpoints: position(output, "Endpoints")?,
            address: self.field_of_endpoint(operation, "Address"),
            cache_period: self.field_of_endpoint(operation, "CachePeriodInMinutes"),
        })
    }

    /// The field of a member of the endpoints in an output.
    fn field_of_endpoint(&self, operation: &projection::Operation<'_>, member: &str) -> String {
        let list = operation.output.member("Endpoints").and_then(|one| self.target(&one.target));
        let element = match list.map(|list| &list.kind) {
            Some(ShapeKind::List(element)) => &element.target,
            _ => &operation.output.id,
        };
        self.options.field(element, member)
    }

    /// Whether other operations discover their endpoints with this one.
    pub(super) fn is_asked_for_endpoints(&self, operation: &Shape<'_>) -> bool {
        self.projection.discovery.as_ref() == Some(&operation.id)
    }
}
