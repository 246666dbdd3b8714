//! Defines the options of `cargo xtask sweep`.

use std::path::PathBuf;

use clap::Args;

/// Generate and compile a crate for every model of a folder
#[derive(Debug, Args)]
#[command(
    long_about = "Generate and compile a crate for every model of a folder.\n\n\
        Every .json file of the folder with a supported protocol becomes a crate with \
        all operations, in target/sweep. Then all crates are checked in one build, and documented in \
        another, with warnings denied. The table shows the result of each model; models with other \
        protocols are at its end and are not failures.\n\n\
        A crate that has passed before and has not changed is not checked again, so that a sweep \
        that was interrupted continues where it stopped.\n\n\
        The examples expect AWS's models in ../shared/models, a folder beside the \
        workspace. Any other folder can be used.",
    after_long_help = "Examples:
  cargo xtask sweep ../shared/models
      All models of a folder.

  cargo xtask sweep ../shared/models --only sqs --only kms
      Two models.

  cargo run --release --package developer -- sweep ../shared/models --no-check
      The wall-clock and CPU time to generate them all on all processors, and the peak memory.

Exit codes: 0 all passed, 1 a model failed, 2 invalid command line."
)]
pub(crate) struct SweepArguments {
    /// The folder with the models
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,

    /// A model, by the name of its file without .json. May be repeated [default: all]
    #[arg(long, value_name = "NAME")]
    pub(crate) only: Vec<String>,

    /// Generate the crates without compiling them
    #[arg(long)]
    pub(crate) no_check: bool,

    /// Compile the examples in the documentation and the smoke tests as well
    #[arg(long, conflicts_with = "no_check")]
    pub(crate) examples: bool,

    /// Print the table and errors, but no progress
    #[arg(short, long)]
    pub(crate) quiet: bool,
}
