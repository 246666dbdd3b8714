// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The data types of Amazon Chime.

pub mod error;

use super::primitives;
use whitesmith_runtime::json::Reader;

/// A group of Chime users under one administration. One AWS account may own several.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Account {
    /// The AWS account that owns this one.
    pub aws_account_id: String,
    /// The identifier by which other operations name this account.
    pub account_id: String,
    /// What the administrators call it.
    pub name: String,
    /// How its users sign in and who manages them. The guide to
    /// [managing accounts](https://docs.aws.amazon.com/chime/latest/ag/manage-chime-account.html)
    /// compares the types.
    pub account_type: Option<AccountType>,
    /// When it was opened.
    pub created_timestamp: Option<primitives::DateTime>,
    /// The license a new user starts with.
    pub default_license: Option<License>,
    /// Every license its users can hold.
    pub supported_licenses: Option<Vec<License>>,
    /// Whether it is in use or switched off.
    pub account_status: Option<AccountStatus>,
    /// The directory groups that may act for its users.
    pub signin_delegate_groups: Option<Vec<SigninDelegateGroup>>,
}

impl Account {
    /// Creates a value from its required members.
    #[must_use]
    pub fn new(
        aws_account_id: impl Into<String>,
        account_id: impl Into<String>,
        name: impl Into<String>,
    ) -> Self {
        Self {
            aws_account_id: aws_account_id.into(),
            account_id: account_id.into(),
            name: name.into(),
            account_type: None,
            created_timestamp: None,
            default_license: None,
            supported_licenses: None,
            account_status: None,
            signin_delegate_groups: None,
        }
    }

    pub(crate) fn read_json(r: &mut Reader<'_>) -> Self {
        let mut value = Self::new("", "", "");
        r.object(|r, key| match key {
            "AwsAccountId" => r.set(&mut value.aws_account_id, Reader::string),
            "AccountId" => r.set(&mut value.account_id, Reader::string),
            "Name" => r.set(&mut value.name, Reader::string),
            "AccountType" => r.set(&mut value.account_type, AccountType::read),
            "CreatedTimestamp" => r.set(&mut value.created_timestamp, Reader::date_time),
            "DefaultLicense" => r.set(&mut value.default_license, License::read),
            "SupportedLicenses" => r.set(&mut value.supported_licenses, |r| r.list(License::read)),
            "AccountStatus" => r.set(&mut value.account_status, AccountStatus::read),
            "SigninDelegateGroups" => {
                r.set(&mut value.signin_delegate_groups, |r| r.list(SigninDelegateGroup::read_json))
            }
            _ => r.skip(),
        });
        value
    }
}

whitesmith_runtime::setters! {
    struct Account {
        account_type: AccountType,
        created_timestamp: primitives::DateTime,
        default_license: License,
        supported_licenses: Into<Vec<License>>,
        account_status: AccountStatus,
        signin_delegate_groups: Into<Vec<SigninDelegateGroup>>,
    }
}

whitesmith_runtime::string_enum! {
    /// Whether an account can be used.
    pub enum AccountStatus {
        /// Switched off: its users cannot work with it.
        Suspended = "Suspended",
        /// In normal use.
        Active = "Active",
    }
}

whitesmith_runtime::string_enum! {
    /// How the users of an account sign in and who manages them.
    pub enum AccountType {
        /// Users are invited one by one; no email domain has to be claimed.
        Team = "Team",
        /// Users of a claimed domain sign in through Active Directory.
        EnterpriseDirectory = "EnterpriseDirectory",
        /// Users of a claimed domain use Login with Amazon (LWA).
        EnterpriseLwa = "EnterpriseLWA",
        /// Users of a claimed domain sign in through an OpenID Connect (OIDC) provider.
        EnterpriseOidc = "EnterpriseOIDC",
    }
}

whitesmith_runtime::string_enum! {
    /// Why a request failed, for a program to compare. All errors of the service draw on this one list,
    /// so no single error uses every value.
    pub enum ErrorCode {
        /// Some input is malformed or out of bounds.
        BadRequest = "BadRequest",
        /// Another change got in the way.
        Conflict = "Conflict",
        /// Not allowed for this caller, whatever the credentials.
        Forbidden = "Forbidden",
        /// Nothing exists under the given identifier.
        NotFound = "NotFound",
        /// Something that must be true beforehand is not.
        PreconditionFailed = "PreconditionFailed",
        /// A quota is used up.
        ResourceLimitExceeded = "ResourceLimitExceeded",
        /// A fault inside the service.
        ServiceFailure = "ServiceFailure",
        /// The permissions of the caller do not cover this.
        AccessDenied = "AccessDenied",
        /// Out of service for the moment.
        ServiceUnavailable = "ServiceUnavailable",
        /// Too many requests. A second spelling is `Throttling`.
        Throttled = "Throttled",
        /// Too many requests. A second spelling is `Throttled`.
        Throttling = "Throttling",
        /// Credentials are missing or were not accepted.
        Unauthorized = "Unauthorized",
        /// Valid input that makes no sense for the resource as it is.
        Unprocessable = "Unprocessable",
        /// A voice connector still belongs to a group.
        VoiceConnectorGroupAssociationsExist = "VoiceConnectorGroupAssociationsExist",
        /// Phone numbers are still attached.
        PhoneNumberAssociationsExist = "PhoneNumberAssociationsExist",
    }
}

whitesmith_runtime::string_enum! {
    /// What a user may do in Chime, and at what price.
    pub enum License {
        /// Free of charge: join meetings and chat.
        Basic = "Basic",
        /// A paid step between Basic and Pro.
        Plus = "Plus",
        /// All features, hosting meetings among them.
        Pro = "Pro",
        /// Pro for a trial period, free of charge.
        ProTrial = "ProTrial",
    }
}

/// A group in Active Directory whose people may act for others in the account.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SigninDelegateGroup {
    /// What the directory calls the group.
    ///
    /// Constraints: pattern `\S`.
    pub group_name: Option<String>,
}

impl SigninDelegateGroup {
    pub(crate) fn read_json(r: &mut Reader<'_>) -> Self {
        let mut value = Self::new();
        r.object(|r, key| match key {
            "GroupName" => r.set(&mut value.group_name, Reader::string),
            _ => r.skip(),
        });
        value
    }
}

whitesmith_runtime::setters! {
    #[new]
    struct SigninDelegateGroup {
        group_name: Into<String>,
    }
}
