//! Renders the `Cargo.toml` of a crate.

mod toml;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use self::toml::{key, list, quoted};
use super::features::{self, OPERATIONS_DOCS, WITHOUT_DEFAULT};
use crate::config::{Config, DependencyValue, PackageKey, PackageValue, RuntimeDependency};
use crate::ir::{Checksum, Codec, Contents, Crate, Request, Vendor};
use crate::symbol::case::capitalized;

pub(super) fn manifest(emitted: &Crate, config: &Config) -> String {
    let standalone = if config.standalone {
        "\n# A workspace of its own, not a member of the workspace around it.\n[workspace]\n"
    } else {
        ""
    };
    let (features, dependencies) = (features(emitted, config), dependencies(emitted, config));
    let hints = if config.mostly_unused { "[hints]\nmostly-unused = true\n\n" } else { "" };
    let tests = dev_dependencies(emitted, config) + &test_targets(emitted);
    let (version, package) = package(emitted, config);
    format!(
        r#"# Made by whitesmith from a Smithy model. To change it, change the model and generate again.
[package]
name = {name}
{version}edition = "2024"
rust-version = "1.88"
{package}{standalone}
{features}{hints}[dependencies]
{dependencies}{tests}"#,
        name = quoted(&emitted.name),
    )
}

/// The section of what the tests of the model need, if there are some.
fn dev_dependencies(emitted: &Crate, config: &Config) -> String {
    if emitted.protocol_tests.cases.is_empty() && emitted.endpoints.tests.is_empty() {
        return String::new();
    }
    let runtime = Dependency { features: &["protocol-tests"], ..Dependency::CORE }.value(config);
    format!("\n[dev-dependencies]\nwhitesmith-runtime = {runtime}\n")
}

/// The targets of tests that need features: those that call operations, if operations have features, and
/// the smoke tests.
fn test_targets(emitted: &Crate) -> String {
    let operations = emitted.features.as_ref().map(|_| features::OPERATIONS);
    let protocol_tests = (!emitted.protocol_tests.cases.is_empty()).then_some("protocol_tests");
    let smoke_tests = (!emitted.smoke_tests.is_empty()).then_some("smoke");
    let target = |name: &str, required: &[&str]| {
        format!("\n[[test]]\nname = \"{name}\"\nrequired-features = {}\n", list(required))
    };
    let protocol_tests =
        protocol_tests.zip(operations).map(|(name, operations)| target(name, &[operations]));
    let smoke_tests = smoke_tests.map(|name| {
        let features: Vec<&str> = [features::SMOKE_TESTS].into_iter().chain(operations).collect();
        target(name, &features)
    });
    protocol_tests.into_iter().chain(smoke_tests).collect()
}

