//! Tests the compiler's message for a program that uses the items of a paginated operation whose
//! model does not name any.

use std::path::Path;

use tests::crates::Crates;
use tests::fixture;
use whitesmith::Config;

const PROGRAM: &str = r"//! Asks for items.

use pagination::operation::walk_events::WalkEventsInput;

/// Does not compile.
pub fn items(client: &pagination::Client) {
    let _ = client.walk_events_pages(WalkEventsInput::new()).items();
}

fn main() {}
";

#[test]
fn pages_without_items_say_so() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    let fixtures = [fixture("fixtures", "pagination")];
    let crates = Crates::write_with(root, &fixtures, &Config::default(), |_, files| {
        files.insert("examples/items.rs".to_owned(), PROGRAM.to_owned());
    });
    let output =
        crates.cargo(&["check", "--example=items", "--no-default-features", "--features=client"]);
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    for part in [
        "the pages of `WalkEventsInput` have no items: its model does not name a list in the output",
        "this operation has pages only",
        "iterate over the pages, and take what you need from each output",
    ] {
        assert!(message.contains(part), "{part}\n{message}");
    }
}
