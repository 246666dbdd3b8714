//! Defines places in the texts of a model.

/// A place in the texts of a model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// The index of the text.
    file: u32,
    /// Bytes from its beginning.
    offset: u32,
}

impl Place {
    /// The place `bytes` bytes after the beginning of a text, which is given by its index.
    pub(crate) fn new(file: usize, bytes: usize) -> Self {
        Self { file: narrow(file), offset: narrow(bytes) }
    }

    /// The place `bytes` bytes later in the same text.
    pub(crate) fn plus(self, bytes: usize) -> Self {
        Self { offset: self.offset.saturating_add(narrow(bytes)), ..self }
    }

    /// The index of the text.
    pub(crate) fn file(self) -> usize {
        self.file as usize
    }

    /// Bytes from the beginning of the text.
    pub(crate) fn offset(self) -> usize {
        self.offset as usize
    }

    /// Line and column in the text, both from 1, the column in characters.
    pub(crate) fn line_and_column(self, text: &str) -> (usize, usize) {
        let before = text.get(..self.offset as usize).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
        (line, column)
    }
}

/// Places are small because every diagnostic holds one. In texts of more than 4 GiB they are wrong.
fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
