//! In: the words after `sweep`. Out: the options of the command.

use std::path::PathBuf;

use clap::Args;

/// Generate and compile a crate for every model of a folder
#[derive(Debug, Args)]
#[command(
    long_about = "Generate and compile a crate for every model of a folder.\n\n\
        Every .json file of the folder whose service speaks a protocol of ours becomes a crate with \
        all operations, in target/sweep. Then all crates are checked in one build, and documented in \
        another, with warnings denied. The table says what each model came to; models of other \
        protocols are at its end, and do not count as failures.\n\n\
        A crate that stays the same and passed before is not looked at again, so a sweep that was \
        interrupted goes on where it stopped.\n\n\
        The examples find models of AWS in ../shared/models, a folder beside the workspace that is \
        not part of it. Any other folder will do.",
    after_long_help = "Examples:
  cargo xtask sweep ../shared/models
      All models of a folder.

  cargo xtask sweep ../shared/models --only sqs --only kms
      Two of them.

  cargo run --release --package developer -- sweep ../shared/models --no-check
      The wall-clock and CPU time to generate them all on all processors, and the peak memory.

Exit codes: 0 all passed, 1 one failed, 2 the command line is wrong."
)]
pub(crate) struct SweepArguments {
    /// The folder with the models
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,

    /// A model, by the name of its file without .json; give the option again for more
    /// [default: all]
    #[arg(long, value_name = "NAME")]
    pub(crate) only: Vec<String>,

    /// Generate the crates, but do not compile them
    #[arg(long)]
    pub(crate) no_check: bool,

    /// Print the table and errors, but not how far the sweep has come
    #[arg(short, long)]
    pub(crate) quiet: bool,
}
