//! In: a crate. Out: its `Cargo.toml`.

use crate::config::{Config, RuntimeDependency};
use crate::ir::{Checksum, Crate};

pub(super) fn manifest(emitted: &Crate, config: &Config) -> String {
    let standalone = if config.standalone {
        "\n# A package of its own, wherever its folder is put.\n[workspace]\n"
    } else {
        ""
    };
    let features = features(emitted);
    let runtime = dependency(config, &features);
    let has_tests =
        !(emitted.protocol_tests.cases.is_empty() && emitted.endpoints.tests.is_empty());
    let tests = if has_tests {
        let runtime = dependency(config, &["protocol-tests"]);
        format!("\n[dev-dependencies]\nwhitesmith-runtime = {runtime}\n")
    } else {
        String::new()
    };
    format!(
        r#"# Made by whitesmith from a Smithy model. To change it, change the model and generate again.
[package]
name = {name:?}
version = "0.1.0"
edition = "2024"
rust-version = "1.88"
description = {description:?}
publish = false
{standalone}
[features]
# A client that works out of the box; without default features there are requests and responses only.
default = ["hyper"]
# A client without a transport.
client = ["whitesmith-runtime/client"]
# Transports: hyper with rustls; the same with HTTP/2; any `reqwest::Client`; any tower service.
hyper = ["client", "whitesmith-runtime/hyper"]
http2 = ["hyper", "whitesmith-runtime/http2"]
reqwest = ["client", "whitesmith-runtime/reqwest"]
tower = ["client", "whitesmith-runtime/tower"]
# Waits on Tokio's clock, for transports of one's own; trust in the certificates of the platform.
tokio = ["client", "whitesmith-runtime/tokio"]
native-roots = ["client", "whitesmith-runtime/native-roots"]
# A client that blocks, over ureq with rustls.
blocking = ["client", "whitesmith-runtime/blocking"]
# Credentials, region and more from an `SdkConfig` of the official SDK.
aws-config = ["client", "whitesmith-runtime/aws-config"]
# A span for each call, an event for each attempt.
tracing = ["client", "whitesmith-runtime/tracing"]
# A transport that answers what a test tells it to.
test-util = ["client", "whitesmith-runtime/test-util"]

[dependencies]
whitesmith-runtime = {runtime}
{tests}"#,
        name = emitted.name,
        description = format!("A client of {}.", emitted.title),
    )
}

/// What the operations use of the runtime that the others should not pay for.
fn features(emitted: &Crate) -> Vec<&'static str> {
    let requests = || emitted.operations.iter().map(|operation| &operation.request);
    let has = |checksum| requests().any(|request| request.checksum == Some(checksum));
    let used = [
        ("gzip", requests().any(|request| request.gzip)),
        ("md5", has(Checksum::Md5)),
        ("sha256", has(Checksum::Sha256Tree)),
    ];
    used.into_iter().filter(|(_, used)| *used).map(|(feature, _)| feature).collect()
}

/// The runtime as a dependency with these features.
fn dependency(config: &Config, features: &[&str]) -> String {
    let (key, source) = match &config.runtime {
        RuntimeDependency::Version(version) => ("version", version),
        RuntimeDependency::Path(path) => ("path", path),
    };
    match (&config.runtime, features) {
        (RuntimeDependency::Version(version), []) => format!("{version:?}"),
        (RuntimeDependency::Path(path), []) => format!("{{ path = {path:?} }}"),
        (_, features) => format!("{{ {key} = {source:?}, features = {features:?} }}"),
    }
}
