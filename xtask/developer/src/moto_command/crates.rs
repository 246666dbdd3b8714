//! Emits a crate for each service of the driver, with the operations that it calls.

use std::path::Path;

use anyhow::{Context as _, Result};
use whitesmith::{Config, Source};
use whitesmith_build::{ModelFile, runtime_crate};

use crate::crate_workspace::CrateWorkspace;

/// A service that the driver calls.
#[derive(Clone, Copy, Debug)]
pub(super) struct Service {
    /// The name of the crate.
    pub(super) name: &'static str,
    /// The path of the model in the folder with the shared data.
    model: &'static str,
    /// Traits that are applied to the model, in Smithy's JSON AST.
    applied: Option<&'static str>,
    /// The protocol, if it is not the preferred one of the service.
    protocol: Option<&'static str>,
    /// The operations that the driver calls.
    pub(super) operations: &'static [&'static str],
}

/// What most services have.
const SERVICE: Service =
    Service { name: "", model: "", applied: None, protocol: None, operations: &[] };

/// A service that is called in each of its protocols.
const CLOUDWATCH: Service = Service {
    model: "models-converted/cloudwatch.json",
    operations: &[
        "DeleteAlarms",
        "DescribeAlarms",
        "GetMetricData",
        "GetMetricStatistics",
        "ListMetrics",
        "PutMetricAlarm",
        "PutMetricData",
        "SetAlarmState",
    ],
    ..SERVICE
};

