//! Compares the files that are emitted for our model of Chime, with `UpdateAccount` only, with
//! their snapshots.

use std::collections::BTreeMap;

use tests::{assert_snapshots, update_account};

#[test]
fn files_are_as_their_snapshots() {
    let emitted = update_account().unwrap();
    let snapshots: BTreeMap<String, String> =
        emitted.into_iter().map(|(path, text)| (path.replace('/', "__"), text)).collect();
    assert_snapshots("update_account", &snapshots);
}
