//! The features of an emitted package, for its `Cargo.toml` and its front page.

use crate::ir::{Contents, Crate, Vendor};

/// A feature of a package.
pub(super) struct Feature {
    pub(super) name: &'static str,
    /// The features and dependencies that it enables.
    enables: &'static [&'static str],
    /// Those that it enables in addition if the service is of AWS.
    enables_of_aws: &'static [&'static str],
    /// The packages that have it.
    packages: Packages,
    /// What it adds, as a sentence that begins in lower case.
    pub(super) docs: &'static str,
}

impl Feature {
    const fn new(name: &'static str, enables: &'static [&'static str], docs: &'static str) -> Self {
        Self { name, enables, enables_of_aws: &[], packages: Packages::All, docs }
    }

    const fn with_aws(self, enables_of_aws: &'static [&'static str]) -> Self {
        Self { enables_of_aws, ..self }
    }

    const fn only_for(self, packages: Packages) -> Self {
        Self { packages, ..self }
    }

    /// The features and dependencies that it enables for a service of the vendor.
    pub(super) fn enables(&self, vendor: Vendor) -> impl Iterator<Item = &'static str> {
        let of_vendor: &[&str] = match vendor {
            Vendor::Aws => self.enables_of_aws,
            Vendor::None => &[],
        };
        self.enables.iter().chain(of_vendor).copied()
    }
}

/// The packages that have a feature.
#[derive(Clone, Copy)]
enum Packages {
    /// Those with a client.
    All,
    /// Those of services of AWS.
    OfAws,
    /// Those for which serde was requested.
    WithSerde,
    /// Those whose model has smoke tests.
    WithSmokeTests,
}

/// The features of the package, in the order of the manifest.
pub(super) fn features(emitted: &Crate) -> impl Iterator<Item = &'static Feature> {
    let has_client = match emitted.contents {
        Contents::Client | Contents::Endpoints => true,
        Contents::Types => false,
    };
    FEATURES.iter().filter(move |feature| match feature.packages {
        Packages::All => has_client,
        Packages::OfAws => has_client && emitted.service.vendor == Vendor::Aws,
        Packages::WithSerde => emitted.serde.is_some(),
        Packages::WithSmokeTests => !emitted.smoke_tests.is_empty(),
    })
}

/// Whether packages have a feature of this name, of some vendor.
pub(crate) fn is_feature(name: &str) -> bool {
    matches!(name, "default" | OPERATIONS) || FEATURES.iter().any(|feature| feature.name == name)
}

/// The feature that enables all operations, if each has a feature.
pub(super) const OPERATIONS: &str = "operations";

/// The feature that compiles the smoke tests.
pub(super) const SMOKE_TESTS: &str = "smoke-tests";

/// What it adds, as a sentence that begins in lower case.
pub(super) const OPERATIONS_DOCS: &str =
    "all operations. Each has a feature with its name, and none is enabled by default.";

/// What a package has without features.
pub(super) const WITHOUT_DEFAULT: &str = "Without the default feature `hyper`, the crate has the operations and types alone, and does no I/O.";

static FEATURES: [Feature; 14] = [
    Feature::new("client", &["dep:whitesmith-client"], "the client, without a transport.")
        .with_aws(&["dep:whitesmith-aws"]),
    Feature::new(
        "hyper",
        &["client", "whitesmith-client/hyper"],
        "the client, with a transport over hyper and rustls that runs on Tokio.",
    )
    .with_aws(&["whitesmith-aws/login"]),
    Feature::new(
        "http2",
        &["hyper", "whitesmith-client/http2"],
        "HTTP/2 for the transport of `hyper`, where the server offers it.",
    ),
    Feature::new(
        "reqwest",
        &["client", "whitesmith-client/reqwest"],
        "the client, with any `reqwest::Client` as a transport.",
    ),
    Feature::new(
        "tower",
        &["client", "whitesmith-client/tower"],
        "the client, with any tower service as a transport.",
    ),
    Feature::new(
        "tokio",
        &["client", "whitesmith-client/tokio"],
        "timers of Tokio, for custom transports.",
    ),
    Feature::new(
        "native-roots",
        &["client", "whitesmith-client/native-roots"],
        "the certificate authorities that the platform trusts.",
    ),
    Feature::new(
        "blocking",
        &["client", "whitesmith-client/blocking"],
        "the blocking client, with a transport over ureq and rustls. It needs no Tokio.",
    )
    .with_aws(&["whitesmith-aws/login"]),
    Feature::new(
        "aws-config",
        &["client"],
        "a configuration made of an `SdkConfig` of the AWS SDK.",
    )
    .with_aws(&["whitesmith-aws/aws-config"])
    .only_for(Packages::OfAws),
    Feature::new("sigv4a", &["client"], "Signature Version 4A, for endpoints that span regions.")
        .with_aws(&["whitesmith-aws/sigv4a"])
        .only_for(Packages::OfAws),
    Feature::new(
        "tracing",
        &["client", "whitesmith-client/tracing"],
        "a span for each call and an event for each attempt.",
    )
    .with_aws(&["whitesmith-aws/tracing"]),
    Feature::new(
        "test-util",
        &["client", "whitesmith-client/test-util"],
        "a transport that returns canned responses, for tests.",
    )
    .with_aws(&["whitesmith-aws/test-util"]),
    Feature::new(
        "serde",
        &["whitesmith-runtime/serde"],
        "`Serialize` and `Deserialize` of serde for inputs, outputs, types and errors.",
    )
    .only_for(Packages::WithSerde),
    Feature::new(
        SMOKE_TESTS,
        &["blocking"],
        "the smoke tests, which call the service: `cargo test --features smoke-tests -- --ignored`.",
    )
    .only_for(Packages::WithSmokeTests),
];
