//! In: the words after `moto`. Out: the options of the command.

use std::path::PathBuf;

use clap::Args;

/// Have generated clients call moto, a server that imitates AWS
#[derive(Debug, Args)]
#[command(
    long_about = "Have generated clients call moto, a server that imitates AWS.\n\n\
        Seven services become crates in target/moto, with the operations that the program in \
        xtask/developer/moto/driver calls. It takes each service through what its users do (create, list by \
        pages, read, change, delete, and ask for what is not there) and looks at every output: once \
        with the asynchronous client, once with the blocking one. Endpoint and credentials come from \
        environment variables. The server computes each signature again and refuses any other.\n\n\
        This needs Python 3.10 or newer and, the first time, a connection to PyPI: moto is installed \
        in the version of xtask/developer/moto/requirements.txt into target/moto. The server listens on a free \
        port of 127.0.0.1, and ends with the command; its log is target/moto/server.log.",
    after_long_help = "Exit codes: 0 all went well, 1 something failed, 2 the command line is wrong."
)]
pub(crate) struct MotoArguments {
    /// The folder with the models: dynamodb.json, ecs.json, kms.json, lambda.json,
    /// secrets-manager.json, sfn.json and sqs.json [default: ../shared/models, beside the workspace]
    #[arg(value_name = "MODELS_DIR")]
    pub(crate) models: Option<PathBuf>,
}
