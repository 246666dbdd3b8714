//! In: the words of a command line. Out: which command, with its options; and all of `--help`.

mod bench;
mod conformance;
mod partitions;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub(crate) use bench::{Bench, BenchClientArguments, Figures};
pub(crate) use conformance::ConformanceArguments;
pub(crate) use partitions::PartitionsArguments;

/// The developer commands of whitesmith.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = "Generate Rust clients from Smithy models, and look after this workspace",
    after_help = "Start with `cargo xtask codegen`. `cargo xtask help COMMAND` explains a command."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What can be asked for.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Codegen(CodegenArguments),
    Operations(OperationsArguments),
    Sweep(SweepArguments),
    Conformance(ConformanceArguments),
    Differential(DifferentialArguments),
    Moto(MotoArguments),
    Partitions(PartitionsArguments),
    #[command(subcommand)]
    Bench(Bench),
}

/// Generate client crates from Smithy models
#[derive(Debug, Args)]
#[command(
    long_about = "Generate client crates from Smithy models.\n\n\
        Without options, every [[crate]] of codegen.toml is generated: the file is looked for here \
        and in the folders above. With --model, one crate is generated from any Smithy 2.0 model in \
        its JSON form.\n\n\
        A crate is a member of the cargo workspace around it, if there is one: add it to `members` \
        there. With --standalone it is a workspace of its own; so it is without the option in the \
        folder `target` of a workspace, where no member is.\n\n\
        Files whose text stays the same are not touched. Files that whitesmith made earlier and \
        would not make now are removed. Files of anybody else are never overwritten and never \
        removed. If anything goes wrong, everything on the disk stays as it was.",
    after_long_help = "Examples:
  cargo xtask codegen
      Bring all crates of codegen.toml up to date.

  cargo xtask codegen --check
      Fail, with a diff, if they are not up to date. This is for CI.

  cargo xtask codegen --model chime.json --operation UpdateAccount --out target/chime
      A crate with the one operation you need.

  smithy ast model/ | cargo xtask codegen --model - --out ../client --runtime-version 0.1
      Your own model, from standard input, into a crate that takes its runtime from crates.io.

The keys of a [[crate]] in codegen.toml, of which model and out are needed:
  model = \"FILE\"            a Smithy 2.0 model in its JSON form
  out = \"DIR\"               the folder of the crate
  name = \"CRATE\"            the crate's name
  service = \"ID\"            the service, if the model has several
  protocol = \"ID\"           the protocol, if the service offers several
  operations = [\"NAME\", …]  the operations [default: all]
  runtime = {path = \"DIR\"}  whitesmith-runtime, as the crate's Cargo.toml names it, in any form:
                             \"REQ\", {git = \"URL\", rev = \"…\"}, {workspace = true}, …
                             [default: the path of the runtime of this checkout]
  standalone = true          make the crate a workspace of its own
  protocol_tests = true      emit the protocol and endpoint tests that the model carries

Exit codes: 0 done, 1 failed or (with --check) not up to date, 2 the command line is wrong."
)]
pub(crate) struct CodegenArguments {
    /// Write nothing; print a diff of what is out of date, and fail if anything is
    #[arg(long)]
    pub(crate) check: bool,

    /// Print nothing but warnings and errors
    #[arg(short, long, conflicts_with = "verbose")]
    pub(crate) quiet: bool,

    /// Print what happened to each file
    #[arg(short, long)]
    pub(crate) verbose: bool,

    #[command(flatten)]
    pub(crate) any_model: AnyModel,
}

/// The options that replace codegen.toml.
#[derive(Debug, Args)]
#[command(next_help_heading = "Any other model")]
pub(crate) struct AnyModel {
    /// The Smithy model, as JSON; `-` reads standard input
    #[arg(long, value_name = "FILE", requires = "out")]
    pub(crate) model: Option<PathBuf>,

    /// The folder of the emitted crate; made if it does not exist
    #[arg(long, value_name = "DIR", requires = "model")]
    pub(crate) out: Option<PathBuf>,

