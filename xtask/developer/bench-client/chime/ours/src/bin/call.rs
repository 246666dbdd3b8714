//! Makes one call; the size of this program is measured.

use std::error::Error;

use generated::operation::update_account::UpdateAccountInput;
use generated::{Client, Config};

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let client = Client::new(Config::from_env());
        let input = UpdateAccountInput::new("account-id").name("example");
        let output = client.update_account(input).await?;
        println!("{output:?}");
        Ok(())
    })
}
