//! In: the words after `differential`. Out: the options of the command.

use std::path::PathBuf;

use clap::Args;

/// Compare the requests of generated crates with those of botocore
#[derive(Debug, Args)]
#[command(
    long_about = "Compare the requests of generated crates with those of botocore, AWS's SDK for \
        Python.\n\n\
        For every operation of a model that botocore knows too, xtask/developer/differential/botocore_cases.py \
        makes random valid inputs and has botocore serialize them, without a network. What comes out \
        becomes HTTP protocol tests of the generated crate: it has to give the same method, host, \
        path, query, headers and body. The few things that two right clients may do differently are \
        written down in xtask/developer/differential/liberties.py.\n\n\
        With --clients, whole clients of both call every operation, over a transport that keeps the \
        requests and answers them, the second input of each operation with an error first. The URL, \
        every header and the body must be the same, and botocore's signature of our request must be \
        ours.\n\n\
        This needs Python 3.10 or newer and, the first time, a connection to PyPI: botocore is \
        installed in the version of xtask/developer/differential/requirements.txt into target/differential.\n\n\
        The examples find models of AWS in ../shared/models, a folder beside the workspace that is \
        not part of it. Any other path will do.",
    after_long_help = "Examples:
  cargo xtask differential ../shared/models
      All models of a folder; those that botocore does not know, or that speak another protocol,
      are named at the end.

  cargo xtask differential ../shared/models/sqs.json --cases 20 --seed tuesday
      One of them, with more inputs, and others than usual.

  cargo xtask differential --clients ../shared/models/ebs.json --from-botocore mediastore-data
      Whole requests of clients, for a model and for a service without one.

Exit codes: 0 no difference, 1 a difference, 2 the command line is wrong."
)]
pub(crate) struct DifferentialArguments {
    /// A Smithy model, as JSON, or a folder with several
    #[arg(value_name = "MODEL", required_unless_present = "from_botocore")]
    pub(crate) models: Vec<PathBuf>,

    /// Compare whole requests, which clients send: with endpoints, signatures, retries and endpoint
    /// discovery
    #[arg(long)]
    pub(crate) clients: bool,

    /// A service by botocore's name, such as `mediastore-data`, whose model is made from botocore's
    /// own description; give the option again for more
    #[arg(long, value_name = "NAME")]
    pub(crate) from_botocore: Vec<String>,

    /// How many inputs each operation is tried with: first one with all members, then one with the
    /// fewest, then random ones
    #[arg(long, value_name = "NUMBER", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(crate) cases: u16,

    /// What the random inputs start from: the same text gives the same inputs
    #[arg(long, value_name = "TEXT", default_value = "whitesmith")]
    pub(crate) seed: String,
}
