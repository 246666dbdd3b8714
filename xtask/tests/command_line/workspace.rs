//! Runs the binary in a temporary folder with a model and a codegen.toml.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use tempfile::TempDir;

/// A service with two operations.
pub(crate) const MODEL: &str = include_str!("weather.json");

/// The output of the binary.
pub(crate) struct Ran {
    pub(crate) code: i32,
    /// Standard output; times are replaced by `N ms`.
    pub(crate) out: String,
    /// Standard error; the folder's own path is replaced by `HERE`.
    pub(crate) err: String,
}

/// A folder with `weather.json` and a `codegen.toml` that generates `weather/` from it.
pub(crate) struct Workspace {
    folder: TempDir,
}

impl Workspace {
    pub(crate) fn new() -> Self {
        let workspace = Self { folder: tempfile::tempdir().unwrap() };
        workspace.put("weather.json", MODEL);
        workspace.configure("");
        workspace
    }

    /// Writes a codegen.toml with further keys for the crate.
    pub(crate) fn configure(&self, settings: &str) {
        let text = format!("[[crate]]\nmodel = 'weather.json'\nout = 'weather'\n{settings}\n");
        self.put("codegen.toml", &text);
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.folder.path().join(path)).unwrap();
    }

    pub(crate) fn xtask(&self, line: &str) -> Ran {
        self.xtask_in("", line)
    }

    pub(crate) fn xtask_in(&self, folder: &str, line: &str) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.current_dir(self.folder.path().join(folder));
        self.run(command.args(line.split_whitespace()), "")
    }

    /// Runs with arguments that may contain spaces.
    pub(crate) fn xtask_words<S: AsRef<OsStr>>(&self, words: &[S]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.current_dir(self.folder.path());
        self.run(command.args(words), "")
    }

    /// The path of a file or folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Whether cargo accepts the manifest of a folder and its workspace.
    pub(crate) fn cargo_takes(&self, folder: &str) -> Result<(), String> {
        let mut command = Command::new(env!("CARGO"));
        command.args(["metadata", "--no-deps", "--format-version", "1"]);
        let output = command.current_dir(self.path(folder)).output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        if output.status.success() { Ok(()) } else { Err(errors) }
    }

    pub(crate) fn xtask_reading(&self, line: &str, input: &str) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.current_dir(self.folder.path());
        self.run(command.args(line.split_whitespace()), input)
    }

    /// Runs with a maximum file size of a block or two.
    #[cfg(unix)]
    pub(crate) fn xtask_with_small_files(&self, line: &str) -> Ran {
        let mut command = Command::new("sh");
        command.current_dir(self.folder.path());
        command.args(["-c", r#"trap "" XFSZ; ulimit -f 1; exec "$0" "$@""#]);
        command.arg(env!("CARGO_BIN_EXE_xtask"));
        self.run(command.args(line.split_whitespace()), "")
    }

    fn run(&self, command: &mut Command, input: &str) -> Ran {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A command that reads no input may have ended already.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let here = self.folder.path().canonicalize().unwrap();
        Ran {
            code: output.status.code().unwrap(),
            out: without_times(&text(output.stdout)),
            err: text(output.stderr).replace(&here.display().to_string(), "HERE"),
        }
    }

    /// The contents of all files, by path.
    pub(crate) fn contents(&self) -> BTreeMap<String, String> {
        self.files(|path| fs::read_to_string(path).unwrap())
    }

    /// The time of the last change of each file.
    pub(crate) fn times(&self) -> BTreeMap<String, SystemTime> {
        self.files(|path| path.metadata().unwrap().modified().unwrap())
    }

    fn files<T>(&self, read: impl Fn(&Path) -> T) -> BTreeMap<String, T> {
        let mut found = BTreeMap::new();
        let mut folders: Vec<PathBuf> = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let inner = path.strip_prefix(self.folder.path()).unwrap();
                let name: Vec<_> = inner.iter().map(|part| part.to_str().unwrap()).collect();
                found.insert(name.join("/"), read(&path));
            }
        }
        found
    }
}

fn without_times(text: &str) -> String {
    let line = |line: &str| match line.strip_suffix(" ms") {
        Some(start) => {
            format!("{}N ms\n", start.trim_end_matches(|c: char| c.is_ascii_digit()))
        }
        None => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}
