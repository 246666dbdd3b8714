//! In: a name and the traits that speak to readers. Out: what every emitted item has.

use super::constraints;
use crate::docs;
use crate::ir::{Deprecated, Item};
use crate::model::traits::{self, Traits};

/// An item with its docs and deprecation.
pub(super) fn item(name: String, traits: &Traits<'_>) -> Item {
    Item { name, docs: docs(traits), deprecated: deprecated(traits) }
}

/// The item of a member: its docs end with the constraints of the value.
pub(super) fn member_item(name: String, traits: &Traits<'_>, target: &Traits<'_>) -> Item {
    let mut item = item(name, traits);
    if item.docs.is_empty() {
        item.docs = docs(target);
    }
    if let Some(constraint) = constraints::sentence(traits, target) {
        if !item.docs.is_empty() {
            item.docs.push(String::new());
        }
        item.docs.push(constraint);
    }
    item
}

/// The lines of Markdown that the `documentation` and `externalDocumentation` traits become.
pub(super) fn docs(traits: &Traits<'_>) -> Vec<String> {
    let mut lines = traits.documentation.as_deref().map(docs::html::markdown).unwrap_or_default();
    for (name, url) in &traits.external_documentation {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(docs::html::markdown(&format!(
            "<a href=\"{}\">{}</a>",
            escape(url),
            escape(name)
        )));
    }
    lines
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// The content of the `deprecated` trait.
pub(super) fn deprecated(traits: &Traits<'_>) -> Option<Deprecated> {
    traits.deprecated.as_ref().map(deprecation)
}

/// What a trait or a parameter of a rule set says about its deprecation.
pub(super) fn deprecation(deprecated: &traits::Deprecated) -> Deprecated {
    let since = deprecated.since.clone();
    if since.as_deref().is_none_or(is_version) {
        return Deprecated { since, note: deprecated.message.clone() };
    }
    // The attribute takes a version only; models may say a date.
    let parts = [since.map(|since| format!("Since {since}.")), deprecated.message.clone()];
    let note: Vec<String> = parts.into_iter().flatten().collect();
    Deprecated { since: None, note: Some(note.join(" ")) }
}

/// Whether a text is three numbers with dots between them.
fn is_version(text: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split('.').count() == 3 && text.split('.').all(is_number)
}
