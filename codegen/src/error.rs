//! Collects problems and warnings, each with its place, and reports them with file, line, column,
//! shape and help.

mod excerpt;
mod part;

use std::fmt;

use crate::model::shape_id::ShapeId;
use crate::model::sources::Sources;
pub(crate) use crate::place::Place;

pub use excerpt::Excerpt;
pub use part::Part;

/// A problem or a warning: what is wrong with a model or a setting, where, and what to do.
#[derive(Clone, Debug)]
pub(crate) struct Diagnostic {
    /// The absolute shape id, with the member if there is one.
    pub(crate) shape: Option<String>,
    pub(crate) offset: Option<Place>,
    pub(crate) message: String,
    help: Option<Box<Help>>,
    /// The setting that is wrong, if the problem is not in the model.
    setting: Option<Box<Setting>>,
    /// The protocols that the service offers, if none of them is supported.
    unsupported: Option<Box<Unsupported>>,
    /// The shape that cannot be generated because of the problem, if `shape` is only a part of it,
    /// such as a mixin.
    blamed: Option<Box<ShapeId>>,
    /// The part of the crate that is left out because of the problem.
    left_out: Option<Part>,
}

/// What the user can do about a problem.
#[derive(Clone, Debug)]
struct Help {
    /// A sentence without a full stop.
    text: String,
    /// The field of [`Config`](crate::Config) that the sentence names between backticks.
    setting: Option<&'static str>,
}

/// The names of protocols that a service offers.
#[derive(Clone, Debug)]
struct Unsupported(Vec<String>);

impl Diagnostic {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            shape: None,
            offset: None,
            message: message.into(),
            help: None,
            setting: None,
            unsupported: None,
            blamed: None,
            left_out: None,
        }
    }

    pub(crate) fn shape(mut self, shape: impl fmt::Display) -> Self {
        self.shape = Some(shape.to_string());
        self
    }

    pub(crate) fn at(mut self, offset: Place) -> Self {
        self.offset = Some(offset);
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(Box::new(Help { text: help.into(), setting: None }));
        self
    }

    /// Help that names a field of [`Config`](crate::Config), as `` `key` ``.
    pub(crate) fn help_with(mut self, key: &'static str, help: impl Into<String>) -> Self {
        self.help = Some(Box::new(Help { text: help.into(), setting: Some(key) }));
        self
    }

    /// Sets the field of [`Config`](crate::Config) that is wrong, and its value.
    pub(crate) fn setting(mut self, key: &'static str, value: &str) -> Self {
        self.setting = Some(Box::new(Setting { key, value: value.to_owned() }));
        self
    }

    /// Sets the protocols that the service offers, none of which is supported.
    pub(crate) fn unsupported(mut self, offered: Vec<String>) -> Self {
        self.unsupported = Some(Box::new(Unsupported(offered)));
        self
    }

    /// The shape that cannot be generated because of this problem, if it is about a shape and not about a
    /// setting.
    pub(crate) fn blamed_shape(&self) -> Option<ShapeId> {
        if self.setting.is_some() {
            return None;
        }
        let of_place = || {
            let place = self.shape.as_deref()?;
            ShapeId::parse(place.split_once('$').map_or(place, |(shape, _)| shape))
        };
        self.blamed.as_deref().cloned().or_else(of_place)
    }

    /// Turns the problem into the warning that these parts are left out because of it.
    pub(crate) fn leaves_out(mut self, part: Part, names: &[String]) -> Self {
        self.message = format!("{}: {}", part.left_out(names), self.message);
        self.left_out = Some(part);
        self
    }
}

/// The problems and warnings of a pass. A pass goes on after a problem, so that one run reports all
/// of them.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    found: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
}

impl Diagnostics {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Adds warnings, which do not prevent generation.
    pub(crate) fn warn(&mut self, warnings: impl IntoIterator<Item = Diagnostic>) {
        self.warnings.extend(warnings);
    }

    /// Leaves out one part of the crate and turns the problem into a warning.
    pub(crate) fn leave_out(&mut self, part: Part, name: &str, problem: Diagnostic) {
        self.warnings.push(problem.leaves_out(part, &[name.to_owned()]));
    }

    /// Returns the value of `Ok`; the problem of `Err` is collected.
    pub(crate) fn keep<T>(&mut self, result: Result<T, Diagnostic>) -> Option<T> {
        result.map_err(|diagnostic| self.push(diagnostic)).ok()
    }

    /// Runs a pass over a shape. The problems that it finds are about this shape, wherever their
    /// places are.
    pub(crate) fn blaming<T>(&mut self, shape: &ShapeId, pass: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.found.len();
        let value = pass(self);
        for problem in self.found.iter_mut().skip(before) {
            problem.blamed = Some(Box::new(shape.clone()));
        }
        value
    }

