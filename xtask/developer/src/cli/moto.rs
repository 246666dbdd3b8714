//! Defines the options of `cargo xtask moto`.

use std::path::PathBuf;

use clap::Args;

/// Run generated clients against moto, a server that imitates AWS
#[derive(Debug, Args)]
#[command(
    long_about = "Run generated clients against moto, a server that imitates AWS.\n\n\
        Seventeen services, two of them in several protocols, become crates in target/moto, with the \
        operations that the program in xtask/developer/moto/driver calls. It runs typical calls of each service (create, list with \
        pages, read, update, delete, and read what does not exist) and checks every output, once \
        with the asynchronous client, once with the blocking one. Endpoint and credentials come from \
        environment variables. The server verifies each signature.\n\n\
        This needs Python 3.10 or newer and, the first time, a connection to PyPI: moto is installed \
        in the version of xtask/developer/requirements.txt into target/python. The server listens on a free \
        port of 127.0.0.1, and ends with the command; its log is target/moto/server.log.",
    after_long_help = "Exit codes: 0 success, 1 failure, 2 invalid command line."
)]
pub(crate) struct MotoArguments {
    /// The folder with the folders models and models-converted [default: ../shared, beside the
    /// workspace]
    #[arg(value_name = "SHARED_DIR")]
    pub(crate) shared: Option<PathBuf>,
}
