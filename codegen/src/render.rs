//! Renders a crate as data (`ir`) as its files. Nothing here can fail, and nothing looks at the model: each
//! function turns one kind of item into the tokens it is named for.

mod client;
mod client_context;
mod date_time;
mod debug;
mod default;
mod discovery;
mod endpoint;
mod endpoint_params;
mod endpoint_tests;
mod enumeration;
mod error;
mod example;
mod expression;
mod features;
mod front_page;
mod gate;
mod imports;
mod item;
mod manifest;
mod message;
mod modeled_examples;
mod nest;
mod operation;
mod pagination;
mod param;
mod permissions;
mod protocol_tests;
mod root;
mod rust_type;
mod serde;
mod service;
mod sessions;
mod smoke_tests;
mod structure;
mod text;
mod types;
mod union;
mod waiter;
mod wire;
mod workers;

use crate::config::{Config, Layout};
use crate::files::Files;
use crate::ir::{self, Contents};
pub(crate) use features::is_feature;
use param::Shapes;
use workers::RustFile;

/// The first line of each Rust file. It says where to make a change.
const MARKER: &str = "// Made by whitesmith from a Smithy model. To change it, change the model and generate again.\n\n";

/// The file of the root module.
const ROOT: &str = "src/lib.rs";

/// All files of the package, or the file of the module.
pub(crate) fn render(emitted: &ir::Crate, config: &Config) -> Files {
    let mut files = workers::format_all(&rust_files(emitted, config, &Shapes::new(emitted)));
    match config.layout {
        Layout::Package => {
            for text in files.values_mut() {
                text.insert_str(0, MARKER);
            }
            files.insert("Cargo.toml".to_owned(), manifest::manifest(emitted, config));
            files
        }
        Layout::Module { .. } => {
            let name = emitted.name.replace('-', "_");
            let module = nest::module(&format!("pub mod {name}"), ROOT, &files);
            Files::from([(format!("{name}.rs"), format!("{MARKER}{module}"))])
        }
    }
}

/// The Rust files of the package, the largest ones first, each with what makes its tokens: nothing for a
/// file that this package does not have.
fn rust_files<'c>(
    emitted: &'c ir::Crate,
    config: &Config,
    shapes: &'c Shapes<'c>,
) -> Vec<RustFile<'c>> {
    let (layout, structures) = (config.layout, &shapes.structures);
    let endpoints = [
        RustFile::new("tests/endpoint_tests.rs", move || endpoint_tests::endpoint_tests(emitted)),
        RustFile::new("src/endpoint.rs", move || Some(endpoint::module(emitted))),
    ];
    let types = [
        RustFile::new("src/types.rs", move || Some(types::types(emitted, structures))),
        RustFile::new("src/types/error.rs", move || types::errors(emitted, structures)),
        RustFile::new("src/serde.rs", move || serde::root(emitted)),
        RustFile::new("src/serde/error.rs", move || serde::errors(emitted, structures)),
        RustFile::new("src/serde/types.rs", move || serde::types(emitted, structures)),
    ];
    let root = RustFile::new(ROOT, move || Some(root::root(emitted, layout)));
    let mut files: Vec<RustFile<'_>> = match emitted.contents {
        Contents::Endpoints => return endpoints.into_iter().chain([root]).collect(),
        Contents::Types => return types.into_iter().chain([root]).collect(),
        Contents::Client => endpoints.into_iter().chain(types).chain([root]).collect(),
    };
    files.extend([
        RustFile::new("tests/protocol_tests.rs", move || {
            protocol_tests::protocol_tests(emitted, shapes)
        }),
        RustFile::new("tests/smoke.rs", move || smoke_tests::smoke_tests(emitted, shapes)),
        RustFile::new("src/client.rs", move || client::client(emitted, layout)),
        RustFile::new("src/blocking.rs", move || client::blocking(emitted, layout)),
        RustFile::new("src/client_context.rs", move || {
            client_context::client_context(emitted, layout)
        }),
        RustFile::new("src/waiter.rs", move || waiter::waiters(emitted)),
        RustFile::new("src/operation.rs", move || Some(root::operation_modules(emitted))),
        RustFile::new("src/service.rs", move || Some(service::service(emitted))),
        RustFile::new("src/serde/operation.rs", move || serde::operations(emitted, structures)),
    ]);
    let codecs = emitted.codecs();
    files.extend(emitted.operations.iter().map(|operation| {
        let path = format!("src/operation/{}.rs", operation.module);
        RustFile::new(path, move || {
            let examples = modeled_examples::docs(operation, emitted, shapes, layout);
            Some(operation::operation(operation, examples, structures, codecs))
        })
    }));
    files
}
