//! Computes the path from one folder to another for a `Cargo.toml`.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result, bail};

/// The path of the folder `to` for a `Cargo.toml` in the folder `from`, with `/` as separator. It
/// is relative, so that both can be moved or committed together. If symbolic links make a relative
/// path ambiguous, it is absolute.
pub(crate) fn way(from: &Path, to: &Path) -> Result<String> {
    let (plain_from, plain_to) = (lexical(&absolute(from)?), lexical(&absolute(to)?));
    let plain = relative(&plain_from, &plain_to);
    let way = if plain == relative(&real(from)?, &real(to)?) { plain } else { None };
    let named = match way {
        Some(way) => {
            let steps: Vec<_> = way.iter().map(|step| step.to_str()).collect();
            steps.into_iter().collect::<Option<Vec<_>>>().map(|steps| steps.join("/"))
        }
        None => plain_to.to_str().map(str::to_owned),
    };
    match named {
        Some(named) if named.is_empty() => Ok(".".to_owned()),
        Some(named) => Ok(named),
        None => {
            bail!(
                "the path {} is not Unicode, so a Cargo.toml cannot contain it",
                plain_to.display()
            )
        }
    }
}

/// Resolves symbolic links. A folder that does not exist yet is kept as it is.
pub(crate) fn real(path: &Path) -> Result<PathBuf> {
    let mut real = PathBuf::new();
    for component in absolute(path)?.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                real.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => {
                real.push(component);
                real = real.canonicalize().unwrap_or(real);
            }
        }
    }
    Ok(real)
}

fn absolute(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path).with_context(|| format!("cannot resolve {}", path.display()))
}

/// Removes `.` and `..` as cargo does, without resolving links.
fn lexical(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                clean.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => {
                clean.push(component);
            }
        }
    }
    clean
}

/// The relative path between two absolute folders; `None` on different drives of Windows.
fn relative(from: &Path, to: &Path) -> Option<PathBuf> {
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let shared = from.iter().zip(&to).take_while(|(from, to)| from == to).count();
    if shared == 0 {
        return None;
    }
    let up = from.iter().skip(shared).map(|_| Component::ParentDir);
    Some(up.chain(to.iter().skip(shared).copied()).collect())
}

/// The path of `path` relative to `folder`, with `/` as separator; `None` if it is not inside, or
/// not Unicode.
pub(crate) fn below(path: &Path, folder: &Path) -> Option<String> {
    let inner = path.strip_prefix(folder).ok()?;
    let parts: Option<Vec<&str>> = inner.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn ways_go_up_and_down() {
        for (from, to, expected) in [
            ("/a/b/c", "/a/d", "../../d"),
            ("/a/b", "/a/b/c", "c"),
            ("/a/b", "/c", "../../c"),
            ("/a", "/a", "."),
            ("/a/x/../b/./c/", "/a/y/../d", "../../d"),
            ("/a/../../b c", "/é/d", "../é/d"),
        ] {
            assert_eq!(way(Path::new(from), Path::new(to)).unwrap(), expected, "{from}");
        }
    }

    #[test]
    fn relative_paths_start_at_the_current_folder() {
        let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("runtime");
        let way = |out: &str| way(Path::new(out), &runtime).unwrap();
        assert_eq!(way("../shop/adhoc"), "../../runtime");
        assert_eq!(way("out"), "../../runtime");
        assert_eq!(way("."), "../runtime");
        assert_eq!(way("x/../../shop/"), "../runtime");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_makes_the_way_absolute() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir_all(root.join("deep/inside/crates")).unwrap();
        fs::create_dir(root.join("runtime")).unwrap();
        std::os::unix::fs::symlink(root.join("deep/inside/crates"), root.join("link")).unwrap();
        let runtime = root.join("runtime");
        let absolute = runtime.to_str().unwrap();
        assert_eq!(way(&root.join("link/chime"), &runtime).unwrap(), absolute);
        assert_eq!(way(&root.join("deep/x"), &runtime).unwrap(), "../../runtime");
        let real = real(&root.join("link/../new")).unwrap();
        assert_eq!(real, root.join("deep/inside/new"));
    }

    #[cfg(unix)]
    #[test]
    fn a_path_that_is_not_unicode() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt as _;
        let odd = Path::new("/a").join(OsStr::from_bytes(b"\xff"));
        assert_eq!(way(&odd, Path::new("/a/runtime")).unwrap(), "../runtime");
        let error = way(Path::new("/a/out"), &odd).unwrap_err().to_string();
        assert!(error.ends_with("is not Unicode, so a Cargo.toml cannot contain it"), "{error}");
    }
}