    /// The service, by name or shape id, if the model has several
    #[arg(long, value_name = "ID", requires = "model")]
    pub(crate) service: Option<String>,

    /// The protocol to speak, by name or shape id, such as `restJson1` [default: the first of
    /// awsJson1_0, awsJson1_1 and restJson1 that the service offers]
    #[arg(long, value_name = "ID", requires = "model")]
    pub(crate) protocol: Option<String>,

    /// An operation, by name or shape id; give the option again for more [default: all]
    #[arg(long = "operation", value_name = "NAME", requires = "model")]
    pub(crate) operations: Vec<String>,

    /// The name of the emitted crate [default: made from the service's name]
    #[arg(long, value_name = "CRATE", requires = "model", value_parser = crate_name)]
    pub(crate) name: Option<String>,

    /// Emit the protocol and endpoint tests that the model carries, as tests of the crate
    #[arg(long, requires = "model")]
    pub(crate) protocol_tests: bool,

    /// Make the crate a workspace of its own, for a folder in a workspace that does not list it
    #[arg(long, requires = "model")]
    pub(crate) standalone: bool,

    /// Take whitesmith-runtime from this folder [default: the one in this workspace]
    #[arg(long, value_name = "DIR", requires = "model", conflicts_with = "runtime_version")]
    pub(crate) runtime_path: Option<PathBuf>,

    /// Take whitesmith-runtime from crates.io, in a version that meets this requirement
    #[arg(long, value_name = "REQ", requires = "model", value_parser = version_requirement)]
    pub(crate) runtime_version: Option<String>,
}

/// List the operations of a model, with what each would pull into a crate
#[derive(Debug, Args)]
#[command(after_long_help = "Example:
  cargo xtask operations --model models/chime.json

`types` and `errors` are the counts for a crate with that operation alone.")]
pub(crate) struct OperationsArguments {
    /// The Smithy model, as JSON; `-` reads standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) model: PathBuf,

    /// The service, by name or shape id, if the model has several
    #[arg(long, value_name = "ID")]
    pub(crate) service: Option<String>,

    /// A protocol that a crate shall speak, by name or shape id; fails if none could
    #[arg(long, value_name = "ID")]
    pub(crate) protocol: Option<String>,
}

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

  cargo run --release --package xtask -- sweep ../shared/models --no-check
      How long it takes to generate them all, and how much memory.

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

/// Compare the requests of generated crates with those of botocore
#[derive(Debug, Args)]
#[command(
    long_about = "Compare the requests of generated crates with those of botocore, AWS's SDK for \
        Python.\n\n\
        For every operation of a model that botocore knows too, xtask/differential/botocore_cases.py \
        makes random valid inputs and has botocore serialize them, without a network. What comes out \
        becomes HTTP protocol tests of the generated crate: it has to give the same method, host, \
        path, query, headers and body. The few things that two right clients may do differently are \
        written down in xtask/differential/liberties.py.\n\n\
        With --clients, whole clients of both call every operation, over a transport that keeps the \
        requests and answers them, the second input of each operation with an error first. The URL, \
        every header and the body must be the same, and botocore's signature of our request must be \
        ours.\n\n\
        This needs Python 3.10 or newer and, the first time, a connection to PyPI: botocore is \
        installed in the version of xtask/differential/requirements.txt into target/differential.\n\n\
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

/// Have generated clients call moto, a server that imitates AWS
#[derive(Debug, Args)]
#[command(
    long_about = "Have generated clients call moto, a server that imitates AWS.\n\n\
        Seven services become crates in target/moto, with the operations that the program in \
        xtask/moto/driver calls. It takes each service through what its users do (create, list by \
        pages, read, change, delete, and ask for what is not there) and looks at every output: once \
        with the asynchronous client, once with the blocking one. Endpoint and credentials come from \
        environment variables. The server computes each signature again and refuses any other.\n\n\
        This needs Python 3.10 or newer and, the first time, a connection to PyPI: moto is installed \
        in the version of xtask/moto/requirements.txt into target/moto. The server listens on a free \
        port of 127.0.0.1, and ends with the command; its log is target/moto/server.log.",
    after_long_help = "Exit codes: 0 all went well, 1 something failed, 2 the command line is wrong."
)]
pub(crate) struct MotoArguments {
    /// The folder with the models: dynamodb.json, ecs.json, kms.json, lambda.json,
    /// secrets-manager.json, sfn.json and sqs.json [default: ../shared/models, beside the workspace]
    #[arg(value_name = "MODELS_DIR")]
    pub(crate) models: Option<PathBuf>,
}

