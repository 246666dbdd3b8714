//! Lists the services of all models in a folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use whitesmith::{ServiceSummary, Source};
use whitesmith_build::ModelFile;
use whitesmith_cli::{Console, workers};

use crate::version;

/// Where models of AWS come from.
const AWS: &str = "https://github.com/aws/api-models-aws";

/// A service, and the file that defines it.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) service: ServiceSummary,
    pub(crate) path: PathBuf,
}

impl Found {
    /// The name of the file without its version, as in `chime` for `chime-2018-05-01.json`.
    pub(crate) fn stem(&self) -> String {
        let stem = self.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let version = format!("-{}", self.service.version);
        stem.strip_suffix(&version).filter(|stem| !stem.is_empty()).unwrap_or(&stem).to_owned()
    }

    /// Reads the text of the model.
    pub(crate) fn text(&self) -> Result<String> {
        ModelFile::from_argument(&self.path).read()
    }
}

/// Whether `name` is the id of a service, or its shape name.
pub(crate) fn is_named(id: &str, name: &str) -> bool {
    id == name || id.split_once('#').is_some_and(|(_, shape)| shape == name)
}

/// Lists the services in a folder, in the order of their ids and then of their versions, the newest first.
///
/// # Errors
///
/// The folder cannot be read, or has no models.
pub(crate) fn read(folder: &Path, console: &Console) -> Result<Vec<Found>> {
    let mut files = Vec::new();
    collect(folder, &mut files).map_err(|(at, cause)| {
        let help = match cause.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
                format!("name a folder of models, such as a checkout of {AWS}")
            }
            _ => "check the permissions of the folder".to_owned(),
        };
        anyhow!("cannot read the folder {}: {cause}\n  help: {help}", at.display())
    })?;
    files.sort();
    let progress = console.progress("read", files.len());
    let services = workers::map(&files, &progress, |path| services(path));
    drop(progress);
    let mut found: Vec<Found> = services.into_iter().flatten().collect();
    if found.is_empty() {
        bail!(
            "the folder {} has no Smithy model in JSON with a service\n  help: name a checkout of {AWS}, or \
             a folder of .json files that `smithy ast` has written",
            folder.display()
        );
    }
    found.sort_by(|a, b| {
        let (a, b) = (&a.service, &b.service);
        a.id.cmp(&b.id).then_with(|| version::compare(&b.version, &a.version))
    });
    Ok(found)
}

/// Adds the `.json` files of a folder and of those in it. Hidden folders are skipped, and links to folders,
/// which may lead in a circle.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), (PathBuf, io::Error)> {
    let fail = |cause| (folder.to_owned(), cause);
    for entry in fs::read_dir(folder).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let path = entry.path();
        if entry.file_type().map_err(fail)?.is_dir() {
            if !entry.file_name().as_encoded_bytes().starts_with(b".") {
                collect(&path, files)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "json") && path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}

/// The services that a file defines. A file that is not a Smithy model has none.
fn services(path: &Path) -> Vec<Found> {
    let Ok(text) = ModelFile::from_argument(path).read() else { return Vec::new() };
    let name = path.to_string_lossy();
    let services = whitesmith::services(&[Source { name: &name, text: &text }]);
    let found = |service| Found { service, path: path.to_owned() };
    services.unwrap_or_default().into_iter().map(found).collect()
}
