//! Defines the options of `cargo xtask bench`.

use clap::{Args, Subcommand, ValueEnum};

/// Measure the cost of generated crates
#[derive(Debug, Subcommand)]
pub(crate) enum Bench {
    /// Build the generated crate from nothing, and compare it with its budgets
    ///
    /// Prints the number of crates, including the generated one, and the CPU time of a cold debug
    /// build, including all its processes: for the sans-IO core, the default features, and blocking
    /// clients. A build that takes too long is repeated up to twice. Fails if a budget is exceeded.
    /// The builds use target/bench/build.
    Build {
        /// Count the crates without building, as in CI, where measured times are too noisy
        #[arg(long)]
        count: bool,
    },

    Client(BenchClientArguments),

    /// Generate crates with the release build of `xtask`, and compare it with its budget
    ///
    /// Prints the median time of whole processes, from reading the model to writing the last file,
    /// and their peak memory. Fails if a budget is exceeded. AWS's models are expected in
    /// ../shared/models, beside the workspace. Without them only our own model is measured, unless
    /// `WHITESMITH_SHARED` is set, as in CI: then the command fails.
    Generate {
        /// Compare only the memory with its budget, as in CI, where measured times are too noisy
        #[arg(long)]
        memory: bool,

        /// Measure only the case with this number, with the current build
        #[arg(long, value_name = "NUMBER", hide = true)]
        case: Option<usize>,
    },

    /// Call an operation many times over the loopback, and check for lost calls and memory leaks
    ///
    /// Builds the example `load` of the package `end_to_end` for release and runs it: the
    /// asynchronous client calls `UpdateAccount` on a server in the same process. Prints the calls
    /// per second, the median and the 99th percentile of their times, and the memory in use after
    /// the warm-up, half way and at the end. Fails if a call is lost or if the memory grows by more
    /// than its limit.
    Load {
        /// The number of calls
        #[arg(long, value_name = "NUMBER", default_value_t = 200_000, value_parser = clap::value_parser!(u32).range(1..))]
        calls: u32,

        /// The number of concurrent calls
        #[arg(long, value_name = "NUMBER", default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=1000))]
        concurrency: u32,
    },
}

/// Compare a generated client with the official SDK of the same service
#[derive(Debug, Args)]
#[command(
    long_about = "Compare a generated client with the official SDK of the same service.\n\n\
        Builds and runs xtask/developer/bench-client, in a workspace of its own in target/bench-client: \
        the official crates come from crates.io in the versions that are pinned \
        there, and may need a newer Rust than whitesmith does. Figures are medians of several runs, \
        in which the two alternate. The ratio is how many times better ours is. Everything \
        together takes about ten minutes on two cores, most of it the builds.",
    after_long_help = "Examples:
  cargo xtask bench client
      All figures.

  cargo xtask bench client --service s3 --only calls --only loopback
      The speed of calls of S3.

Exit codes: 0 success, 1 failure or exceeded budget of a build or an endpoint, 2 invalid command
line. Other figures that miss their target are marked `missed`."
)]
pub(crate) struct BenchClientArguments {
    /// The service
    ///
    /// For s3 and lambda, AWS's model is expected in ../shared/models, beside the workspace.
    #[arg(long, value_name = "SERVICE", default_value = "chime")]
    pub(crate) service: Compared,

    /// Skip the cold builds
    #[arg(long)]
    pub(crate) skip_build: bool,

    /// Measure only these figures; may be repeated [default: all]
    #[arg(long, value_name = "FIGURES")]
    pub(crate) only: Vec<Figures>,
}

/// A service whose clients are compared
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Compared {
    /// `UpdateAccount` of Amazon Chime, the crate of the repository
    Chime,
    /// `GetObject`, `ListObjectsV2` and `PutObject` of Amazon S3
    S3,
    /// All operations of AWS Lambda, in one crate
    Lambda,
}

/// Figures that are measured together
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Figures {
    /// Crates and CPU time of cold debug builds
    Build,
    /// The size of a program
    Size,
    /// Lines of generated code
    Lines,
    /// Time to resolve an endpoint
    Endpoint,
    /// Time and allocations of calls without a network
    Calls,
    /// Calls to a server on this machine
    Loopback,
    /// Time from the start of a program to its first byte sent
    Start,
}

impl Figures {
    /// All figures, in the order of the table.
    pub(crate) const ALL: [Self; 7] = [
        Self::Build,
        Self::Size,
        Self::Lines,
        Self::Endpoint,
        Self::Calls,
        Self::Loopback,
        Self::Start,
    ];

    /// The name on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Build => "build",
            Self::Size => "size",
            Self::Lines => "lines",
            Self::Endpoint => "endpoint",
            Self::Calls => "calls",
            Self::Loopback => "loopback",
            Self::Start => "start",
        }
    }
}
