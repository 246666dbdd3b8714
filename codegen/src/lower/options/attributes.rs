//! Resolves the attributes that types get.

use std::collections::BTreeSet;

use quote::{ToTokens as _, quote};
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{Attribute, Path, Token};

use super::Options;
use super::subjects::{Mistake, Subjects};
use crate::error::Diagnostics;

const SETTING: &str = "type_attributes";

/// Adds the attributes to the types that their selectors select.
pub(super) fn resolve(
    subjects: &Subjects<'_, '_>,
    entries: &[(String, String)],
    options: &mut Options,
    found: &mut Diagnostics,
) {
    let mut reported = BTreeSet::new();
    for (selector, text) in entries {
        let attributes = found.keep(parsed(text).map_err(|mistake| mistake.of(SETTING, text)));
        let shapes = match subjects.selected(selector) {
            Ok(shapes) => shapes,
            Err(mistake) => {
                // A selector with several attributes has an entry for each.
                if reported.insert(selector) {
                    found.push(mistake.of(SETTING, selector));
                }
                continue;
            }
        };
        let Some(attributes) = attributes else { continue };
        for shape in shapes {
            let of_shape = options.attributes.entry(shape.id.clone()).or_default();
            of_shape.extend(attributes.iter().cloned());
        }
    }
}

/// The texts of the attributes in a text.
fn parsed(text: &str) -> Result<Vec<String>, Mistake> {
    let help = "write an attribute of an item, such as \"#[derive(Hash)]\"";
    let wrong = |why: &str| {
        let message = format!("`{}` is not an attribute: {why}", text.escape_debug());
        Mistake::new(message, help)
    };
    let attributes =
        Attribute::parse_outer.parse_str(text).map_err(|error| wrong(&error.to_string()))?;
    if attributes.is_empty() {
        return Err(wrong("expected `#[…]`"));
    }
    let texts: Vec<String> =
        attributes.iter().map(|attribute| attribute.to_token_stream().to_string()).collect();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("derive")) {
        attribute
            .parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated)
            .map_err(|error| wrong(&error.to_string()))?;
    }
    if texts.iter().any(|text| text.contains('\n')) {
        return Err(wrong("a literal in it has several lines"));
    }
    Ok(texts)
}

/// Attributes that [`parsed`] returned, without derives of the traits `implemented`, and each derive once.
pub(super) fn without_repetition(texts: &[String], implemented: &[&str]) -> Vec<String> {
    let mut derived: BTreeSet<String> = implemented.iter().map(ToString::to_string).collect();
    texts.iter().filter_map(|text| with_new_derives(text, &mut derived)).collect()
}

/// An attribute without derives of the traits `derived`, to which its derives are added; `None` if nothing
/// remains.
fn with_new_derives(text: &str, derived: &mut BTreeSet<String>) -> Option<String> {
    let attribute = Attribute::parse_outer.parse_str(text).ok()?.pop()?;
    if !attribute.path().is_ident("derive") {
        return Some(text.to_owned());
    }
    let parser = Punctuated::<Path, Token![,]>::parse_terminated;
    let paths = attribute.parse_args_with(parser).ok()?;
    let mut is_new = |path: &&Path| derived.insert(path.to_token_stream().to_string());
    let paths: Vec<&Path> = paths.iter().filter(&mut is_new).collect();
    (!paths.is_empty()).then(|| quote!(#[derive(#(#paths),*)]).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derives_that_the_type_has_are_left_out() {
        let cases: [(&[&str], &[&str]); 4] = [
            (&["#[derive(Hash)]"], &["# [derive (Hash)]"]),
            (&["#[derive(Hash, Debug)]", "#[derive(Debug)]"], &["# [derive (Hash)]"]),
            (
                &["#[derive(a::B)]", "#[derive(Eq, a::B)]"],
                &["# [derive (a :: B)]", "# [derive (Eq)]"],
            ),
            (&["#[serde(untagged)]"], &["#[serde(untagged)]"]),
        ];
        for (texts, expected) in cases {
            let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
            assert_eq!(without_repetition(&texts, &["Debug"]), expected, "{texts:?}");
        }
    }
}
