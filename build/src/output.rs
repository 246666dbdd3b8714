//! Plans the changes of a folder for a set of files, and writes all of them or none, or shows the
//! diff.

mod diff;
mod orphans;
mod plan;
mod transaction;
mod write;

pub use diff::diff;
pub use plan::{Change, Plan, PlannedFile};
pub use write::{RealDisk, write};

/// The beginning of the first line of every emitted file, in Rust and in TOML, which identifies
/// generated files.
const MARKERS: [&str; 2] = ["// Made by whitesmith", "# Made by whitesmith"];

/// Whether a file is generated, by its first bytes.
fn is_generated(start: &[u8]) -> bool {
    MARKERS.iter().any(|marker| start.starts_with(marker.as_bytes()))
}
