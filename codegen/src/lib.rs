//! Generates the source of a Rust client, as a crate or as a module, from a Smithy JSON AST model.
//!
//! The model is one text or several; the output is a map of files in memory. The library does no
//! I/O. Each stage has a module, and data flows one way:
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
pub mod diff;
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
mod permissions;
mod place;
mod projection;
mod protocol;
mod purpose;
mod render;
mod selector;
mod services;
mod source;
mod symbol;

pub use config::{
    Clients, Config, DependencyValue, Layout, PackageKey, PackageProblem, PackageValue,
    RuntimeDependency, SerdeNames,
};
pub use error::{Error, Excerpt, Part, Problem, Setting};
pub use files::Files;
pub use permissions::{
    Arn, ArnScope, ConditionKey, IamAction, OperationPermissions, Permissions, permissions,
};
pub use protocol::Protocol;
pub use services::{ServiceSummary, services};
pub use source::Source;

use config::Contents;
use error::{Diagnostic, Diagnostics};
use left_out::LeftOut;
use model::Model;
use model::sources::Sources;
use projection::Projection;
use purpose::Purpose;

/// The generated package, and what was found on the way.
#[derive(Clone, Debug)]
pub struct Output {
    /// The name of the package or module.
    pub name: String,
    /// The protocol of the service; `None` if the package has no operations
    /// ([`Config::endpoints_only`]).
    pub protocol: Option<Protocol>,
    /// The files of the package, or the one file of the module.
    pub files: Files,
    /// The number of its operations.
    pub operations: usize,
    /// The numbers of the model's HTTP protocol tests.
    pub protocol_tests: ProtocolTests,
    /// The number of the model's endpoint tests that became tests of the emitted package.
    pub endpoint_tests: usize,
    /// The number of the model's smoke tests that became tests of the emitted package.
    pub smoke_tests: usize,
    /// The number of the model's examples in the documentation.
    pub examples: usize,
    /// Parts of the model that the package leaves out, and why; items that were renamed because
    /// another item has their name; traits and keys that are ignored.
    pub warnings: Vec<Problem>,
}

/// The numbers of the HTTP protocol tests for the chosen protocol; zero unless
/// [`Config::protocol_tests`] is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProtocolTests {
    /// Cases that became tests of the emitted package.
    pub emitted: usize,
    /// Cases that apply to servers only.
    pub not_for_clients: usize,
}

/// Generates a client crate from a model in one or several texts.
///
/// Several texts are merged as the specification says
/// (<https://smithy.io/2.0/spec/model.html#merging-model-files>): a shape may be defined more than
/// once if the definitions are equal, and an `apply` statement of any text adds traits to the
/// shapes and members of all of them. Beyond the specification, an `apply` statement may replace a
/// trait of the definition, so that a second text can correct a model that must not be edited.
///
/// An operation, paginator, waiter or test that cannot be generated is left out with a warning,
/// unless `config` names the operation.
///
/// # Errors
///
/// All conflicts between the texts, and all problems of the named operations and of what all
/// operations share: the service, its protocol, auth schemes and endpoint rules. If every operation
/// has a problem, all problems.
pub fn generate(sources: &[Source<'_>], config: &Config) -> Result<Output, Error> {
    let fail = |diagnostics| Error::new(diagnostics, Sources(sources));
    let model = Model::load(sources).map_err(fail)?;
    let mut left_out = LeftOut::default();
    let lowered = lowered(&model, config, Purpose::Render, &mut left_out);
    let Lowered { emitted, warnings, .. } = lowered.map_err(fail)?;
    let mut warnings = locate(warnings, Sources(sources));
    warnings.retain(|warning| !warning.left_out.is_some_and(permissions::is_of_policies_only));
    Ok(Output {
        name: emitted.name.clone(),
        protocol: emitted.protocol,
        operations: emitted.operations.len(),
        protocol_tests: ProtocolTests {
            emitted: emitted.protocol_tests.cases.len(),
            not_for_clients: emitted.protocol_tests.not_for_clients,
        },
        endpoint_tests: emitted.endpoints.tests.len(),
        smoke_tests: emitted.smoke_tests.len(),
        examples: emitted.operations.iter().map(|operation| operation.examples.len()).sum(),
        warnings,
        files: render::render(&emitted, config),
    })
}

/// A crate, what it was lowered from, and what was found on the way.
struct Lowered<'a> {
    emitted: ir::Crate,
    projection: Projection<'a>,
    warnings: Vec<Diagnostic>,
}

/// Lowers the model without the operations that cannot be generated, which are added to `left_out`.
fn lowered<'a>(
    model: &Model<'a>,
    config: &Config,
    purpose: Purpose,
    left_out: &mut LeftOut,
) -> Result<Lowered<'a>, Vec<Diagnostic>> {
    // A misspelled trait may be the cause of a problem, so that errors list unknown traits too.
    let mut hints = None;
    loop {
        let mut found = Diagnostics::default();
        let Some(mut projection) =
            projection::project(model, config, &|id| left_out.contains(id), &mut found)
        else {
            return found.fail();
        };
        match purpose {
            Purpose::Render => {}
            Purpose::Inspect => projection.remove_documentation(),
        }
        let unknown_traits = projection::unknown_traits(model, &projection);
        let hints: &Vec<Diagnostic> = hints.get_or_insert_with(|| unknown_traits.clone());
        if projection.selected.is_empty() && left_out.reasons().next().is_some() {
            return Err([left_out.with(found.take_warnings()), hints.clone()].concat());
        }
        let problems = match lower::lower(&projection, config, purpose, left_out, &mut found) {
            Ok(emitted) => {
                let mut warnings: Vec<Diagnostic> = match config.contents() {
                    Contents::Client | Contents::Endpoints => {
                        lower::endpoint::unread_rules(&projection.service).into_iter().collect()
                    }
                    Contents::Types => Vec::new(),
                };
                warnings.extend(unknown_traits);
                warnings.extend(found.take_warnings());
                warnings.extend(left_out.take_warnings());
                return Ok(Lowered { emitted, projection, warnings });
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

/// An operation of a service, and the size of a crate with this operation alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationSummary {
    /// The name of the operation.
    pub name: String,
    /// The number of structures, unions and enums that it uses, errors not included.
    pub types: usize,
    /// The number of its errors.
    pub errors: usize,
    /// The reason if it cannot be generated.
    pub left_out: Option<String>,
}

/// Lists the operations of a service in the order of their names. The service's protocol need not
/// be supported, unless `config` names one.
///
/// # Errors
///
/// All problems of the model, with their places.
pub fn operations(sources: &[Source<'_>], config: &Config) -> Result<Vec<OperationSummary>, Error> {
    let fail = |diagnostics| Error::new(diagnostics, Sources(sources));
    let model = Model::load(sources).map_err(fail)?;
    let all = Config { operations: Vec::new(), ..config.clone() };
    let mut found = Diagnostics::default();
    let projection = projection::project(&model, &all, &|_| false, &mut found);
    let Some(projection) = projection else { return found.fail().map_err(fail) };
    let mut left_out = LeftOut::default();
    match (Protocol::of(&projection.service, config.protocol.as_deref()), &config.protocol) {
        // Problems of one operation are listed with it. Other problems are not reported here.
        (Ok(_), _) => drop(lowered(&model, &all, Purpose::Inspect, &mut left_out)),
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
    // A structure that two operations share is lowered twice, so that its warnings occur twice.
    warnings.dedup();
    warnings
}