    /// Removes and returns the warnings.
    pub(crate) fn take_warnings(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.warnings)
    }

    /// Ends a pass: returns its value, or the problems if there are any.
    pub(crate) fn finish<T>(&mut self, value: T) -> Result<T, Vec<Diagnostic>> {
        if self.found.is_empty() { Ok(value) } else { self.fail() }
    }

    /// Ends a pass that cannot continue: returns the problems.
    pub(crate) fn fail<T>(&mut self) -> Result<T, Vec<Diagnostic>> {
        Err(std::mem::take(&mut self.found))
    }
}

/// A problem or a warning as it is shown to the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The name of the file, as the caller gave it. For a problem without a place in a model of
    /// several files, the name of the first file and the number of the others.
    pub file: String,
    /// Line and column, both from 1, the column in characters.
    pub place: Option<(usize, usize)>,
    /// The line of the file at `place`.
    pub excerpt: Option<Excerpt>,
    /// The absolute shape id, with the member if there is one.
    pub shape: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The field of [`Config`](crate::Config) that `help` names between backticks and advises to
    /// set. A command line can replace it by the name of its option.
    pub help_setting: Option<&'static str>,
    /// The setting that is wrong, if the problem is not in the model.
    pub setting: Option<Setting>,
    /// The part of the crate that is left out because of the problem; `None` for an error.
    pub left_out: Option<Part>,
}

/// A field of [`Config`](crate::Config) with a value that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The name of the field.
    pub key: &'static str,
    /// Its value; of a list, the element that is wrong.
    pub value: String,
}

impl Problem {
    pub(crate) fn locate(diagnostic: Diagnostic, sources: Sources<'_>) -> Self {
        let file = match diagnostic.offset {
            Some(place) => sources.name(place.file()).to_owned(),
            None => sources.title(),
        };
        let (mut place, mut excerpt) = (None, None);
        if let Some(at) = diagnostic.offset {
            let text = sources.text(at.file());
            let (line, column) = at.line_and_column(text);
            (place, excerpt) = (Some((line, column)), Excerpt::new(text, at.offset(), line));
        }
        let Diagnostic { shape, message, help, setting, left_out, .. } = diagnostic;
        let setting = setting.map(|setting| *setting);
        let help_setting = help.as_ref().and_then(|help| help.setting);
        let help = help.map(|help| help.text);
        Self { file, place, excerpt, shape, message, help, help_setting, setting, left_out }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some((line, column)) = self.place {
            write!(f, ":{line}:{column}")?;
        }
        if let Some(shape) = &self.shape {
            write!(f, ": {}", shape.escape_debug())?;
        }
        write!(f, ": {}", self.message)?;
        if let Some(excerpt) = &self.excerpt {
            write!(f, "\n{excerpt}")?;
        }
        match &self.help {
            Some(help) => write!(f, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}

/// The reason why nothing was generated: all problems, in the order of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    problems: Vec<Problem>,
    unsupported: Option<Vec<String>>,
}

impl Error {
    pub(crate) fn new(mut diagnostics: Vec<Diagnostic>, sources: Sources<'_>) -> Self {
        diagnostics.sort_by_key(|diagnostic| diagnostic.offset);
        let unsupported = diagnostics.iter().find_map(|diagnostic| diagnostic.unsupported.as_ref());
        let unsupported = unsupported.map(|offered| offered.0.clone());
        let mut problems: Vec<Problem> =
            diagnostics.into_iter().map(|d| Problem::locate(d, sources)).collect();
        // The problems of a mixin are found once for each shape that uses it.
        problems.dedup();
        Self { problems, unsupported }
    }

    /// Every problem, in the order of the files.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The names of the protocols that the service offers, if none of them is supported; empty if
    /// it offers none at all. `None` if the protocol is not a problem.
    #[must_use]
    pub fn unsupported_protocols(&self) -> Option<&[String]> {
        self.unsupported.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "error: {problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

/// The candidates that are most similar to `wanted`, best first, at most three.
pub(crate) fn nearest<'a>(wanted: &str, candidates: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = shape_name(wanted).to_lowercase();
    let mut scored: Vec<(f64, &str)> = candidates
        .map(|name| (strsim::jaro_winkler(&wanted, &shape_name(name).to_lowercase()), name))
        .filter(|(score, _)| *score > 0.75)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    scored.into_iter().take(3).map(|(_, name)| name).collect()
}

/// The name part of a shape id, which is what people misspell.
fn shape_name(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}

/// `did you mean A, B or C?`; `otherwise` if no candidate is similar.
pub(crate) fn did_you_mean<'a>(
    wanted: &str,
    candidates: impl Iterator<Item = &'a str> + Clone,
    otherwise: &str,
) -> String {
    match nearest(wanted, candidates).as_slice() {
        [] => otherwise.to_owned(),
        [one] => format!("did you mean `{one}`?"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(|name| format!("`{name}`")).collect();
            format!("did you mean {} or `{last}`?", first.join(", "))
        }
    }
}
