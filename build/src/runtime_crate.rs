//! Finds the runtime, and makes the dependency of an emitted crate on it.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use serde::Deserialize;
use whitesmith::RuntimeDependency;

use crate::paths;

/// The name of the runtime's package.
pub const NAME: &str = "whitesmith-runtime";

/// The folder of the runtime in this checkout.
#[must_use]
pub fn folder() -> PathBuf {
    crate::checkout().join("runtime/core")
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
    check(runtime, NAME)?;
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

/// Checks that the package `name` is in the folder.
///
/// # Errors
///
/// The package is not there. The message says what is there instead.
pub fn check(folder: &Path, name: &str) -> Result<()> {
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
