//! Renders partitions as a Rust module of the runtime.

use std::fmt::Write as _;

use anyhow::{Result, bail};

use super::document::{Document, Outputs};
use super::region_pattern;

/// The partition of unknown regions.
const FALLBACK: &str = "aws";

/// A `Partition` of the runtime.
struct Row {
    outputs: Outputs,
    /// The names of regions that do not match the partition's pattern, or have facts of their own.
    regions: Vec<String>,
    prefixes: Vec<String>,
}

/// The text of the module; `file` is the name of the source file.
pub(super) fn table(document: &Document, file: &str) -> Result<String> {
    let mut rows = Vec::new();
    for partition in &document.partitions {
        let prefixes = region_pattern::prefixes(&partition.region_regex)?;
        let mut regions = Vec::new();
        let mut own_facts = Vec::new();
        for (region, facts) in &partition.regions {
            let outputs = partition.outputs.with(facts);
            if outputs != partition.outputs {
                own_facts.push(Row {
                    outputs,
                    regions: vec![region.clone()],
                    prefixes: Vec::new(),
                });
            } else if !region_pattern::matches(&prefixes, region) {
                regions.push(region.clone());
            }
        }
        rows.push((
            partition.id.as_str(),
            Row { outputs: partition.outputs.clone(), regions, prefixes },
        ));
        rows.extend(own_facts.into_iter().map(|row| ("", row)));
    }
    let Some(fallback) = rows.iter().position(|(id, _)| *id == FALLBACK) else {
        bail!("there is no partition `{FALLBACK}`, which is that of unknown regions")
    };
    let (_, fallback) = rows.remove(fallback);
    let others: Vec<Row> = rows.into_iter().map(|(_, row)| row).collect();
    Ok(module(&fallback, &others, file, &document.version))
}

fn module(fallback: &Row, others: &[Row], file: &str, version: &str) -> String {
    let imports = "use crate::endpoint::partition::{Partition, Partitions};";
    let mut text = format!(
        "// Made by whitesmith, with `cargo xtask partitions`, from {file}: AWS's partitions.json, version {version}.\n\
         #![cfg_attr(rustfmt, rustfmt_skip)]\n\n{imports}\n\n\
         pub(in crate::endpoint::partition) static PARTITIONS: Partitions = Partitions {{\n    aws: "
    );
    row(&mut text, fallback, "    ");
    text.push_str("    others: &[\n");
    for other in others {
        text.push_str("        ");
        row(&mut text, other, "        ");
    }
    text.push_str("    ],\n};\n");
    text
}

/// Appends a `Partition` to the text.
fn row(text: &mut String, row: &Row, indent: &str) {
    let Row { outputs, regions, prefixes } = row;
    let Outputs {
        name,
        dns_suffix,
        dual_stack_dns_suffix,
        supports_fips,
        supports_dual_stack,
        implicit_global_region,
    } = outputs;
    let fields = [
        ("name", format!("{name:?}")),
        ("dns_suffix", format!("{dns_suffix:?}")),
        ("dual_stack_dns_suffix", format!("{dual_stack_dns_suffix:?}")),
        ("supports_fips", supports_fips.to_string()),
        ("supports_dual_stack", supports_dual_stack.to_string()),
        ("implicit_global_region", format!("{implicit_global_region:?}")),
        ("regions", format!("&{regions:?}")),
        ("prefixes", format!("&{prefixes:?}")),
    ];
    text.push_str("Partition {\n");
    for (field, value) in fields {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{indent}    {field}: {value},");
    }
    let _ = writeln!(text, "{indent}}},");
}

#[cfg(test)]
mod tests {
    use super::super::document;
    use super::*;

    fn partition(id: &str, pattern: &str, regions: &str) -> String {
        format!(
            r#"{{"id": "{id}", "regionRegex": "{pattern}", "regions": {{{regions}}}, "outputs": {{
                "name": "{id}", "dnsSuffix": "{id}.com", "dualStackDnsSuffix": "{id}.net",
                "supportsFIPS": true, "supportsDualStack": false,
                "implicitGlobalRegion": "us-east-1"}}}}"#
        )
    }

    fn made(partitions: &[String]) -> Result<String> {
        let text = format!(r#"{{"version": "1.1", "partitions": [{}]}}"#, partitions.join(", "));
        table(&document::read(&text)?, "now.json")
    }

    #[test]
    fn a_region_with_facts_of_its_own_has_a_row_of_its_own() {
        let partitions = [
            partition("aws-cn", r"^cn\\-\\w+\\-\\d+$", ""),
            partition(
                "aws",
                r"^(us|eu)\\-\\w+\\-\\d+$",
                r#""aws-global": {"description": "d"}, "us-east-1": {},
                    "eu-west-9": {"supportsDualStack": true}"#,
            ),
        ];
        insta::assert_snapshot!(made(&partitions).unwrap());
    }

    #[test]
    fn what_cannot_be_taken_over() {
        let message = |partitions: &[String]| format!("{:#}", made(partitions).unwrap_err());
        insta::assert_snapshot!(message(&[]), @"there is no partition `aws`, which is that of unknown regions");
        insta::assert_snapshot!(message(&[partition("aws", "^us.*$", "")]), @r#"
        the regionRegex "^us.*$" is not alternatives of letters before `\w+\-\d+$`
          help: teach xtask/developer/src/partitions_command/region_pattern.rs, and Partition of the runtime, its form
        "#);
        insta::assert_snapshot!(message(&["{}".to_owned()]), @"unexpected form of the JSON: missing field `id` at line 1 column 36");
    }
}
