//! In: the words after `cargo xtask bench`. Out: what to measure.

use clap::{Args, Subcommand, ValueEnum};

/// Measure what generated crates cost
#[derive(Debug, Subcommand)]
pub(crate) enum Bench {
    /// Build the generated crate from nothing, and compare it with its budgets
    ///
    /// Prints how many crates it has, itself included, and how many seconds of CPU time a cold
    /// debug build takes, with all processes of the build counted: for the sans-IO core, the
    /// default features, and blocking clients. A build that takes too long is tried again, twice at
    /// most. Fails if one is over its budget. The builds go to target/bench/build and leave others
    /// alone.
    Build {
        /// Count the crates and build nothing: what CI does, since time on its machines is noise
        #[arg(long)]
        count: bool,
    },

    Client(BenchClientArguments),

    /// Generate crates with the release build of `xtask`, and compare it with its budget
    ///
    /// Prints the median time of whole processes, from the model on the disk to the last file
    /// written, and the most memory that any of them took. Fails if either is over the budget. The
    /// models of AWS are looked for in ../shared/models, beside the workspace: they are not part of it.
    /// Without them our own is measured alone, unless `WHITESMITH_SHARED` is set, as it is in CI:
    /// then that is a failure.
    Generate {
        /// Judge the memory and only print the times: what CI does, since time on its machines is noise
        #[arg(long)]
        memory: bool,

        /// Only the case with this number, by the build that is running
        #[arg(long, value_name = "NUMBER", hide = true)]
        case: Option<usize>,
    },

    /// Call an operation many times over the loopback, and look for lost calls and for memory
    ///
    /// Builds the example `load` of the crate `tests` for release and runs it: the asynchronous
    /// client calls `UpdateAccount` against a server in the same process. Prints the calls per
    /// second, the median and the 99th percentile of their times, and the memory in use after the
    /// warm-up, half way and at the end. Fails if a call is lost or if the memory grows by more than
    /// its limit.
    Load {
        /// How many calls to make
        #[arg(long, value_name = "NUMBER", default_value_t = 200_000, value_parser = clap::value_parser!(u32).range(1..))]
        calls: u32,

        /// How many calls are under way at a time
        #[arg(long, value_name = "NUMBER", default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=1000))]
        concurrency: u32,
    },
}

/// Compare the generated client with the official SDK of the same service
#[derive(Debug, Args)]
#[command(
    long_about = "Compare the generated client with the official SDK of the same service.\n\n\
        Builds and runs xtask/developer/bench-client, in a workspace of its own in target/bench-client; \
        aws-sdk-chime and aws-config come from crates.io in the versions that are written down \
        there, and may need a newer Rust than whitesmith does. Figures are medians of several runs, \
        in which the two take turns. The ratio says how many times better ours is. Everything \
        together takes about ten minutes on two cores, most of it the builds.",
    after_long_help = "Examples:
  cargo xtask bench client
      All figures.

  cargo xtask bench client --only calls --only loopback
      How fast calls are.

Exit codes: 0 measured, 1 a build is over its budget or something failed, 2 the command line is
wrong. Other figures that are not what is wanted are marked `missed`."
)]
pub(crate) struct BenchClientArguments {
    /// Leave the cold builds out
    #[arg(long)]
    pub(crate) skip_build: bool,

    /// Measure these figures; give the option again for more [default: all]
    #[arg(long, value_name = "FIGURES")]
    pub(crate) only: Vec<Figures>,
}

/// Figures that are measured together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Figures {
    /// Crates and CPU time of cold debug builds
    Build,
    /// The size of a program
    Size,
    /// Lines of generated code
    Lines,
    /// Time and allocations of calls without a network
    Calls,
    /// Calls to a server on this machine
    Loopback,
}

impl Figures {
    /// All of them, in the order of the table.
    pub(crate) const ALL: [Self; 5] =
        [Self::Build, Self::Size, Self::Lines, Self::Calls, Self::Loopback];

    /// As the command line has it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Build => "build",
            Self::Size => "size",
            Self::Lines => "lines",
            Self::Calls => "calls",
            Self::Loopback => "loopback",
        }
    }
}
