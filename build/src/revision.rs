//! Reads files as they are in a revision of a git repository, with the command `git`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, anyhow, bail};

use crate::model_file::ModelFile;
use crate::model_files::{ModelFiles, ModelTexts};
use crate::paths;

/// A commit of a repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The root of the working tree.
    root: PathBuf,
    /// The full id of the commit.
    commit: String,
    /// What the user calls it.
    shown: String,
}

impl Revision {
    /// Finds a commit by its name (<https://git-scm.com/docs/gitrevisions>), in the repository of a folder.
    ///
    /// # Errors
    ///
    /// `git` cannot be run, the folder is not in a repository, or the repository has no such commit.
    pub fn named(folder: &Path, name: &str) -> Result<Self> {
        let root = root(folder)?;
        let arguments = ["rev-parse", "--quiet", "--verify", "--end-of-options"];
        let commit = git(&root, &[&arguments[..], &[&format!("{name}^{{commit}}")]].concat())?;
        let Some(commit) = commit else {
            bail!(
                "the repository {} has no revision `{name}`\n  help: `git log` lists the revisions; in a shallow \
                   clone, fetch its history with `git fetch --unshallow`",
                root.display()
            );
        };
        Ok(Self { root, commit: trimmed(&commit).to_owned(), shown: name.to_owned() })
    }

    /// The last commit that changed a folder; `None` if there is none, as for a folder that is not in a repository.
    ///
    /// # Errors
    ///
    /// The history of the repository is not complete.
    pub fn that_changed(folder: &Path) -> Result<Option<Self>> {
        let Ok(root) = root(folder) else { return Ok(None) };
        let path = relative(&root, folder)?;
        // The root of the working tree has the path "", which git does not accept here.
        let path = if path.is_empty() { "." } else { &path };
        let last = ["--literal-pathspecs", "rev-list", "-1", "HEAD", "--", path];
        let commit = git(&root, &last)?.map(|text| trimmed(&text).to_owned());
        let Some(commit) = commit.filter(|commit| !commit.is_empty()) else { return Ok(None) };
        if git(&root, &["rev-parse", "--is-shallow-repository"])?
            .is_some_and(|text| trimmed(&text) == "true")
        {
            bail!(
                "the clone of the repository is shallow\n  help: fetch its history with `git fetch --unshallow`, \
                   or with `fetch-depth: 0` of actions/checkout"
            );
        }
        let shown = commit.chars().take(12).collect();
        Ok(Some(Self { root, commit, shown }))
    }

    /// The name of the revision in messages.
    #[must_use]
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Whether the revision has a file or folder of a model.
    ///
    /// # Errors
    ///
    /// A file is outside the repository, or the model is standard input, which no revision has.
    pub fn has_model(&self, files: &ModelFiles) -> Result<bool> {
        for file in files.files() {
            let object = format!("{}:{}", self.commit, relative(&self.root, self.path(file)?.0)?);
            if git(&self.root, &["cat-file", "-e", &object])?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The text of a file; `None` if the revision does not have it.
    ///
    /// # Errors
    ///
    /// The file is outside the repository, or not UTF-8.
    pub fn text(&self, file: &Path) -> Result<Option<String>> {
        let path = relative(&self.root, file)?;
        let object = format!("{}:{path}", self.commit);
        let Some(bytes) = git(&self.root, &["cat-file", "blob", &object])? else { return Ok(None) };
        let text = String::from_utf8(bytes);
        text.map(Some).map_err(|_| anyhow!("{path} of the revision {} is not UTF-8", self.shown))
    }

    /// The texts of a model as they are in the revision. A folder stands for its `.json` files.
    ///
    /// # Errors
    ///
    /// The revision does not have a file, or a file is outside the repository or not UTF-8.
    pub fn model(&self, files: &ModelFiles) -> Result<ModelTexts> {
        let mut texts = ModelTexts::default();
        for file in files.files() {
            let (path, shown) = self.path(file)?;
            for (path, shown) in self.expand(path, shown)? {
                let Some(text) = self.text(&path)? else {
                    bail!(
                        "the revision {0} has no file {shown}\n  help: `git:{0}:PATH` is the file at another path",
                        self.shown
                    );
                };
                texts.set(&format!("{}:{shown}", self.shown), text);
            }
        }
        Ok(texts)
    }

    /// The path of a file, and the path for messages.
    fn path<'f>(&self, file: &'f ModelFile) -> Result<(&'f Path, &'f str)> {
        match file {
            ModelFile::Path { path, shown } => Ok((path, shown)),
            ModelFile::StandardInput => bail!(
                "standard input has no revision `{0}`\n  help: name the path of the model in the revision, as in \
                 `git:{0}:model.json`",
                self.shown
            ),
        }
    }

    /// The file itself, or the models in a folder.
    fn expand(&self, path: &Path, shown: &str) -> Result<Vec<(PathBuf, String)>> {
        let object = format!("{}:{}", self.commit, relative(&self.root, path)?);
        let kind = git(&self.root, &["cat-file", "-t", &object])?;
        if kind.is_none_or(|kind| trimmed(&kind) != "tree") {
            return Ok(vec![(path.to_owned(), shown.to_owned())]);
        }
        let names =
            git(&self.root, &["ls-tree", "--name-only", "-z", &object])?.unwrap_or_default();
        let names = String::from_utf8_lossy(&names).into_owned();
        let models = names
            .split('\0')
            .filter(|name| Path::new(name).extension().is_some_and(|end| end == "json"));
        let shown = shown.trim_end_matches('/');
        Ok(models.map(|name| (path.join(name), format!("{shown}/{name}"))).collect())
    }
}

/// The root of the working tree that a folder is in, or would be.
fn root(folder: &Path) -> Result<PathBuf> {
    let real = paths::real(folder)?;
    let existing = real.ancestors().find(|folder| folder.is_dir()).unwrap_or(&real);
    let Some(top) = git(existing, &["rev-parse", "--show-toplevel"])? else {
        bail!("{} is not in a git repository", folder.display());
    };
    let top = trimmed(&top);
    if top.is_empty() {
        bail!("{} is not in the working tree of a git repository", folder.display());
    }
    Ok(PathBuf::from(top))
}

/// The path of a file in its repository, with slashes.
fn relative(root: &Path, file: &Path) -> Result<String> {
    let real = paths::real(file)?;
    let Ok(path) = real.strip_prefix(paths::real(root)?) else {
        bail!("{} is not in the repository {}", file.display(), root.display());
    };
    let parts: Option<Vec<&str>> =
        path.components().map(|part| part.as_os_str().to_str()).collect();
    let parts = parts.with_context(|| format!("the path {} is not Unicode", file.display()))?;
    Ok(parts.join("/"))
}

/// The variables that a hook of git sets for its own repository, which need not be the one that is read.
const OF_A_HOOK: [&str; 5] =
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX"];

/// What git prints on standard output; `None` if it fails.
fn git(folder: &Path, arguments: &[&str]) -> Result<Option<Vec<u8>>> {
    let mut command = Command::new("git");
    // Neither the user's configuration nor a lock that git takes to refresh its index may matter.
    command.arg("-C").arg(folder).arg("--no-optional-locks").args(arguments);
    command.env("LC_ALL", "C");
    for variable in OF_A_HOOK {
        command.env_remove(variable);
    }
    let output = command.output().map_err(|cause| {
        anyhow!(
            "cannot run git: {cause}\n  help: install git, which reads the revisions of a model"
        )
    })?;
    Ok(output.status.success().then_some(output.stdout))
}

fn trimmed(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default().trim_end_matches(['\n', '\r'])
}
