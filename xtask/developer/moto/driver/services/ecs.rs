//! Clusters: awsJson1_1 with failures in the outputs of successful calls.

use std::time::Duration;

use anyhow::{Result, bail};
use ecs::operation::create_cluster::CreateClusterInput;
use ecs::operation::create_service::CreateServiceInput;
use ecs::operation::delete_cluster::DeleteClusterInput;
use ecs::operation::delete_service::DeleteServiceInput;
use ecs::operation::describe_clusters::DescribeClustersInput;
use ecs::operation::describe_services::{DescribeServicesError, DescribeServicesInput};
use ecs::operation::list_clusters::ListClustersInput;
use ecs::operation::list_services::ListServicesInput;
use ecs::operation::register_task_definition::RegisterTaskDefinitionInput;
use ecs::types::{ContainerDefinition, SchedulingStrategy, Tag};

use whitesmith_runtime::WaiterError;

use super::clients::Ecs;
use crate::check::{given, paged, refused, same};

/// The time limit for waiting for a state that is reached already.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) async fn run(client: Ecs) -> Result<()> {
    let mut arns = Vec::new();
    for name in ["first", "second"] {
        let input = CreateClusterInput::new().cluster_name(name);
        let input = input.tags([Tag::new().key("name").value(name)]);
        let created = given(wait!(client.create_cluster(input))?.cluster, "cluster")?;
        same(&created.status.as_deref(), &Some("ACTIVE"))?;
        arns.push(given(created.cluster_arn, "ARN")?);
    }
    let mut pages = Vec::new();
    let mut listed = client.list_clusters_pages(ListClustersInput::new().max_results(1));
    while let Some(page) = next!(listed) {
        pages.push(page?.cluster_arns.unwrap_or_default());
    }
    // moto returns all clusters in one page, whatever the limit.
    paged(&pages, 1, &arns)?;
    let input = DescribeClustersInput::new().clusters(["first".to_owned(), "nowhere".to_owned()]);
    let found = wait!(client.describe_clusters(input))?;
    same(&found.clusters.unwrap_or_default().len(), &1)?;
    let failures = found.failures.unwrap_or_default();
    let reasons: Vec<_> = failures.iter().map(|failure| failure.reason.as_deref()).collect();
    same(&reasons, &[Some("MISSING")])?;
    services(&client, "first").await?;

    for arn in arns {
        let deleted = wait!(client.delete_cluster(DeleteClusterInput::new(arn)))?;
        same(&given(deleted.cluster, "cluster")?.status.as_deref(), &Some("INACTIVE"))?;
    }
    let input = DescribeServicesInput::new(["web".to_owned()]).cluster("nowhere");
    refused(wait!(client.describe_services(input)), "ClusterNotFoundException", |error| {
        matches!(error, DescribeServicesError::ClusterNotFoundException(_))
    })
}

/// Runs a service in a cluster and deletes it.
async fn services(client: &Ecs, cluster: &str) -> Result<()> {
    let container = ContainerDefinition::new().name("web").image("web:1").memory(128);
    let input = RegisterTaskDefinitionInput::new("web", [container]);
    let registered = wait!(client.register_task_definition(input))?;
    let task = given(registered.task_definition, "task definition")?;
    let names = task.container_definitions.unwrap_or_default();
    same(&names.iter().map(|container| container.memory).collect::<Vec<_>>(), &[Some(128)])?;

    let arn = given(task.task_definition_arn, "ARN")?;
    let mut arns = Vec::new();
    for name in ["api", "web"] {
        let input = CreateServiceInput::new(name).cluster(cluster);
        let input = input.task_definition(&arn).desired_count(0);
        let created = given(wait!(client.create_service(input))?.service, "service")?;
        same(&created.scheduling_strategy, &Some(SchedulingStrategy::Replica))?;
        arns.push(given(created.service_arn, "ARN")?);
    }
    let listed = wait!(client.list_services(ListServicesInput::new().cluster(cluster)))?;
    paged(&[listed.service_arns.unwrap_or_default()], 1, &arns)?;
    let input = |name: &str| DescribeServicesInput::new([name.to_owned()]).cluster(cluster);
    wait!(client.wait_until_services_stable(input("web"), PATIENCE))?;
    match wait!(client.wait_until_services_stable(input("nowhere"), PATIENCE)) {
        Err(WaiterError::FailureState(last)) => {
            same(&last.into_result()?.failures.unwrap_or_default().len(), &1)?;
        }
        other => bail!("a state of failure expected, not {other:?}"),
    }
    for name in ["api", "web"] {
        let input = DeleteServiceInput::new(name).cluster(cluster).force(true);
        wait!(client.delete_service(input))?;
    }
    wait!(client.wait_until_services_inactive(input("web"), PATIENCE))?;
    Ok(())
}
