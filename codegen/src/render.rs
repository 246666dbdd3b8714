//! In: a crate as data (`ir`). Out: its files. Nothing here can fail, and nothing looks at the
//! model: each function turns one kind of item into the tokens it is named for.

mod client;
mod codec;
mod debug;
mod default;
mod discovery;
mod endpoint;
mod endpoint_params;
mod endpoint_tests;
mod enumeration;
mod error;
mod example;
mod imports;
mod item;
mod manifest;
mod operation;
mod pagination;
mod param;
mod protocol_tests;
mod query;
mod request;
mod response;
mod root;
mod rust_type;
mod service;
mod structure;
mod text;
mod types;
mod union;
mod waiter;

use crate::config::Config;
use crate::files::Files;
use crate::format::format;
use crate::ir;

/// The first line of each Rust file: a person who opens it is told where to make a change.
const MARKER: &str = "// Made by whitesmith from a Smithy model. To change it, change the model and generate again.\n\n";

/// All files of the package.
pub(crate) fn render(emitted: &ir::Crate, config: &Config) -> Files {
    let mut files = Files::new();
    files.insert("Cargo.toml".to_owned(), manifest::manifest(emitted, config));
    let mut add = |path: &str, code: String| {
        files.insert(path.to_owned(), format!("{MARKER}{code}"));
    };
    add("src/endpoint.rs", format(&endpoint::module(emitted)));
    if let Some(tokens) = endpoint_tests::endpoint_tests(emitted) {
        add("tests/endpoint_tests.rs", format(&tokens));
    }
    if config.endpoints_only {
        add("src/lib.rs", format(&root::endpoints_only(emitted)));
        return files;
    }
    add("src/lib.rs", format(&root::root(emitted)));
    add("src/operation.rs", format(&root::operation_modules(emitted)));
    add("src/service.rs", format(&service::service(emitted)));
    add("src/client.rs", format(&client::client(emitted)));
    add("src/types.rs", format(&types::types(emitted)));
    if !emitted.errors.is_empty() {
        add("src/types/error.rs", format(&types::errors(emitted)));
    }
    if !emitted.waiters.is_empty() {
        add("src/waiter.rs", format(&waiter::waiters(emitted)));
    }
    if let Some(tokens) = protocol_tests::protocol_tests(emitted) {
        add("tests/protocol_tests.rs", format(&tokens));
    }
    for operation in &emitted.operations {
        let tokens = operation::operation(operation, emitted);
        add(&format!("src/operation/{}.rs", operation.module), format(&tokens));
    }
    files
}
