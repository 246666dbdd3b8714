//! Turns the options for a model into a job.

use std::collections::BTreeMap;

use anyhow::{Result, anyhow};
use whitesmith::{Config, Layout, RuntimeDependency};
use whitesmith_build::{Job, ModelFiles, OutputFolder, Places, runtime_crate};

use crate::cli::AnyModel;

impl AnyModel {
    /// The job of the options; `None` if there are none, so that codegen.toml is used.
    pub(crate) fn job(&self) -> Result<Option<Job>> {
        let ([_, ..], Some(out)) = (self.model.as_slice(), &self.out) else { return Ok(None) };
        Ok(Some(Job {
            model: ModelFiles::from_arguments(&self.model),
            out: OutputFolder::new(out.clone(), &out.display().to_string()),
            config: Config {
                service: self.service.clone(),
                protocol: self.protocol.clone(),
                operations: self.operations.clone(),
                name: self.name.clone(),
                layout: Layout::Package,
                runtime: match (&self.runtime_version, &self.runtime_path) {
                    (Some(version), _) => RuntimeDependency::Version(version.clone()),
                    (None, Some(path)) => {
                        runtime_crate::at(out, path).map_err(|problem| other_runtime(&problem))?
                    }
                    (None, None) => runtime_crate::of_checkout(out)
                        .map_err(|problem| other_runtime(&problem))?,
                },
                package: BTreeMap::new(),
                standalone: self.standalone,
                protocol_tests: self.protocol_tests,
                endpoints_only: false,
            },
            places: Places::default(),
        }))
    }
}

/// A problem with the runtime, with help on the options for another one.
fn other_runtime(problem: &anyhow::Error) -> anyhow::Error {
    anyhow!(
        "{problem:#}\n  help: name the folder of the runtime's crates with --runtime-path, or their version \
         with --runtime-version"
    )
}
