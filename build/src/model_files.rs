//! Reads the texts of a model in several files and folders, or reports all that cannot be read.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use whitesmith::Source;

use crate::Place;
use crate::input_problem::{InputProblem, InputProblems};
use crate::model_file::ModelFile;

/// The files of a model. A folder stands for its `.json` files, in the order of their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelFiles(Vec<ModelFile>);

/// The texts of a model, each with the name of its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModelTexts(Vec<(String, String)>);

impl ModelTexts {
    /// The texts as sources for the generator.
    #[must_use]
    pub fn sources(&self) -> Vec<Source<'_>> {
        self.0.iter().map(|(name, text)| Source { name, text }).collect()
    }

    /// Sets the text of a file; a file that is not part of the model is added.
    pub fn set(&mut self, name: &str, text: String) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = text,
            None => self.0.push((name.to_owned(), text)),
        }
    }
}

impl ModelFiles {
    /// A model in several files or folders.
    #[must_use]
    pub fn new(files: Vec<ModelFile>) -> Self {
        Self(files)
    }

    /// A model on the command line: `-` is standard input.
    #[must_use]
    pub fn from_arguments(arguments: &[PathBuf]) -> Self {
        Self(arguments.iter().map(|argument| ModelFile::from_argument(argument)).collect())
    }

    /// Its files and folders.
    #[cfg(feature = "codegen-toml")]
    pub(crate) fn files(&self) -> &[ModelFile] {
        &self.0
    }

    /// The names of its files and folders, as the user wrote them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(ModelFile::shown)
    }

    /// The name of the model in messages.
    #[must_use]
    pub fn title(&self) -> String {
        match self.0.as_slice() {
            [] => "no model".to_owned(),
            [only] => only.shown().to_owned(),
            [first, others @ ..] => format!("{} and {} more", first.shown(), others.len()),
        }
    }

    /// Reads all files, each once.
    ///
    /// # Errors
    ///
    /// All files that cannot be read or are not UTF-8, and all folders without models.
    pub fn read(&self) -> Result<ModelTexts> {
        self.read_with_places(|_| None)
    }

    /// Reads all files. A problem with a file or folder has the place that `place` returns.
    pub(crate) fn read_with_places(
        &self,
        place: impl Fn(&ModelFile) -> Option<(String, Place)>,
    ) -> Result<ModelTexts> {
        let (mut seen, mut texts, mut problems) = (Vec::new(), Vec::new(), Vec::new());
        for asked in &self.0 {
            let mut add = |error: anyhow::Error| {
                problems.push(InputProblem::from_text(place(asked), &format!("{error:#}")));
            };
            for file in expand(asked).map_err(&mut add).unwrap_or_default() {
                let identity = identity(&file);
                if seen.contains(&identity) {
                    continue;
                }
                seen.push(identity);
                if let Ok(text) = file.read().map_err(&mut add) {
                    texts.push((file.shown().to_owned(), text));
                }
            }
        }
        if problems.is_empty() {
            Ok(ModelTexts(texts))
        } else {
            Err(InputProblems(problems).into())
        }
    }
}

/// The identity of a file, so that a file that is named twice, such as by itself and by its folder,
/// is read once.
fn identity(file: &ModelFile) -> Option<PathBuf> {
    match file {
        ModelFile::StandardInput => None,
        ModelFile::Path { path, .. } => {
            Some(path.canonicalize().unwrap_or_else(|_| path.to_owned()))
        }
    }
}

/// The file itself, or the models in a folder.
fn expand(asked: &ModelFile) -> Result<Vec<ModelFile>> {
    let (path, shown) = match asked {
        ModelFile::Path { path, shown } if path.is_dir() => (path, shown),
        ModelFile::Path { .. } | ModelFile::StandardInput => return Ok(vec![asked.clone()]),
    };
    let names = names(path).map_err(|cause| {
        let help = "check that the folder can be read";
        anyhow!("cannot read the folder {shown}: {cause}\n  help: {help}")
    })?;
    let with = |end: &str| {
        let has_end = |name: &&String| Path::new(name).extension().is_some_and(|has| has == end);
        names.iter().filter(has_end).cloned().collect::<Vec<String>>()
    };
    let models = with("json");
    if models.is_empty() {
        let help = if with("smithy").is_empty() {
            "name a .json file, or a folder with .json files".to_owned()
        } else {
            format!("convert its .smithy files to JSON: `smithy ast {shown} > model.json`")
        };
        bail!("the folder {shown} has no .json file\n  help: {help}");
    }
    let shown = shown.trim_end_matches('/');
    let file =
        |name: String| ModelFile::Path { path: path.join(&name), shown: format!("{shown}/{name}") };
    Ok(models.into_iter().map(file).collect())
}

/// The names of the files in a folder, sorted.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.path().is_file() {
            names.extend(entry.file_name().into_string());
        }
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names and texts of a model whose files and folders are in `root`, or the error.
    fn read(root: &Path, asked: &[&str]) -> String {
        let file =
            |shown: &&str| ModelFile::Path { path: root.join(shown), shown: (*shown).into() };
        let files = ModelFiles::new(asked.iter().map(file).collect());
        match files.read() {
            Ok(texts) => {
                let texts = texts.0.iter().map(|(name, text)| format!("{name} {text}"));
                texts.collect::<Vec<_>>().join(", ")
            }
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn files_and_folders() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        std::fs::create_dir_all(root.join("models/deep.json")).unwrap();
        std::fs::create_dir(root.join("idl")).unwrap();
        std::fs::create_dir(root.join("empty")).unwrap();
        for (path, text) in [
            ("models/b.json", "b"),
            ("models/a.json", "a"),
            ("models/notes.txt", "n"),
            ("fix.json", "f"),
            ("idl/a.smithy", "i"),
            ("models/deep.json/c.json", "c"),
        ] {
            std::fs::write(root.join(path), text).unwrap();
        }
        let cases: [(&[&str], &str); 6] = [
            (&["models"], "models/a.json a, models/b.json b"),
            (&["models/", "fix.json"], "models/a.json a, models/b.json b, fix.json f"),
            (&["models/b.json", "models"], "models/b.json b, models/a.json a"),
            (&["fix.json", "./fix.json"], "fix.json f"),
            (
                &["empty"],
                "the folder empty has no .json file\n  \
                 help: name a .json file, or a folder with .json files",
            ),
            (
                &["idl"],
                "the folder idl has no .json file\n  \
                 help: convert its .smithy files to JSON: `smithy ast idl > model.json`",
            ),
        ];
        for (asked, expected) in cases {
            assert_eq!(read(root, asked), expected, "{asked:?}");
        }
        let both = read(root, &["absent.json", "fix.json", "empty"]);
        assert!(both.starts_with("cannot read the model absent.json: "), "{both}");
        assert!(both.contains("\nerror: the folder empty has no .json file"), "{both}");
    }

    #[test]
    fn titles() {
        let title = |arguments: &[&str]| {
            let paths: Vec<PathBuf> = arguments.iter().map(PathBuf::from).collect();
            ModelFiles::from_arguments(&paths).title()
        };
        assert_eq!(title(&["-"]), "standard input");
        assert_eq!(title(&["a.json", "b.json", "c"]), "a.json and 2 more");
    }
}
