//! The [`Environment`] of this process: its variables, files and commands.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::off_thread::off_thread;
use super::{BoxFuture, Environment, child};

/// The environment of this process: its variables, the file system, and commands.
///
/// A command runs on a thread of its own. It may run for 60 seconds and write 64 KiB to its standard
/// output; it has no standard input, and shares the standard error of this process. Processes that it
/// started may outlive it.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProcessEnvironment;

impl Environment for ProcessEnvironment {
    fn var(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    fn vars(&self, prefix: &str) -> Vec<(String, String)> {
        let text = |(name, value): (OsString, OsString)| {
            let name = name.into_string().ok().filter(|name| name.starts_with(prefix))?;
            Some((name, value.into_string().ok()?))
        };
        std::env::vars_os().filter_map(text).collect()
    }

    /// Reads a regular file. Others, such as pipes and terminals, could block for ever.
    fn read(&self, path: &Path) -> io::Result<String> {
        let metadata = fs::metadata(path)?;
        if metadata.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if !metadata.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"));
        }
        fs::read_to_string(path)
    }

    fn write_private(&self, path: &Path, contents: &str) -> io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let beside = beside(path);
        let written = write_new(&beside, contents).and_then(|()| fs::rename(&beside, path));
        if written.is_err() {
            // The file may not have been created.
            let _ = fs::remove_file(&beside);
        }
        written
    }

    fn run(&self, command: Vec<String>) -> BoxFuture<'static, io::Result<Vec<u8>>> {
        off_thread("whitesmith-command", move || child::run(&command, child::TIME_LIMIT))
    }
}

/// Returns a path in the same folder that no other thread or process uses.
fn beside(path: &Path) -> PathBuf {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}-{count}.tmp", std::process::id()));
    path.with_file_name(name)
}

/// Writes a new file that only its owner can read.
fn write_new(path: &Path, contents: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(contents.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use whitesmith_runtime::internal::block_on;

    #[test]
    fn variables_are_found() {
        let process = ProcessEnvironment;
        let named = process.vars("CARGO_PKG_N");
        assert_eq!(named, [("CARGO_PKG_NAME".to_owned(), "whitesmith-client".to_owned())]);
        assert!(process.var("CARGO_PKG_NO_SUCH").is_none());
    }

    #[cfg(unix)]
    #[test]
    fn commands_run_without_a_shell() {
        let echo = ["echo", "$HOME", "a  b"].map(str::to_owned).to_vec();
        assert_eq!(block_on(ProcessEnvironment.run(echo)).unwrap(), b"$HOME a  b\n");
    }

    #[cfg(unix)]
    #[test]
    fn only_regular_files_are_read() {
        let folder = std::env::temp_dir().join(format!("whitesmith-read-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = |name: &str| folder.join(name);
        fs::write(path("text"), "hello").unwrap();
        fs::write(path("bytes"), b"\xff").unwrap();
        std::os::unix::fs::symlink(path("text"), path("link")).unwrap();
        std::os::unix::fs::symlink(path("loop"), path("loop")).unwrap();
        // Nothing writes to the pipe, so reading it would block for ever.
        let pipe = ["mkfifo".to_owned(), path("pipe").display().to_string()];
        block_on(ProcessEnvironment.run(pipe.to_vec())).unwrap();
        let read = |path: &Path| ProcessEnvironment.read(path);
        assert_eq!(read(&path("text")).unwrap(), "hello");
        assert_eq!(read(&path("link")).unwrap(), "hello");
        assert_eq!(read(&path("none")).unwrap_err().kind(), io::ErrorKind::NotFound);
        assert_eq!(read(&path("bytes")).unwrap_err().kind(), io::ErrorKind::InvalidData);
        assert_eq!(read(&folder).unwrap_err().kind(), io::ErrorKind::IsADirectory);
        assert!(read(&path("loop")).is_err());
        for endless in [&path("pipe"), Path::new("/dev/zero")] {
            assert_eq!(read(endless).unwrap_err().to_string(), "it is not a regular file");
        }
        fs::remove_dir_all(&folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn private_files_are_replaced_as_a_whole() {
        use std::os::unix::fs::PermissionsExt as _;

        let name = format!("whitesmith-private-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let path = folder.join("sso/cache/token.json");
        for contents in ["{}", "{\"a\": 1}"] {
            ProcessEnvironment.write_private(&path, contents).unwrap();
            assert_eq!(ProcessEnvironment.read(&path).unwrap(), contents);
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        assert!(ProcessEnvironment.write_private(&folder.join("sso"), "{}").is_err());
        let beside = fs::read_dir(path.parent().unwrap()).unwrap().count();
        assert_eq!((beside, fs::read_dir(&folder).unwrap().count()), (1, 1));
        fs::remove_dir_all(&folder).unwrap();
    }
}
