//! Determines the relation of an emitted crate to the cargo workspace around it.
//!
//! Cargo takes the nearest parent folder with a `[workspace]` as the root. It does not build a
//! crate below that is not a member, or a member that has a `[workspace]` itself.

use std::path::{Path, PathBuf};

use anyhow::Result;
use toml::de::DeTable;

use crate::paths;

/// The relation of a crate to the workspace around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Surroundings {
    /// No parent folder is a workspace, or the workspace excludes the crate.
    Free,
    /// The crate is a member of the workspace.
    Member {
        /// The manifest of the workspace.
        manifest: PathBuf,
    },
    /// The crate is in the workspace's build folder, where there are no members.
    BuildFolder,
    /// The crate is in the workspace, but not a member.
    NotListed {
        /// The manifest of the workspace.
        manifest: PathBuf,
        /// The path of the crate relative to the workspace, as in `members`.
        member: String,
    },
}

/// The lists of paths in the table `workspace` of a manifest.
struct Workspace {
    members: Vec<String>,
    exclude: Vec<String>,
}

impl Workspace {
    /// Reads the text of a manifest; `None` if it is not that of a workspace.
    fn parse(manifest: &str) -> Option<Self> {
        let manifest = DeTable::parse(manifest).ok()?;
        let workspace = manifest.get_ref().get("workspace")?.get_ref().as_table()?;
        let list = |key: &str| -> Vec<String> {
            let items = workspace.get(key).and_then(|value| value.get_ref().as_array());
            let texts = items.into_iter().flat_map(|items| items.iter());
            texts.filter_map(|item| Some(item.get_ref().as_str()?.to_owned())).collect()
        };
        Some(Self { members: list("members"), exclude: list("exclude") })
    }
}

impl Surroundings {
    /// Searches the parent folders of a crate.
    ///
    /// # Errors
    ///
    /// The path of the folder cannot be resolved.
    pub fn of(folder: &Path) -> Result<Self> {
        let folder = paths::real(folder)?;
        for root in folder.ancestors().skip(1) {
            let manifest = root.join("Cargo.toml");
            // Cargo ignores a manifest that it cannot read, too.
            let Ok(text) = std::fs::read_to_string(&manifest) else { continue };
            let Some(workspace) = Workspace::parse(&text) else { continue };
            return Ok(Self::in_workspace(&folder, root, manifest, &workspace));
        }
        Ok(Self::Free)
    }

    fn in_workspace(folder: &Path, root: &Path, manifest: PathBuf, workspace: &Workspace) -> Self {
        let inner = folder.strip_prefix(root).unwrap_or(folder);
        let steps: Vec<_> = inner.iter().map(|step| step.to_string_lossy()).collect();
        let steps: Vec<&str> = steps.iter().map(AsRef::as_ref).collect();
        let is_listed = |list: &[String], below: bool| {
            list.iter().any(|pattern| matches_path(pattern, &steps, below))
        };
        if is_listed(&workspace.members, false) {
            return Self::Member { manifest };
        }
        if is_listed(&workspace.exclude, true) {
            return Self::Free;
        }
        let between = folder.ancestors().take_while(|between| *between != root);
        let mut caches = between.filter(|between| between.join("CACHEDIR.TAG").is_file());
        if steps.first() == Some(&"target") || caches.next().is_some() {
            return Self::BuildFolder;
        }
        Self::NotListed { manifest, member: steps.join("/") }
    }
}

/// Whether a pattern of `members` or `exclude` matches a folder or, with `below`, one of its
/// parents. `*` matches any text within a name, `**` any number of folders.
fn matches_path(pattern: &str, steps: &[&str], below: bool) -> bool {
    let pattern: Vec<&str> = pattern.split('/').filter(|step| !matches!(*step, "" | ".")).collect();
    matches_steps(&pattern, steps, below)
}

fn matches_steps(pattern: &[&str], steps: &[&str], below: bool) -> bool {
    match (pattern.split_first(), steps.split_first()) {
        (None, None) => true,
        (None, Some(_)) => below,
        (Some((&"**", rest)), _) => (0..=steps.len())
            .any(|skip| matches_steps(rest, steps.get(skip..).unwrap_or(&[]), below)),
        (Some(_), None) => false,
        (Some((first, pattern)), Some((step, steps))) => {
            matches_name(first, step) && matches_steps(pattern, steps, below)
        }
    }
}

fn matches_name(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, rest)) => name.strip_prefix(start).is_some_and(|name| {
            let mut ends = name.char_indices().map(|(at, _)| at).chain([name.len()]);
            ends.any(|at| name.get(at..).is_some_and(|name| matches_name(rest, name)))
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn patterns() {
        for (pattern, path, matches) in [
            ("chime", "chime", true),
            ("./crates/chime/", "crates/chime", true),
            ("crates/*", "crates/chime", true),
            ("crates/*", "crates/aws/chime", false),
            ("crates/**", "crates/aws/chime", true),
            ("crates/aws-*-client", "crates/aws-chime-client", true),
            ("crates/aws-*-client", "crates/aws-chime", false),
            ("chime", "chime/inner", false),
        ] {
            let steps: Vec<&str> = path.split('/').collect();
            assert_eq!(matches_path(pattern, &steps, false), matches, "{pattern} {path}");
        }
        assert!(matches_path("vendor", &["vendor", "chime"], true));
    }

    #[test]
    fn places_in_a_workspace() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let manifest = root.join("Cargo.toml");
        fs::write(&manifest, "[workspace]\nmembers = ['app', 'crates/*']\nexclude = ['apart']\n")
            .unwrap();
        fs::create_dir_all(root.join("cache")).unwrap();
        fs::write(root.join("cache/CACHEDIR.TAG"), "").unwrap();
        let of = |path: &str| Surroundings::of(&root.join(path)).unwrap();
        let member = Surroundings::Member { manifest: manifest.clone() };
        assert_eq!(of("crates/chime"), member);
        assert_eq!(of("apart/chime"), Surroundings::Free);
        assert_eq!(of("target/chime"), Surroundings::BuildFolder);
        assert_eq!(of("cache/x/chime"), Surroundings::BuildFolder);
        let member = "clients/chime".to_owned();
        assert_eq!(of("app/../clients/chime"), Surroundings::NotListed { manifest, member });
        assert_eq!(Surroundings::of(&root).unwrap(), Surroundings::Free);
    }
}
