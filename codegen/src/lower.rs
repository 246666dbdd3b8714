//! Lowers a projection of the model to the IR of a crate (`ir`), or reports all problems.

mod body;
mod check;
mod checksum;
mod constraints;
mod default;
mod dependencies;
mod discovery;
pub(crate) mod endpoint;
mod endpoint_params;
mod expression;
mod functions;
mod item;
mod modeled_examples;
mod names;
mod operation;
mod operation_features;
mod options;
mod pagination;
mod params;
mod permissions;
mod protocol_tests;
mod serde;
mod service;
mod sessions;
mod smoke_tests;
mod types;
mod value;
mod waiter;

use std::collections::BTreeMap;

use heck::ToKebabCase;

use crate::config::{Config, Contents, PackageValue};
use crate::error::{Diagnostic, Diagnostics};
use crate::ir;
use crate::left_out::LeftOut;
use crate::model::shape::Shape;
use crate::model::shape_id::ShapeId;
use crate::projection::{self, Projection};
use crate::protocol::{Protocol, Rules};
use crate::purpose::Purpose;
use crate::symbol::ident;
use names::Names;
use options::Options;
use types::Types;

/// The state that the passes of lowering share.
struct Lower<'p, 'a> {
    projection: &'p Projection<'a>,
    names: Names,
    options: Options,
    rules: &'static Rules,
    found: &'p mut Diagnostics,
}

/// Lowers a projection, or returns all problems, including those found before.
pub(crate) fn lower(
    projection: &Projection<'_>,
    config: &Config,
    purpose: Purpose,
    left_out: &LeftOut,
    found: &mut Diagnostics,
) -> Result<ir::Crate, Vec<Diagnostic>> {
    let service = &projection.service;
    let name = found.keep(package_name(service, config)).unwrap_or_default();
    check_package(config, found);
    dependencies::check(config, found);
    let bare = bare(name, service, config, purpose, found);
    if bare.contents == Contents::Endpoints {
        return found.finish(bare);
    }
    let protocol = found.keep(Protocol::of(service, config.protocol.as_deref()));
    let options = Options::new(projection, config, found);
    let names = Names::new(projection, &options, found);
    let Some(protocol) = protocol else { return found.fail() };
    let mut lower = Lower { projection, names, options, rules: protocol.rules(), found };
    lower.check_maps_in_requests();
    let serde = config.serde.map(|names| lower.serde(names));
    let Types { emitted: types, errors, external } = lower.types();
    let mut emitted = ir::Crate {
        service: lower.service(),
        protocol: Some(protocol),
        operations: projection
            .operations
            .iter()
            .filter_map(|operation| lower.operation(operation))
            .collect(),
        wire: lower.wires(),
        types,
        errors,
        external,
        serde,
        left_out: left_out
            .reasons()
            .map(|(operation, reason)| (operation.name().to_owned(), reason.to_owned()))
            .collect(),
        ..bare
    };
    emitted.service.vendor = service::vendor(&emitted, service);
    let bindings = endpoint_params::bindings(projection, &emitted, lower.found);
    for (operation, bindings) in emitted.operations.iter_mut().zip(bindings) {
        operation.endpoint_params = bindings;
    }
    let pages = pagination::paginations(projection, &emitted, lower.found);
    for (operation, pages) in emitted.operations.iter_mut().zip(pages) {
        operation.pagination = pages;
    }
    emitted.waiters = waiter::waiters(projection, &emitted, lower.found);
    functions::give(&mut emitted, projection, &lower.options, lower.found);
    discovery::give_names(&mut emitted);
    sessions::give(&mut emitted, projection, &lower.options);
    emitted.features =
        operation_features::features(&emitted, projection, &lower.options, config, lower.found);
    add_cases(&mut emitted, projection, config, lower.found);
    lower.found.finish(emitted)
}

/// Adds the examples and tests of the model.
fn add_cases(
    emitted: &mut ir::Crate,
    projection: &Projection<'_>,
    config: &Config,
    found: &mut Diagnostics,
) {
    let examples = modeled_examples::examples(projection, emitted, found);
    for (operation, examples) in emitted.operations.iter_mut().zip(examples) {
        operation.examples = examples;
    }
    if config.emits_smoke_tests() {
        emitted.smoke_tests = smoke_tests::smoke_tests(projection, emitted, found);
    }
    if config.emits_tests()
        && let Some(protocol) = emitted.protocol
    {
        emitted.protocol_tests =
            protocol_tests::protocol_tests(projection, protocol, emitted, found);
    }
}

