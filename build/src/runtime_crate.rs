//! Finds the crates of the runtime, and makes the dependencies of an emitted crate on them.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use toml::de::DeTable;
use whitesmith::RuntimeDependency;

use crate::paths;

/// The crates of the runtime: the folder of each in the folder of all, and the name of its package.
const CRATES: [(&str, &str); 3] =
    [("core", "whitesmith-runtime"), ("client", "whitesmith-client"), ("aws", "whitesmith-aws")];

/// What an emitted crate depends on if nothing chooses its runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefaultRuntime {
    /// The crates of the runtime in the checkout that this library was built from, by their path.
    Checkout,
    /// The crates of the same release, by their version.
    Release,
}

impl DefaultRuntime {
    /// The dependency, for a crate in the folder `out`.
    ///
    /// # Errors
    ///
    /// The runtime of the checkout is not there, or its path cannot be written to a Cargo.toml.
    pub fn dependency(self, out: &Path) -> Result<RuntimeDependency> {
        match self {
            Self::Checkout => at(out, &folder()),
            Self::Release => Ok(RuntimeDependency::Version(release().to_owned())),
        }
    }
}

/// The version requirement of this release. The patch number is part of it only if it matters.
fn release() -> &'static str {
    let version = env!("CARGO_PKG_VERSION");
    version.strip_suffix(".0").unwrap_or(version)
}

/// The folder of the runtime's crates in this checkout.
#[must_use]
pub fn folder() -> PathBuf {
    crate::checkout().join("runtime")
}

/// The dependency on the runtime in a folder, for a crate in the folder `out`.
///
/// # Errors
///
/// The runtime is not there, or its path cannot be written to a Cargo.toml.
pub fn at(out: &Path, runtime: &Path) -> Result<RuntimeDependency> {
    check(runtime)?;
    Ok(RuntimeDependency::Path(paths::way(out, runtime)?))
}

/// The dependency on the runtime of this checkout, with an absolute path.
///
/// # Errors
///
/// The path is not Unicode.
pub fn anywhere() -> Result<RuntimeDependency> {
    match folder().into_os_string().into_string() {
        Ok(path) => Ok(RuntimeDependency::Path(path)),
        Err(path) => bail!("the path {} is not Unicode", path.display()),
    }
}

/// Checks that the runtime's crates are in the folder.
///
/// # Errors
///
/// A crate is not there. The message says what is there instead.
pub fn check(folder: &Path) -> Result<()> {
    CRATES.iter().try_for_each(|(name, package)| check_crate(&folder.join(name), package))
}

fn check_crate(folder: &Path, name: &str) -> Result<()> {
    let shown = folder.display();
    let text = std::fs::read_to_string(folder.join("Cargo.toml"))
        .map_err(|_| anyhow!("there is no crate at {shown}"))?;
    match package_name(&text) {
        Some(package) if package == name => Ok(()),
        Some(package) => bail!("expected the crate `{name}` at {shown}, found `{package}`"),
        None => bail!("{shown}/Cargo.toml is not the manifest of a package"),
    }
}

/// The name of the package in the text of a manifest.
fn package_name(manifest: &str) -> Option<String> {
    let manifest = DeTable::parse(manifest).ok()?;
    let package = manifest.get_ref().get("package")?.get_ref();
    Some(package.get("name")?.get_ref().as_str()?.to_owned())
}
