// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operation `UpdateAccount`.

use super::super::Service;
use super::super::types;
use whitesmith_runtime::Method;
use whitesmith_runtime::Operation;
use whitesmith_runtime::RequestWriter;
use whitesmith_runtime::ResponseReader;
use whitesmith_runtime::json::Writer;

/// Renames an account, changes the license its new users get, or does both. Nothing else about an
/// account can be changed here.
///
/// # Permissions
///
/// This operation needs `chime:UpdateAccount`.
///
/// # Examples
///
/// ## Rename an account and change its default license
///
/// ```no_run
/// # #[cfg(feature = "client")]
/// # async fn example(client: generated::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use generated::types;
/// use generated::operation::update_account::{UpdateAccountInput, UpdateAccountOutput};
///
/// let input = UpdateAccountInput::new("f1a2b3c4-1111-2222-3333-444455556666")
///     .name("Example Corp")
///     .default_license(types::License::Pro);
/// let output = client.update_account(input).await?;
/// let expected = UpdateAccountOutput::new().account(
///     types::Account::new(
///         "111122223333",
///         "f1a2b3c4-1111-2222-3333-444455556666",
///         "Example Corp",
///     )
///     .account_type(types::AccountType::Team)
///     .created_timestamp("2024-05-06T07:08:09Z".parse()?)
///     .default_license(types::License::Pro)
///     .supported_licenses([types::License::Basic, types::License::Pro]),
/// );
/// assert_eq!(output, expected);
/// # Ok(())
/// # }
/// ```
///
/// ## Rename an account that does not exist
///
/// ```no_run
/// # #[cfg(feature = "client")]
/// # async fn example(client: generated::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use generated::types;
/// use generated::operation::update_account::{UpdateAccountError, UpdateAccountInput};
///
/// let input = UpdateAccountInput::new("00000000-0000-0000-0000-000000000000")
///     .name("Example Corp");
/// let error = client.update_account(input).await.unwrap_err().into_service_error();
/// let UpdateAccountError::NotFoundException(error) = error else { panic!("{error}") };
/// assert_eq!(error.code, Some(types::ErrorCode::NotFound));
/// assert_eq!(error.message, Some("There is no such account.".to_owned()));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UpdateAccountInput {
    /// Which account to change.
    ///
    /// Constraints: pattern `\S`.
    pub account_id: String,
    /// The name from now on. Left out, the name stays as it is.
    ///
    /// Constraints: length 1 to 100, pattern `\S`.
    pub name: Option<String>,
    /// The license that users added from now on start with. Left out, it stays as it is.
    pub default_license: Option<types::License>,
}

impl UpdateAccountInput {
    /// The IAM actions that a caller must be allowed to perform.
    pub const IAM_ACTIONS: &'static [&'static str] = &["chime:UpdateAccount"];

    /// Creates a value from its required members.
    #[must_use]
    pub fn new(account_id: impl Into<String>) -> Self {
        Self {
            account_id: account_id.into(),
            name: None,
            default_license: None,
        }
    }
}

whitesmith_runtime::setters! {
    struct UpdateAccountInput {
        name: Into<String>,
        default_license: types::License,
    }
}

impl Operation for UpdateAccountInput {
    type Output = UpdateAccountOutput;
    type Error = UpdateAccountError;
    type Service = Service;
    const NAME: &'static str = "UpdateAccount";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::POST).path("/accounts/").label("AccountId", &self.account_id);
        request.json(|body| {
            body.field("Name", &self.name, Writer::string);
            body.field("DefaultLicense", &self.default_license, types::License::write);
        });
    }

    fn read_response(response: &mut ResponseReader<'_>) -> UpdateAccountOutput {
        let mut output = UpdateAccountOutput::new();
        response.json(|r, key| match key {
            "Account" => r.set(&mut output.account, types::Account::read_json),
            _ => r.skip(),
        });
        output
    }
}

/// The account as it now stands.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct UpdateAccountOutput {
    /// The account after the change.
    pub account: Option<types::Account>,
}

whitesmith_runtime::setters! {
    #[new]
    struct UpdateAccountOutput {
        account: types::Account,
    }
}

whitesmith_runtime::operation_error! {
    /// An error that `UpdateAccount` returns.
    pub enum UpdateAccountError {
        BadRequestException(types::error::BadRequestException),
        ForbiddenException(types::error::ForbiddenException),
        NotFoundException(types::error::NotFoundException),
        ServiceFailureException(types::error::ServiceFailureException),
        ServiceUnavailableException(types::error::ServiceUnavailableException),
        ThrottledClientException(types::error::ThrottledClientException),
        UnauthorizedClientException(types::error::UnauthorizedClientException),
    }
}
