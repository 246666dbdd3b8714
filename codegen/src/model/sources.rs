//! Maps parts of a model's texts to places.

use serde_json::value::RawValue;

use crate::place::Place;
use crate::source::Source;

/// The texts of a model, in the order in which the caller gives them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sources<'a>(pub(crate) &'a [Source<'a>]);

impl<'a> Sources<'a> {
    /// The place where a value begins. The value must be a slice of one of the texts.
    pub(crate) fn place(self, raw: &RawValue) -> Place {
        let starts_in = |source: &Source<'_>| offset(source.text, raw) < source.text.len();
        let is_before = |source: &Source<'_>| source.text.as_ptr() <= raw.get().as_ptr();
        let file = self.0.iter().position(|source| is_before(source) && starts_in(source));
        let Some(file) = file else { return Place::default() };
        Place::new(file, offset(self.text(file), raw))
    }

    /// The text of a file.
    pub(crate) fn text(self, file: usize) -> &'a str {
        self.0.get(file).map_or("", |source| source.text)
    }

    /// The name of a file.
    pub(crate) fn name(self, file: usize) -> &'a str {
        self.0.get(file).map_or("", |source| source.name)
    }

    /// The name of all files together: the first one's name and the number of the others.
    pub(crate) fn title(self) -> String {
        match self.0 {
            [] => "the model".to_owned(),
            [only] => only.name.to_owned(),
            [first, others @ ..] => format!("{} and {} more", first.name, others.len()),
        }
    }

    /// `FILE:LINE:COLUMN`, for messages about a second place.
    pub(crate) fn shown(self, place: Place) -> String {
        let (line, column) = place.line_and_column(self.text(place.file()));
        format!("{}:{line}:{column}", self.name(place.file()))
    }
}

/// The offset of a slice in its text, in bytes.
pub(crate) fn offset(text: &str, raw: &RawValue) -> usize {
    (raw.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}
