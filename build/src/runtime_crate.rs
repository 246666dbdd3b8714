//! Finds the crates of the runtime, and makes the dependencies of an emitted crate on them.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use serde::Deserialize;
use whitesmith::RuntimeDependency;

use crate::paths;

/// The crates of the runtime: the folder of each in the folder of all, and the name of its package.
const CRATES: [(&str, &str); 3] =
    [("core", "whitesmith-runtime"), ("client", "whitesmith-client"), ("aws", "whitesmith-aws")];

/// The folder of the runtime's crates in this checkout.
#[must_use]
pub fn folder() -> PathBuf {
    crate::checkout().join("runtime")
}

/// The dependency on the runtime of this checkout, for a crate in the folder `out`.
///
/// # Errors
///
/// The runtime is not there, or its path cannot be written to a Cargo.toml.
pub fn of_checkout(out: &Path) -> Result<RuntimeDependency> {
    at(out, &folder())
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

#[derive(Deserialize)]
struct Manifest {
    package: Option<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
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
    let manifest: Option<Manifest> = toml::from_str(&text).ok();
    match manifest.and_then(|manifest| manifest.package) {
        Some(package) if package.name == name => Ok(()),
        Some(package) => bail!("expected the crate `{name}` at {shown}, found `{}`", package.name),
        None => bail!("{shown}/Cargo.toml is not the manifest of a package"),
    }
}
