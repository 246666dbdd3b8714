//! Runs the scenarios of all services in order.

mod dynamodb;
mod ecs;
mod kms;
mod lambda;
mod secrets_manager;
mod sfn;
mod signature;
mod sqs;

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
    report("a wrong key", KIND, signature::run(config())).await;
}
