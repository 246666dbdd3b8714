//! Lowers the condition keys of an action
//! (<https://smithy.io/2.0/aws/aws-iam.html#deriving-condition-keys>).

use std::collections::{BTreeMap, BTreeSet};

use super::{Authorized, Lower, iam_resource, resource_name};
use crate::error::{Diagnostic, Part};
use crate::ir::ConditionKey;
use crate::model::shape::Shape;
use crate::model::traits::iam::DefinedConditionKey;
use crate::projection::Resource;

impl<'p> Lower<'p, '_> {
    /// The condition keys of an action: those of the operation, and those of the resources that it is authorized
    /// for. A key without a prefix is of the same service.
    pub(super) fn condition_keys(
        &mut self,
        operation: &Shape<'_>,
        authorized: &[Authorized<'p>],
        prefix: &str,
    ) -> Vec<ConditionKey> {
        let mut keys = BTreeSet::new();
        self.add_keys(operation, prefix, &mut keys);
        for Authorized { resource, condition_keys } in authorized {
            self.add_all(operation, condition_keys.clone(), prefix, &mut keys);
            self.add_keys_of_resource(resource, prefix, &mut keys);
        }
        if keys.is_empty() {
            return Vec::new();
        }
        let types = self.types_of_keys(prefix);
        let key = |name: String| ConditionKey { value_type: types.get(&name).copied(), name };
        keys.into_iter().map(key).collect()
    }

    /// The types of the keys that the service defines, by their names with prefixes.
    fn types_of_keys(&mut self, prefix: &str) -> BTreeMap<String, &'static str> {
        let projection = self.projection;
        let service = &projection.service;
        let defined = service.traits.iam.define_condition_keys;
        let defined: BTreeMap<String, DefinedConditionKey> =
            self.parsed(service, "defineConditionKeys", defined, Part::ConditionKey);
        let full = |name: String| with_prefix(&name, prefix);
        defined.into_iter().map(|(name, key)| (full(name), key.r#type.name())).collect()
    }

    /// Adds the keys of a resource: its own, those inferred from its identifiers, and those of the resources that
    /// it belongs to.
    fn add_keys_of_resource(
        &mut self,
        resource: &'p Resource<'p>,
        prefix: &str,
        keys: &mut BTreeSet<String>,
    ) {
        let service = &self.projection.service.traits.iam;
        let (mut next, is_off) = (Some(resource), service.disable_condition_key_inference);
        while let Some(resource) = next {
            let parent = resource.parent.and_then(|index| self.projection.resources.get(index));
            self.add_keys(&resource.shape, prefix, keys);
            if !is_off && !resource.shape.traits.iam.disable_condition_key_inference {
                let of_parent = parent.map(Resource::identifiers).unwrap_or_default();
                let own = resource.identifiers().iter().filter(|name| !of_parent.contains(name));
                let resource_name = resource_name(resource);
                let inferred = own.map(|name| format!("{resource_name}{}", capitalized(name)));
                self.add_all(&resource.shape, inferred.collect(), prefix, keys);
            }
            let is_detached = iam_resource(resource).disable_condition_key_inheritance;
            next = parent.filter(|_| !is_detached);
        }
    }

    /// Adds the keys that the trait of a shape lists.
    fn add_keys(&mut self, shape: &Shape<'_>, prefix: &str, keys: &mut BTreeSet<String>) {
        let stated = shape.traits.iam.condition_keys;
        let stated = self.parsed(shape, "conditionKeys", stated, Part::ConditionKey);
        self.add_all(shape, stated, prefix, keys);
    }

    fn add_all(
        &mut self,
        shape: &Shape<'_>,
        names: Vec<String>,
        prefix: &str,
        keys: &mut BTreeSet<String>,
    ) {
        for name in names {
            let full = with_prefix(&name, prefix);
            if is_key(&full) {
                keys.insert(full);
                continue;
            }
            let problem = Diagnostic::new("not the name of a condition key")
                .shape(&shape.id)
                .at(shape.offset)
                .help("name a condition key as `service:Key`");
            self.found.leave_out(Part::ConditionKey, &name, problem);
        }
    }
}

/// The name of a key with its prefix, which is that of the service if it has none.
fn with_prefix(name: &str, prefix: &str) -> String {
    if name.contains(':') { name.to_owned() } else { format!("{prefix}:{name}") }
}

/// Whether a text is the name of a condition key with its prefix.
fn is_key(text: &str) -> bool {
    let is_prefix = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    let is_name = |c: char| !c.is_whitespace() && !c.is_control() && c != ':';
    text.split_once(':').is_some_and(|(prefix, name)| {
        let is_filled = prefix.starts_with(|c: char| c.is_ascii_alphanumeric()) && !name.is_empty();
        is_filled && prefix.chars().all(is_prefix) && name.chars().all(is_name)
    })
}

/// The name with its first letter in upper case.
fn capitalized(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
