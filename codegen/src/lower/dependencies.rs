//! Checks the dependencies and features that the configuration adds to the emitted `Cargo.toml`.

use crate::config::{Config, DependencyValue};
use crate::error::{Diagnostic, Diagnostics};
use crate::render::is_feature;

/// Reports names that Cargo would refuse, and names that the emitted package has already.
pub(super) fn check(config: &Config, found: &mut Diagnostics) {
    let mut report = |setting, name: &str, message: String, help: &str| {
        let message = format!("`{setting}`: {message}");
        found.push(Diagnostic::new(message).setting(setting, name).help(help));
    };
    for (name, keys) in &config.dependencies {
        let shown = name.escape_debug();
        if !is_name(name, "-_") {
            let message = format!("`{shown}` is not the name of a package");
            report("dependencies", name, message, "write the name of a package");
        } else if name.starts_with("whitesmith-") {
            let message = format!("the package depends on `{shown}` already");
            report("dependencies", name, message, "set `runtime` instead");
        }
        for (key, value) in keys {
            let is_list = matches!(value, DependencyValue::List(_));
            if !KEYS.contains(&key.as_str()) || is_list != (key == "features") {
                let message = format!("`{shown}` has an unknown key `{}`", key.escape_debug());
                let help = format!("known keys: {}", KEYS.map(|key| format!("`{key}`")).join(", "));
                report("dependencies", name, message, &help);
            }
        }
    }
    for name in config.features.keys() {
        let shown = name.escape_debug();
        if !is_name(name, "-_+.") {
            let message = format!("`{shown}` is not the name of a feature");
            let help = "write ASCII letters, digits, `-`, `_`, `+` and `.`";
            report("features", name, message, help);
        } else if is_feature(name) {
            let message = format!("the package has a feature `{shown}` already");
            report("features", name, message, "choose another name");
        }
    }
}

/// The keys of a dependency.
const KEYS: [&str; 13] = [
    "version",
    "path",
    "git",
    "branch",
    "tag",
    "rev",
    "registry",
    "registry-index",
    "package",
    "workspace",
    "optional",
    "default-features",
    "features",
];

/// Whether a name has letters, digits and these characters alone, and begins with a letter or `_`.
fn is_name(name: &str, others: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || others.contains(c))
}
