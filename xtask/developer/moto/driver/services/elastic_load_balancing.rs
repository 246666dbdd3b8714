//! Load balancers in the subnets of the account: awsQuery beside ec2Query.

use std::time::Duration;

use anyhow::{Result, ensure};
use ec2::operation::describe_subnets::DescribeSubnetsInput;
use elastic_load_balancing_v2::operation::add_tags::AddTagsInput;
use elastic_load_balancing_v2::operation::create_load_balancer::CreateLoadBalancerInput;
use elastic_load_balancing_v2::operation::create_target_group::CreateTargetGroupInput;
use elastic_load_balancing_v2::operation::delete_load_balancer::DeleteLoadBalancerInput;
use elastic_load_balancing_v2::operation::delete_target_group::DeleteTargetGroupInput;
use elastic_load_balancing_v2::operation::describe_load_balancers::{
    DescribeLoadBalancersError, DescribeLoadBalancersInput,
};
use elastic_load_balancing_v2::operation::describe_tags::DescribeTagsInput;
use elastic_load_balancing_v2::types::{ProtocolEnum, Tag};

use super::clients::{Ec2, LoadBalancing};
use crate::check::{given, paged, refused, same};

/// The time limit for waiting for a state that is reached at once.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) async fn run(client: LoadBalancing, ec2: Ec2) -> Result<()> {
    let subnets = wait!(ec2.describe_subnets(DescribeSubnetsInput::new()))?.subnets;
    let subnets = subnets.unwrap_or_default();
    ensure!(subnets.len() >= 2, "{} subnets, expected two or more", subnets.len());
    let vpc = given(subnets[0].vpc_id.clone(), "VPC")?;
    let ids: Vec<_> = subnets.into_iter().filter_map(|subnet| subnet.subnet_id).take(2).collect();

    let mut arns = Vec::new();
    for name in ["first", "second"] {
        let input = CreateLoadBalancerInput::new().name(name).subnets(ids.clone());
        let created = wait!(client.create_load_balancer(input))?.load_balancers;
        let created = given(created.unwrap_or_default().pop(), "load balancer")?;
        same(&created.availability_zones.unwrap_or_default().len(), &2)?;
        arns.push(given(created.load_balancer_arn, "ARN")?);
    }
    arns.sort();
    let input = DescribeLoadBalancersInput::new().load_balancer_arns(arns.clone());
    wait!(client.wait_until_load_balancer_available(input, PATIENCE))?.into_result()?;
    let mut pages = Vec::new();
    let input = DescribeLoadBalancersInput::new().page_size(1);
    let mut listed = client.describe_load_balancers_pages(input);
    while let Some(page) = next!(listed) {
        let found = page?.load_balancers.unwrap_or_default().into_iter();
        pages.push(found.filter_map(|found| found.load_balancer_arn).collect::<Vec<_>>());
    }
    paged(&pages, 2, &arns)?;
    tags(&client, &arns[0]).await?;

    let input = CreateTargetGroupInput::new().name("targets").protocol(ProtocolEnum::Http);
    let created = wait!(client.create_target_group(input.port(80).vpc_id(vpc)))?.target_groups;
    let group = given(created.unwrap_or_default().pop(), "target group")?;
    same(&(group.port, group.protocol), &(Some(80), Some(ProtocolEnum::Http)))?;
    let arn = given(group.target_group_arn, "ARN")?;
    wait!(client.delete_target_group(DeleteTargetGroupInput::new().target_group_arn(arn)))?;

    for arn in &arns {
        wait!(client.delete_load_balancer(DeleteLoadBalancerInput::new().load_balancer_arn(arn)))?;
    }
    let input = DescribeLoadBalancersInput::new().names(["first".to_owned()]);
    refused(wait!(client.describe_load_balancers(input)), "LoadBalancerNotFound", |error| {
        matches!(error, DescribeLoadBalancersError::LoadBalancerNotFoundException(_))
    })
}

/// Adds tags to a load balancer and reads them.
async fn tags(client: &LoadBalancing, arn: &str) -> Result<()> {
    let added = vec![Tag::new().key("a b").value("c & <d>")];
    let input = AddTagsInput::new().resource_arns([arn.to_owned()]).tags(added.clone());
    wait!(client.add_tags(input))?;
    let input = DescribeTagsInput::new().resource_arns([arn.to_owned()]);
    let found = wait!(client.describe_tags(input))?.tag_descriptions.unwrap_or_default();
    same(&found.into_iter().map(|found| found.tags).collect::<Vec<_>>(), &vec![Some(added)])
}
