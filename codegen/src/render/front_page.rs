//! The documentation of the root module: the client first, then what else there is, the features of the
//! package, and the operations without a client.

use super::features::{self, OPERATIONS, OPERATIONS_DOCS, WITHOUT_DEFAULT};
use super::{client_context, example};
use crate::config::{Clients, Layout};
use crate::docs::{Docs, Sentence};
use crate::ir::{Crate, Vendor};

/// The documentation.
pub(super) fn docs(emitted: &Crate, layout: Layout) -> Docs {
    let mut docs = Docs::from(Sentence::new("A client of ").text(&emitted.title).words("."));
    if let Some(deprecated) = &emitted.deprecated {
        docs = docs.then("**This service is deprecated.**".into()).then(deprecated.note.clone());
    }
    if layout.has_client() {
        docs = docs.then(example::of_client(emitted, layout));
        if !emitted.endpoints.has_rules {
            docs = docs.then(WITHOUT_RULES.into());
        }
    }
    docs.then(Docs::list(contents(emitted, layout)))
        .then(features(emitted, layout))
        .then(example::without_client(emitted, layout))
        .then(left_out(emitted))
        .then(service(emitted))
}

/// The documentation of code that has types alone.
pub(super) fn of_types(emitted: &Crate) -> Docs {
    let item = |name: &str| Sentence::default().item(name, name);
    let types = item("types").words(": structures, unions and enums");
    let types = if emitted.errors.is_empty() {
        types.words(".")
    } else {
        types.words("; ").item("types::error", "types::error").words(": errors.")
    };
    let simple = item("primitives").words(": the types of their simple values.");
    Docs::from(Sentence::new("Types of ").text(&emitted.title).words("."))
        .then(WITHOUT_OPERATIONS.into())
        .then(Docs::list([types, simple]))
        .then(service(emitted))
}

const WITHOUT_OPERATIONS: &str = "\
The crate has no operations. Crates of services use these types instead of types of their own, if they are
generated with `extern_paths`.";

const WITHOUT_RULES: &str =
    "The model has no endpoint rules: set the URL of the service with `Config::endpoint_url`.";

/// What the crate has, an item each.
fn contents(emitted: &Crate, layout: Layout) -> Vec<Sentence> {
    let item = |name: &str| Sentence::default().item(name, name);
    let mut items = Vec::new();
    if layout.has_client() {
        items.push(
            item("Client").words(": the asynchronous client, with a function for each operation."),
        );
    }
    if layout.has_blocking_client() {
        let client =
            Sentence::new("`blocking::Client`: the same functions, which block the thread");
        items.push(match layout {
            Layout::Package => client.words(" (feature `blocking`)."),
            Layout::Module { .. } => client.words("."),
        });
    }
    items.push(operations(emitted));
    let types = item("types").words(": the structures, unions and enums of the service");
    items.push(if emitted.errors.is_empty() {
        types.words(".")
    } else {
        types.words("; ").item("types::error", "types::error").words(": its errors.")
    });
    let paginated = |operation: &crate::ir::Operation| {
        Some((operation.module.clone(), operation.pagination.as_ref()?.function.clone()))
    };
    if let Some((operation, function)) = emitted.operations.iter().find_map(paginated) {
        let items_of = Sentence::new("Functions of the clients that end in `_pages`: paginators. ");
        let example = items_of.code(&function).words(" returns the pages of ").code(&operation);
        items.push(example.words("."));
    }
    if !emitted.waiters.is_empty() {
        items.push(
            item("waiter").words(
                ": waiters, for the functions of the clients that start with `wait_until_`.",
            ),
        );
    }
    items.extend(settings(emitted, layout));
    items.push(item("endpoint").words(if emitted.endpoints.has_rules {
        ": the endpoint rules of the service."
    } else {
        ": endpoint resolution."
    }));
    items.push(item("runtime").words(match (layout.has_client(), emitted.service.vendor) {
        (false, Vendor::Aws | Vendor::None) => {
            ": the runtime library: values, requests, responses and errors."
        }
        (true, Vendor::Aws) => {
            ": the configuration of clients, such as transports, retries and credentials providers."
        }
        (true, Vendor::None) => {
            ": the configuration of clients, such as transports, retries and timeouts."
        }
    }));
    items
}