/// The operations of the crate with the modeled operations that they were lowered from. Both lists
/// are in the same order.
fn with_models<'c, 'p, 'a>(
    emitted: &'c ir::Crate,
    projection: &'p Projection<'a>,
) -> impl Iterator<Item = (&'c ir::Operation, &'p projection::Operation<'a>)> {
    let mut modeled = projection.operations.iter();
    emitted.operations.iter().filter_map(move |operation| {
        Some((operation, modeled.find(|modeled| modeled.shape.id == operation.id)?))
    })
}

/// A crate without operations.
fn bare(
    name: String,
    service: &Shape<'_>,
    config: &Config,
    purpose: Purpose,
    found: &mut Diagnostics,
) -> ir::Crate {
    let contents = config.contents();
    let endpoints = match contents {
        Contents::Client | Contents::Endpoints => {
            endpoint::endpoints(service, config.emits_tests(), purpose, found)
        }
        Contents::Types => ir::endpoint::Endpoints::default(),
    };
    ir::Crate {
        name,
        contents,
        service: ir::Service::default(),
        protocol: None,
        title: title(service),
        docs: item::docs(&service.traits),
        deprecated: item::deprecated(&service.traits),
        operations: Vec::new(),
        waiters: Vec::new(),
        types: Vec::new(),
        wire: BTreeMap::new(),
        errors: Vec::new(),
        external: Vec::new(),
        features: None,
        left_out: Vec::new(),
        endpoints,
        protocol_tests: ir::ProtocolTests::default(),
        smoke_tests: Vec::new(),
        serde: None,
    }
}

impl<'p, 'a> Lower<'p, 'a> {
    /// The shape that a member targets, which is in the closure.
    fn target(&self, id: &ShapeId) -> Option<&'p Shape<'a>> {
        self.projection.shapes.get(id)
    }
}

/// The title of the service on one line without control characters, since it is also written to the
/// manifest.
fn title(service: &Shape<'_>) -> String {
    let words = |text: &str| {
        let words = text.split(|c: char| c.is_whitespace() || c.is_control());
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let titles = service.traits.title.as_deref().into_iter().chain(service::sdk_id(service));
    let mut titles = titles.map(words).filter(|title| !title.is_empty());
    titles.next().unwrap_or_else(|| service.id.name().to_owned())
}

/// Crates that dependents could not use if a package had their name.
const TAKEN_PACKAGES: [&str; 7] = [
    "alloc",
    "core",
    "proc_macro",
    "std",
    "whitesmith_aws",
    "whitesmith_client",
    "whitesmith_runtime",
];

fn package_name(service: &Shape<'_>, config: &Config) -> Result<String, Diagnostic> {
    let Some(name) = &config.name else { return Ok(package_name_of_service(service)) };
    let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic());
    if starts_well
        && !is_taken(name)
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    {
        return Ok(name.clone());
    }
    let message = format!("`{}` is not a valid package name", name.escape_debug());
    let help = "set `name` to ASCII letters, digits, `-` and `_` that begin with a letter and are \
                neither a keyword nor the name of a standard crate";
    Err(Diagnostic::new(message).help_with("name", help).setting("name", name))
}

/// Checks the keys of `[package]` in the configuration.
fn check_package(config: &Config, found: &mut Diagnostics) {
    for (key, value) in &config.package {
        if let Err(problem) = key.check(value) {
            let message = format!("`package`: {}", problem.message);
            found.push(Diagnostic::new(message).help(problem.help));
        }
        if config.standalone && *value == PackageValue::Inherited {
            let name = key.name();
            let message =
                format!("a package that is a workspace of its own cannot inherit `{name}`");
            let help = "unset `standalone`, or set the value of the key";
            found.push(Diagnostic::new(message).help_with("standalone", help));
        }
    }
}

/// A package name derived from the service's SDK id or, if that has no usable characters, from the
/// name of its shape.
fn package_name_of_service(service: &Shape<'_>) -> String {
    let candidates = service::sdk_id(service).into_iter().chain([service.id.name()]);
    let words =
        |name: &str| name.replace(|c: char| !c.is_ascii_alphanumeric(), " ").to_kebab_case();
    let name = candidates.map(words).find(|name| !name.is_empty()).unwrap_or_default();
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        format!("client-{name}")
    } else if is_taken(&name) {
        format!("{name}-client")
    } else {
        name
    }
}

/// Whether the name is reserved: a keyword, or the name of a standard crate or of the runtime.
fn is_taken(name: &str) -> bool {
    let name = name.replace('-', "_");
    ident::is_keyword(&name) || TAKEN_PACKAGES.contains(&name.as_str())
}
