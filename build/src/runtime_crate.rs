//! In: a folder that a crate is emitted into. Out: the dependency by which the crate finds the
//! runtime, once it is sure that the runtime is there.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use serde::Deserialize;
use whitesmith::RuntimeDependency;

use crate::paths;

/// The name of the runtime's package.
pub const NAME: &str = "whitesmith-runtime";

/// The runtime of this checkout.
#[must_use]
pub fn folder() -> PathBuf {
    crate::checkout().join("runtime/core")
}

/// The runtime of this checkout, as a crate in the folder `out` names it.
///
/// # Errors
///
/// There is no runtime there, or no Cargo.toml can name its path.
pub fn of_checkout(out: &Path) -> Result<RuntimeDependency> {
    at(out, &folder())
}

/// The runtime in a folder, as a crate in the folder `out` names it.
///
/// # Errors
///
/// There is no runtime there, or no Cargo.toml can name its path.
pub fn at(out: &Path, runtime: &Path) -> Result<RuntimeDependency> {
    check(runtime, NAME)?;
    Ok(RuntimeDependency::Path(paths::way(out, runtime)?))
}

/// The runtime of this checkout, by an absolute path.
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

/// Whether the package of that name is in the folder.
///
/// # Errors
///
/// What is there instead.
pub fn check(folder: &Path, name: &str) -> Result<()> {
    let shown = folder.display();
    let text = std::fs::read_to_string(folder.join("Cargo.toml"))
        .map_err(|_| anyhow!("there is no crate at {shown}"))?;
    let manifest: Option<Manifest> = toml::from_str(&text).ok();
    match manifest.and_then(|manifest| manifest.package) {
        Some(package) if package.name == name => Ok(()),
        Some(package) => bail!("the crate at {shown} is `{}`, not `{name}`", package.name),
        None => bail!("{shown}/Cargo.toml is not the manifest of a package"),
    }
}
