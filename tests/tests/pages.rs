//! In: a program that asks for the items of an operation whose model does not name any. Out: the
//! compiler's message, which says what to do instead.

use std::fs;
use std::path::Path;

use tests::crates::Crates;
use tests::fixtures;
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
    let fixture: Vec<_> =
        fixtures("fixtures").into_iter().filter(|fixture| fixture.name == "pagination").collect();
    let crates = Crates::write(root.clone(), &fixture, &Config::default());
    assert_eq!(crates.failures, Vec::<String>::new());
    let folder = root.join("crates/pagination/examples");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("items.rs"), PROGRAM).unwrap();
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
