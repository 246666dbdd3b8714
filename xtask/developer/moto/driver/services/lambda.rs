//! Functions: restJson1 with labels, query parameters and a blob.

use std::time::Duration;

use anyhow::{Result, ensure};
use lambda::operation::create_function::{CreateFunctionError, CreateFunctionInput};
use lambda::operation::delete_function::DeleteFunctionInput;
use lambda::operation::get_function::{GetFunctionError, GetFunctionInput};
use lambda::operation::list_functions::ListFunctionsInput;
use lambda::operation::put_function_concurrency::PutFunctionConcurrencyInput;
use lambda::operation::update_function_configuration::UpdateFunctionConfigurationInput;
use lambda::types::{Environment, FunctionCode, PackageType, Runtime, State};

use super::clients::Lambda;
use crate::check::{given, paged, refused, same};

/// The time limit for waiting for a state that is reached already.
const PATIENCE: Duration = Duration::from_secs(60);

/// An archive with no files.
const EMPTY_ZIP: [u8; 22] =
    [b'P', b'K', 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

pub(crate) async fn run(client: Lambda, role: &str) -> Result<()> {
    let names = ["first", "second", "third"].map(str::to_owned);
    let create = |name: &str| {
        CreateFunctionInput::new(name, role, FunctionCode::new().zip_file(EMPTY_ZIP.to_vec()))
            .runtime(Runtime::Python312)
            .handler("main.handler")
            .timeout(7)
            .environment(Environment::new().variables([("KEY".to_owned(), "é \"".to_owned())]))
    };
    for name in &names {
        let created = wait!(client.create_function(create(name)))?;
        same(&created.function_name.as_ref(), &Some(name))?;
        same(&created.code_size, &22)?;
        ensure!(created.code_sha256.is_some(), "no hash of the code");
    }
    let again = wait!(client.create_function(create("first")));
    refused(again, "ResourceConflictException", |error| {
        matches!(error, CreateFunctionError::ResourceConflictException(_))
    })?;

    let mut pages = Vec::new();
    let mut listed = client.list_functions_pages(ListFunctionsInput::new().max_items(2));
    while let Some(page) = next!(listed) {
        let functions = page?.functions.unwrap_or_default();
        pages.push(functions.into_iter().filter_map(|function| function.function_name).collect());
    }
    // moto returns all functions in one page, whatever the limit.
    paged(&pages, 1, &names)?;
    change(&client).await?;

    for name in &names {
        wait!(client.delete_function(DeleteFunctionInput::new(name)))?;
    }
    let gone = wait!(client.get_function(GetFunctionInput::new("first")));
    refused(gone, "ResourceNotFoundException", |error| {
        matches!(error, GetFunctionError::ResourceNotFoundException(_))
    })
}

/// Reads and changes a function.
async fn change(client: &Lambda) -> Result<()> {
    let input = || GetFunctionInput::new("second").qualifier("$LATEST");
    let active = wait!(client.wait_until_function_active_v2(input(), PATIENCE))?.into_result()?;
    let found = wait!(client.get_function(input()))?;
    same(&found, &active)?;
    let found = given(found.configuration, "configuration")?;
    same(&found.state, &Some(State::Active))?;
    same(&found.runtime, &Some(Runtime::Python312))?;
    same(&found.package_type, &Some(PackageType::Zip))?;
    let variables = found.environment.and_then(|environment| environment.variables);
    same(&given(variables, "variables")?.get("KEY").map(String::as_str), &Some("é \""))?;

    let input = UpdateFunctionConfigurationInput::new("second").timeout(9).description("changed");
    let changed = wait!(client.update_function_configuration(input))?;
    same(&changed.timeout, &Some(9))?;
    same(&changed.description.as_deref(), &Some("changed"))?;
    let input = PutFunctionConcurrencyInput::new("second", 5);
    let limited = wait!(client.put_function_concurrency(input))?;
    same(&limited.reserved_concurrent_executions, &Some(5))
}
