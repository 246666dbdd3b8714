//! In: the words after `conformance`. Out: the options of the command.

use std::path::PathBuf;

use clap::Args;

/// Run the protocol and endpoint tests that models carry
#[derive(Debug, Args)]
#[command(
    long_about = "Run the protocol and endpoint tests that models carry.\n\n\
        Every model whose service speaks a protocol of ours becomes a crate in target/conformance, \
        with the cases of smithy.test#httpRequestTests and smithy.test#httpResponseTests that are \
        for clients as its tests, and those of smithy.rules#endpointTests. All of them have to pass: \
         there is no list of exceptions. Models of other protocols stand at the end of the table.\n\n\
         With --endpoints each model becomes a crate without operations in target/endpoints, \
         whatever its protocol is, and only the endpoint tests are run.\n\n\
         Endpoint tests expect the partitions of the time when the model was published. If some fail \
         with the partitions of today, all tests of the model run again with those of earlier dates, \
         and the table names the date.\n\n\
         The examples find Smithy's official tests in ../shared/protocol-tests, a folder beside the \
         workspace that is not part of it. Any other path will do.",
    after_long_help = "Examples:
  cargo xtask conformance ../shared/protocol-tests
      All models of a folder.

  cargo xtask conformance ../shared/protocol-tests/restjson.RestJson.json
      One of them.

  cargo xtask conformance --endpoints ../shared/models
      The endpoint tests of all models.

  cargo xtask conformance --endpoints --today ../shared/models-2026
      Those of models that are as new as our partitions.

Exit codes: 0 all passed, 1 one failed, 2 the command line is wrong."
)]
pub(crate) struct ConformanceArguments {
    /// Run the endpoint tests alone, those of models of other protocols, too
    #[arg(long)]
    pub(crate) endpoints: bool,

    /// Run the endpoint tests with the partitions of today alone: for models of today
    #[arg(long)]
    pub(crate) today: bool,

    /// A Smithy model, as JSON, or a folder with several
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
}
