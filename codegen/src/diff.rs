//! Compares two versions of a model by the crates that are generated from them: what changes in the Rust API, on
//! the wire and in the behavior of calls, and how much each change matters to those who use the crate.
//!
//! What is compared is `ir`, not text, so that a change is found wherever it comes from. The Rust API is
//! compared item by item (`source`). On the wire an old client meets the new service (`wire`): what one writes,
//! the other must be able to read. Changes of traits that have no effect on either are listed, too (`traits`).

mod behavior;
mod change;
mod comparison;
mod endpoints;
mod pairs;
mod rule;
mod rust;
mod source;
mod traits;
mod version;
mod wire;

use crate::error::Error;
use crate::model::Model;
use crate::model::sources::Sources;
use crate::{Config, Source};
use comparison::Comparison;
use version::Version;

pub use change::{Category, Change, Diff, Level, Spot};
pub use rule::{RULES, Rule};

/// A version of a model, with the configuration of the crate.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The texts of the model.
    pub sources: &'a [Source<'a>],
    /// The configuration. An operation that it names, and that only the other version has, is not an error.
    pub config: &'a Config,
}

/// The reason why two versions cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DiffError {
    /// The problems of the old version.
    Old(Error),
    /// The problems of the new version.
    New(Error),
}

impl DiffError {
    /// The problems.
    #[must_use]
    pub fn error(&self) -> &Error {
        match self {
            Self::Old(error) | Self::New(error) => error,
        }
    }
}

impl std::fmt::Display for DiffError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.error().fmt(f)
    }
}

impl std::error::Error for DiffError {}

/// Compares two versions of a model: the crates that [`generate`](crate::generate) would make of them.
///
/// Changes are in the order of their categories, and in each of their levels, the most important first. An
/// operation that cannot be generated is not in a crate, so that it is compared as if the model did not have it.
///
/// # Errors
///
/// A crate cannot be generated from one of the versions, or neither has an operation that `config` names.
pub fn diff(old: Input<'_>, new: Input<'_>) -> Result<Diff, DiffError> {
    let old_fail = |problems| DiffError::Old(Error::new(problems, Sources(old.sources)));
    let new_fail = |problems| DiffError::New(Error::new(problems, Sources(new.sources)));
    let old_model = Model::load(old.sources).map_err(old_fail)?;
    let new_model = Model::load(new.sources).map_err(new_fail)?;
    let before = Version::new(&old_model, old.config, &new_model).map_err(old_fail)?;
    let after = Version::new(&new_model, new.config, &old_model).map_err(new_fail)?;
    let mut comparison = Comparison::new(&before, &after);
    source::compare(&mut comparison);
    match wire::protocol(&mut comparison) {
        wire::Spoken::Same => wire::compare(&mut comparison),
        wire::Spoken::Offered(protocol) => {
            // Old clients go on to speak the old protocol.
            let config =
                Config { protocol: Some(protocol.name().to_owned()), ..new.config.clone() };
            let offered = Version::new(&new_model, &config, &old_model).map_err(new_fail)?;
            let mut of_clients = Comparison::new(&before, &offered);
            wire::compare(&mut of_clients);
            comparison.append(of_clients);
        }
        wire::Spoken::Gone => {}
    }
    behavior::compare(&mut comparison);
    endpoints::compare(&mut comparison);
    traits::compare(&mut comparison);
    Ok(comparison.finish())
}