/// The settings of a client that only this service has, if there are any.
fn settings(emitted: &Crate, layout: Layout) -> Option<Sentence> {
    let trait_name = "ClientContextParams";
    client_context::exists(emitted, layout).then(|| {
        Sentence::default()
            .item(trait_name, trait_name)
            .words(": the settings of a client that only this service has, for ")
            .item("Config", "Config")
            .words(".")
    })
}

/// The module of operations, with links to the first of them.
fn operations(emitted: &Crate) -> Sentence {
    let item = Sentence::default().item("operation", "operation");
    let item = item.words(": a module for each operation, with its input, output and error");
    let mut separator = ":";
    let linked = emitted.operations.iter().take(LINKED_OPERATIONS).fold(item, |item, operation| {
        let path = format!("operation::{}", operation.module);
        item.words(std::mem::replace(&mut separator, ",")).line().item(operation.id.name(), &path)
    });
    if emitted.operations.len() > LINKED_OPERATIONS {
        linked.words(",").line().words("and more.")
    } else {
        linked.words(".")
    }
}

/// How many operations the front page links; the page of the module lists all of them.
const LINKED_OPERATIONS: usize = 8;

/// The features of a package; the requirements of a module.
fn features(emitted: &Crate, layout: Layout) -> Docs {
    let vendor = emitted.service.vendor;
    let dependencies: Docs = match vendor {
        Vendor::Aws => WITH_AWS.into(),
        Vendor::None => WITHOUT_AWS.into(),
    };
    match layout {
        Layout::Package => {
            let of_operations = emitted.features.iter();
            let of_operations = of_operations.map(|_| (OPERATIONS, OPERATIONS_DOCS));
            let features = features::features(emitted).map(|feature| (feature.name, feature.docs));
            let features = features
                .chain(of_operations)
                .map(|(name, docs)| Sentence::default().code(name).words(": ").words(docs));
            Docs::from("# Features").then(WITHOUT_DEFAULT.into()).then(Docs::list(features))
        }
        Layout::Module { clients } => {
            let needs = match clients {
                Clients::None => WITHOUT_CLIENTS.into(),
                Clients::Async => dependencies,
                Clients::AsyncAndBlocking => dependencies.then(BLOCKING.into()),
            };
            needs.then(emitted.serde.as_ref().map_or_else(Docs::default, |_| SERDE.into()))
        }
    }
}

const SERDE: &str =
    "`Serialize` and `Deserialize` of serde need the feature `serde` of `whitesmith-runtime`.";

const WITHOUT_CLIENTS: &str =
    "This module needs edition 2024, Rust 1.88 and the crate `whitesmith-runtime`.";

const WITH_AWS: &str = "\
This module needs edition 2024, Rust 1.88 and the crates `whitesmith-runtime`, `whitesmith-client` and
`whitesmith-aws`. A transport is a feature of `whitesmith-client`, such as `hyper`. The feature `login` of
`whitesmith-aws` refreshes the sessions of `aws login`.";

const WITHOUT_AWS: &str = "\
This module needs edition 2024, Rust 1.88 and the crates `whitesmith-runtime` and `whitesmith-client`. A
transport is a feature of `whitesmith-client`, such as `hyper`.";

const BLOCKING: &str = "The blocking client needs the feature `blocking` of `whitesmith-client`.";

/// Operations of the model that the crate does not have.
fn left_out(emitted: &Crate) -> Docs {
    if emitted.left_out.is_empty() {
        return Docs::default();
    }
    let items = emitted.left_out.iter().map(|(operation, reason)| {
        Sentence::default().code(operation).words(": ").message(reason).words(".")
    });
    Docs::from("# Operations that could not be generated").then(Docs::list(items))
}

/// What the model says about the service. It may be long, so that it comes last.
fn service(emitted: &Crate) -> Docs {
    if emitted.docs.is_empty() {
        return Docs::default();
    }
    Docs::from("# The service").then(emitted.docs.clone())
}
