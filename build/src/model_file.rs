//! Reads the text of a model, or explains why it cannot be read and what to do.

use std::io::{self, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

/// The location of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelFile {
    /// Standard input.
    StandardInput,
    /// A file.
    Path {
        /// The path of the file.
        path: PathBuf,
        /// The path as the user wrote it, for messages.
        shown: String,
    },
}

impl ModelFile {
    /// A model on the command line: `-` is standard input.
    #[must_use]
    pub fn from_argument(argument: &Path) -> Self {
        if argument.as_os_str() == "-" {
            Self::StandardInput
        } else {
            Self::Path { path: argument.to_owned(), shown: argument.display().to_string() }
        }
    }

    /// The name in messages.
    #[must_use]
    pub fn shown(&self) -> &str {
        match self {
            Self::StandardInput => "standard input",
            Self::Path { shown, .. } => shown,
        }
    }

    /// Reads the model.
    ///
    /// # Errors
    ///
    /// The file cannot be read or is not UTF-8. The message has help.
    pub fn read(&self) -> Result<String> {
        let bytes = match self {
            Self::StandardInput => read_standard_input()?,
            Self::Path { path, shown } => read_path(path, shown)?,
        };
        text(bytes, self.shown())
    }
}

fn read_standard_input() -> Result<Vec<u8>> {
    let mut input = io::stdin().lock();
    if input.is_terminal() {
        eprintln!("reading the model from the terminal; press Ctrl-D at its end");
    }
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).context("cannot read the model from standard input")?;
    Ok(bytes)
}

fn read_path(path: &Path, shown: &str) -> Result<Vec<u8>> {
    if path.is_dir() {
        bail!("the model {shown} is a folder\n  help: name a .json file in it");
    }
    if path.extension().is_some_and(|extension| extension == "smithy") {
        bail!(
            "the model {shown} is in Smithy IDL, which is not supported\n  \
             help: convert it to JSON with the Smithy CLI: `smithy ast {shown} > model.json`"
        );
    }
    std::fs::read(path).map_err(|cause| {
        let help = match cause.kind() {
            io::ErrorKind::NotFound => match nearest(path, shown) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => "check the path: it is relative to the folder of codegen.toml, in a build \
                         script to the folder of the package, and on the command line to the \
                         current folder"
                    .to_owned(),
            },
            io::ErrorKind::PermissionDenied => "check the permissions of the file".to_owned(),
            _ => "check that the file can be read".to_owned(),
        };
        anyhow::anyhow!("cannot read the model {shown}: {cause}\n  help: {help}")
    })
}

/// The model in the same folder with the most similar name.
fn nearest(path: &Path, shown: &str) -> Option<String> {
    let wanted = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = std::fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let is_model = |name: &String| Path::new(name).extension().is_some_and(|end| end == "json");
    let models = names.filter(is_model);
    let scored = models.map(|name| (strsim::jaro_winkler(wanted, &name), name));
    let near = scored.filter(|(score, _)| *score > 0.85);
    let (_, name) = near.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
    Some(format!("{}{name}", shown.strip_suffix(wanted)?))
}

/// Decodes UTF-8. A byte order mark, which some editors add, is dropped.
fn text(bytes: Vec<u8>, shown: &str) -> Result<String> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        bail!("the model {shown} is UTF-16\n  help: save it as UTF-8");
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(valid).filter(|byte| **byte == b'\n').count() + 1;
        anyhow::anyhow!(
            "the model {shown} is not UTF-8: line {line}, byte {valid} of the file\n  \
             help: save it as UTF-8"
        )
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &Path) -> String {
        let shown = "model.json".to_owned();
        match (ModelFile::Path { path: path.to_owned(), shown }).read() {
            Ok(text) => format!("ok: {text}"),
            Err(error) => format!("{error:#}"),
        }
    }

    #[test]
    fn contents() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("model.json");
        let cases: [(&[u8], &str); 4] = [
            (b"{}", "ok: {}"),
            (b"\xef\xbb\xbf{}", "ok: {}"),
            (b"\xff\xfe{\0", "the model model.json is UTF-16\n  help: save it as UTF-8"),
            (
                b"{\n\"a\xff\"}",
                "the model model.json is not UTF-8: line 2, byte 4 of the file\n  \
                 help: save it as UTF-8",
            ),
        ];
        for (bytes, expected) in cases {
            std::fs::write(&path, bytes).unwrap();
            assert_eq!(read(&path), expected);
        }
    }

    #[test]
    fn paths_that_are_no_model() {
        let folder = tempfile::tempdir().unwrap();
        assert!(read(folder.path()).starts_with("the model model.json is a folder\n  help: "));
        let absent = read(&folder.path().join("absent.json"));
        assert!(absent.starts_with("cannot read the model model.json: "), "{absent}");
        assert!(absent.contains("\n  help: check the path"), "{absent}");
        let idl = read(&folder.path().join("weather.smithy"));
        assert!(idl.contains("`smithy ast model.json > model.json`"), "{idl}");
    }
}
