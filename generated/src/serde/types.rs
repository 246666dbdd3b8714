// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The data types, as serde serializes them.

use super::super::types::*;

whitesmith_runtime::serde_structure! {
    #[new("", "", "")]
    struct Account {
        aws_account_id: Required<"AwsAccountId">,
        account_id: Required<"AccountId">,
        name: Required<"Name">,
        account_type: Optional<"AccountType">,
        created_timestamp: Optional<"CreatedTimestamp", date_time>,
        default_license: Optional<"DefaultLicense">,
        supported_licenses: Optional<"SupportedLicenses">,
        account_status: Optional<"AccountStatus">,
        signin_delegate_groups: Optional<"SigninDelegateGroups">,
    }
}

whitesmith_runtime::serde_string_enum!(AccountStatus);

whitesmith_runtime::serde_string_enum!(AccountType);

whitesmith_runtime::serde_string_enum!(ErrorCode);

whitesmith_runtime::serde_string_enum!(License);

whitesmith_runtime::serde_structure! {
    struct SigninDelegateGroup {
        group_name: Optional<"GroupName">,
    }
}
