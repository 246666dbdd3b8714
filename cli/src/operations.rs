//! Prints the operations of a model.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde_json::json;
use whitesmith::{Config, OperationSummary};
use whitesmith_build::{ModelFiles, report::counted};

use crate::console::{Console, Format, Level};
use crate::options::with_options;

/// The options of the command.
#[derive(Debug, Args)]
pub struct Operations {
    /// The Smithy model as JSON: a file, or a folder of .json files. May be repeated. `-` is standard
    /// input
    #[arg(long, value_name = "FILE", required = true)]
    pub model: Vec<PathBuf>,

    /// The service, by name or shape id, if the model has several
    #[arg(long, value_name = "ID")]
    pub service: Option<String>,

    /// A protocol, by name or shape id; operations that cannot be generated for it are marked
    #[arg(long, value_name = "ID")]
    pub protocol: Option<String>,
}

/// Runs the command.
///
/// # Errors
///
/// A file cannot be read. Problems of the model are printed.
pub fn run(arguments: &Operations, console: &Console) -> Result<ExitCode> {
    let model = ModelFiles::from_arguments(&arguments.model);
    let texts = model.read()?;
    let config = Config {
        service: arguments.service.clone(),
        protocol: arguments.protocol.clone(),
        ..Config::default()
    };
    match whitesmith::operations(&texts.sources(), &config) {
        Ok(operations) => {
            match console.format {
                Format::Text => table(&mut io::stdout().lock(), &operations)?,
                Format::Json => {
                    for operation in &operations {
                        console.object(&json!({
                            "type": "operation",
                            "name": operation.name,
                            "types": operation.types,
                            "errors": operation.errors,
                            "left_out": operation.left_out,
                        }));
                    }
                }
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            for problem in error.problems() {
                console.problem(Level::Error, None, &with_options(problem.clone()));
            }
            let problems = counted(error.problems().len(), "problem");
            console.message(Level::Error, None, &format!("{problems} in {}", model.title()));
            Ok(ExitCode::FAILURE)
        }
    }
}

fn table(to: &mut dyn Write, operations: &[OperationSummary]) -> io::Result<()> {
    let longest = operations.iter().map(|operation| operation.name.chars().count()).max();
    let width = longest.unwrap_or_default().max("operation".len());
    writeln!(to, "{:width$}  types  errors", "operation")?;
    for operation in operations {
        let OperationSummary { name, types, errors, left_out } = operation;
        match left_out {
            None => writeln!(to, "{name:width$}  {types:5}  {errors:6}")?,
            Some(reason) => writeln!(to, "{name:width$}  left out: {reason}")?,
        }
    }
    let left_out = operations.iter().filter(|operation| operation.left_out.is_some()).count();
    let note = if left_out == 0 { String::new() } else { format!(", {left_out} left out") };
    writeln!(to, "{}{note}", counted(operations.len(), "operation"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns() {
        let summary = |name: &str, types, errors, left_out: Option<&str>| OperationSummary {
            name: name.to_owned(),
            types,
            errors,
            left_out: left_out.map(str::to_owned),
        };
        let operations = [
            summary("UpdateAccount", 6, 7, None),
            summary("Ping", 0, 0, None),
            summary("Watch", 0, 0, Some("event streams are not supported")),
        ];
        let mut text = Vec::new();
        table(&mut text, &operations).unwrap();
        insta::assert_snapshot!(String::from_utf8(text).unwrap(), @"
        operation      types  errors
        UpdateAccount      6       7
        Ping               0       0
        Watch          left out: event streams are not supported
        3 operations, 1 left out
        ");
    }
}
