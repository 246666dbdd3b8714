//! Generates the source of a Rust client, as a crate or as a module, from a Smithy JSON AST model in one
//! text or several.
//!
//! Text goes in, files come out, in memory: nothing here reads or writes a disk. Each stage has a
//! module, and data flows one way:
//!
//! ```text
//! texts --load--> Model --project--> Projection --lower--> ir::Crate --render--> Files
//! ```
//!
//! ```
//! use whitesmith::{Config, Source, generate};
//!
//! let text = r##"{"smithy": "2.0", "shapes": {
//!     "com.example#Weather": {
//!         "type": "service",
//!         "operations": [{"target": "com.example#Ping"}],
//!         "traits": {"aws.protocols#restJson1": {}}
//!     },
//!     "com.example#Ping": {
//!         "type": "operation",
//!         "traits": {"smithy.api#http": {"method": "GET", "uri": "/ping"}}
//!     }
//! }}"##;
//! let output = generate(&[Source { name: "weather.json", text }], &Config::default())?;
//! assert!(output.files["src/operation/ping.rs"].contains("pub struct PingInput"));
//! # Ok::<(), whitesmith::Error>(())
//! ```

mod config;
mod docs;
mod error;
mod files;
mod flow;
mod format;
mod ir;
mod jmespath;
mod knowledge;
mod left_out;
mod lower;
mod model;
mod projection;
mod protocol;
mod render;
mod symbol;

pub use config::{
    Clients, Config, DependencyValue, Layout, PackageKey, PackageProblem, PackageValue,
    RuntimeDependency,
};
pub use error::{Error, Excerpt, Part, Problem, Setting};
pub use files::Files;
pub use protocol::Protocol;

use error::{Diagnostic, Diagnostics};
use left_out::LeftOut;
use model::Model;
use model::sources::Sources;

/// A model, or a part of one, as text, with the name that problems are reported under.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The file's name, as people know it.
    pub name: &'a str,
    /// A Smithy 2.0 JSON AST model.
    pub text: &'a str,
}

/// What was generated.
#[derive(Clone, Debug)]
pub struct Output {
    /// The name of the package or module.
    pub name: String,
    /// The protocol that it speaks; none if it has no operations ([`Config::endpoints_only`]).
    pub protocol: Option<Protocol>,
    /// The files of the package, or the one file of the module.
    pub files: Files,
    /// How many operations it has.
    pub operations: usize,
    /// What became of the HTTP protocol tests of the model.
    pub protocol_tests: ProtocolTests,
    /// How many endpoint tests of the model became tests of the emitted package.
    pub endpoint_tests: usize,
    /// What the user should know: parts of the crate that are left out, and why; names that two shapes
    /// would have, and what the second is called.
    pub warnings: Vec<Problem>,
}

/// How many HTTP protocol tests a model carries in the protocol that was chosen; nothing if
/// [`Config::protocol_tests`] did not ask for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProtocolTests {
    /// Cases that became tests of the emitted package.
    pub emitted: usize,
    /// Cases that only servers can pass.
    pub not_for_clients: usize,
}

