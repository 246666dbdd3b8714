//! In: a name and the traits that speak to readers. Out: what every emitted item has.

use super::constraints;
use crate::docs::{Docs, Sentence};
use crate::ir::{Deprecated, Item};
use crate::model::traits::{self, Traits};

/// An item with its docs and deprecation.
pub(super) fn item(name: String, traits: &Traits<'_>) -> Item {
    Item { name, docs: docs(traits), deprecated: deprecated(traits) }
}

/// The item of a member: its docs end with the constraints of the value.
pub(super) fn member_item(name: String, traits: &Traits<'_>, target: &Traits<'_>) -> Item {
    let item = item(name, traits);
    let own = if item.docs.is_empty() { docs(target) } else { item.docs };
    let docs = own.then(constraints::docs(traits, target));
    Item { docs, ..item }
}

/// What the `documentation` and `externalDocumentation` traits say.
pub(super) fn docs(traits: &Traits<'_>) -> Docs {
    let docs = traits.documentation.as_deref().map(Docs::of_model).unwrap_or_default();
    let links = traits.external_documentation.iter().map(|(name, url)| Docs::link(name, url));
    links.fold(docs, Docs::then)
}

/// The content of the `deprecated` trait.
pub(super) fn deprecated(traits: &Traits<'_>) -> Option<Deprecated> {
    traits.deprecated.as_ref().map(deprecation)
}

/// What a trait or a parameter of a rule set says about its deprecation.
pub(super) fn deprecation(deprecated: &traits::Deprecated) -> Deprecated {
    let note = deprecated.message.as_deref().map(Docs::of_model).unwrap_or_default();
    match deprecated.since.as_deref() {
        // The attribute takes a version only; models may say a date.
        Some(since) if !is_version(since) => {
            let since = Docs::from(Sentence::new("Since ").text(since).words("."));
            Deprecated { since: None, note: since.then(note) }
        }
        since => Deprecated { since: since.map(str::to_owned), note },
    }
}

/// Whether a text is a version as `#[deprecated]` takes it: three numbers with dots between them.
fn is_version(text: &str) -> bool {
    let is_number = |part: &str| {
        let has_form = part == "0" || part.starts_with(|first: char| ('1'..='9').contains(&first));
        has_form && part.bytes().all(|byte| byte.is_ascii_digit()) && part.parse::<u64>().is_ok()
    };
    text.split('.').count() == 3 && text.split('.').all(is_number)
}
