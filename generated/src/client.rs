// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! `Client`, and with the feature `blocking` `BlockingClient`: a function for each operation,
//! which `whitesmith_runtime::client!` makes of the declarations below.

use crate::Service;
pub use whitesmith_runtime::Credentials;
pub use whitesmith_runtime::client::{CallError, CallOptions, Config};

whitesmith_runtime::client! {
    /// A client of Amazon Chime.
    ///
    /// ```no_run
    /// use generated::operation::update_account::UpdateAccountInput;
    /// use generated::{Client, Config};
    ///
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// let client = Client::new(Config::from_env());
    /// let input = UpdateAccountInput::new("account-id").name("example");
    /// let output = client.update_account(input).await?;
    /// println!("{output:?}");
    /// # Ok(())
    /// # }
    /// ```
    trait Client: Service {
        /// Renames an account, changes the license its new users get, or does both.
        fn update_account(input: UpdateAccountInput);
    }
}
