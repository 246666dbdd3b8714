//! What holds for every input: a form that is decoded by the rules of URLs has the values that were
//! written, in their places.

use std::collections::BTreeMap;

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::structures::{Account, Tag};
use crate::FromText as _;
use crate::form::Writer;

/// The parameters of a form after the action and the version, as the reference decodes them.
fn decoded(form: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(form).into_owned().skip(2).collect()
}

fn written(account: &Account) -> Vec<(String, String)> {
    let mut writer = Writer::aws_query("Put", "1");
    Account::write_form(&mut writer, account);
    let form = writer.finish().unwrap();
    assert!(form.iter().all(|byte| byte.is_ascii_alphanumeric() || b"&=%-._~".contains(byte)));
    decoded(&form)
}

fn pair(key: &str, value: &(impl ToString + ?Sized)) -> (String, String) {
    (key.to_owned(), value.to_string())
}

fn tags() -> impl Strategy<Value = Vec<Tag>> {
    let tag = (any::<String>(), vec(any::<i32>(), 0..4));
    vec(tag.prop_map(|(key, values)| Tag { key, values }), 0..5)
}

/// The parameters of a list: one without a value if it is empty.
fn listed<T>(
    key: &str,
    values: &[T],
    each: impl Fn(&str, &T) -> Vec<(String, String)>,
) -> Vec<(String, String)> {
    if values.is_empty() {
        return vec![pair(key.strip_suffix(".member").unwrap_or(key), "")];
    }
    let numbered = values.iter().zip(1..);
    numbered.flat_map(|(value, number)| each(&format!("{key}.{number}"), value)).collect()
}

fn tag(key: &str, tag: &Tag) -> Vec<(String, String)> {
    let mut pairs = vec![pair(&format!("{key}.Key"), &tag.key)];
    pairs.extend(listed(&format!("{key}.Value"), &tag.values, |key, value| vec![pair(key, value)]));
    pairs
}

proptest! {
    // The same cases on every run; a failure is to become a case in a table.
    #![proptest_config(ProptestConfig {
        cases: 500,
        rng_seed: RngSeed::Fixed(2_026),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_text_comes_back(name in any::<String>(), aliases in vec(any::<String>(), 1..6)) {
        let (text, texts) = (Some(name.clone()), Some(aliases.clone()));
        let account = Account { name: text, aliases: texts, ..Account::default() };
        let mut expected = vec![pair("Name", &name)];
        expected.extend(listed("Aliases.member", &aliases, |key, alias| vec![pair(key, alias)]));
        prop_assert_eq!(written(&account), expected);
    }

    #[test]
    fn any_number_comes_back(long in any::<i64>(), double in any::<f64>(), float in any::<f32>()) {
        let account =
            Account { long: Some(long), double: Some(double), float: Some(float), ..Account::default() };
        let pairs = written(&account);
        prop_assert_eq!(pairs[0].1.parse(), Ok(long));
        let found = f32::from_text(&pairs[1].1).unwrap();
        prop_assert!(found.to_bits() == float.to_bits() || found.is_nan() && float.is_nan());
        let found = f64::from_text(&pairs[2].1).unwrap();
        prop_assert!(found.to_bits() == double.to_bits() || found.is_nan() && double.is_nan());
    }

    #[test]
    fn any_list_comes_back(tags in tags(), flat in tags()) {
        let groups = Some([(String::new(), tags.clone())].into());
        let account = Account { flat_tags: Some(flat.clone()), groups, ..Account::default() };
        let mut expected = listed("FlatTag", &flat, tag);
        expected.push(pair("Groups.entry.1.key", ""));
        expected.extend(listed("Groups.entry.1.value.member", &tags, tag));
        prop_assert_eq!(written(&account), expected);
    }

    #[test]
    fn any_map_comes_back(map in btree_map(any::<String>(), any::<i32>(), 0..6)) {
        let account =
            Account { limits: Some(map.clone()), flat_limits: Some(map.clone()), ..Account::default() };
        let entries = |prefix: &str, [key, value]: [&str; 2], map: &BTreeMap<String, i32>| {
            let numbered = map.iter().zip(1..);
            let entry = |((k, v), n): ((&String, &i32), i32)| {
                [pair(&format!("{prefix}{n}.{key}"), k), pair(&format!("{prefix}{n}.{value}"), v)]
            };
            numbered.flat_map(entry).collect::<Vec<_>>()
        };
        let mut expected = entries("Limits.entry.", ["key", "value"], &map);
        expected.extend(entries("FlatLimit.", ["K", "V"], &map));
        prop_assert_eq!(written(&account), expected);
    }

    #[test]
    fn no_value_adds_a_parameter(name in r"[&=;+%.\x00-\x1f\PC]{0,20}", depth in 0..40_usize) {
        let mut account = Account { name: Some(name.clone()), ..Account::default() };
        for _ in 0..depth {
            account = Account { parent: Some(Box::new(account)), ..Account::default() };
        }
        let expected = pair(&format!("{}Name", "Parent.".repeat(depth)), &name);
        prop_assert_eq!(written(&account), [expected]);
    }
}
