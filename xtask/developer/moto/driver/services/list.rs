//! Runs the scenarios of all services in order.

mod cloud_formation;
mod cloud_watch_cbor;
mod cloud_watch_json;
mod cloud_watch_query;
mod dynamodb;
mod ec2;
mod ecs;
mod elastic_load_balancing;
mod iam;
mod kms;
mod lambda;
mod rds;
mod route53;
mod s3;
mod secrets_manager;
mod sfn;
mod signature;
mod sns;
mod sqs;
mod sqs_query;
mod sts;

use super::{KIND, clients};
use crate::{Surroundings, report};

/// Runs the scenario of each service and prints its result.
pub(crate) async fn all(surroundings: &Surroundings) {
    let Surroundings { config, role } = surroundings;
    let config = || config.clone();
    report("lambda", KIND, lambda::run(clients::Lambda::new(config()), role)).await;
    report("dynamodb", KIND, dynamodb::run(clients::DynamoDb::new(config()))).await;
    report("sqs", KIND, sqs::run(clients::Sqs::new(config()))).await;
    report("kms", KIND, kms::run(clients::Kms::new(config()))).await;
    let client = clients::SecretsManager::new(config());
    report("secrets-manager", KIND, secrets_manager::run(client)).await;
    report("sfn", KIND, sfn::run(clients::Sfn::new(config()), role)).await;
    report("ecs", KIND, ecs::run(clients::Ecs::new(config()))).await;
    report("iam", KIND, iam::run(clients::Iam::new(config()))).await;
    report("sts", KIND, sts::run(clients::Sts::new(config()), role)).await;
    report("sns", KIND, sns::run(clients::Sns::new(config()))).await;
    report("sqs-query", KIND, sqs_query::run(clients::SqsQuery::new(config()))).await;
    report("ec2", KIND, ec2::run(clients::Ec2::new(config()))).await;
    let client = clients::CloudFormation::new(config());
    report("cloudformation", KIND, cloud_formation::run(client)).await;
    report("rds", KIND, rds::run(clients::Rds::new(config()))).await;
    let (client, ec2) = (clients::LoadBalancing::new(config()), clients::Ec2::new(config()));
    report("elastic-load-balancing-v2", KIND, elastic_load_balancing::run(client, ec2)).await;
    let client = clients::CloudWatchCbor::new(config());
    report("cloudwatch-cbor", KIND, cloud_watch_cbor::scenario::run(client, "cbor", 501)).await;
    let client = clients::CloudWatchJson::new(config());
    report("cloudwatch-json", KIND, cloud_watch_json::scenario::run(client, "json", 501)).await;
    // moto needs seconds to read a long form.
    let client = clients::CloudWatchQuery::new(config());
    report("cloudwatch-query", KIND, cloud_watch_query::scenario::run(client, "query", 60)).await;
    report("route-53", KIND, route53::run(clients::Route53::new(config()))).await;
    report("s3", KIND, s3::run(clients::S3::new(config()))).await;
    report("a wrong key", KIND, signature::run(config())).await;
}
