//! In: problems found anywhere between loading and lowering, with the place they were found at.
//! Out: one report that names, for each problem, the file, line, column and shape, and a next step.

mod excerpt;
mod part;

use std::fmt;

use crate::model::shape_id::ShapeId;
use crate::model::sources::Sources;
pub(crate) use crate::place::Place;

pub use excerpt::Excerpt;
pub use part::Part;

/// One thing that is wrong with a model or with what was asked of it.
#[derive(Clone, Debug)]
pub(crate) struct Diagnostic {
    /// The absolute shape id, with the member if there is one.
    pub(crate) shape: Option<String>,
    pub(crate) offset: Option<Place>,
    pub(crate) message: String,
    help: Option<Box<Help>>,
    /// What was asked for, if the problem is that.
    setting: Option<Box<Setting>>,
    /// The protocols that the service offers, if the problem is that we speak none of them.
    unspoken: Option<Box<Unspoken>>,
    /// The shape that cannot be used because of the problem, where `shape` is only a part of it, such
    /// as a mixin.
    blamed: Option<Box<ShapeId>>,
    /// The part of the crate that is left out because of the problem.
    left_out: Option<Part>,
}

/// What the reader can do about a problem.
#[derive(Clone, Debug)]
struct Help {
    /// A sentence without the full stop.
    text: String,
    /// The field of [`Config`](crate::Config) that the sentence names between backticks.
    setting: Option<&'static str>,
}

/// The names of protocols that a service offers.
#[derive(Clone, Debug)]
struct Unspoken(Vec<String>);

impl Diagnostic {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            shape: None,
            offset: None,
            message: message.into(),
            help: None,
            setting: None,
            unspoken: None,
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

    /// Says that the problem is this value of a field of [`Config`](crate::Config).
    pub(crate) fn setting(mut self, key: &'static str, value: &str) -> Self {
        self.setting = Some(Box::new(Setting { key, value: value.to_owned() }));
        self
    }

    /// Says that the service offers these protocols, and that we speak none of them.
    pub(crate) fn unspoken(mut self, offered: Vec<String>) -> Self {
        self.unspoken = Some(Box::new(Unspoken(offered)));
        self
    }

    /// The shape that cannot be used because of this problem, if the problem is about a shape.
    pub(crate) fn blamed_shape(&self) -> Option<ShapeId> {
        let of_place = || {
            let place = self.shape.as_deref()?;
            ShapeId::parse(place.split_once('$').map_or(place, |(shape, _)| shape))
        };
        self.blamed.as_deref().cloned().or_else(of_place)
    }

    /// The warning that these parts are left out because of this problem.
    pub(crate) fn leaves_out(mut self, part: Part, names: &[String]) -> Self {
        self.message = format!("{}: {}", part.left_out(names), self.message);
        self.left_out = Some(part);
        self
    }
}

/// What a pass has found so far. Passes go on after a problem, so that one run reports them all.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    found: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
}

impl Diagnostics {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Adds what the user should know, though it keeps nothing from being generated.
    pub(crate) fn warn(&mut self, warnings: impl IntoIterator<Item = Diagnostic>) {
        self.warnings.extend(warnings);
    }

    /// Leaves out one part of the crate because of a problem, which becomes a warning.
    pub(crate) fn leave_out(&mut self, part: Part, name: &str, problem: Diagnostic) {
        self.warnings.push(problem.leaves_out(part, &[name.to_owned()]));
    }

    /// Keeps the value of a result; an error becomes a problem and `None`.
    pub(crate) fn keep<T>(&mut self, result: Result<T, Diagnostic>) -> Option<T> {
        result.map_err(|diagnostic| self.push(diagnostic)).ok()
    }

    /// Runs a pass over a shape and blames that shape for all problems that the pass finds.
    pub(crate) fn blaming<T>(&mut self, shape: &ShapeId, pass: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.found.len();
        let value = pass(self);
        for problem in self.found.iter_mut().skip(before) {
            problem.blamed = Some(Box::new(shape.clone()));
        }
        value
    }

    /// The warnings so far; they are not kept.
    pub(crate) fn take_warnings(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.warnings)
    }

    /// Ends a pass: its value, or everything that was found.
    pub(crate) fn finish<T>(&mut self, value: T) -> Result<T, Vec<Diagnostic>> {
        if self.found.is_empty() { Ok(value) } else { self.fail() }
    }

    /// Ends a pass that cannot go on.
    pub(crate) fn fail<T>(&mut self) -> Result<T, Vec<Diagnostic>> {
        Err(std::mem::take(&mut self.found))
    }
}

/// A problem in a form for people: what, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The name of the file, as the caller gave it; of a problem without a place in a model of several
    /// files, the first one's name and how many there are.
    pub file: String,
    /// Line and column, both from 1, the column in characters.
    pub place: Option<(usize, usize)>,
    /// The line of the file that the place is in.
    pub excerpt: Option<Excerpt>,
    /// The absolute shape id, with the member if there is one.
    pub shape: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The field of [`Config`](crate::Config) that `help` advises to set, which it names between
    /// backticks. A command line that has an option for it may put the option's name in its place.
    pub help_setting: Option<&'static str>,
    /// What was asked for, if the problem is that and not the model.
    pub setting: Option<Setting>,
    /// The part of the crate that is left out because of it; `None` for an error.
    pub left_out: Option<Part>,
}

/// A value that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The field of [`Config`](crate::Config).
    pub key: &'static str,
    /// Its value, or the one of several that is wrong.
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

/// Why nothing was generated: every problem of the model, in the order of its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    problems: Vec<Problem>,
    unspoken: Option<Vec<String>>,
}

impl Error {
    pub(crate) fn new(mut diagnostics: Vec<Diagnostic>, sources: Sources<'_>) -> Self {
        diagnostics.sort_by_key(|diagnostic| diagnostic.offset);
        let unspoken = diagnostics.iter().find_map(|diagnostic| diagnostic.unspoken.as_ref());
        let unspoken = unspoken.map(|offered| offered.0.clone());
        let mut problems: Vec<Problem> =
            diagnostics.into_iter().map(|d| Problem::locate(d, sources)).collect();
        // A mixin's problems are met once for each shape that uses it.
        problems.dedup();
        Self { problems, unspoken }
    }

    /// Every problem, in the order of the files.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The names of the protocols that the service offers, if a problem is that we speak none of
    /// them; perhaps it offers none at all.
    #[must_use]
    pub fn unspoken_protocols(&self) -> Option<&[String]> {
        self.unspoken.as_deref()
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

/// The candidates that look most like `wanted`, best first, at most three.
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

/// The part of a shape id that people misspell.
fn shape_name(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}

/// `did you mean A, B or C?`, or what there is to choose from when nothing is near.
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