/// The services, in the order in which the driver calls them.
pub(super) const SERVICES: [Service; 20] = [
    Service {
        name: "lambda",
        model: "models/lambda.json",
        operations: &[
            "CreateFunction",
            "DeleteFunction",
            "GetFunction",
            "ListFunctions",
            "PutFunctionConcurrency",
            "UpdateFunctionConfiguration",
        ],
        ..SERVICE
    },
    Service {
        name: "dynamodb",
        model: "models/dynamodb.json",
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
        ..SERVICE
    },
    Service {
        name: "sqs",
        model: "models/sqs.json",
        operations: &[
            "CreateQueue",
            "DeleteMessage",
            "DeleteQueue",
            "GetQueueUrl",
            "ListQueues",
            "ReceiveMessage",
            "SendMessage",
        ],
        ..SERVICE
    },
    Service {
        name: "kms",
        model: "models/kms.json",
        operations: &[
            "CreateKey",
            "Decrypt",
            "DescribeKey",
            "Encrypt",
            "ListKeys",
            "ScheduleKeyDeletion",
        ],
        ..SERVICE
    },
    Service {
        name: "secrets-manager",
        model: "models/secrets-manager.json",
        operations: &["CreateSecret", "DeleteSecret", "GetSecretValue", "ListSecrets"],
        ..SERVICE
    },
    Service {
        name: "sfn",
        model: "models/sfn.json",
        operations: &[
            "CreateStateMachine",
            "DeleteStateMachine",
            "DescribeStateMachine",
            "ListStateMachines",
        ],
        ..SERVICE
    },
    Service {
        name: "ecs",
        model: "models/ecs.json",
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
        ..SERVICE
    },
    Service {
        name: "iam",
        model: "models/iam.json",
        operations: &[
            "CreateUser",
            "DeleteUser",
            "DeleteUserPolicy",
            "GetUser",
            "GetUserPolicy",
            "ListUserTags",
            "ListUsers",
            "PutUserPolicy",
            "TagUser",
            "UntagUser",
        ],
        ..SERVICE
    },
    Service {
        name: "sts",
        model: "models/sts.json",
        operations: &["AssumeRole", "GetCallerIdentity", "GetSessionToken"],
        ..SERVICE
    },
    Service {
        name: "sns",
        model: "models/sns.json",
        operations: &[
            "CreateTopic",
            "DeleteTopic",
            "GetTopicAttributes",
            "ListSubscriptionsByTopic",
            "ListTagsForResource",
            "ListTopics",
            "Publish",
            "PublishBatch",
            "Subscribe",
        ],
        ..SERVICE
    },
    Service {
        name: "sqs-query",
        model: "models/sqs.json",
        applied: Some(include_str!("../../moto/sqs_query.json")),
        protocol: Some("awsQuery"),
        operations: &[
            "CreateQueue",
            "DeleteMessageBatch",
            "DeleteQueue",
            "GetQueueAttributes",
            "GetQueueUrl",
            "ListQueues",
            "ReceiveMessage",
            "SendMessageBatch",
        ],
    },
    Service {
        name: "ec2",
        model: "models-converted/ec2.json",
        operations: &[
            "CreateTags",
            "DescribeImages",
            "DescribeInstances",
            "DescribeSubnets",
            "DescribeTags",
            "RunInstances",
            "TerminateInstances",
        ],
        ..SERVICE
    },
    Service {
        name: "cloudformation",
        model: "models/cloudformation.json",
        operations: &["CreateStack", "DeleteStack", "DescribeStacks", "GetTemplate", "ListStacks"],
        ..SERVICE
    },
    Service {
        name: "rds",
        model: "models/rds.json",
        operations: &[
            "AddTagsToResource",
            "CreateDBInstance",
            "DeleteDBInstance",
            "DescribeDBInstances",
            "ListTagsForResource",
        ],
        ..SERVICE
    },
    Service { name: "cloudwatch-cbor", protocol: Some("rpcv2Cbor"), ..CLOUDWATCH },
    Service { name: "cloudwatch-json", protocol: Some("awsJson1_0"), ..CLOUDWATCH },
    Service { name: "cloudwatch-query", protocol: Some("awsQuery"), ..CLOUDWATCH },
    Service {
        name: "route-53",
        model: "models/route-53.json",
        operations: &[
            "ChangeResourceRecordSets",
            "ChangeTagsForResource",
            "CreateHostedZone",
            "DeleteHostedZone",
            "GetChange",
            "GetHostedZone",
            "ListHostedZones",
            "ListResourceRecordSets",
            "ListTagsForResource",
        ],
        ..SERVICE
    },
    Service {
        name: "s3",
        model: "models/s3.json",
        operations: &[
            "CompleteMultipartUpload",
            "CopyObject",
            "CreateBucket",
            "CreateMultipartUpload",
            "DeleteBucket",
            "DeleteObjects",
            "GetBucketLocation",
            "GetObject",
            "HeadBucket",
            "HeadObject",
            "ListObjectsV2",
            "PutObject",
            "UploadPart",
        ],
        ..SERVICE
    },
    Service {
        name: "elastic-load-balancing-v2",
        model: "models/elastic-load-balancing-v2.json",
        operations: &[
            "AddTags",
            "CreateLoadBalancer",
            "CreateTargetGroup",
            "DeleteLoadBalancer",
            "DeleteTargetGroup",
            "DescribeLoadBalancers",
            "DescribeTags",
        ],
        ..SERVICE
    },
];

/// Updates the crates in the workspace.
pub(super) fn emit(shared: &Path, workspace: &CrateWorkspace) -> Result<()> {
    let runtime = runtime_crate::anywhere()?;
    for service in SERVICES {
        let model = ModelFile::from_argument(&shared.join(service.model));
        let text = model.read()?;
        let config = Config {
            name: Some(service.name.to_owned()),
            operations: service.operations.iter().map(|&name| name.to_owned()).collect(),
            protocol: service.protocol.map(str::to_owned),
            runtime: runtime.clone(),
            ..Config::default()
        };
        let applied = service.applied.map(|text| Source { name: "the applied traits", text });
        let source = Source { name: model.shown(), text: &text };
        let sources: Vec<_> = std::iter::once(source).chain(applied).collect();
        let output = whitesmith::generate(&sources, &config)
            .with_context(|| format!("cannot generate a client of {}", service.name))?;
        workspace.put(service.name, output.files)?;
    }
    Ok(())
}
