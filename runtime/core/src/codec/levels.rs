//! Tracks the nesting of lists and objects, and which of the objects are maps.

/// The number of levels in a path. Deeper levels are not part of it.
pub(crate) const SHOWN: usize = 128;

/// The open lists and objects, from the outermost.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Levels {
    depth: usize,
    /// A bit for each level of a path.
    maps: u128,
}

impl Levels {
    /// Opens a list or an object. The keys of a map are data, those of other objects are names.
    pub(crate) fn enter(&mut self, is_map: bool) {
        if self.depth < SHOWN {
            let level = 1 << self.depth;
            self.maps = if is_map { self.maps | level } else { self.maps & !level };
        }
        self.depth += 1;
    }

    /// Closes the innermost list or object.
    pub(crate) fn leave(&mut self) {
        self.depth -= 1;
    }

    pub(crate) fn depth(self) -> usize {
        self.depth
    }

    /// Whether the object at a level is a map.
    pub(crate) fn is_map(self, level: usize) -> bool {
        level >= SHOWN || self.maps & (1 << level) != 0
    }
}
