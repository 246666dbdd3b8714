//! Defines what differs between the programs that have the commands of this library.

use std::ffi::OsString;

use whitesmith_build::runtime_crate::DefaultRuntime;

/// A program with the commands of this library.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// The words that run it, such as `cargo xtask`.
    pub name: &'static str,
    /// The command that generates crates.
    pub generate: &'static str,
    /// The command that does the same and writes nothing, if there is one besides the option `--check`.
    pub check: Option<&'static str>,
    /// The runtime of crates for which nothing else is chosen.
    pub runtime: DefaultRuntime,
    /// What to do in a folder without a codegen.toml.
    pub without_file: &'static str,
}

impl Program {
    /// The command line that brings up to date what a command line checks. `words` are its arguments;
    /// what is not Unicode in them is replaced.
    #[must_use]
    pub fn without_check(&self, words: impl Iterator<Item = OsString>) -> String {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,+@#%".contains(c);
        let words = words.map(|word| word.to_string_lossy().into_owned());
        let words = words.filter(|word| word != "--check").enumerate();
        let quoted = words.map(|(index, word)| {
            if index == 0 && Some(word.as_str()) == self.check {
                self.generate.to_owned()
            } else if !word.is_empty() && !word.starts_with('#') && word.chars().all(plain) {
                word
            } else {
                format!("'{}'", word.replace('\'', r"'\''"))
            }
        });
        [self.name.to_owned()].into_iter().chain(quoted).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_to_run() {
        let xtask = Program {
            name: "cargo xtask",
            generate: "codegen",
            check: None,
            runtime: DefaultRuntime::Checkout,
            without_file: "",
        };
        let installed =
            Program { name: "whitesmith", generate: "generate", check: Some("check"), ..xtask };
        let cases: [(Program, &[&str], &str); 5] = [
            (xtask, &["codegen", "--check"], "cargo xtask codegen"),
            (
                xtask,
                &["codegen", "--check", "--model", "a.json", "--out", "my crate"],
                "cargo xtask codegen --model a.json --out 'my crate'",
            ),
            (
                xtask,
                &["codegen", "--service", "a.b#C", "--name", "it's"],
                r"cargo xtask codegen --service a.b#C --name 'it'\''s'",
            ),
            (installed, &["check"], "whitesmith generate"),
            (
                installed,
                &["generate", "--check", "--out", "check"],
                "whitesmith generate --out check",
            ),
        ];
        for (program, words, expected) in cases {
            let words = words.iter().map(OsString::from);
            assert_eq!(program.without_check(words), expected);
        }
    }
}
