//! The key `package` of a crate: keys of `[package]` for the emitted `Cargo.toml`.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};
use whitesmith::{PackageKey, PackageValue};

use super::section::{Problems, Section, Value};

const KEYS: [&str; PackageKey::ALL.len()] = {
    let (mut names, mut index) = ([""; PackageKey::ALL.len()], 0);
    while index < names.len() {
        names[index] = PackageKey::ALL[index].name();
        index += 1;
    }
    names
};

/// Reads the table. Keys with wrong values are left out, and become problems.
pub(super) fn read(
    value: Value<'_, '_>,
    problems: &mut Problems<'_>,
) -> BTreeMap<PackageKey, PackageValue> {
    let DeValue::Table(table) = value.value.get_ref() else {
        let expected = "a table of Cargo.toml values";
        value.wrong(value.value.get_ref(), expected, "package.version = \"…\"", problems);
        return BTreeMap::new();
    };
    let section = Section::new(table, value.span(), &KEYS, problems);
    let keys = PackageKey::ALL.into_iter().filter_map(|key| {
        let value = section.get(key.name())?;
        let read = value_of(key, value, problems)?;
        match key.check(&read) {
            Ok(()) => Some((key, read)),
            Err(problem) => {
                problems.add(&value.span(), &problem.message, &problem.help);
                None
            }
        }
    });
    keys.collect()
}

fn value_of(
    key: PackageKey,
    value: Value<'_, '_>,
    problems: &mut Problems<'_>,
) -> Option<PackageValue> {
    match value.value.get_ref() {
        DeValue::String(text) => Some(PackageValue::Text(text.clone().into_owned())),
        DeValue::Boolean(flag) => Some(PackageValue::Flag(*flag)),
        DeValue::Array(_) => {
            let texts = value.texts(problems)?;
            Some(PackageValue::List(texts.into_iter().map(|(text, _)| text).collect()))
        }
        DeValue::Table(table) if is_inherited(table) => Some(PackageValue::Inherited),
        other @ (DeValue::Table(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Datetime(_)) => {
            let expected = "a Cargo.toml value or `{ workspace = true }`";
            value.wrong(other, expected, &format!("{} = \"…\"", key.name()), problems);
            None
        }
    }
}

/// `{ workspace = true }`
fn is_inherited(table: &DeTable<'_>) -> bool {
    let is_key =
        |(key, value): (&toml::Spanned<toml::de::DeString<'_>>, &toml::Spanned<DeValue<'_>>)| {
            key.get_ref() == "workspace" && value.get_ref().as_bool() == Some(true)
        };
    table.len() == 1 && table.iter().all(is_key)
}
