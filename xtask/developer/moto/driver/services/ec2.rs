//! Instances: ec2Query with pages, waiters and errors that no model lists.

use std::time::Duration;

use anyhow::{Result, bail, ensure};
use ec2::operation::create_tags::CreateTagsInput;
use ec2::operation::describe_images::DescribeImagesInput;
use ec2::operation::describe_instances::{DescribeInstancesError, DescribeInstancesInput};
use ec2::operation::describe_tags::DescribeTagsInput;
use ec2::operation::run_instances::RunInstancesInput;
use ec2::operation::terminate_instances::TerminateInstancesInput;
use ec2::types::{Filter, InstanceStateName, ResourceType, Tag, TagSpecification};
use whitesmith_client::CallError;

use super::clients::Ec2;
use crate::check::{given, paged, same};

/// The time limit for waiting for a state that is reached at once.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) async fn run(client: Ec2) -> Result<()> {
    let images = wait!(client.describe_images(DescribeImagesInput::new()))?;
    let images = given(images.images, "images")?;
    ensure!(images.len() > 10, "{} images, expected many", images.len());
    let image = given(images.into_iter().find_map(|image| image.image_id), "image")?;

    let mut ids = Vec::new();
    for name in ["first", "second", "third"] {
        let tag = Tag::new().key("Name").value(format!("{name} & <co>"));
        let tags = TagSpecification::new().resource_type(ResourceType::Instance).tags([tag]);
        let input = RunInstancesInput::new().image_id(&image).min_count(1).max_count(1);
        let ran = wait!(client.run_instances(input.tag_specifications([tags])))?;
        let instance = given(ran.instances.unwrap_or_default().pop(), "instance")?;
        ensure!(given(instance.launch_time, "time")?.secs() > 1_700_000_000, "a strange time");
        ids.push(given(instance.instance_id, "id")?);
    }
    let second = ids[1].clone();
    ids.sort();
    let input = || DescribeInstancesInput::new().instance_ids(ids.clone());
    let ready = wait!(client.wait_until_instance_running(input(), PATIENCE))?.into_result()?;
    same(&ready.reservations.unwrap_or_default().len(), &3)?;

    let mut pages = Vec::new();
    let mut listed = client.describe_instances_pages(DescribeInstancesInput::new().max_results(1));
    while let Some(page) = next!(listed) {
        let reservations = page?.reservations.unwrap_or_default().into_iter();
        let instances = reservations.flat_map(|found| found.instances.unwrap_or_default());
        pages.push(instances.filter_map(|instance| instance.instance_id).collect::<Vec<_>>());
    }
    paged(&pages, 3, &ids)?;
    tags(&client, &second).await?;

    let ended = wait!(
        client.terminate_instances(TerminateInstancesInput::new().instance_ids(ids.clone()))
    )?;
    same(&ended.terminating_instances.unwrap_or_default().len(), &3)?;
    let gone = wait!(client.wait_until_instance_terminated(input(), PATIENCE))?.into_result()?;
    let reservations = gone.reservations.unwrap_or_default().into_iter();
    let instances = reservations.flat_map(|found| found.instances.unwrap_or_default());
    for instance in instances {
        let state = given(instance.state, "state")?;
        same(&(state.code, state.name), &(Some(48), Some(InstanceStateName::Terminated)))?;
    }
    unknown(&client).await
}

/// Adds a tag, and finds the tags of one instance.
async fn tags(client: &Ec2, id: &str) -> Result<()> {
    let tag = Tag::new().key("team").value("");
    let input = CreateTagsInput::new().resources([id.to_owned()]).tags([tag]);
    wait!(client.create_tags(input))?;
    let filter = Filter::new().name("resource-id").values([id.to_owned()]);
    let found = wait!(client.describe_tags(DescribeTagsInput::new().filters([filter])))?;
    let found = found.tags.unwrap_or_default().into_iter();
    let mut found: Vec<_> = found.filter_map(|tag| Some((tag.key?, tag.value?))).collect();
    found.sort();
    let expected = [("Name", "second & <co>"), ("team", "")];
    same(&found, &expected.map(|(key, value)| (key.to_owned(), value.to_owned())).to_vec())
}

/// Asks for an instance that does not exist. The model lists no errors, so that the code tells.
async fn unknown(client: &Ec2) -> Result<()> {
    let input = DescribeInstancesInput::new().instance_ids(["i-0123456789abcdef0".to_owned()]);
    match wait!(client.describe_instances(input)) {
        Err(CallError::Service(DescribeInstancesError::Unhandled(error))) => {
            same(&(error.status(), error.code()), &(400, Some("InvalidInstanceID.NotFound")))?;
            ensure!(error.message().is_some() && error.request_id().is_some(), "{error:?}");
            Ok(())
        }
        other => bail!("an error that no model knows expected, not {other:?}"),
    }
}