/// The line of `version`, and those of the other keys of `[package]` that the caller may set.
fn package(emitted: &Crate, config: &Config) -> (String, String) {
    let default = |key: PackageKey| match key {
        PackageKey::Version => Some(PackageValue::Text("0.1.0".to_owned())),
        PackageKey::Description => {
            let what = match emitted.contents {
                Contents::Client | Contents::Endpoints => "A client of",
                Contents::Types => "Types of",
            };
            Some(PackageValue::Text(format!("{what} {}.", emitted.title)))
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

/// The section of the features, each with a comment on what it adds; empty if there are none.
fn features(emitted: &Crate, config: &Config) -> String {
    let mut lines = features_of_package(emitted);
    lines.push_str(&features_of_operations(emitted));
    for (name, enables) in &config.features {
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "{} = {}", key(name), list(enables));
    }
    if lines.is_empty() { lines } else { format!("[features]\n{lines}\n") }
}

/// The features that packages of a kind have.
fn features_of_package(emitted: &Crate) -> String {
    let mut lines = match emitted.contents {
        Contents::Client | Contents::Endpoints => {
            format!("# {WITHOUT_DEFAULT}\ndefault = [\"hyper\"]\n")
        }
        Contents::Types => String::new(),
    };
    let vendor = emitted.service.vendor;
    for feature in features::features(emitted) {
        let enables: Vec<String> = feature.enables(vendor).map(str::to_owned).collect();
        // Writing to a string cannot fail.
        let _ = write!(
            lines,
            "# {}\n{} = {}\n",
            capitalized(feature.docs),
            feature.name,
            list(&enables)
        );
    }
    lines
}

/// The features of operations, if each has one.
fn features_of_operations(emitted: &Crate) -> String {
    let Some(features) = &emitted.features else { return String::new() };
    let names: Vec<&str> = features.operations.iter().map(|one| one.name.as_str()).collect();
    let mut lines = format!(
        "# {}\n{} = {}\n",
        capitalized(OPERATIONS_DOCS),
        features::OPERATIONS,
        list(&names)
    );
    for (operation, feature) in emitted.operations.iter().zip(&features.operations) {
        let of_runtime = features_of_requests(&[&operation.request]);
        let of_runtime = of_runtime.iter().map(|name| format!("whitesmith-runtime/{name}"));
        let enables: Vec<String> = feature.enables.iter().cloned().chain(of_runtime).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "{} = {}", feature.name, list(&enables));
    }
    lines
}

/// The dependencies, a line each, by name: the crates of the runtime that the service needs, and those of the
/// configuration.
fn dependencies(emitted: &Crate, config: &Config) -> String {
    let aws = match emitted.service.vendor {
        Vendor::Aws => Some(Dependency::AWS),
        Vendor::None => None,
    };
    let features = core_features(emitted);
    let core = Dependency { features: &features, ..Dependency::CORE };
    let client = match emitted.contents {
        Contents::Client | Contents::Endpoints => Some(Dependency::CLIENT),
        Contents::Types => None,
    };
    let all = aws.into_iter().chain(client).chain([core]);
    let of_runtime = all.map(|it| (it.package, it.value(config)));
    let others = config.dependencies.iter().map(|(name, keys)| (name.as_str(), dependency(keys)));
    let lines: BTreeMap<&str, String> = of_runtime.chain(others).collect();
    let lines: Vec<String> =
        lines.into_iter().map(|(name, value)| format!("{name} = {value}\n")).collect();
    lines.concat()
}

/// What stands behind the name of a dependency of the configuration.
fn dependency(keys: &[(String, DependencyValue)]) -> String {
    let keys = keys.iter().map(|(name, value)| match value {
        DependencyValue::Text(text) => format!("{name} = {}", quoted(text)),
        DependencyValue::Flag(flag) => format!("{name} = {flag}"),
        DependencyValue::List(texts) => format!("{name} = {}", list(texts)),
    });
    format!("{{ {} }}", keys.collect::<Vec<_>>().join(", "))
}

/// What all operations use of `whitesmith-runtime` that other crates should not pay for.
fn core_features(emitted: &Crate) -> Vec<&'static str> {
    let codecs = emitted.codecs();
    let codecs = [codecs.input, codecs.output].map(Codec::feature);
    let codecs: BTreeSet<&str> = codecs.into_iter().flatten().collect();
    let requests: Vec<&Request> = match &emitted.features {
        // The features of operations enable theirs.
        Some(_) => Vec::new(),
        None => emitted.operations.iter().map(|operation| &operation.request).collect(),
    };
    codecs.into_iter().chain(features_of_requests(&requests)).collect()
}

/// What requests use of `whitesmith-runtime`, besides their codec.
fn features_of_requests(requests: &[&Request]) -> Vec<&'static str> {
    let requests = || requests.iter();
    let has = |checksum| requests().any(|request| request.checksum.as_ref() == Some(&checksum));
    let is_flexible = |checksum: &Checksum| matches!(checksum, Checksum::Flexible { .. });
    let checksums = requests().any(|request| {
        request.validation.is_some() || request.checksum.as_ref().is_some_and(is_flexible)
    });
    let used = [
        ("checksums", checksums),
        ("gzip", requests().any(|request| request.gzip)),
        ("md5", has(Checksum::Md5)),
        ("sha256", has(Checksum::Sha256Tree)),
    ];
    used.into_iter().filter(|(_, used)| *used).map(|(feature, _)| feature).collect()
}

/// A dependency on a crate of the runtime.
#[derive(Clone, Copy)]
struct Dependency<'f> {
    package: &'static str,
    /// Its folder in that of the runtime.
    folder: &'static str,
    /// Whether only features turn it on.
    optional: bool,
    features: &'f [&'static str],
}

