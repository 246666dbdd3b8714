//! Compares the files that are emitted for our model of Chime, with `UpdateAccount` only, with
//! their snapshots.

use std::collections::BTreeMap;

use tests::{assert_snapshots, update_account};

/// The modules for serde, each with the module whose types it serializes. They have one snapshot, so that one
/// changed member is one changed snapshot.
const OF_SERDE: [(&str, &str); 3] = [
    ("src/serde/error.rs", "src/types/error.rs"),
    ("src/serde/operation.rs", "src/operation/update_account.rs"),
    ("src/serde/types.rs", "src/types.rs"),
];

#[test]
fn files_are_as_their_snapshots() {
    let mut emitted = update_account().unwrap();
    for (of_serde, of_types) in OF_SERDE {
        let text = emitted.remove(of_serde).unwrap();
        let types = emitted.get_mut(of_types).unwrap();
        *types = format!("{types}\n// {of_serde}\n{text}");
    }
    let snapshots: BTreeMap<String, String> =
        emitted.into_iter().map(|(path, text)| (path.replace('/', "__"), text)).collect();
    assert_snapshots("update_account", &snapshots);
}
