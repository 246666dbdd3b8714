//! Keys: awsJson1_1 with blobs and timestamps.

use anyhow::{Result, bail, ensure};
use kms::CallError;
use kms::operation::create_key::CreateKeyInput;
use kms::operation::decrypt::{DecryptError, DecryptInput};
use kms::operation::describe_key::{DescribeKeyError, DescribeKeyInput};
use kms::operation::encrypt::EncryptInput;
use kms::operation::list_keys::ListKeysInput;
use kms::operation::schedule_key_deletion::ScheduleKeyDeletionInput;
use kms::primitives::Blob;
use kms::types::{KeyState, KeyUsageType, Tag};

use super::clients::Kms;
use crate::check::{given, paged, refused, same};

pub(crate) async fn run(client: Kms) -> Result<()> {
    let mut ids = Vec::new();
    for name in ["first", "second"] {
        let input = CreateKeyInput::new().description(name).tags([Tag::new("name", name)]);
        let input = input.key_usage(KeyUsageType::EncryptDecrypt);
        let created = given(wait!(client.create_key(input))?.key_metadata, "key")?;
        same(&created.description.as_deref(), &Some(name))?;
        same(&created.key_usage, &Some(KeyUsageType::EncryptDecrypt))?;
        ensure!(created.creation_date.is_some(), "no time of creation");
        ids.push(created.key_id);
    }
    ids.sort();
    let found = wait!(client.describe_key(DescribeKeyInput::new(&ids[0])))?;
    same(&given(found.key_metadata, "key")?.key_state, &Some(KeyState::Enabled))?;

    let mut pages = Vec::new();
    let mut listed = client.list_keys_pages(ListKeysInput::new().limit(1));
    while let Some(page) = next!(listed) {
        let keys = page?.keys.unwrap_or_default();
        pages.push(keys.into_iter().filter_map(|key| key.key_id).collect());
    }
    // moto returns all keys in one page, whatever the limit.
    paged(&pages, 1, &ids)?;
    encrypt(&client, &ids[0]).await?;

    for id in &ids {
        let input = ScheduleKeyDeletionInput::new(id).pending_window_in_days(7);
        let scheduled = wait!(client.schedule_key_deletion(input))?;
        ensure!(scheduled.deletion_date.is_some(), "no time of deletion");
    }
    let found = wait!(client.describe_key(DescribeKeyInput::new(&ids[0])))?;
    same(&given(found.key_metadata, "key")?.key_state, &Some(KeyState::PendingDeletion))?;
    let nowhere = "00000000-0000-0000-0000-000000000000";
    let missing = wait!(client.describe_key(DescribeKeyInput::new(nowhere)));
    refused(missing, "NotFoundException", |error| {
        matches!(error, DescribeKeyError::NotFoundException(_))
    })
}

/// Encrypts bytes and decrypts them.
async fn encrypt(client: &Kms, key: &str) -> Result<()> {
    let plain: Vec<u8> = (0..=255).collect();
    let context = [("purpose".to_owned(), "test".to_owned())];
    let input = EncryptInput::new(key, plain.clone()).encryption_context(context.clone());
    let secret = given(wait!(client.encrypt(input))?.ciphertext_blob, "ciphertext")?;
    let input = DecryptInput::new(secret.clone()).encryption_context(context);
    let read = wait!(client.decrypt(input))?;
    same(&given(read.plaintext, "plaintext")?, &Blob::from(plain))?;
    // The context is missing. moto's error has no message.
    match wait!(client.decrypt(DecryptInput::new(secret))) {
        Err(CallError::Service(DecryptError::InvalidCiphertextException(_))) => Ok(()),
        other => bail!("InvalidCiphertextException expected, not {other:?}"),
    }
}
