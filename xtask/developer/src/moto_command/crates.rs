//! Emits a crate for each service of the driver, with the operations that it calls.

use std::path::Path;

use anyhow::{Context as _, Result};
use whitesmith::{Config, Source};
use whitesmith_build::{ModelFile, runtime_crate};

use crate::crate_workspace::CrateWorkspace;

/// A service that the driver calls.
#[derive(Clone, Copy, Debug)]
pub(super) struct Service {
    /// The name of the model's file without `.json`, and of the crate.
    pub(super) name: &'static str,
    /// The operations that the driver calls.
    pub(super) operations: &'static [&'static str],
}

/// The services, in the order in which the driver calls them.
pub(super) const SERVICES: [Service; 7] = [
    Service {
        name: "lambda",
        operations: &[
            "CreateFunction",
            "DeleteFunction",
            "GetFunction",
            "ListFunctions",
            "PutFunctionConcurrency",
            "UpdateFunctionConfiguration",
        ],
    },
    Service {
        name: "dynamodb",
        operations: &[
            "CreateTable",
            "DeleteItem",
            "DeleteTable",
            "DescribeTable",
            "GetItem",
            "ListTables",
            "PutItem",
            "Scan",
        ],
    },
    Service {
        name: "sqs",
        operations: &[
            "CreateQueue",
            "DeleteMessage",
            "DeleteQueue",
            "GetQueueUrl",
            "ListQueues",
            "ReceiveMessage",
            "SendMessage",
        ],
    },
    Service {
        name: "kms",
        operations: &[
            "CreateKey",
            "Decrypt",
            "DescribeKey",
            "Encrypt",
            "ListKeys",
            "ScheduleKeyDeletion",
        ],
    },
    Service {
        name: "secrets-manager",
        operations: &["CreateSecret", "DeleteSecret", "GetSecretValue", "ListSecrets"],
    },
    Service {
        name: "sfn",
        operations: &[
            "CreateStateMachine",
            "DeleteStateMachine",
            "DescribeStateMachine",
            "ListStateMachines",
        ],
    },
    Service {
        name: "ecs",
        operations: &[
            "CreateCluster",
            "CreateService",
            "DeleteCluster",
            "DeleteService",
            "DescribeClusters",
            "DescribeServices",
            "ListClusters",
            "ListServices",
            "RegisterTaskDefinition",
        ],
    },
];

/// Updates the crates in the workspace.
pub(super) fn emit(models: &Path, workspace: &CrateWorkspace) -> Result<()> {
    let runtime = runtime_crate::anywhere()?;
    for service in SERVICES {
        let model = ModelFile::from_argument(&models.join(format!("{}.json", service.name)));
        let text = model.read()?;
        let config = Config {
            name: Some(service.name.to_owned()),
            operations: service.operations.iter().map(|&name| name.to_owned()).collect(),
            runtime: runtime.clone(),
            ..Config::default()
        };
        let source = Source { name: model.shown(), text: &text };
        let output = whitesmith::generate(&[source], &config)
            .with_context(|| format!("cannot generate a client of {}", service.name))?;
        workspace.put(service.name, output.files)?;
    }
    Ok(())
}
