//! Makes items from names and documentation traits.

use super::constraints;
use crate::docs::{Docs, Sentence};
use crate::ir::{Deprecated, Item};
use crate::model::traits::{self, Traits};

/// An item with its docs and deprecation.
pub(super) fn item(name: String, traits: &Traits<'_>) -> Item {
    Item { name, docs: docs(traits), deprecated: deprecated(traits) }
}

/// The item of a member, whose docs end with the constraints of its value.
pub(super) fn member_item(name: String, traits: &Traits<'_>, target: &Traits<'_>) -> Item {
    let item = item(name, traits);
    let own = if item.docs.is_empty() { docs(target) } else { item.docs };
    let docs = own.then(constraints::docs(traits, target));
    Item { docs, ..item }
}

/// The documentation from the `documentation` and `externalDocumentation` traits.
pub(super) fn docs(traits: &Traits<'_>) -> Docs {
    let docs = traits.documentation.as_deref().map(Docs::of_model).unwrap_or_default();
    let links = traits.external_documentation.iter().map(|(name, url)| Docs::link(name, url));
    links.fold(docs, Docs::then)
}

/// The content of the `deprecated` trait.
pub(super) fn deprecated(traits: &Traits<'_>) -> Option<Deprecated> {
    traits.deprecated.as_ref().map(deprecation)
}

/// The deprecation from a trait or a parameter of a rule set.
pub(super) fn deprecation(deprecated: &traits::Deprecated) -> Deprecated {
    let note = deprecated.message.as_deref().map(Docs::of_model).unwrap_or_default();
    match deprecated.since.as_deref() {
        // The attribute allows versions only; models may have a date.
        Some(since) if !is_version(since) => {
            let since = Docs::from(Sentence::new("Since ").text(since).words("."));
            Deprecated { since: None, note: since.then(note) }
        }
        since => Deprecated { since: since.map(str::to_owned), note },
    }
}

/// Whether a text is a version that `#[deprecated]` allows: three numbers separated by dots.
fn is_version(text: &str) -> bool {
    let is_number = |part: &str| {
        let has_form = part == "0" || part.starts_with(|first: char| ('1'..='9').contains(&first));
        has_form && part.bytes().all(|byte| byte.is_ascii_digit()) && part.parse::<u64>().is_ok()
    };
    text.split('.').count() == 3 && text.split('.').all(is_number)
}
