//! Secrets: awsJson1_1 with idempotency tokens and sensitive values.

use anyhow::{Result, ensure};
use secrets_manager::operation::create_secret::{CreateSecretError, CreateSecretInput};
use secrets_manager::operation::delete_secret::DeleteSecretInput;
use secrets_manager::operation::get_secret_value::{GetSecretValueError, GetSecretValueInput};
use secrets_manager::operation::list_secrets::ListSecretsInput;
use secrets_manager::primitives::Blob;

use super::clients::SecretsManager;
use crate::check::{given, paged, refused, same};

pub(crate) async fn run(client: SecretsManager) -> Result<()> {
    let names = ["first", "second", "third"].map(str::to_owned);
    for name in &names {
        let input = CreateSecretInput::new(name).secret_string(format!("{name} secret"));
        let created = wait!(client.create_secret(input))?;
        same(&created.name.as_ref(), &Some(name))?;
        // The id of the version is the client's idempotency token.
        same(&given(created.version_id, "version")?.len(), &36)?;
    }
    let input = CreateSecretInput::new("bytes").secret_binary(vec![0, 255]);
    wait!(client.create_secret(input))?;
    let again = wait!(client.create_secret(CreateSecretInput::new("first").secret_string("x")));
    refused(again, "ResourceExistsException", |error| {
        matches!(error, CreateSecretError::ResourceExistsException(_))
    })?;

    let found = wait!(client.get_secret_value(GetSecretValueInput::new("second")))?;
    ensure!(!format!("{found:?}").contains("second secret"), "Debug shows a secret");
    same(&given(found.secret_string, "secret")?.as_str(), &"second secret")?;
    ensure!(found.created_date.is_some(), "no time of creation");
    let found = wait!(client.get_secret_value(GetSecretValueInput::new("bytes")))?;
    same(&given(found.secret_binary, "secret")?, &Blob::from(vec![0, 255]))?;

    let mut pages = Vec::new();
    let mut listed = client.list_secrets_pages(ListSecretsInput::new().max_results(2));
    while let Some(page) = next!(listed) {
        let secrets = page?.secret_list.unwrap_or_default();
        pages.push(secrets.into_iter().filter_map(|secret| secret.name).collect());
    }
    paged(&pages, 2, &names)?;

    for name in names.iter().map(String::as_str).chain(["bytes"]) {
        let input = DeleteSecretInput::new(name).force_delete_without_recovery(true);
        let deleted = wait!(client.delete_secret(input))?;
        ensure!(deleted.deletion_date.is_some(), "no time of deletion");
    }
    let gone = wait!(client.get_secret_value(GetSecretValueInput::new("second")));
    refused(gone, "ResourceNotFoundException", |error| {
        matches!(error, GetSecretValueError::ResourceNotFoundException(_))
    })
}
