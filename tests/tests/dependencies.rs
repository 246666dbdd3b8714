//! Tests of the dependency trees of crates for services with and without AWS's auth schemes.

use std::collections::BTreeSet;
use std::path::Path;

use tests::crates::{Crates, failure};
use tests::fixtures;
use whitesmith::Config;

/// Its service has bearer tokens, and nothing of AWS.
const BEARER_TOKEN: &str = "bearer_token";

/// Its service has each auth scheme, Signature Version 4 among them.
const AUTHENTICATION: &str = "authentication";

/// Its service has checksums by the trait `httpChecksum`, and Signature Version 4.
const CHECKSUMS: &str = "flexible_checksums";

/// The most packages of a crate with its default features.
const DEFAULT: usize = 60;

/// What only services of AWS need: our crate, and what it makes signatures with.
const OF_AWS: [&str; 3] = ["hmac", "sha2", "whitesmith-aws"];

/// The most packages of a crate without its default features, itself included.
const SANS_IO: usize = 10;

/// The crates of checksums, which other crates do not need.
const OF_CHECKSUMS: [&str; 3] = ["crc", "crc-catalog", "sha1"];

/// The names of the packages that cargo would build for the crate of a fixture with these features.
fn packages(crates: &Crates, fixture: &str, features: &str) -> BTreeSet<String> {
    let manifest = format!("--manifest-path=crates/{fixture}/Cargo.toml");
    let command = [
        "tree",
        &manifest,
        "--no-default-features",
        "--features",
        features,
        "--edges=normal,build",
        "--prefix=none",
        "--format={p}",
    ];
    let output = crates.cargo(&command);
    assert_eq!(failure(&command, &output), None);
    let lines = String::from_utf8(output.stdout).unwrap();
    let names = lines.lines().filter_map(|line| line.split(' ').next());
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[test]
fn a_service_without_auth_schemes_of_aws_needs_nothing_of_aws() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("dependencies");
    let mut models = fixtures("fixtures");
    let names = [BEARER_TOKEN, AUTHENTICATION, CHECKSUMS];
    models.retain(|fixture| names.contains(&fixture.name.as_str()));
    assert_eq!(models.len(), 3);
    let crates = Crates::write(root, &models, &Config::default());
    // All but those whose dependencies no test compiles, and `aws-config`, which one crate has not.
    let all = "client,hyper,tokio,blocking,tracing,test-util";
    let of_aws = |fixture: &str, features: &str| -> Vec<&str> {
        let packages = packages(&crates, fixture, features);
        assert!(packages.contains("whitesmith-client"), "{packages:?}");
        OF_AWS.into_iter().filter(|name| packages.contains(*name)).collect()
    };
    assert_eq!(of_aws(BEARER_TOKEN, all), [""; 0]);
    assert_eq!(of_aws(AUTHENTICATION, all), OF_AWS);
    assert_eq!(of_aws(AUTHENTICATION, "client"), OF_AWS);

    for (fixture, needed) in
        [(BEARER_TOKEN, &[][..]), (AUTHENTICATION, &[]), (CHECKSUMS, &OF_CHECKSUMS)]
    {
        let packages = packages(&crates, fixture, "hyper");
        let found = OF_CHECKSUMS.into_iter().filter(|name| packages.contains(*name));
        assert_eq!(found.collect::<Vec<_>>(), needed, "{fixture}");
        assert!(packages.len() <= DEFAULT, "{packages:?}");
    }
    for fixture in [BEARER_TOKEN, AUTHENTICATION] {
        let packages = packages(&crates, fixture, "");
        assert!(packages.contains("whitesmith-runtime"), "{packages:?}");
        assert!(!packages.iter().any(|name| name == "whitesmith-client"), "{packages:?}");
        assert!(packages.len() <= SANS_IO, "{packages:?}");
    }
}
