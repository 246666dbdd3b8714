//! Defines the options of `cargo xtask semver`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Compare the verdicts of `diff` with those of cargo-semver-checks, rustc and a server
#[derive(Debug, Args)]
#[command(
    long_about = "Compare the verdicts of `whitesmith diff` with those of cargo-semver-checks, rustc and a \
        server.\n\n\
        The steps are those between the two models of each service that is in both of the folders models and \
        models-2026, and between our model of Chime and each change in tests/changes, in both directions. Each version \
        becomes a crate with all operations and the feature `client`, in target/semver.\n\n\
        For the verdict about source code, cargo-semver-checks compares what rustdoc says of the two crates. From \
        what it says of the old crate a program is made that uses each public item, and compiled with the new \
        crate: it must have errors exactly where the verdict is `major`. If cargo-semver-checks disagrees, the \
        compiler decides, and the reason must be in a list.\n\n\
        For the verdict about the wire, the old client of Chime calls a server of the new version, which is made of \
        moto's parsers and serializers: something must break exactly where the verdict is `major`.\n\n\
        The first time, cargo-semver-checks is compiled into target/semver-checks, and moto is installed into \
        target/python, in the version of xtask/developer/requirements.txt.",
    after_long_help = "Examples:
  cargo xtask semver
      All steps.

  cargo xtask semver --subject changes --without-checker
      The changes of Chime, without cargo-semver-checks.

  cargo xtask semver --only 28-required-members-reordered
      One change.

Exit codes: 0 no verdict is wrong, 1 one is, 2 invalid command line."
)]
pub(crate) struct SemverArguments {
    /// Compare only the changes of our model of Chime, or only the services with models of two years
    /// [default: both]
    #[arg(long, value_name = "SUBJECT")]
    pub(crate) subject: Option<Subject>,

    /// Compare only this change or service. May be repeated [default: all]
    #[arg(long, value_name = "NAME")]
    pub(crate) only: Vec<String>,

    /// Do not run cargo-semver-checks, whose installation takes minutes
    #[arg(long)]
    pub(crate) without_checker: bool,

    /// The folder with the folders models and models-2026 [default: ../shared, beside the workspace]
    #[arg(value_name = "SHARED_DIR")]
    pub(crate) shared: Option<PathBuf>,
}

/// The models that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Subject {
    Changes,
    Services,
}

impl SemverArguments {
    /// Whether the changes of our model of Chime are compared.
    pub(crate) fn covers_changes(&self) -> bool {
        self.subject != Some(Subject::Services)
    }

    /// Whether the services with models of two years are compared.
    pub(crate) fn covers_services(&self) -> bool {
        self.subject != Some(Subject::Changes)
    }
}
