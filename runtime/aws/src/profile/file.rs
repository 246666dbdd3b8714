//! Locates and reads the shared `config` and `credentials` files.
//!
//! See the AWS SDKs and Tools Reference Guide, "Location of the shared config and credentials files".

use std::io;
use std::path::{Path, PathBuf};

use super::variable;
use crate::SettingsError;
use whitesmith_client::Environment;

/// One of the shared files.
#[derive(Clone, Copy)]
pub(super) enum SharedFile {
    Config,
    Credentials,
}

impl SharedFile {
    /// The environment variable with the path of the file.
    fn variable(self) -> &'static str {
        match self {
            Self::Config => "AWS_CONFIG_FILE",
            Self::Credentials => "AWS_SHARED_CREDENTIALS_FILE",
        }
    }

    /// The name of the file in the folder `.aws` of the home directory.
    fn default_name(self) -> &'static str {
        match self {
            Self::Config => "config",
            Self::Credentials => "credentials",
        }
    }

    /// Reads the file, and returns its path and its text; `None` if it does not exist.
    ///
    /// # Errors
    ///
    /// The file exists but cannot be read, or the variable names a file that does not exist.
    pub(super) fn read(
        self,
        environment: &dyn Environment,
    ) -> Result<Option<(String, String)>, SettingsError> {
        let (path, is_named) = match variable(environment, self.variable()) {
            Some(text) => (self.expand(environment, &text)?, true),
            None => match home(environment) {
                Some(home) => (home.join(".aws").join(self.default_name()), false),
                None => return Ok(None),
            },
        };
        if path == Path::new("/dev/null") {
            return Ok(None);
        }
        match environment.read(&path) {
            Ok(text) => Ok(Some((path.display().to_string(), text))),
            Err(error) if !is_missing(&error) => {
                Err(SettingsError::of_file(&path, format!("cannot be read: {error}")))
            }
            Err(_) if is_named => {
                let message = format!("the file {} does not exist", path.display());
                Err(SettingsError::of_variable(self.variable(), message))
            }
            Err(_) => Ok(None),
        }
    }

    /// Expands a `~` that is alone or followed by a separator to the home directory. `~user` is not
    /// expanded.
    fn expand(self, environment: &dyn Environment, path: &str) -> Result<PathBuf, SettingsError> {
        let Some(rest) = path.strip_prefix('~') else { return Ok(PathBuf::from(path)) };
        let is_separator = |c: char| c == '/' || (cfg!(windows) && c == '\\');
        if !rest.is_empty() && !rest.starts_with(is_separator) {
            return Ok(PathBuf::from(path));
        }
        let home = home(environment).ok_or_else(|| {
            let message = "begins with `~`, and neither HOME nor USERPROFILE is set";
            SettingsError::of_variable(self.variable(), message)
        })?;
        let rest = rest.trim_start_matches(is_separator);
        Ok(if rest.is_empty() { home } else { home.join(rest) })
    }
}

/// Returns the home directory: `HOME`, else `USERPROFILE`, else `HOMEDRIVE` with `HOMEPATH`.
pub(crate) fn home(environment: &dyn Environment) -> Option<PathBuf> {
    let home = ["HOME", "USERPROFILE"].iter().find_map(|name| variable(environment, name));
    let home = home.or_else(|| {
        let drive = variable(environment, "HOMEDRIVE")?;
        Some(drive + &variable(environment, "HOMEPATH")?)
    })?;
    Some(PathBuf::from(home))
}

/// Whether the file does not exist. `/dev/null/config` is a common way to disable a file.
fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
