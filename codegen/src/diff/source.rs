//! Compares the Rust API of two crates: packages, operations, types, functions and settings.

mod client;
mod enumeration;
mod operation;
mod structure;

use std::collections::BTreeSet;

use crate::ir::{Crate, Definition, Item, Vendor};

use super::comparison::{At, Comparison};
use super::pairs::{Pair, pairs};
use super::rule::Rule;
use super::version::Version;

/// Compares the APIs.
pub(super) fn compare(comparison: &mut Comparison<'_, '_>) {
    let (old, new) = (&comparison.old.emitted, &comparison.new.emitted);
    package(comparison, old, new);
    operation::operations(comparison, old, new);
    types(comparison, old, new);
    errors(comparison, old, new);
    client::compare(comparison, old, new);
}

fn package(comparison: &mut Comparison<'_, '_>, old: &Crate, new: &Crate) {
    let at = At::both(&comparison.old.service().id, &comparison.new.service().id);
    if old.name != new.name {
        let message = format!("The package `{}` is named `{}` now", old.name, new.name);
        comparison.add(Rule::PackageRenamed, at, message);
    }
    let home = |vendor: Vendor| match vendor {
        Vendor::Aws => "whitesmith_aws",
        Vendor::None => "whitesmith_client",
    };
    let (was, is) = (home(old.service.vendor), home(new.service.vendor));
    if was != is {
        let message = format!("`Config` is `{is}::Config` now, no longer `{was}::Config`");
        comparison.add(Rule::ConfigChanged, at, message);
    }
    features(comparison, at);
    let names = |one: &Crate| one.serde.as_ref().map(|serde| serde.names);
    if let (Some(was), Some(is)) = (names(old), names(new))
        && was != is
    {
        comparison.add(Rule::SerdeChanged, at, "serde has other names for members");
    }
    if old.protocol != new.protocol {
        let message = "The `Protocol` of `Service` is another type";
        comparison.add(Rule::ProtocolTypeChanged, at, message);
    }
}

/// Compares the Cargo features that settings of the crate and its operations give it.
fn features(comparison: &mut Comparison<'_, '_>, at: At<'_>) {
    let (old, new) = (comparison.old, comparison.new);
    let names = |one: &Version<'_>| -> BTreeSet<String> {
        let serde = one.emitted.serde.iter().map(|_| "serde".to_owned());
        let operations = one.emitted.features.iter().flat_map(|features| &features.operations);
        let operations = operations.map(|feature| feature.name.clone());
        serde.chain(operations).chain(one.features.iter().cloned()).collect()
    };
    if old.emitted.features.is_none() && new.emitted.features.is_some() {
        let message = "Each operation needs its feature, which is not a default feature";
        comparison.add(Rule::FeaturesNeeded, at, message);
    }
    let (was, is) = (names(old), names(new));
    for name in was.difference(&is) {
        comparison.add(Rule::FeatureRemoved, at, format!("The feature `{name}` is gone"));
    }
    for name in is.difference(&was) {
        comparison.add(Rule::FeatureAdded, at, format!("The feature `{name}` is new"));
    }
}

/// Compares the attributes that settings of the crate add to a type.
fn attributes(
    comparison: &mut Comparison<'_, '_>,
    at: At<'_>,
    name: &str,
    (old, new): (&[String], &[String]),
) {
    for attribute in old.iter().filter(|attribute| !new.contains(attribute)) {
        let message = format!("`{name}` no longer has the attribute `{attribute}`");
        comparison.add(Rule::AttributeRemoved, at, message);
    }
    for attribute in new.iter().filter(|attribute| !old.contains(attribute)) {
        let message = format!("`{name}` has a new attribute, `{attribute}`");
        comparison.add(Rule::AttributeAdded, at, message);
    }
}

