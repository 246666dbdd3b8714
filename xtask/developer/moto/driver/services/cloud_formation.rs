//! Stacks: awsQuery with documents in parameters, a waiter, and an error that no model lists.

use std::time::Duration;

use anyhow::{Result, bail, ensure};
use cloudformation::operation::create_stack::CreateStackInput;
use cloudformation::operation::delete_stack::DeleteStackInput;
use cloudformation::operation::describe_stacks::{DescribeStacksError, DescribeStacksInput};
use cloudformation::operation::get_template::GetTemplateInput;
use cloudformation::operation::list_stacks::ListStacksInput;
use cloudformation::types::{Parameter, StackStatus, Tag};
use whitesmith_client::CallError;

use super::clients::CloudFormation;
use crate::check::{given, paged, same};

/// The time limit for waiting for a state that is reached at once.
const PATIENCE: Duration = Duration::from_secs(60);

const TEMPLATE: &str = r#"{
    "AWSTemplateFormatVersion": "2010-09-09",
    "Description": "é & <a + b = 100 %>",
    "Parameters": {"Name": {"Type": "String"}},
    "Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Ref": "Name"}}}}
}"#;

pub(crate) async fn run(client: CloudFormation) -> Result<()> {
    let names = ["stack-a", "stack-b"].map(str::to_owned);
    for name in &names {
        let parameter = Parameter::new().parameter_key("Name").parameter_value("a, b & c");
        let input = CreateStackInput::new().stack_name(name).template_body(TEMPLATE);
        let input = input.parameters([parameter]).tags([Tag::new().key("name").value(name)]);
        let id = given(wait!(client.create_stack(input))?.stack_id, "id")?;
        ensure!(id.contains(&format!(":stack/{name}/")), "{id} is not that of {name}");
    }
    let input = |name: &str| DescribeStacksInput::new().stack_name(name);
    let ready = wait!(client.wait_until_stack_create_complete(input(&names[0]), PATIENCE))?
        .into_result()?;
    let stack = given(ready.stacks.unwrap_or_default().pop(), "stack")?;
    same(&stack.stack_status, &Some(StackStatus::CreateComplete))?;
    same(&stack.description.as_deref(), &Some("é & <a + b = 100 %>"))?;
    let values: Vec<_> = stack
        .parameters
        .unwrap_or_default()
        .into_iter()
        .map(|found| found.parameter_value)
        .collect();
    same(&values, &vec![Some("a, b & c".to_owned())])?;
    let template = wait!(client.get_template(GetTemplateInput::new().stack_name(&names[0])))?;
    ensure!(given(template.template_body, "template")?.contains("AWS::SNS::Topic"), "another body");

    let mut pages = Vec::new();
    let filter = [StackStatus::CreateComplete, StackStatus::DeleteComplete];
    let mut listed = client.list_stacks_pages(ListStacksInput::new().stack_status_filter(filter));
    while let Some(page) = next!(listed) {
        let stacks = page?.stack_summaries.unwrap_or_default().into_iter();
        // The other kind of client has deleted stacks with these names.
        let stacks = stacks.filter(|stack| stack.stack_status == Some(StackStatus::CreateComplete));
        pages.push(stacks.filter_map(|stack| stack.stack_name).collect::<Vec<_>>());
    }
    paged(&pages, 1, &names)?;

    for name in &names {
        wait!(client.delete_stack(DeleteStackInput::new().stack_name(name)))?;
    }
    match wait!(client.describe_stacks(input("nowhere"))) {
        Err(CallError::Service(DescribeStacksError::Unhandled(error))) => {
            same(&(error.status(), error.code()), &(400, Some("ValidationError")))?;
            ensure!(error.message().is_some() && error.request_id().is_some(), "{error:?}");
            Ok(())
        }
        other => bail!("an error that no model knows expected, not {other:?}"),
    }
}
