//! State machines: awsJson1_0 with required members in outputs.

use anyhow::{Result, ensure};
use sfn::operation::create_state_machine::{CreateStateMachineError, CreateStateMachineInput};
use sfn::operation::delete_state_machine::DeleteStateMachineInput;
use sfn::operation::describe_state_machine::{
    DescribeStateMachineError, DescribeStateMachineInput,
};
use sfn::operation::list_state_machines::ListStateMachinesInput;
use sfn::types::StateMachineType;

use super::clients::Sfn;
use crate::check::{paged, refused, same};

/// A state machine that does nothing.
const DEFINITION: &str =
    r#"{"Comment": "é", "StartAt": "End", "States": {"End": {"Type": "Succeed"}}}"#;

pub(crate) async fn run(client: Sfn, role: &str) -> Result<()> {
    let mut arns = Vec::new();
    for name in ["first", "second", "third"] {
        let input = CreateStateMachineInput::new(name, DEFINITION, role);
        let created = wait!(client.create_state_machine(input))?;
        ensure!(created.state_machine_arn.ends_with(name), "{}", created.state_machine_arn);
        arns.push(created.state_machine_arn);
    }
    let invalid = CreateStateMachineInput::new("<>", DEFINITION, role);
    refused(wait!(client.create_state_machine(invalid)), "InvalidName", |error| {
        matches!(error, CreateStateMachineError::InvalidName(_))
    })?;
    let found = wait!(client.describe_state_machine(DescribeStateMachineInput::new(&arns[1])))?;
    same(&found.definition.as_str(), &DEFINITION)?;
    same(&found.r#type, &StateMachineType::Standard)?;
    same(&found.role_arn.as_str(), &role)?;

    let input = ListStateMachinesInput::new().max_results(1);
    let mut listed = client.list_state_machines_pages(input).items();
    let mut items = Vec::new();
    while let Some(machine) = next!(listed) {
        items.push(machine?.state_machine_arn);
    }
    paged(&[items], 1, &arns)?;

    for arn in &arns {
        wait!(client.delete_state_machine(DeleteStateMachineInput::new(arn)))?;
    }
    let gone = wait!(client.describe_state_machine(DescribeStateMachineInput::new(&arns[1])));
    refused(gone, "StateMachineDoesNotExist", |error| {
        matches!(error, DescribeStateMachineError::StateMachineDoesNotExist(_))
    })
}