fn types(comparison: &mut Comparison<'_, '_>, old: &Crate, new: &Crate) {
    for pair in pairs(&old.types, &new.types, Definition::name) {
        match pair {
            Pair::Removed(item) => {
                let message = format!("`types::{}` is gone", item.name());
                comparison.add(Rule::TypeRemoved, At::old(item.id()), message);
            }
            Pair::Added(item) => {
                let message = format!("`types::{}` is new", item.name());
                comparison.add(Rule::TypeAdded, At::new(item.id()), message);
            }
            Pair::Both(old, new) => definition(comparison, old, new),
        }
    }
}

fn definition(comparison: &mut Comparison<'_, '_>, old: &Definition, new: &Definition) {
    let at = At::both(old.id(), new.id());
    attributes(comparison, at, new.name(), (old.attributes(), new.attributes()));
    match (old, new) {
        (Definition::Structure(old), Definition::Structure(new)) => {
            structure::compare(comparison, old, new);
        }
        (Definition::Union(old), Definition::Union(new)) => {
            enumeration::union(comparison, old, new);
        }
        (Definition::StringEnum(old), Definition::StringEnum(new)) => {
            enumeration::values(
                comparison,
                (&old.id, &new.id),
                (&old.item, &old.variants),
                (&new.item, &new.variants),
            );
        }
        (Definition::IntEnum(old), Definition::IntEnum(new)) => {
            enumeration::values(
                comparison,
                (&old.id, &new.id),
                (&old.item, &old.variants),
                (&new.item, &new.variants),
            );
        }
        (
            Definition::Structure(_)
            | Definition::Union(_)
            | Definition::StringEnum(_)
            | Definition::IntEnum(_),
            _,
        ) => {
            let message = format!("`types::{}` was {} and is {}", new.name(), kind(old), kind(new));
            comparison.add(Rule::TypeKindChanged, at, message);
        }
    }
}

fn kind(definition: &Definition) -> &'static str {
    match definition {
        Definition::Structure(_) => "a structure",
        Definition::Union(_) => "a union",
        Definition::StringEnum(_) => "an enum of strings",
        Definition::IntEnum(_) => "an enum of integers",
    }
}

fn errors(comparison: &mut Comparison<'_, '_>, old: &Crate, new: &Crate) {
    for pair in pairs(&old.errors, &new.errors, |error| error.structure.item.name.as_str()) {
        match pair {
            Pair::Removed(error) => {
                let message = format!("`types::error::{}` is gone", error.structure.item.name);
                comparison.add(Rule::TypeRemoved, At::old(&error.structure.id), message);
            }
            Pair::Added(error) => {
                let message = format!("`types::error::{}` is new", error.structure.item.name);
                comparison.add(Rule::TypeAdded, At::new(&error.structure.id), message);
            }
            Pair::Both(old, new) => structure::compare(comparison, &old.structure, &new.structure),
        }
    }
}

/// Compares whether an item is deprecated.
fn deprecation(
    comparison: &mut Comparison<'_, '_>,
    at: At<'_>,
    old: &Item,
    new: &Item,
    name: &str,
) {
    match (&old.deprecated, &new.deprecated) {
        (None, Some(_)) => {
            comparison.add(Rule::DeprecationAdded, at, format!("{name} is deprecated now"));
        }
        (Some(_), None) => {
            let message = format!("{name} is no longer deprecated");
            comparison.add(Rule::DeprecationRemoved, at, message);
        }
        (None, None) | (Some(_), Some(_)) => {}
    }
}

/// Reports that the fields or variants of a type, which are the same in both versions, are in another order.
fn order<T>(
    comparison: &mut Comparison<'_, '_>,
    (rule, at): (Rule, At<'_>),
    what: &str,
    (old, new): (&[T], &[T]),
    name: impl Fn(&T) -> &str,
) {
    let (was, is): (Vec<&str>, Vec<&str>) =
        (old.iter().map(&name).collect(), new.iter().map(&name).collect());
    let sorted =
        |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<BTreeSet<_>>();
    if was != is && sorted(&was) == sorted(&is) {
        comparison.add(rule, at, format!("The {what} are in another order"));
    }
}
