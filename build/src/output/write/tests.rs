//! Tests that, whether the disk works or fails, all files are new or all files are old.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::PathBuf;

use whitesmith::Files;

use super::*;
use crate::job::OutputFolder;

const OURS: &str = "// Made by whitesmith\n";

fn put(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// All files and folders, with the contents of files.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Option<String>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(&inner).unwrap() {
            let path = entry.unwrap().path();
            let text = path.is_file().then(|| fs::read_to_string(&path).unwrap());
            if text.is_none() {
                folders.push(path.clone());
            }
            all.insert(path.strip_prefix(folder).unwrap().to_owned(), text);
        }
    }
    all
}

/// A package from an earlier run, with a file that a user added.
fn package() -> (tempfile::TempDir, Plan) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    put(
        &out,
        &[
            ("Cargo.toml", "same"),
            ("src/lib.rs", "// Made by whitesmith\nold"),
            ("src/operation/gone.rs", OURS),
            ("src/operation/gone/deep.rs", OURS),
            ("src/kept/gone.rs", OURS),
            ("src/kept/mine.rs", "mine"),
        ],
    );
    let files: Files = [
        ("Cargo.toml", "same"),
        ("src/lib.rs", "// Made by whitesmith\nnew"),
        ("src/types.rs", OURS),
        ("src/types/error.rs", OURS),
    ]
    .into_iter()
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .collect();
    let plan = Plan::new(&OutputFolder::new(out, "out"), files).unwrap();
    (folder, plan)
}

#[test]
fn all_changes_are_made() {
    let (folder, plan) = package();
    let manifest = folder.path().join("out/Cargo.toml");
    let before = manifest.metadata().unwrap().modified().unwrap();
    assert!(write(&[plan], &RealDisk).unwrap().is_empty());
    let expected = [
        ("Cargo.toml", Some("same")),
        ("src", None),
        ("src/kept", None),
        ("src/kept/mine.rs", Some("mine")),
        ("src/lib.rs", Some("// Made by whitesmith\nnew")),
        ("src/types", None),
        ("src/types.rs", Some(OURS)),
        ("src/types/error.rs", Some(OURS)),
    ];
    let expected: BTreeMap<PathBuf, Option<String>> =
        expected.into_iter().map(|(path, text)| (path.into(), text.map(str::to_owned))).collect();
    assert_eq!(contents(&folder.path().join("out")), expected);
    assert_eq!(manifest.metadata().unwrap().modified().unwrap(), before);
}

/// A disk that is full after a number of steps. As on a real disk, the last file is partly written.
struct FullAfter(Cell<usize>);

impl FullAfter {
    fn step(&self) -> io::Result<()> {
        match self.0.get().checked_sub(1) {
            Some(left) => {
                self.0.set(left);
                Ok(())
            }
            None => Err(io::ErrorKind::StorageFull.into()),
        }
    }
}

impl Disk for FullAfter {
    fn create(&self, path: &Path, text: &str) -> io::Result<()> {
        match self.step() {
            Ok(()) => RealDisk.create(path, text),
            Err(error) => RealDisk.create(path, "half").and(Err(error)),
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.rename(from, to)
    }
}

#[test]
fn a_failure_at_any_step_changes_nothing() {
    // Four files to write, four to install, three to remove.
    for steps in 0..11 {
        let (folder, plan) = package();
        let second = OutputFolder::new(folder.path().join("new/crate"), "new/crate");
        let files: Files = [("src/lib.rs".to_owned(), OURS.to_owned())].into_iter().collect();
        let second = Plan::new(&second, files).unwrap();
        let before = contents(folder.path());
        let error = write(&[plan, second], &FullAfter(Cell::new(steps))).unwrap_err().to_string();
        assert_eq!(contents(folder.path()), before, "after {steps} steps: {error}");
        assert!(error.contains("; nothing was changed\n  help: free some space"), "{error}");
    }
    let (_folder, plan) = package();
    assert!(write(&[plan], &FullAfter(Cell::new(9))).is_ok());
}

#[test]
fn a_folder_that_takes_the_place_of_a_file() {
    let (folder, plan) = package();
    // After the plan is made, a folder appears where a new file belongs.
    fs::create_dir(folder.path().join("out/src/types.rs")).unwrap();
    put(folder.path(), &[("out/src/types.rs/mine.txt", "mine")]);
    let before = contents(folder.path());
    let error = write(&[plan], &RealDisk).unwrap_err().to_string();
    assert!(error.starts_with("cannot write out/src/types.rs: "), "{error}");
    assert_eq!(contents(folder.path()), before);
}

#[test]
fn what_an_interrupted_run_left_is_cleared_away() {
    let (folder, plan) = package();
    put(folder.path(), &[("out/src/.whitesmith-1.new", "half")]);
    write(&[plan], &RealDisk).unwrap();
    let left = contents(folder.path()).into_keys().filter(|path| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
    });
    assert_eq!(left.collect::<Vec<_>>(), Vec::<PathBuf>::new());
}

/// An interrupted run may have left the only copy of a file under another name.
#[test]
fn old_files_of_an_interrupted_run_stay() {
    let (folder, plan) = package();
    let old = |number| folder.path().join(format!("out/src/.whitesmith-{number}.old"));
    for number in 1..9 {
        fs::write(old(number), number.to_string()).unwrap();
    }
    write(&[plan], &RealDisk).unwrap();
    for number in 1..9 {
        assert_eq!(fs::read_to_string(old(number)).unwrap(), number.to_string());
    }
    assert!(!old(9).exists() && !old(10).exists());
}

#[cfg(unix)]
#[test]
fn permissions_stay() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, plan) = package();
    let library = folder.path().join("out/src/lib.rs");
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    fs::set_permissions(&library, fs::Permissions::from_mode(0o640)).unwrap();
    write(&[plan], &RealDisk).unwrap();
    assert!(fs::read_to_string(&library).unwrap().ends_with("new"));
    assert_eq!(mode(&library), 0o640);
}

#[test]
fn the_message_says_what_could_not_be_put_back() {
    let error = WriteError {
        path: "generated/src/lib.rs".to_owned(),
        doing: "write",
        cause: io::ErrorKind::ReadOnlyFilesystem.into(),
        stuck: vec![
            Stuck {
                path: "generated/src/.whitesmith-2.old".into(),
                belongs_at: Some("generated/src/types.rs".into()),
                cause: io::ErrorKind::ReadOnlyFilesystem.into(),
            },
            Stuck {
                path: "generated/src/.whitesmith-1.new".into(),
                belongs_at: None,
                cause: io::ErrorKind::ReadOnlyFilesystem.into(),
            },
        ],
    };
    insta::assert_snapshot!(error, @"
    cannot write generated/src/lib.rs: read-only filesystem or storage medium; the other changes were undone, except:
      generated/src/.whitesmith-2.old must be renamed to generated/src/types.rs (read-only filesystem or storage medium)
      generated/src/.whitesmith-1.new must be removed (read-only filesystem or storage medium)
      help: choose a folder on a writable disk
    ");
}