impl Dependency<'static> {
    const AWS: Self =
        Self { package: "whitesmith-aws", folder: "aws", optional: true, features: &[] };
    const CLIENT: Self =
        Self { package: "whitesmith-client", folder: "client", optional: true, features: &[] };
    const CORE: Self =
        Self { package: "whitesmith-runtime", folder: "core", optional: false, features: &[] };
}

impl Dependency<'_> {
    /// What stands behind its name.
    fn value(&self, config: &Config) -> String {
        let key = |key: &str, value: String| format!("{key} = {value}");
        let in_folder =
            |path: &str| quoted(&format!("{}/{}", path.trim_end_matches('/'), self.folder));
        let mut keys = match &config.runtime {
            RuntimeDependency::Version(version) if !self.optional && self.features.is_empty() => {
                return quoted(version);
            }
            RuntimeDependency::Version(version) => vec![key("version", quoted(version))],
            RuntimeDependency::Path(path) => vec![key("path", in_folder(path))],
            RuntimeDependency::Table(keys) => {
                let keys = keys.iter().map(|(name, value)| match value {
                    DependencyValue::Text(path) if name == "path" => key(name, in_folder(path)),
                    DependencyValue::Text(text) => key(name, quoted(text)),
                    DependencyValue::Flag(flag) => key(name, flag.to_string()),
                    DependencyValue::List(texts) => key(name, list(texts)),
                });
                keys.collect()
            }
        };
        if self.optional {
            keys.push(key("optional", true.to_string()));
        }
        if !self.features.is_empty() {
            keys.push(key("features", list(self.features)));
        }
        format!("{{ {} }}", keys.join(", "))
    }
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
    fn names_of_features() {
        let features = ["plain-1_a", "v1.2", "c++"].map(|name| (name.to_owned(), Vec::new()));
        let config = Config { features: features.into(), ..Config::default() };
        let manifest = generated(&config).unwrap();
        let expected = "\n\"c++\" = []\nplain-1_a = []\n\"v1.2\" = []\n\n[dependencies]\n";
        assert!(manifest.contains(expected), "{manifest}");
    }

    #[test]
    fn dependency_values() {
        let text =
            |key: &str, value: &str| (key.to_owned(), DependencyValue::Text(value.to_owned()));
        let workspace = || vec![("workspace".to_owned(), DependencyValue::Flag(true))];
        let git = || vec![text("git", "https://example.com/a.git"), text("rev", "1a2b3c")];
        let with = |features| Dependency { features, ..Dependency::CORE };
        let cases = [
            (RuntimeDependency::Version("0.1".into()), Dependency::CORE, r#""0.1""#),
            (
                RuntimeDependency::Version("0.1".into()),
                with(&["md5"]),
                r#"{ version = "0.1", features = ["md5"] }"#,
            ),
            (
                RuntimeDependency::Version("0.1".into()),
                Dependency::CLIENT,
                r#"{ version = "0.1", optional = true }"#,
            ),
            (
                RuntimeDependency::Path("../a b".into()),
                Dependency::CORE,
                r#"{ path = "../a b/core" }"#,
            ),
            (
                RuntimeDependency::Path(r"C:\é/".into()),
                Dependency::AWS,
                r#"{ path = "C:\\é/aws", optional = true }"#,
            ),
            (
                RuntimeDependency::Table(vec![text("path", "r"), text("version", "0.1")]),
                Dependency::CLIENT,
                r#"{ path = "r/client", version = "0.1", optional = true }"#,
            ),
            (
                RuntimeDependency::Table(git()),
                with(&["gzip"]),
                r#"{ git = "https://example.com/a.git", rev = "1a2b3c", features = ["gzip"] }"#,
            ),
            (RuntimeDependency::Table(workspace()), Dependency::CORE, "{ workspace = true }"),
            (
                RuntimeDependency::Table(workspace()),
                Dependency::AWS,
                "{ workspace = true, optional = true }",
            ),
        ];
        for (runtime, dependency, expected) in cases {
            let config = Config { runtime, ..Config::default() };
            assert_eq!(dependency.value(&config), expected);
        }
    }
}
