//! Defines the options of `cargo xtask differential`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Compare the requests of generated crates with those of botocore, and what they read from responses
#[derive(Debug, Args)]
#[command(
    long_about = "Compare the requests of generated crates with those of botocore, AWS's SDK for \
        Python, and what they read from responses with what botocore reads.\n\n\
        For every operation of a model that botocore knows too, xtask/developer/differential/botocore_cases.py \
        creates random valid inputs and lets botocore serialize them, without a network. The results \
        become HTTP protocol tests of the generated crate, which must produce the same method, host, \
        path, query, headers and body.\n\n\
        It also creates random outputs of each operation and random values of each error, has moto's \
        serializers write the responses, and has botocore read them. The generated crate must read the \
        same values. In rpcv2Cbor, which moto does not write, botocore's serializer writes the \
        bodies.\n\n\
        Differences that are allowed between two correct clients are listed in liberties.py and \
        response_liberties.py of xtask/developer/differential.\n\n\
        With --clients, clients of both call every operation, over a transport that records the \
        requests and responds to them, for the second input of each operation with an error first. The URL, \
        every header and the body must be equal, and botocore's signature of our request must equal \
        ours.\n\n\
        This needs Python 3.10 or newer and, the first time, a connection to PyPI: botocore and moto are \
        installed in the versions of xtask/developer/requirements.txt into target/python.\n\n\
        The examples expect AWS's models in ../shared/models, a folder beside the \
        workspace. Any other path can be used.",
    after_long_help = "Examples:
  cargo xtask differential ../shared/models
      All models of a folder; those that botocore does not know, or with another protocol,
      are named at the end.

  cargo xtask differential ../shared/models/sqs.json --cases 20 --seed tuesday
      One model, with more inputs and another seed.

  cargo xtask differential --only responses --protocol awsQuery ../shared/models-converted/cloudwatch.json
      The responses in one of the protocols of a service.

  cargo xtask differential --operation DescribeVolumes ../shared/models-converted/ec2.json
      One operation.

  cargo xtask differential --clients ../shared/models/ebs.json --from-botocore mediastore-data
      The whole requests of clients, for a model and for a service without a model.

Exit codes: 0 no difference, 1 a difference, 2 invalid command line."
)]
pub(crate) struct DifferentialArguments {
    /// A Smithy model as JSON, or a folder of models
    #[arg(value_name = "MODEL", required_unless_present = "from_botocore")]
    pub(crate) models: Vec<PathBuf>,

    /// Compare the whole requests of clients, including endpoints, signatures, retries and endpoint
    /// discovery
    #[arg(long, conflicts_with = "only")]
    pub(crate) clients: bool,

    /// Compare only the messages of one direction [default: both]
    #[arg(long, value_name = "KIND")]
    pub(crate) only: Option<Messages>,

    /// The protocol of the services that have several, such as `awsQuery` [default: the preferred one]
    #[arg(long, value_name = "NAME")]
    pub(crate) protocol: Option<String>,

    /// Compare only this operation, which every model must have. May be repeated [default: all]
    #[arg(long, value_name = "NAME")]
    pub(crate) operation: Vec<String>,

    /// A service by its name in botocore, such as `mediastore-data`, whose model is derived from
    /// botocore's description. May be repeated
    #[arg(long, value_name = "NAME")]
    pub(crate) from_botocore: Vec<String>,

    /// The number of inputs and outputs of each operation, and of values of each error: the first has all
    /// members, the second the fewest, the others are random
    #[arg(long, value_name = "NUMBER", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(crate) cases: u16,

    /// The seed of the random values
    #[arg(long, value_name = "TEXT", default_value = "whitesmith")]
    pub(crate) seed: String,
}

/// The messages that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Messages {
    Requests,
    Responses,
}

impl Messages {
    /// The name on the command lines of this command and of its scripts.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Requests => "requests",
            Self::Responses => "responses",
        }
    }
}
