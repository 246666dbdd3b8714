//! Defines the command line of the developer commands.

mod bench;
mod conformance;
mod differential;
mod moto;
mod partitions;
mod semver;
mod sweep;

use clap::{Parser, Subcommand};

pub(crate) use bench::{Bench, BenchClientArguments, Compared, Figures};
pub(crate) use conformance::ConformanceArguments;
pub(crate) use differential::DifferentialArguments;
pub(crate) use moto::MotoArguments;
pub(crate) use partitions::PartitionsArguments;
pub(crate) use semver::SemverArguments;
pub(crate) use sweep::SweepArguments;

/// The developer commands. `cargo xtask` forwards them to this package and lists them in its own
/// help.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = "Commands for developing whitesmith"
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Sweep(SweepArguments),
    Conformance(ConformanceArguments),
    Differential(DifferentialArguments),
    Moto(MotoArguments),
    Partitions(PartitionsArguments),
    Semver(SemverArguments),
    #[command(subcommand)]
    Bench(Bench),
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory as _, error::ErrorKind};

    use super::*;

    fn parse(line: &str) -> Result<Cli, ErrorKind> {
        let words = ["cargo xtask"].into_iter().chain(line.split_whitespace());
        Cli::try_parse_from(words).map_err(|error| error.kind())
    }

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn options_that_need_each_other() {
        let cases = [
            ("conformance models a.json", None),
            ("conformance --endpoints models", None),
            ("conformance", Some(ErrorKind::MissingRequiredArgument)),
            ("differential models a.json --cases 2 --seed x", None),
            ("differential", Some(ErrorKind::MissingRequiredArgument)),
            ("differential --only responses --protocol awsQuery models", None),
            ("differential --operation GetItem --operation PutItem models", None),
            ("differential --only errors models", Some(ErrorKind::InvalidValue)),
            ("differential --only requests --clients models", Some(ErrorKind::ArgumentConflict)),
            ("differential models --cases 0", Some(ErrorKind::ValueValidation)),
            ("moto", None),
            ("moto models", None),
            ("moto models others", Some(ErrorKind::UnknownArgument)),
            ("partitions --check a.json", None),
            ("partitions --earlier 2025-04 a.json", None),
            ("partitions --earlier ../x a.json", Some(ErrorKind::ValueValidation)),
            ("partitions", Some(ErrorKind::MissingRequiredArgument)),
            ("semver", None),
            ("semver --subject changes --without-checker --only a --only b shared", None),
            ("semver --subject models", Some(ErrorKind::InvalidValue)),
            ("sweep models", None),
            ("sweep models --only a --only b --no-check --quiet", None),
            ("sweep", Some(ErrorKind::MissingRequiredArgument)),
            ("bench build", None),
            ("bench client", None),
            ("bench client --skip-build --only size --only calls", None),
            ("bench client --only weight", Some(ErrorKind::InvalidValue)),
            ("bench generate", None),
            ("bench generate --case 1", None),
            ("bench generate --memory", None),
            ("bench load", None),
            ("bench load --calls 10 --concurrency 2", None),
            ("bench load --concurrency 0", Some(ErrorKind::ValueValidation)),
            ("codegen", Some(ErrorKind::InvalidSubcommand)),
        ];
        for (line, expected) in cases {
            assert_eq!(parse(line).err(), expected, "{line}");
        }
    }
}
