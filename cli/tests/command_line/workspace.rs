//! Runs the binary in a temporary folder.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A service with two operations.
pub(crate) const MODEL: &str = include_str!("weather.json");

/// A model with the services `Tides`, of the version `1`, and `Weather`, of another version.
pub(crate) fn two_services(version: &str) -> String {
    let tides = r#""com.example#Tides": {"type": "service", "version": "1",
        "operations": [{"target": "com.example#Ping"}], "traits": {"aws.protocols#restJson1": {}}},"#;
    let model = MODEL.replace("\"version\": \"1\"", &format!("\"version\": \"{version}\""));
    model.replacen("\"shapes\": {", &format!("\"shapes\": {{{tides}"), 1)
}

/// The output of the binary. In both texts, times are replaced by `N ms`, and the folder's own path by `HERE`.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// Standard error, of a command that fails and prints nothing else.
    pub(crate) fn failure(self) -> String {
        assert_eq!((self.code, self.out.as_str()), (1, ""), "{}", self.err);
        self.err
    }

    /// Standard output, of a command that succeeds without messages.
    pub(crate) fn success(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{}", self.out);
        self.out
    }
}

/// An empty folder.
pub(crate) struct Workspace {
    folder: TempDir,
    variables: Vec<(&'static str, String)>,
}

impl Workspace {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), variables: Vec::new() }
    }

    /// A folder with `weather.json`, and a codegen.toml that generates `weather/` from it.
    pub(crate) fn with_weather() -> Self {
        let workspace = Self::new();
        workspace.put("weather.json", MODEL);
        workspace.put("codegen.toml", "[[crate]]\nmodel = 'weather.json'\nout = 'weather'\n");
        workspace
    }

    pub(crate) fn set(&mut self, variable: &'static str, value: String) {
        self.variables.push((variable, value));
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn run(&self, line: &str) -> Ran {
        self.run_words(&line.split_whitespace().collect::<Vec<_>>())
    }

    pub(crate) fn run_words<S: AsRef<OsStr>>(&self, words: &[S]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_whitesmith"));
        self.finish(command.args(words).stdout(Stdio::piped()), "")
    }

    pub(crate) fn run_reading(&self, line: &str, input: &str) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_whitesmith"));
        command.args(line.split_whitespace()).stdout(Stdio::piped());
        self.finish(&mut command, input)
    }

    /// Runs with a maximum file size of a block or two, as if the disk were full.
    #[cfg(unix)]
    pub(crate) fn run_with_small_files(&self, line: &str) -> Ran {
        let mut command = Command::new("sh");
        command.args(["-c", r#"trap "" XFSZ; ulimit -f 1; exec "$0" "$@""#]);
        command.arg(env!("CARGO_BIN_EXE_whitesmith"));
        command.args(line.split_whitespace()).stdout(Stdio::piped());
        self.finish(&mut command, "")
    }

    /// Runs in a folder of the workspace.
    pub(crate) fn run_in(&self, folder: &str, line: &str) -> Ran {
        let mut command = Command::new("sh");
        command.args(["-c", r#"cd "$1" && shift && exec "$0" "$@""#]);
        command.arg(env!("CARGO_BIN_EXE_whitesmith")).arg(folder);
        self.finish(command.args(line.split_whitespace()).stdout(Stdio::piped()), "")
    }

    /// Runs with a closed pipe as standard output, as in `… | head`.
    pub(crate) fn run_unread(&self, line: &str) -> Ran {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = Command::new(env!("CARGO_BIN_EXE_whitesmith"));
        command.args(line.split_whitespace()).stdout(writer);
        self.finish(&mut command, "")
    }

    /// Runs a program that is not ours.
    pub(crate) fn run_program(&self, program: &str, words: &[&str]) -> Ran {
        self.finish(Command::new(program).args(words).stdout(Stdio::piped()), "")
    }

    fn finish(&self, command: &mut Command, input: &str) -> Ran {
        command.current_dir(self.folder.path());
        command.env_remove("SMITHY_PLUGIN_DIR").env_remove("SMITHY_ROOT_DIR");
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A command that reads no input may have ended already.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let here = self.folder.path().canonicalize().unwrap().display().to_string();
        let text = |bytes| without_times(&String::from_utf8(bytes).unwrap()).replace(&here, "HERE");
        Ran {
            code: output.status.code().unwrap(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// The contents of all files, by path.
    pub(crate) fn contents(&self) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        let mut folders: Vec<PathBuf> = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.insert(self.inner(&path), fs::read_to_string(&path).unwrap());
                }
            }
        }
        found
    }

    fn inner(&self, path: &Path) -> String {
        let inner = path.strip_prefix(self.folder.path()).unwrap();
        inner.iter().map(|part| part.to_str().unwrap()).collect::<Vec<_>>().join("/")
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
