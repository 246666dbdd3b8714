//! Defines the options of `cargo xtask conformance`.

use std::path::PathBuf;

use clap::Args;

/// Run the protocol tests and endpoint tests of models
#[derive(Debug, Args)]
#[command(
    long_about = "Run the protocol tests and endpoint tests of models.\n\n\
        Every model with a supported protocol becomes a crate in target/conformance, \
        with the client cases of smithy.test#httpRequestTests and smithy.test#httpResponseTests, \
        and those of smithy.rules#endpointTests, as its tests. All of them must pass: \
         there is no list of exceptions. Models with other protocols are at the end of the table.\n\n\
         With --endpoints, each model becomes a crate without operations in target/endpoints, \
         whatever its protocol, and only the endpoint tests are run.\n\n\
         The models of protocol tests have no endpoint rules. Those that tests need are taken from the \
         model of the same service in the folder --models.\n\n\
         Endpoint tests expect the partitions of the time when the model was published. If some fail \
         with the current partitions, all tests of the model are repeated with those of earlier dates, \
         and the table shows the date.\n\n\
         The examples expect Smithy's official tests in ../shared/protocol-tests, a folder beside the \
         workspace. Any other path can be used.",
    after_long_help = "Examples:
  cargo xtask conformance ../shared/protocol-tests
      All models of a folder.

  cargo xtask conformance ../shared/protocol-tests/restjson.RestJson.json
      One of them.

  cargo xtask conformance --endpoints ../shared/models
      The endpoint tests of all models.

  cargo xtask conformance --endpoints --today ../shared/models-2026
      The endpoint tests of models that are as new as our partitions.

Exit codes: 0 all passed, 1 a test failed, 2 invalid command line."
)]
pub(crate) struct ConformanceArguments {
    /// Run only the endpoint tests, also of models with other protocols
    #[arg(long)]
    pub(crate) endpoints: bool,

    /// Run the endpoint tests with the current partitions only, for current models
    #[arg(long)]
    pub(crate) today: bool,

    /// The folder with the models of services whose endpoint rules protocol tests need [default:
    /// ../shared/models, beside the workspace]
    #[arg(long, value_name = "DIR")]
    pub(crate) models: Option<PathBuf>,

    /// A Smithy model as JSON, or a folder of models
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
}
