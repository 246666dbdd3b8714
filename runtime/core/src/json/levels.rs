//! How deep a reader or writer is inside of lists and objects, and which of the objects are maps.

/// The levels that a path shows. What is nested deeper is no part of a path.
pub(super) const SHOWN: usize = 128;

/// The lists and objects that are open, outermost first.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Levels {
    depth: usize,
    /// A bit for each level that a path shows.
    maps: u128,
}

impl Levels {
    /// Opens a list or an object. The keys of a map are data, those of other objects are names.
    pub(super) fn enter(&mut self, is_map: bool) {
        if self.depth < SHOWN {
            let level = 1 << self.depth;
            self.maps = if is_map { self.maps | level } else { self.maps & !level };
        }
        self.depth += 1;
    }

    /// Closes what was opened last.
    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    pub(super) fn depth(self) -> usize {
        self.depth
    }

    /// Whether the object at a level is a map.
    pub(super) fn is_map(self, level: usize) -> bool {
        level >= SHOWN || self.maps & (1 << level) != 0
    }
}
