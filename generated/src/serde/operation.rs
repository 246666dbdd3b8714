// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The inputs and outputs, as serde serializes them.

use super::super::operation::update_account::{UpdateAccountInput, UpdateAccountOutput};

whitesmith_runtime::serde_structure! {
    #[new("")]
    struct UpdateAccountInput {
        account_id: Required<"AccountId">,
        name: Optional<"Name">,
        default_license: Optional<"DefaultLicense">,
    }
}

whitesmith_runtime::serde_structure! {
    struct UpdateAccountOutput {
        account: Optional<"Account">,
    }
}
