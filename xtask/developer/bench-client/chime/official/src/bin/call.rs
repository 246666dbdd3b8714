//! Makes one call; the size of this program is measured.

use std::error::Error;

use aws_config::BehaviorVersion;
use aws_sdk_chime::Client;

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let client = Client::new(&aws_config::load_defaults(BehaviorVersion::latest()).await);
        let call = client.update_account().account_id("account-id").name("example");
        let output = call.send().await?;
        println!("{output:?}");
        Ok(())
    })
}
