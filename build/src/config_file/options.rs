//! Reads the keys of a crate that change what is emitted for chosen shapes, and the dependencies and features that
//! such changes need.

use toml::Spanned;
use toml::de::{DeString, DeValue};
use whitesmith::{Config, DependencyValue};

use super::section::{Problems, Section, Value};
use crate::places::Places;

/// Reads the keys into a configuration that has no others.
pub(super) fn read(
    section: &Section<'_, '_>,
    places: &mut Places,
    problems: &mut Problems<'_>,
) -> Config {
    let flag = |key: &'static str, problems: &mut Problems<'_>| {
        section.get(key).and_then(|value| value.flag(problems)).unwrap_or_default()
    };
    let types = section.get("types").and_then(|value| value.texts(problems)).unwrap_or_default();
    places.0.extend(types.iter().map(|(name, place)| (("types", name.clone()), *place)));
    let texts = |key, value, places: &mut Places, problems: &mut Problems<'_>| {
        let entries = entries(section, key, value, places, problems);
        let entries = entries.into_iter().filter_map(|(name, value)| {
            let texts = value.text_or_texts(problems)?;
            Some((name, texts, value))
        });
        entries.collect::<Vec<_>>()
    };
    let attributes = texts("type_attributes", "\"#[…]\"", places, problems);
    let mut type_attributes = Vec::new();
    for (selector, texts, _) in attributes {
        for (text, place) in texts {
            places.0.entry(("type_attributes", text.clone())).or_insert(place);
            type_attributes.push((selector.clone(), text));
        }
    }
    let mut named = |key, example, places: &mut Places| {
        let entries = entries(section, key, example, places, problems);
        let named = entries.into_iter().filter_map(|(name, value)| {
            let text = value.text(problems)?;
            places.0.entry((key, text.clone())).or_insert(problems.place(&value.span()));
            Some((name, text))
        });
        named.collect()
    };
    let extern_paths = named("extern_paths", "\"accounts::types::Account\"", places);
    let renames = named("renames", "\"Account\"", places);
    let dependencies = entries(section, "dependencies", "\"1\"", places, problems);
    let dependencies = dependencies
        .into_iter()
        .filter_map(|(name, value)| Some((name, dependency(value, problems)?)))
        .collect();
    let features = entries(section, "features", "[\"…\"]", places, problems);
    let features = features
        .into_iter()
        .filter_map(|(name, value)| Some((name, feature(value, problems)?)))
        .collect();
    Config {
        types: types.into_iter().map(|(name, _)| name).collect(),
        type_attributes,
        extern_paths,
        renames,
        operation_features: flag("operation_features", problems),
        mostly_unused: flag("mostly_unused", problems),
        dependencies,
        features,
        ..Config::default()
    }
}

/// The entries of a table whose keys are names, with the places of the names.
fn entries<'s, 't>(
    section: &Section<'s, 't>,
    key: &'static str,
    example: &str,
    places: &mut Places,
    problems: &mut Problems<'_>,
) -> Vec<(String, Value<'s, 't>)> {
    let Some(value) = section.get(key) else { return Vec::new() };
    let DeValue::Table(table) = value.value.get_ref() else {
        let example = format!("{key} = {{ NAME = {example} }}");
        value.wrong(value.value.get_ref(), "a table", &example, problems);
        return Vec::new();
    };
    let entry = |(name, value): (&'s Spanned<DeString<'t>>, &'s Spanned<DeValue<'t>>)| {
        let place = problems.place(&name.span());
        places.0.insert((key, name.get_ref().clone().into_owned()), place);
        (name.get_ref().clone().into_owned(), Value::new(name.get_ref(), value))
    };
    table.iter().map(entry).collect()
}

/// A dependency: a version requirement, or a table with Cargo's keys.
fn dependency(
    value: Value<'_, '_>,
    problems: &mut Problems<'_>,
) -> Option<Vec<(String, DependencyValue)>> {
    match value.value.get_ref() {
        DeValue::String(_) => {
            let version = value.text(problems)?;
            Some(vec![("version".to_owned(), DependencyValue::Text(version))])
        }
        DeValue::Table(table) => {
            let keys = table.iter().map(|(key, value)| {
                let read = value_of(Value::new(key.get_ref(), value), problems)?;
                Some((key.get_ref().clone().into_owned(), read))
            });
            // All keys are read before the first problem ends this.
            let keys: Vec<Option<_>> = keys.collect();
            keys.into_iter().collect()
        }
        other => {
            let expected = "a version or a table, as in a Cargo.toml,";
            value.wrong(other, expected, &format!("{} = \"1\"", value.key()), problems);
            None
        }
    }
}

fn value_of(value: Value<'_, '_>, problems: &mut Problems<'_>) -> Option<DependencyValue> {
    match value.value.get_ref() {
        DeValue::Boolean(flag) => Some(DependencyValue::Flag(*flag)),
        DeValue::Array(_) => {
            let texts = value.texts(problems)?.into_iter();
            Some(DependencyValue::List(texts.map(|(text, _)| text).collect()))
        }
        _ => value.text(problems).map(DependencyValue::Text),
    }
}

/// What a feature enables, possibly nothing.
fn feature(value: Value<'_, '_>, problems: &mut Problems<'_>) -> Option<Vec<String>> {
    match value.value.get_ref() {
        DeValue::Array(items) if items.is_empty() => Some(Vec::new()),
        _ => Some(value.texts(problems)?.into_iter().map(|(text, _)| text).collect()),
    }
}
