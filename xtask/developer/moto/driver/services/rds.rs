//! Databases: awsQuery with large structures in the outputs.

use std::time::Duration;

use anyhow::{Result, ensure};
use rds::operation::add_tags_to_resource::AddTagsToResourceInput;
use rds::operation::create_db_instance::CreateDbInstanceInput;
use rds::operation::delete_db_instance::DeleteDbInstanceInput;
use rds::operation::describe_db_instances::{DescribeDbInstancesError, DescribeDbInstancesInput};
use rds::operation::list_tags_for_resource::ListTagsForResourceInput;
use rds::types::Tag;

use super::clients::Rds;
use crate::check::{given, paged, refused, same};

/// The time limit for waiting for a state that is reached at once.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) async fn run(client: Rds) -> Result<()> {
    let names = ["first", "second"].map(str::to_owned);
    for name in &names {
        let input = CreateDbInstanceInput::new().db_instance_identifier(name).engine("postgres");
        let input = input.db_instance_class("db.t3.micro").allocated_storage(20).multi_az(true);
        let input = input.master_username("admin1").master_user_password("a+b &c=%/\"");
        let created = given(wait!(client.create_db_instance(input))?.db_instance, "instance")?;
        same(&(created.allocated_storage, created.multi_az), &(Some(20), Some(true)))?;
    }
    let input = |name: &str| DescribeDbInstancesInput::new().db_instance_identifier(name);
    let ready =
        wait!(client.wait_until_db_instance_available(input("first"), PATIENCE))?.into_result()?;
    let instance = given(ready.db_instances.unwrap_or_default().pop(), "instance")?;
    let created = given(instance.instance_create_time, "time")?;
    ensure!(created.secs() > 1_700_000_000, "created at {created}");
    same(&given(instance.endpoint, "endpoint")?.port, &Some(5432))?;

    let mut pages = Vec::new();
    let mut listed = client.describe_db_instances_pages(DescribeDbInstancesInput::new());
    while let Some(page) = next!(listed) {
        let instances = page?.db_instances.unwrap_or_default().into_iter();
        pages.push(instances.filter_map(|found| found.db_instance_identifier).collect::<Vec<_>>());
    }
    paged(&pages, 1, &names)?;
    let arn = given(instance.db_instance_arn, "ARN")?;
    let added = Tag::new().key("a b").value("c & <d>");
    let input = AddTagsToResourceInput::new().resource_name(&arn).tags([added.clone()]);
    wait!(client.add_tags_to_resource(input))?;
    let tags =
        wait!(client.list_tags_for_resource(ListTagsForResourceInput::new().resource_name(&arn)))?;
    same(&tags.tag_list, &Some(vec![added]))?;

    for name in &names {
        let input = DeleteDbInstanceInput::new().db_instance_identifier(name);
        wait!(client.delete_db_instance(input.skip_final_snapshot(true)))?;
    }
    let gone = wait!(
        client
            .describe_db_instances(DescribeDbInstancesInput::new().db_instance_identifier("first"))
    );
    refused(gone, "DBInstanceNotFound", |error| {
        matches!(error, DescribeDbInstancesError::DbInstanceNotFoundFault(_))
    })
}
