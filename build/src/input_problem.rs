//! Defines the problems of codegen.toml, and of the files that it or the command line names.

use std::fmt;

/// A line and a column, both from 1, the column in characters.
pub type Place = (usize, usize);

/// What separates the message from the help in the text of an error.
const HELP: &str = "\n  help: ";

/// A problem with a file that the user has written or named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputProblem {
    /// The file that names the wrong value, with line and column; `None` for a problem of the command line.
    pub place: Option<(String, Place)>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl InputProblem {
    /// A problem from the text of an error, whose help is on its own line.
    #[must_use]
    pub fn from_text(place: Option<(String, Place)>, text: &str) -> Self {
        let (message, help) = match text.split_once(HELP) {
            Some((message, help)) => (message, Some(help.to_owned())),
            None => (text, None),
        };
        Self { place, message: message.to_owned(), help }
    }
}

impl fmt::Display for InputProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((file, (line, column))) = &self.place {
            write!(f, "{file}:{line}:{column}: ")?;
        }
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, "{HELP}{help}"),
            None => Ok(()),
        }
    }
}

/// All problems that reading files has found. The text of the error has each on a line of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputProblems(pub Vec<InputProblem>);

impl fmt::Display for InputProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            let between = if index == 0 { "" } else { "\nerror: " };
            write!(f, "{between}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for InputProblems {}
