//! Users and their policies: awsQuery with lists of structures, timestamps and text of any kind.

use anyhow::{Result, ensure};
use iam::operation::create_user::{CreateUserError, CreateUserInput};
use iam::operation::delete_user::DeleteUserInput;
use iam::operation::delete_user_policy::DeleteUserPolicyInput;
use iam::operation::get_user::{GetUserError, GetUserInput};
use iam::operation::get_user_policy::GetUserPolicyInput;
use iam::operation::list_user_tags::ListUserTagsInput;
use iam::operation::list_users::ListUsersInput;
use iam::operation::put_user_policy::PutUserPolicyInput;
use iam::operation::tag_user::TagUserInput;
use iam::operation::untag_user::UntagUserInput;
use iam::types::Tag;

use super::clients::Iam;
use crate::check::{given, paged, refused, same};

const POLICY: &str = r#"{"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::a+b & <c>/ü"}]}"#;

pub(crate) async fn run(client: Iam) -> Result<()> {
    let names = ["first", "second", "third"].map(str::to_owned);
    for name in &names {
        let input = CreateUserInput::new(name).path("/wards/").tags([Tag::new("name", name)]);
        let user = given(wait!(client.create_user(input))?.user, "user")?;
        same(&(user.user_name.as_str(), user.path.as_str()), &(name.as_str(), "/wards/"))?;
        ensure!(user.create_date.secs() > 1_700_000_000, "created at {}", user.create_date);
    }
    let again = wait!(client.create_user(CreateUserInput::new("first")));
    refused(again, "EntityAlreadyExists", |error| {
        matches!(error, CreateUserError::EntityAlreadyExistsException(_))
    })?;

    let mut pages = Vec::new();
    let input = ListUsersInput::new().path_prefix("/wards/").max_items(1);
    let mut listed = client.list_users_pages(input);
    while let Some(page) = next!(listed) {
        pages.push(page?.users.into_iter().map(|user| user.user_name).collect::<Vec<_>>());
    }
    // moto returns all users in one page, whatever the limit.
    paged(&pages, 1, &names)?;
    tags(&client, "second").await?;
    policies(&client, "third").await?;

    for name in &names {
        wait!(client.delete_user(DeleteUserInput::new(name)))?;
    }
    let gone = wait!(client.get_user(GetUserInput::new().user_name("second")));
    refused(gone, "NoSuchEntity", |error| match error {
        GetUserError::NoSuchEntityException(error) => error.message.is_some(),
        _ => false,
    })
}

/// Adds tags to a user and removes one.
async fn tags(client: &Iam, user: &str) -> Result<()> {
    let added = [Tag::new("a b", "1 & 2"), Tag::new("empty", "")];
    wait!(client.tag_user(TagUserInput::new(user, added)))?;
    wait!(client.untag_user(UntagUserInput::new(user, ["name".to_owned()])))?;
    let mut tags = wait!(client.list_user_tags(ListUserTagsInput::new(user)))?.tags;
    tags.sort_by(|a, b| a.key.cmp(&b.key));
    same(&tags, &vec![Tag::new("a b", "1 & 2"), Tag::new("empty", "")])
}

/// Attaches a policy to a user and reads it.
async fn policies(client: &Iam, user: &str) -> Result<()> {
    wait!(client.put_user_policy(PutUserPolicyInput::new(user, "reads", POLICY)))?;
    let found = wait!(client.get_user_policy(GetUserPolicyInput::new(user, "reads")))?;
    same(&(found.user_name.as_str(), found.policy_name.as_str()), &(user, "reads"))?;
    // The service encodes the document as in a URL; it differs in no more than that.
    ensure!(found.policy_document.contains("2012-10-17"), "{}", found.policy_document);
    wait!(client.delete_user_policy(DeleteUserPolicyInput::new(user, "reads")))?;
    Ok(())
}
