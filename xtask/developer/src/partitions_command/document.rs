//! Parses AWS's partitions.json.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use serde::Deserialize;

/// The whole file.
#[derive(Debug, Deserialize)]
pub(super) struct Document {
    pub(super) version: String,
    pub(super) partitions: Vec<Partition>,
}

/// A partition.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Partition {
    pub(super) id: String,
    pub(super) region_regex: String,
    pub(super) outputs: Outputs,
    /// The regions by name. A region may have facts that differ from those of its partition.
    pub(super) regions: BTreeMap<String, Facts>,
}

/// The facts of a partition.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Outputs {
    pub(super) name: String,
    pub(super) dns_suffix: String,
    pub(super) dual_stack_dns_suffix: String,
    #[serde(rename = "supportsFIPS")]
    pub(super) supports_fips: bool,
    pub(super) supports_dual_stack: bool,
    pub(super) implicit_global_region: String,
}

/// The facts of a region that differ.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Facts {
    name: Option<String>,
    dns_suffix: Option<String>,
    dual_stack_dns_suffix: Option<String>,
    #[serde(rename = "supportsFIPS")]
    supports_fips: Option<bool>,
    supports_dual_stack: Option<bool>,
    implicit_global_region: Option<String>,
}

/// Parses the file.
pub(super) fn read(text: &str) -> Result<Document> {
    serde_json::from_str(text).context("unexpected form of the JSON")
}

impl Outputs {
    /// The facts of a region of this partition.
    pub(super) fn with(&self, facts: &Facts) -> Self {
        let text = |own: &Option<String>, shared: &str| own.as_deref().unwrap_or(shared).to_owned();
        Self {
            name: text(&facts.name, &self.name),
            dns_suffix: text(&facts.dns_suffix, &self.dns_suffix),
            dual_stack_dns_suffix: text(&facts.dual_stack_dns_suffix, &self.dual_stack_dns_suffix),
            supports_fips: facts.supports_fips.unwrap_or(self.supports_fips),
            supports_dual_stack: facts.supports_dual_stack.unwrap_or(self.supports_dual_stack),
            implicit_global_region: text(
                &facts.implicit_global_region,
                &self.implicit_global_region,
            ),
        }
    }
}
