//! Nests the files of modules in one file.
//!
//! A module that is included from `OUT_DIR` is one file: a `mod name;` in it would be looked for relative to
//! that folder, which not every tool does.

use std::fmt::Write as _;

use crate::files::Files;

/// The file at `path` as the block of an item that begins with `head`, such as `pub mod weather`. Each
/// declaration of a module in it becomes the block of that module.
pub(super) fn module(head: &str, path: &str, files: &Files) -> String {
    let mut text = format!("{head} {{\n");
    let mut lines = files.get(path).map_or("", String::as_str).lines().peekable();
    while let Some(line) = lines.next() {
        let Some((declaration, nested)) = declared(line, path, files) else {
            push(&mut text, line);
            continue;
        };
        for line in module(declaration, &nested, files).lines() {
            push(&mut text, line);
        }
        if lines.peek().is_some_and(|next| !next.is_empty()) {
            text.push('\n');
        }
    }
    text.push_str("}\n");
    text
}

/// A line, one step in.
fn push(text: &mut String, line: &str) {
    // Writing to a string cannot fail.
    let _ = if line.is_empty() { writeln!(text) } else { writeln!(text, "    {line}") };
}

/// The declaration of a module that has a file, and that file. The formatter puts each declaration on a line
/// of its own, and no literal has several lines.
fn declared<'l>(line: &'l str, path: &str, files: &Files) -> Option<(&'l str, String)> {
    let declaration = line.strip_suffix(';')?;
    let name = declaration.strip_prefix("pub ").unwrap_or(declaration).strip_prefix("mod ")?;
    let folder = match path.rsplit_once('/') {
        Some((folder, "lib.rs")) => folder,
        _ => path.strip_suffix(".rs")?,
    };
    let file = format!("{folder}/{name}.rs");
    files.contains_key(&file).then_some((declaration, file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_nested() {
        let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
        let files = Files::from([
            file("src/lib.rs", "//! Root.\n\npub mod a;\nmod b;\nmod absent;\n\npub use b::C;\n"),
            file("src/a.rs", "pub mod inner;\n"),
            file("src/a/inner.rs", "//! Inner.\n\npub struct D;\n"),
            file("src/b.rs", "pub struct C;\n"),
        ]);
        let expected = "\
pub mod weather {
    //! Root.

    pub mod a {
        pub mod inner {
            //! Inner.

            pub struct D;
        }
    }

    mod b {
        pub struct C;
    }

    mod absent;

    pub use b::C;
}
";
        assert_eq!(module("pub mod weather", "src/lib.rs", &files), expected);
    }
}
