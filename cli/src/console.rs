//! Prints messages and results, for people or for programs.

use std::env;
use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};
use whitesmith::Problem;
use whitesmith_build::{InputProblem, InputProblems};

use crate::progress::Progress;

/// The form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Lines for people: results on standard output, messages on standard error.
    Text,
    /// A JSON object on each line of standard output.
    Json,
}

/// Where a command prints, and how.
#[derive(Debug)]
pub struct Console {
    /// The form of the output.
    pub format: Format,
    is_quiet: bool,
    has_colors: bool,
    /// Whether standard output could not be written.
    write_failed: AtomicBool,
}

impl Console {
    /// A console. Colors are used on a terminal, unless the variable `NO_COLOR` is set and not empty
    /// (<https://no-color.org>) or `TERM` is `dumb`.
    #[must_use]
    pub fn new(format: Format, is_quiet: bool) -> Self {
        let variable = |name: &str| env::var_os(name).unwrap_or_default();
        let may_color = variable("NO_COLOR").is_empty() && variable("TERM") != "dumb";
        let has_colors = format == Format::Text && io::stderr().is_terminal() && may_color;
        Self { format, is_quiet, has_colors, write_failed: AtomicBool::new(false) }
    }

    /// Reports a problem of a model, in the crate for the folder `out` if that is known.
    pub fn problem(&self, level: Level, out: Option<&str>, problem: &Problem) {
        match self.format {
            Format::Text => self.say(level, &problem.to_string()),
            Format::Json => self.object(&json!({
                "type": level.name(),
                "crate": out,
                "file": problem.file,
                "line": problem.place.map(|place| place.0),
                "column": problem.place.map(|place| place.1),
                "shape": problem.shape,
                "message": problem.message,
                "help": problem.help,
            })),
        }
    }

    /// Reports a message whose help, if any, is on a line of its own.
    pub fn message(&self, level: Level, out: Option<&str>, text: &str) {
        match self.format {
            Format::Text => self.say(level, text),
            Format::Json => self.input_problem(level, out, &InputProblem::from_text(None, text)),
        }
    }

    /// Reports the error of a crate or of a command.
    pub fn error(&self, out: Option<&str>, error: &anyhow::Error) {
        match (self.format, error.downcast_ref::<InputProblems>()) {
            (Format::Json, Some(InputProblems(problems))) => {
                for problem in problems {
                    self.input_problem(Level::Error, out, problem);
                }
            }
            (Format::Text | Format::Json, _) => {
                self.message(Level::Error, out, &format!("{error:#}"));
            }
        }
    }

    fn input_problem(&self, level: Level, out: Option<&str>, problem: &InputProblem) {
        let place = problem.place.as_ref();
        self.object(&json!({
            "type": level.name(),
            "crate": out,
            "file": place.map(|(file, _)| file),
            "line": place.map(|(_, place)| place.0),
            "column": place.map(|(_, place)| place.1),
            "shape": null,
            "message": problem.message,
            "help": problem.help,
        }));
    }

    fn say(&self, level: Level, text: &str) {
        if level == Level::Note && self.is_quiet {
            return;
        }
        self.print(format!("{}: {text}\n", level.name()));
    }

    /// Prints what to do about all messages before.
    pub fn help(&self, text: &str) {
        self.print(format!("  help: {text}\n"));
    }

    fn print(&self, text: String) {
        let text = if self.has_colors { painted(&text) } else { text };
        // If standard error is closed, the message is lost.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Prints a JSON object on a line of standard output, as [`Console::result`] does.
    pub fn object(&self, object: &Value) {
        self.result(format!("{object}\n").as_bytes());
    }

    /// Prints a part of the command's result on standard output. If that fails, the command fails at its end. A
    /// closed pipe, as in `… | head`, is not a failure and does not change what the command does.
    pub fn result(&self, text: &[u8]) {
        let mut to = io::stdout().lock();
        if let Err(error) = to.write_all(text).and_then(|()| to.flush())
            && error.kind() != io::ErrorKind::BrokenPipe
            && !self.write_failed.swap(true, Ordering::Relaxed)
        {
            self.say(Level::Error, &format!("cannot write to standard output: {error}"));
        }
    }

    /// Starts to show the progress of a run over several items: on a terminal, unless `--quiet` or `--json`
    /// is given.
    #[must_use]
    pub fn progress(&self, what: &'static str, total: usize) -> Progress {
        let is_shown = !self.is_quiet && self.format == Format::Text && total > 1;
        Progress::new(what, total, is_shown && io::stderr().is_terminal())
    }

    /// Reports the error of a command, and returns the exit code. A closed pipe, as in `… | head`, is not an
    /// error.
    #[must_use]
    pub fn ended(&self, outcome: anyhow::Result<ExitCode>) -> ExitCode {
        let is_broken_pipe = |error: &anyhow::Error| {
            let io = error.downcast_ref::<io::Error>();
            io.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
        };
        let code = match outcome {
            Ok(code) => code,
            Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
            Err(error) => {
                self.error(None, &error);
                ExitCode::FAILURE
            }
        };
        if self.format == Format::Json {
            self.object(&json!({ "type": "end", "success": code == ExitCode::SUCCESS }));
        }
        if self.write_failed.load(Ordering::Relaxed) { ExitCode::FAILURE } else { code }
    }
}

/// How serious a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Nothing is generated.
    Error,
    /// Something is left out, or not as expected.
    Warning,
    /// Worth knowing; not printed with `--quiet`.
    Note,
}

impl Level {
    fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// The text with colors for the words that begin a line of a message.
fn painted(text: &str) -> String {
    let colors = [("error:", "1;31"), ("warning:", "1;33"), ("note:", "1;36"), ("  help:", "1;32")];
    let line = |line: &str| {
        let color = colors.iter().find(|(start, _)| line.starts_with(start));
        match color {
            Some((start, color)) => {
                format!(
                    "\x1b[{color}m{start}\x1b[0m{}\n",
                    line.strip_prefix(start).unwrap_or_default()
                )
            }
            None => format!("{line}\n"),
        }
    };
    text.lines().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colors_of_words_at_the_start_of_lines() {
        let text = "error: no error: here\n 1 | x\n  help: do it\n";
        let expected =
            "\x1b[1;31merror:\x1b[0m no error: here\n 1 | x\n\x1b[1;32m  help:\x1b[0m do it\n";
        assert_eq!(painted(text), expected);
    }
}
