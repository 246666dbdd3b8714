//! Shared code of the tests: fixtures, files of folders, snapshots, and the data beside the
//! repository.

#![allow(clippy::expect_used, reason = "a test that cannot read its own files fails")]

pub mod changes;
pub mod crates;
pub mod hostile;
pub mod options;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use whitesmith::{Config, Error, Files, Output, RuntimeDependency, SerdeNames, Source};

/// The variable that CI sets: if set, missing data beside the repository is a failure.
const SHARED_IS_NEEDED: &str = "WHITESMITH_SHARED";

/// The variable with which insta accepts differences.
const ACCEPTS: &str = "INSTA_UPDATE";

/// The fixture that is generated with serde's traits.
const WITH_SERDE: &str = "serde";

/// A model that a test generates a crate from.
#[derive(Clone, Debug)]
pub struct Fixture {
    /// The name of the file without `.json`.
    pub name: String,
    /// The model.
    pub text: String,
}

impl Fixture {
    /// Generates a crate from the fixture.
    ///
    /// # Errors
    ///
    /// Those of [`whitesmith::generate`].
    pub fn generate(&self, config: &Config) -> Result<Output, Error> {
        let name = format!("{}.json", self.name);
        let with_serde = (self.name == WITH_SERDE).then_some(SerdeNames::Wire);
        let config = Config { serde: config.serde.or(with_serde), ..config.clone() };
        whitesmith::generate(&[Source { name: &name, text: &self.text }], &config)
    }
}

/// The root of the repository.
///
/// # Panics
///
/// When the package is not in a folder of the workspace.
#[must_use]
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the package is a folder of the workspace")
}

/// The fixtures in a folder of `tests`, sorted by name.
///
/// # Panics
///
/// When a file cannot be read, or the folder has no fixtures.
#[must_use]
pub fn fixtures(folder: &str) -> Vec<Fixture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| unreadable(&folder, &error));
    let paths =
        entries.map(|entry| entry.unwrap_or_else(|error| unreadable(&folder, &error)).path());
    let models = paths.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    let mut fixtures: Vec<Fixture> =
        models.map(|path| Fixture { name: stem(&path), text: read(&path) }).collect();
    fixtures.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(!fixtures.is_empty(), "there are no fixtures in {}", folder.display());
    fixtures
}

/// A fixture of a folder of `tests`.
///
/// # Panics
///
/// When the fixture does not exist.
#[must_use]
pub fn fixture(folder: &str, name: &str) -> Fixture {
    let found = fixtures(folder).into_iter().find(|fixture| fixture.name == name);
    found.unwrap_or_else(|| unreadable(Path::new(name), &std::io::ErrorKind::NotFound.into()))
}

/// Our model of Chime as a fixture.
#[must_use]
pub fn chime() -> Fixture {
    Fixture { name: "chime".to_owned(), text: read(&workspace().join("models/chime.json")) }
}

/// The crate `generated`: our model of Chime, with `UpdateAccount` only.
///
/// # Errors
///
/// Those of [`whitesmith::generate`].
pub fn update_account() -> Result<Files, Error> {
    let config = Config {
        operations: vec!["UpdateAccount".to_owned()],
        name: Some("generated".to_owned()),
        runtime: RuntimeDependency::Path("../runtime".to_owned()),
        serde: Some(SerdeNames::Wire),
        ..Config::default()
    };
    Ok(chime().generate(&config)?.files)
}

/// All files in a folder and its subfolders: the text of each by its relative path, with `/` as
/// separator.
///
/// # Panics
///
/// When a file cannot be read as text.
#[must_use]
pub fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(current) = folders.pop() {
        for entry in fs::read_dir(&current).unwrap_or_else(|error| unreadable(&current, &error)) {
            let path = entry.unwrap_or_else(|error| unreadable(&current, &error)).path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let relative = path.strip_prefix(folder).expect("the walk stays below the folder");
            let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
            files.insert(parts.join("/"), read(&path));
        }
    }
    files
}

/// The data beside the repository (`../shared`), if it exists.
///
/// # Panics
///
/// When it does not exist and `WHITESMITH_SHARED` is set, as in CI.
#[must_use]
pub fn shared() -> Option<PathBuf> {
    let shared = workspace().parent()?.join("shared");
    if shared.is_dir() {
        return Some(shared);
    }
    assert!(
        env::var_os(SHARED_IS_NEEDED).is_none(),
        "{SHARED_IS_NEEDED} is set, but there is no {}",
        shared.display()
    );
    println!("skipped: there is no {}", shared.display());
    None
}

/// Compares texts with the snapshots in a folder below `snapshots`. Fails if a text differs from
/// its snapshot, or a snapshot has no text, and lists them. With `INSTA_UPDATE=always` it updates
/// the snapshots instead.
///
/// # Panics
///
/// When there is a difference.
pub fn assert_snapshots(folder: &str, texts: &BTreeMap<String, String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots").join(folder);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(&path);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let differs = |name: &str, text: &str| {
        let compare = || settings.bind(|| insta::assert_snapshot!(name, text));
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(compare)).is_err()
    };
    let different: Vec<&String> =
        texts.iter().filter(|(name, text)| differs(name, text)).map(|(name, _)| name).collect();
    assert!(
        different.is_empty(),
        "differ from their snapshots: {different:?}\nREADME.md explains how to accept them"
    );
    let orphans = orphans(&path, texts);
    if matches!(env::var(ACCEPTS).as_deref(), Ok("always" | "1" | "force")) {
        for orphan in &orphans {
            fs::remove_file(path.join(orphan)).expect("a snapshot can be removed");
        }
        return;
    }
    assert!(
        orphans.is_empty(),
        "snapshots in {} that belong to no test: {orphans:?}",
        path.display()
    );
}

/// The files without a text: snapshots of removed fixtures, and files that an earlier, failed run
/// left for `cargo insta review`.
fn orphans(folder: &Path, texts: &BTreeMap<String, String>) -> Vec<String> {
    let is_snapshot =
        |file: &String| file.strip_suffix(".snap").is_some_and(|name| texts.contains_key(name));
    files(folder).into_keys().filter(|file| !is_snapshot(file)).collect()
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| unreadable(path, &error))
}

#[allow(clippy::panic, reason = "a test that cannot read its own files fails")]
fn unreadable(path: &Path, error: &std::io::Error) -> ! {
    panic!("cannot read {}: {error}", path.display())
}
