//! In: a crate. Out: its `Cargo.toml`.

use std::fmt::Write as _;

use crate::config::{Config, DependencyValue, PackageKey, PackageValue, RuntimeDependency};
use crate::ir::{Checksum, Crate};

pub(super) fn manifest(emitted: &Crate, config: &Config) -> String {
    let standalone = if config.standalone {
        "\n# A workspace of its own, not a member of the workspace around it.\n[workspace]\n"
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
    let (version, package) = package(emitted, config);
    format!(
        r#"# Made by whitesmith from a Smithy model. To change it, change the model and generate again.
[package]
name = {name}
{version}edition = "2024"
rust-version = "1.88"
{package}{standalone}
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
        name = quoted(&emitted.name),
    )
}

/// The line of `version`, and those of the other keys of `[package]` that the caller may set.
fn package(emitted: &Crate, config: &Config) -> (String, String) {
    let default = |key: PackageKey| match key {
        PackageKey::Version => Some(PackageValue::Text("0.1.0".to_owned())),
        PackageKey::Description => {
            Some(PackageValue::Text(format!("A client of {}.", emitted.title)))
        }
        PackageKey::Publish => Some(PackageValue::Flag(false)),
        _ => None,
    };
    let line = |key: PackageKey| {
        let name = key.name();
        Some(match config.package.get(&key).cloned().or_else(|| default(key))? {
            PackageValue::Text(text) => format!("{name} = {}\n", quoted(&text)),
            PackageValue::List(texts) => format!("{name} = {}\n", list(&texts)),
            PackageValue::Flag(flag) => format!("{name} = {flag}\n"),
            PackageValue::Inherited => format!("{name}.workspace = true\n"),
        })
    };
    let others = PackageKey::ALL.into_iter().filter(|key| *key != PackageKey::Version);
    (line(PackageKey::Version).unwrap_or_default(), others.filter_map(line).collect())
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
    let text = |text: &String| DependencyValue::Text(text.clone());
    let mut keys = match &config.runtime {
        RuntimeDependency::Version(version) if features.is_empty() => return quoted(version),
        RuntimeDependency::Version(version) => vec![("version".to_owned(), text(version))],
        RuntimeDependency::Path(path) => vec![("path".to_owned(), text(path))],
        RuntimeDependency::Table(keys) => keys.clone(),
    };
    let missing = |has: &[String]| {
        let missing = features.iter().filter(|feature| !has.iter().any(|has| has == *feature));
        missing.map(|feature| (*feature).to_owned()).collect::<Vec<_>>()
    };
    let listed = keys.iter_mut().find_map(|(key, value)| match value {
        DependencyValue::List(has) if key == "features" => Some(has),
        DependencyValue::List(_) | DependencyValue::Text(_) | DependencyValue::Flag(_) => None,
    });
    match listed {
        Some(has) => has.extend(missing(has)),
        None if features.is_empty() => {}
        None => keys.push(("features".to_owned(), DependencyValue::List(missing(&[])))),
    }
    let keys = keys.iter().map(|(key, value)| format!("{key} = {}", inline(value)));
    format!("{{ {} }}", keys.collect::<Vec<_>>().join(", "))
}

fn inline(value: &DependencyValue) -> String {
    match value {
        DependencyValue::Text(text) => quoted(text),
        DependencyValue::Flag(flag) => flag.to_string(),
        DependencyValue::List(texts) => list(texts),
    }
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}

/// A basic string of TOML, whose escapes are not those of Rust.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            // Writing to a string cannot fail.
            _ if character.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEATHER: &str = r#"{"smithy": "2.0", "shapes": {
        "a#Weather": {"type": "service", "version": "1", "traits": {"aws.protocols#restJson1": {}},
            "operations": [{"target": "a#Ping"}]},
        "a#Ping": {"type": "operation",
            "traits": {"smithy.api#http": {"method": "GET", "uri": "/"}}}}}"#;

    fn generated(config: &Config) -> Result<String, String> {
        let source = crate::Source { name: "weather.json", text: WEATHER };
        let output = crate::generate(&[source], config).map_err(|error| error.to_string())?;
        Ok(output.files["Cargo.toml"].clone())
    }

    #[test]
    fn keys_of_the_package() {
        let text = |text: &str| PackageValue::Text(text.to_owned());
        let keys = [
            (PackageKey::Version, text("2.1.0-rc.1")),
            (PackageKey::License, text("MIT")),
            (PackageKey::Keywords, PackageValue::List(vec!["weather".into(), "api".into()])),
            (PackageKey::Publish, PackageValue::Flag(true)),
            (PackageKey::Repository, PackageValue::Inherited),
        ];
        let config = Config { package: keys.into(), ..Config::default() };
        let manifest = generated(&config).unwrap();
        let (_, package) = manifest.split_once("[package]\n").unwrap();
        let (package, _) = package.split_once("\n\n").unwrap();
        let expected = "\
name = \"weather\"
version = \"2.1.0-rc.1\"
edition = \"2024\"
rust-version = \"1.88\"
description = \"A client of Weather.\"
license = \"MIT\"
repository.workspace = true
keywords = [\"weather\", \"api\"]
publish = true";
        assert_eq!(package, expected);

        let config = Config { standalone: true, ..config };
        let problem = generated(&config).unwrap_err();
        assert!(
            problem.contains("a workspace of its own cannot inherit `repository`"),
            "{problem}"
        );
        let keys = [(PackageKey::Version, text("1.0"))];
        let config = Config { package: keys.into(), ..Config::default() };
        let problem = generated(&config).unwrap_err();
        assert!(problem.contains("`package`: `version` is not a version: `1.0`"), "{problem}");
    }

    #[test]
    fn dependencies() {
        let text =
            |key: &str, value: &str| (key.to_owned(), DependencyValue::Text(value.to_owned()));
        let workspace = ("workspace".to_owned(), DependencyValue::Flag(true));
        let features =
            ("features".to_owned(), DependencyValue::List(vec!["gzip".into(), "tracing".into()]));
        let git = vec![text("git", "https://example.com/a.git"), text("rev", "1a2b3c")];
        let cases: [(RuntimeDependency, &[&str], &str); 7] = [
            (RuntimeDependency::Version("0.1".into()), &[], r#""0.1""#),
            (
                RuntimeDependency::Version("0.1".into()),
                &["md5"],
                r#"{ version = "0.1", features = ["md5"] }"#,
            ),
            (RuntimeDependency::Path("../a b".into()), &[], r#"{ path = "../a b" }"#),
            (RuntimeDependency::Path(r"C:\é".into()), &[], r#"{ path = "C:\\é" }"#),
            (
                RuntimeDependency::Table(git),
                &["gzip"],
                r#"{ git = "https://example.com/a.git", rev = "1a2b3c", features = ["gzip"] }"#,
            ),
            (RuntimeDependency::Table(vec![workspace.clone()]), &[], "{ workspace = true }"),
            (
                RuntimeDependency::Table(vec![workspace, features]),
                &["gzip", "md5"],
                r#"{ workspace = true, features = ["gzip", "tracing", "md5"] }"#,
            ),
        ];
        for (runtime, features, expected) in cases {
            let config = Config { runtime, ..Config::default() };
            assert_eq!(dependency(&config, features), expected);
        }
    }

    #[test]
    fn strings_are_those_of_toml() {
        assert_eq!(quoted("e\u{301} \"a\"\\\n\u{7f}"), "\"e\u{301} \\\"a\\\"\\\\\\n\\u007F\"");
    }
}
