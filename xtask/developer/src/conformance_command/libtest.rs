//! Parses the output of `cargo test` for a test file: the number of tests that passed, and the
//! output of the failures.

/// The outcome of the tests of a crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    /// The output of the failed tests, or why none ran.
    pub(crate) words: String,
    /// Whether the tests could be built.
    pub(crate) ran: bool,
    /// The date of the partitions, if not the current ones.
    pub(crate) partitions: Option<&'static str>,
}

impl Default for Outcome {
    /// No test has run, and none has failed.
    fn default() -> Self {
        Self { passed: 0, failed: 0, words: String::new(), ran: true, partitions: None }
    }
}

impl Outcome {
    /// Adds the outcome of other tests of the same crate.
    pub(crate) fn add(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ran &= other.ran;
        self.partitions = self.partitions.or(other.partitions);
        if !self.words.is_empty() && !other.words.is_empty() {
            self.words.push('\n');
        }
        self.words.push_str(&other.words);
    }

    /// Parses the output of a run with this many tests. Tests that did not run have failed.
    pub(crate) fn of(stdout: &str, stderr: &str, cases: usize) -> Self {
        match stdout.lines().find_map(counts) {
            Some((passed, failed)) => Self {
                passed,
                failed: failed.max(cases.saturating_sub(passed)),
                words: said_by_failures(stdout),
                ..Self::default()
            },
            None => Self { failed: cases, words: errors(stderr), ran: false, ..Self::default() },
        }
    }
}

/// The counts in `test result: FAILED. 115 passed; 3 failed; 0 ignored; …`.
fn counts(line: &str) -> Option<(usize, usize)> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let count = |what: &str| {
        counts.split("; ").find_map(|part| part.strip_suffix(what)?.trim().parse().ok())
    };
    Some((count("passed")?, count("failed")?))
}

/// The text between the first heading `failures:` and the second, which only lists names.
fn said_by_failures(stdout: &str) -> String {
    let said = stdout.split("\nfailures:\n").nth(1).unwrap_or_default();
    let note = "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace";
    let lines = said.trim().lines().filter(|line| *line != note);
    lines.collect::<Vec<_>>().join("\n")
}

/// The errors of the compiler or of cargo, without the warnings before them.
fn errors(stderr: &str) -> String {
    const ENOUGH: usize = 40;
    let lines = stderr.lines().skip_while(|line| !line.starts_with("error"));
    lines.take(ENOUGH).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_passed() {
        let stdout = "\nrunning 2 tests\n..\ntest result: ok. 2 passed; 0 failed; 0 ignored\n";
        let expected = Outcome { passed: 2, ..Outcome::default() };
        assert_eq!(Outcome::of(stdout, "", 2), expected);
        assert_eq!(Outcome::of(stdout, "", 3).failed, 1, "one did not run");
    }

    #[test]
    fn some_failed() {
        let stdout = "\nrunning 2 tests\n\nfailures:\n\n---- a stdout ----\n- no header\n\n\n\
                      failures:\n    a\n\ntest result: FAILED. 1 passed; 1 failed; 0 ignored\n";
        let outcome = Outcome::of(stdout, "error: test failed", 2);
        assert_eq!((outcome.passed, outcome.failed), (1, 1));
        assert_eq!(outcome.words, "---- a stdout ----\n- no header");
    }

    #[test]
    fn none_ran() {
        let outcome = Outcome::of("", "warning: x\nerror[E0308]: mismatched types\n --> a\n", 4);
        assert_eq!((outcome.passed, outcome.failed, outcome.ran), (0, 4, false));
        assert_eq!(outcome.words, "error[E0308]: mismatched types\n --> a");
    }
}