/// Cargo refuses other names much later, and says less about them.
fn crate_name(name: &str) -> Result<String, String> {
    let legal = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(legal) {
        Ok(name.to_owned())
    } else {
        Err("a crate's name is a letter, then letters, digits, `-` and `_`".to_owned())
    }
}

/// What Cargo takes for the version of a dependency; it would say so when the crate is built.
pub(crate) fn version_requirement(text: &str) -> Result<String, String> {
    match semver::VersionReq::parse(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(error) => {
            Err(format!("{error}; a version requirement looks like `0.1` or `>=1.2, <2`"))
        }
    }
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
            ("codegen", None),
            ("codegen --check --verbose", None),
            ("codegen --model - --out x --operation A --operation B", None),
            ("codegen --model a.json", Some(ErrorKind::MissingRequiredArgument)),
            ("codegen --operation A", Some(ErrorKind::MissingRequiredArgument)),
            ("codegen --quiet --verbose", Some(ErrorKind::ArgumentConflict)),
            (
                "codegen --model a --out b --runtime-path c --runtime-version 1",
                Some(ErrorKind::ArgumentConflict),
            ),
            ("codegen --model a --out b --name ../c", Some(ErrorKind::ValueValidation)),
            ("codegen --model a --out b --runtime-version 0.1", None),
            ("codegen --model a --out b --standalone", None),
            ("codegen --standalone", Some(ErrorKind::MissingRequiredArgument)),
            (
                "codegen --model a --out b --runtime-version latest",
                Some(ErrorKind::ValueValidation),
            ),
            ("codegen --model a --out b --runtime-version 1.x.3", Some(ErrorKind::ValueValidation)),
            ("codegen --model a --out b --runtime-version 0.1\"", Some(ErrorKind::ValueValidation)),
            ("codegen --model a --out b --protocol restJson1", None),
            ("codegen --protocol restJson1", Some(ErrorKind::MissingRequiredArgument)),
            ("operations --model a --protocol restJson1", None),
            ("operations", Some(ErrorKind::MissingRequiredArgument)),
            ("conformance models a.json", None),
            ("conformance --endpoints models", None),
            ("conformance", Some(ErrorKind::MissingRequiredArgument)),
            ("differential models a.json --cases 2 --seed x", None),
            ("differential", Some(ErrorKind::MissingRequiredArgument)),
            ("differential models --cases 0", Some(ErrorKind::ValueValidation)),
            ("moto", None),
            ("moto models", None),
            ("moto models others", Some(ErrorKind::UnknownArgument)),
            ("partitions --check a.json", None),
            ("partitions --earlier 2025-04 a.json", None),
            ("partitions --earlier ../x a.json", Some(ErrorKind::ValueValidation)),
            ("partitions", Some(ErrorKind::MissingRequiredArgument)),
            ("sweep models", None),
            ("sweep models --only a --only b --no-check --quiet", None),
            ("sweep", Some(ErrorKind::MissingRequiredArgument)),
            ("bench build", None),
            ("bench client", None),
            ("bench client --skip-build --only size --only calls", None),
            ("bench client --only weight", Some(ErrorKind::InvalidValue)),
            ("bench generate", None),
            ("bench generate --case 1", None),
            ("bench load", None),
            ("bench load --calls 10 --concurrency 2", None),
            ("bench load --concurrency 0", Some(ErrorKind::ValueValidation)),
            ("codgen", Some(ErrorKind::InvalidSubcommand)),
        ];
        for (line, expected) in cases {
            assert_eq!(parse(line).err(), expected, "{line}");
        }
    }
}
