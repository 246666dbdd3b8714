//! Defines the options of `cargo xtask partitions`.

use std::path::PathBuf;

use clap::Args;

/// Update the runtime's table of AWS partitions
#[derive(Debug, Args)]
#[command(
    long_about = "Update the runtime's table of AWS partitions.\n\n\
        FILE is the partitions.json that AWS publishes with its SDKs. It becomes \
        runtime/core/src/endpoint/partition/table.rs: which partition a region belongs to, the domains of \
        its hosts, and whether it has FIPS and dual-stack endpoints.\n\n\
        Endpoint tests of older models expect the partitions of their time. With --earlier, FILE \
        becomes the table of that date, which only tests use.",
    after_long_help = "Examples:
  cargo xtask partitions ../shared/partitions/2026-11.json
      Update the table of the current partitions.

  cargo xtask partitions --check ../shared/partitions/2026-11.json
      Print a diff and fail if the table is out of date, for CI.

  cargo xtask partitions --earlier 2025-04 xtask/developer/partitions/2025-04.json
      Write the table for the endpoint tests of older models.

Exit codes: 0 success, 1 failure or (with --check) not up to date, 2 invalid command line."
)]
pub(crate) struct PartitionsArguments {
    /// Write nothing; print a diff and fail if the table is out of date
    #[arg(long)]
    pub(crate) check: bool,

    /// Write the table of an earlier date, such as 2025-04
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) earlier: Option<String>,

    /// AWS's partitions.json
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

/// Parses a year and a month. The date becomes part of a module's name.
fn date(text: &str) -> Result<String, String> {
    let has_form = text.len() == 7
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if has_form { Ok(text.to_owned()) } else { Err("expected a date such as `2025-04`".to_owned()) }
}
