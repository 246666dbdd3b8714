//! In: files in memory and a folder. Out: a plan of what would change on the disk, and then either
//! the changes, all or none of them, or a diff.

mod diff;
mod orphans;
mod plan;
mod transaction;
mod write;

pub use diff::diff;
pub use plan::{Change, Plan};
pub use write::{RealDisk, write};

/// How the first line of every emitted file begins, in Rust and in TOML. It tells the generator's
/// files from everybody else's.
const MARKERS: [&str; 2] = ["// Made by whitesmith", "# Made by whitesmith"];

/// Whether the generator wrote a file, by its first bytes.
fn is_generated(start: &[u8]) -> bool {
    MARKERS.iter().any(|marker| start.starts_with(marker.as_bytes()))
}
