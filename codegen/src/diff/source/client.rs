//! Compares the functions of clients besides those of operations, and their settings.

use crate::ir::endpoint::{ClientSetting, EndpointParam, ParamPresence};
use crate::ir::{Crate, Operation, Pagination, ShapeId, Waiter};

use super::super::comparison::{At, Comparison};
use super::super::pairs::{Pair, pairs};
use super::super::rule::Rule;
use super::super::rust;
use super::deprecation;

/// Compares waiters and settings.
pub(super) fn compare(comparison: &mut Comparison<'_, '_>, old: &Crate, new: &Crate) {
    waiters(comparison, old, new);
    settings(comparison, old, new);
    params(comparison, old, new);
}

/// Compares the paginators of an operation.
pub(super) fn paginator(comparison: &mut Comparison<'_, '_>, old: &Operation, new: &Operation) {
    let at = At::both(&old.id, &new.id);
    let shown = |pages: &Pagination| format!("`Client::{}`", pages.function);
    match (&old.pagination, &new.pagination) {
        (None, None) => {}
        (None, Some(pages)) => {
            comparison.add(
                Rule::FunctionAdded,
                at,
                format!("The paginator {} is new", shown(pages)),
            );
        }
        (Some(pages), None) => {
            comparison.add(
                Rule::FunctionRemoved,
                at,
                format!("The paginator {} is gone", shown(pages)),
            );
        }
        (Some(was), Some(is)) if was.function != is.function => {
            let message = format!("The paginator {} is {} now", shown(was), shown(is));
            comparison.add(Rule::FunctionRemoved, at, message);
        }
        (Some(was), Some(is)) => {
            let (old_token, new_token) = (rust::value(&was.token), rust::value(&is.token));
            if old_token != new_token {
                let message = format!(
                    "The tokens of the paginator {} are `{new_token}`, no longer `{old_token}`",
                    shown(is)
                );
                comparison.add(Rule::FunctionChanged, at, message);
            }
            let (old_items, new_items) = (items(was), items(is));
            if old_items != new_items {
                let name = |items: Option<String>| items.unwrap_or_else(|| "no items".to_owned());
                let message = format!(
                    "The items of the paginator {} are {}, no longer {}",
                    shown(is),
                    name(new_items),
                    name(old_items)
                );
                comparison.add(Rule::FunctionChanged, at, message);
            }
        }
    }
}

/// The type of a paginator's items.
fn items(pages: &Pagination) -> Option<String> {
    let items = pages.items.as_ref()?;
    let element = rust::value(&items.element.value);
    Some(match &items.key {
        None => format!("`{element}`"),
        Some(key) => format!("`({}, {element})`", rust::value(key)),
    })
}

fn waiters(comparison: &mut Comparison<'_, '_>, old: &Crate, new: &Crate) {
    fn id<'c>(emitted: &'c Crate, waiter: &Waiter) -> Option<&'c ShapeId> {
        Some(&emitted.operations.get(waiter.operation)?.id)
    }
    for pair in pairs(&old.waiters, &new.waiters, |waiter| waiter.function.as_str()) {
        match pair {
            Pair::Removed(waiter) => {
                let Some(id) = id(old, waiter) else { continue };
                let message = format!("The waiter `Client::{}` is gone", waiter.function);
                comparison.add(Rule::FunctionRemoved, At::old(id), message);
            }
            Pair::Added(waiter) => {
                let Some(id) = id(new, waiter) else { continue };
                let message = format!("The waiter `Client::{}` is new", waiter.function);
                comparison.add(Rule::FunctionAdded, At::new(id), message);
            }
            Pair::Both(..) => {}
        }
    }
}

fn settings(comparison: &mut Comparison<'_, '_>, old: &Crate, new: &Crate) {
    let at = At::both(&comparison.old.service().id, &comparison.new.service().id);
    let (was, is) = (&old.endpoints.settings, &new.endpoints.settings);
    for pair in pairs(was, is, |setting: &ClientSetting| setting.item.name.as_str()) {
        match pair {
            Pair::Removed(setting) => {
                let message = format!("The setting `{}` of `Config` is gone", setting.item.name);
                comparison.add(Rule::SettingRemoved, at, message);
            }
            Pair::Added(setting) => {
                let message = format!("`Config` has a new setting, `{}`", setting.item.name);
                comparison.add(Rule::SettingAdded, at, message);
            }
            Pair::Both(old, new) if old.kind != new.kind => {
                let message =
                    format!("The setting `{}` of `Config` has another type", new.item.name);
                comparison.add(Rule::SettingChanged, at, message);
            }
            Pair::Both(..) => {}
        }
    }
}

/// Compares the fields of `endpoint::Params`.
fn params(comparison: &mut Comparison<'_, '_>, old: &Crate, new: &Crate) {
    let at = At::both(&comparison.old.service().id, &comparison.new.service().id);
    let (was, is) = (&old.endpoints.params, &new.endpoints.params);
    for pair in pairs(was, is, |param: &EndpointParam| param.item.name.as_str()) {
        match pair {
            Pair::Removed(param) => {
                let message = format!("The field `endpoint::Params::{}` is gone", param.item.name);
                comparison.add(Rule::SettingRemoved, at, message);
            }
            Pair::Added(param) => {
                let message = format!("`endpoint::Params` has a new field, `{}`", param.item.name);
                comparison.add(Rule::SettingAdded, at, message);
            }
            Pair::Both(old, new) => {
                let name = format!("`endpoint::Params::{}`", new.item.name);
                deprecation(comparison, at, &old.item, &new.item, &name);
                let is_option =
                    |param: &EndpointParam| !matches!(param.presence, ParamPresence::Default(_));
                if old.kind != new.kind || is_option(old) != is_option(new) {
                    let message = format!("{name} has another type");
                    comparison.add(Rule::SettingChanged, at, message);
                }
            }
        }
    }
}
