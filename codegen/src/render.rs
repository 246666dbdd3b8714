//! In: a crate as data (`ir`). Out: its files. Nothing here can fail, and nothing looks at the
//! model: each function turns one kind of item into the tokens it is named for.

mod client;
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
mod imports;
mod item;
mod manifest;
mod message;
mod operation;
mod pagination;
mod param;
mod protocol_tests;
mod root;
mod rust_type;
mod service;
mod structure;
mod text;
mod types;
mod union;
mod waiter;
mod wire;
mod workers;

use crate::config::Config;
use crate::files::Files;
use crate::ir;
use structure::Structures;
use workers::RustFile;

/// All files of the package.
pub(crate) fn render(emitted: &ir::Crate, config: &Config) -> Files {
    let mut files = workers::format_all(&rust_files(emitted, config, &emitted.structures()));
    files.insert("Cargo.toml".to_owned(), manifest::manifest(emitted, config));
    files
}

/// What makes each Rust file of the package, the largest ones first: their tokens, or nothing for a
/// file that this package has not.
fn rust_files<'c>(
    emitted: &'c ir::Crate,
    config: &Config,
    structures: &'c Structures<'c>,
) -> Vec<RustFile<'c>> {
    let mut files = vec![
        RustFile::new("tests/endpoint_tests.rs", move || endpoint_tests::endpoint_tests(emitted)),
        RustFile::new("src/endpoint.rs", move || Some(endpoint::module(emitted))),
    ];
    if config.endpoints_only {
        files.push(RustFile::new("src/lib.rs", move || Some(root::endpoints_only(emitted))));
        return files;
    }
    files.extend([
        RustFile::new("src/types.rs", move || Some(types::types(emitted, structures))),
        RustFile::new("tests/protocol_tests.rs", move || protocol_tests::protocol_tests(emitted)),
        RustFile::new("src/types/error.rs", move || types::errors(emitted, structures)),
        RustFile::new("src/client.rs", move || Some(client::client(emitted))),
        RustFile::new("src/waiter.rs", move || waiter::waiters(emitted)),
        RustFile::new("src/lib.rs", move || Some(root::root(emitted))),
        RustFile::new("src/operation.rs", move || Some(root::operation_modules(emitted))),
        RustFile::new("src/service.rs", move || Some(service::service(emitted))),
    ]);
    files.extend(emitted.operations.iter().map(|operation| {
        let path = format!("src/operation/{}.rs", operation.module);
        RustFile::new(path, move || Some(operation::operation(operation, structures)))
    }));
    files
}
