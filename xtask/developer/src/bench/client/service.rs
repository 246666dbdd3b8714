//! The services whose clients are compared.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};
use whitesmith::{Config, Files, SerdeNames, Source};
use whitesmith_build::OutputFolder;
use whitesmith_build::output::{self, Plan};
use whitesmith_build::runtime_crate;

use super::workspace::Workspace;

/// A service, and what is measured of its clients.
#[derive(Debug)]
pub(super) struct Service {
    pub(super) title: &'static str,
    /// The folder in `bench-client` with the programs of both clients.
    pub(super) folder: &'static str,
    /// AWS's model, relative to the root of the repository.
    pub(super) model: &'static str,
    /// Our crate.
    pub(super) ours: Crate,
    /// The official crate.
    pub(super) official: &'static str,
    /// The operations of our crate; none for all.
    pub(super) operations: &'static [&'static str],
    /// Cases that resolve an endpoint, and what kind of endpoint.
    pub(super) endpoints: &'static [(&'static str, &'static str)],
    /// Cases that both clients have, what they measure, and the number of repetitions in a run. The last one
    /// ends where the transport begins.
    pub(super) calls: &'static [(&'static str, &'static str, u32)],
    /// Cases of ours alone.
    pub(super) parts: &'static [(&'static str, &'static str)],
    /// The content type of the server's response, and the file with its body.
    pub(super) answer: [&'static str; 2],
}

/// Where our crate comes from.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Crate {
    /// It is the crate of the repository with this name, which has budgets.
    Committed(&'static str),
    /// It is generated in the workspace, with this name.
    Generated(&'static str),
}

pub(super) const CHIME: Service = Service {
    title: "UpdateAccount of Amazon Chime",
    folder: "chime",
    model: "../shared/models/chime.json",
    ours: Crate::Committed("generated"),
    official: "aws-sdk-chime",
    operations: &["UpdateAccount"],
    endpoints: &[],
    calls: &[
        ("call", "whole call, canned transport", 20_000),
        ("until-sent", "up to the transport: build, endpoint, sign", 20_000),
    ],
    parts: &[
        ("build", "CPU, the request built, without a client"),
        ("sign", "CPU, the request signed, without a client"),
        ("parse", "CPU, the response parsed, without a client"),
    ],
    answer: ["application/json", "answer.json"],
};

pub(super) const S3: Service = Service {
    title: "Three operations of Amazon S3",
    folder: "s3",
    model: "../shared/models/s3.json",
    ours: Crate::Generated("s3"),
    official: "aws-sdk-s3",
    operations: &["GetObject", "ListObjectsV2", "PutObject"],
    endpoints: &[
        ("endpoint-host", "bucket in the host"),
        ("endpoint-path", "bucket in the path"),
        ("endpoint-access-point", "ARN of an access point"),
    ],
    calls: &[
        ("put", "PutObject of 1 kB, canned transport", 20_000),
        ("list", "ListObjectsV2 of 1,000 objects, canned transport", 500),
        ("get", "GetObject of 1 kB, canned transport", 20_000),
        ("until-sent", "GetObject up to the transport: build, endpoint, sign", 20_000),
    ],
    parts: &[],
    answer: ["application/xml", "answer.xml"],
};

pub(super) const LAMBDA: Service = Service {
    title: "All operations of AWS Lambda",
    folder: "lambda",
    model: "../shared/models/lambda.json",
    ours: Crate::Generated("lambda"),
    official: "aws-sdk-lambda",
    operations: &[],
    endpoints: &[],
    calls: &[
        ("call", "whole call, canned transport", 20_000),
        ("until-sent", "up to the transport: build, endpoint, sign", 20_000),
    ],
    parts: &[],
    answer: ["application/json", "answer.json"],
};

impl Service {
    /// The name of our crate, and the folder of its workspace.
    pub(super) fn our_crate<'a>(
        &self,
        root: &'a Path,
        workspace: &'a Workspace,
    ) -> (&'static str, &'a Path) {
        match self.ours {
            Crate::Committed(name) => (name, root),
            Crate::Generated(name) => (name, workspace.folder()),
        }
    }

    /// The folder with the sources of our crate.
    pub(super) fn our_sources(&self, root: &Path, workspace: &Workspace) -> PathBuf {
        let (name, folder) = self.our_crate(root, workspace);
        folder.join(name).join("src")
    }

    /// Generates our crate, unless it is in the repository.
    pub(super) fn generate(&self, root: &Path, workspace: &Workspace) -> Result<()> {
        let Crate::Generated(name) = self.ours else { return Ok(()) };
        let files = self.files(root, Some(name), self.operations)?;
        let plan = Plan::new(&OutputFolder::new(workspace.folder().join(name), name), files)?;
        plan.refuse_foreign()?;
        output::write(&[plan], &output::RealDisk)?;
        Ok(())
    }

    /// The files of a crate with these operations; without any, of one with all operations.
    pub(super) fn files(
        &self,
        root: &Path,
        name: Option<&str>,
        operations: &[&str],
    ) -> Result<Files> {
        let read = fs::read_to_string(root.join(self.model));
        let text = read.with_context(|| format!("cannot read {}", self.model))?;
        let config = Config {
            name: name.map(str::to_owned),
            operations: operations.iter().map(|&operation| operation.to_owned()).collect(),
            runtime: runtime_crate::anywhere()?,
            // As in the crate of the repository.
            serde: Some(SerdeNames::Wire),
            ..Config::default()
        };
        let output = whitesmith::generate(&[Source { name: self.model, text: &text }], &config);
        Ok(output.map_err(|error| anyhow!("{error}"))?.files)
    }
}