/// Generates a client crate from a model in one or several texts.
///
/// Several texts are merged as the specification says
/// (<https://smithy.io/2.0/spec/model.html#merging-model-files>): each defines shapes, equal definitions
/// of a shape are one, and an `apply` statement of any text adds traits to the shapes and members of all
/// of them. Beyond the specification, an `apply` statement may replace a trait of the definition, so that
/// a second text can correct a model that is not to be edited.
///
/// A part that the model does not allow to generate is left out with a warning: an operation, a
/// paginator, a waiter, a test. What `config` asks for by name is never left out.
///
/// # Errors
///
/// All conflicts between the texts; all problems with what `config` asks for by name and with what all
/// operations share; all problems of the model if nothing would remain.
pub fn generate(sources: &[Source<'_>], config: &Config) -> Result<Output, Error> {
    let fail = |diagnostics| Error::new(diagnostics, Sources(sources));
    let model = Model::load(sources).map_err(fail)?;
    let mut left_out = LeftOut::default();
    let (emitted, warnings) = lowered(&model, config, &mut left_out).map_err(fail)?;
    Ok(Output {
        name: emitted.name.clone(),
        protocol: emitted.protocol,
        operations: emitted.operations.len(),
        protocol_tests: ProtocolTests {
            emitted: emitted.protocol_tests.cases.len(),
            not_for_clients: emitted.protocol_tests.not_for_clients,
        },
        endpoint_tests: emitted.endpoints.tests.len(),
        warnings: locate(warnings, Sources(sources)),
        files: render::render(&emitted, config),
    })
}

/// The crate as data, with the operations that can be generated, and the warnings. `left_out` gets the
/// others.
fn lowered(
    model: &Model<'_>,
    config: &Config,
    left_out: &mut LeftOut,
) -> Result<(ir::Crate, Vec<Diagnostic>), Vec<Diagnostic>> {
    // What is missing may be there under a misspelled name.
    let mut hints = None;
    loop {
        let mut found = Diagnostics::default();
        let Some(projection) = projection::project(model, config, left_out, &mut found) else {
            return found.fail();
        };
        let unknown_traits = projection::unknown_traits(model, &projection);
        let hints: &Vec<Diagnostic> = hints.get_or_insert_with(|| unknown_traits.clone());
        if projection.selected.is_empty() && left_out.reasons().next().is_some() {
            return Err([left_out.with(found.take_warnings()), hints.clone()].concat());
        }
        let problems = match lower::lower(&projection, config, left_out, &mut found) {
            Ok(emitted) => {
                let unread_rules = lower::endpoint::unread_rules(&projection.service);
                let mut warnings: Vec<Diagnostic> = unread_rules.into_iter().collect();
                warnings.extend(unknown_traits);
                warnings.extend(found.take_warnings());
                warnings.extend(left_out.take_warnings());
                return Ok((emitted, warnings));
            }
            Err(problems) => problems,
        };
        let refused = if config.operations.is_empty() {
            left_out.add(&projection, problems)
        } else {
            Err(problems)
        };
        refused.map_err(|problems| [problems, hints.clone()].concat())?;
    }
}

/// An operation of a service, with what a crate with this operation alone would hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationSummary {
    /// Its name.
    pub name: String,
    /// The structures, unions and enums that it pulls in, errors apart.
    pub types: usize,
    /// Its errors.
    pub errors: usize,
    /// Why it cannot be generated, if so.
    pub left_out: Option<String>,
}

/// Lists the operations of a service, in the order of their names, whatever protocol it speaks. A
/// protocol that `config` asks for must be one that a crate could speak.
///
/// # Errors
///
/// All problems of the model, with their places.
pub fn operations(sources: &[Source<'_>], config: &Config) -> Result<Vec<OperationSummary>, Error> {
    let fail = |diagnostics| Error::new(diagnostics, Sources(sources));
    let model = Model::load(sources).map_err(fail)?;
    let all = Config { operations: Vec::new(), ..config.clone() };
    let mut found = Diagnostics::default();
    let projection = projection::project(&model, &all, &LeftOut::default(), &mut found);
    let Some(projection) = projection else { return found.fail().map_err(fail) };
    let mut left_out = LeftOut::default();
    match (Protocol::of(&projection.service, config.protocol.as_deref()), &config.protocol) {
        // What cannot be generated in the protocol is left out; other problems are not the operations'.
        (Ok(_), _) => drop(lowered(&model, &all, &mut left_out)),
        (Err(problem), Some(_)) => return Err(fail(vec![problem])),
        (Err(_), None) => {
            let problems = found.finish(()).err().unwrap_or_default();
            left_out.add(&projection, problems).map_err(fail)?;
        }
    }
    let generated = projection.operations.iter();
    let generated = generated.filter(|operation| !left_out.contains(&operation.shape.id));
    let generated = generated.map(|operation| OperationSummary {
        name: operation.shape.id.name().to_owned(),
        types: projection.types_of(operation),
        errors: operation.errors.len(),
        left_out: None,
    });
    let others = left_out.reasons().map(|(operation, reason)| OperationSummary {
        name: operation.name().to_owned(),
        types: 0,
        errors: 0,
        left_out: Some(reason.to_owned()),
    });
    let mut summaries: Vec<_> = generated.chain(others).collect();
    summaries.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(summaries)
}

/// All warnings, each once, in the order of the files.
fn locate(mut warnings: Vec<Diagnostic>, sources: Sources<'_>) -> Vec<Problem> {
    warnings.sort_by_key(|warning| warning.offset);
    let locate = |warning| Problem::locate(warning, sources);
    let mut warnings: Vec<Problem> = warnings.into_iter().map(locate).collect();
    // The members of a structure that two operations share are named twice.
    warnings.dedup();
    warnings
}
