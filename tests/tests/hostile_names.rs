//! Tests that a crate compiles and passes clippy without warnings if its shapes, members, enum
//! values, operations and waiters have reserved names.

use std::path::Path;

use tests::crates::Crates;
use tests::hostile;
use whitesmith::Config;

#[test]
fn no_name_is_in_the_way() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    let config = Config { name: Some("Hostile--Names".to_owned()), ..Config::default() };
    let crates = Crates::write(root, &[hostile::model()], &config);
    let command =
        [crates.compile(), "--workspace", "--no-default-features", "--features", "client"];
    assert_eq!(crates.failure(&command), None);
}

#[test]
fn a_package_hides_no_crate_of_rust() {
    let config = Config { endpoints_only: true, ..Config::default() };
    let output = hostile::model().generate(&config).map(|output| output.name);
    assert_eq!(output.as_deref(), Ok("core-client"));
}
