//! Makes one call; the size of this program is measured.

use std::error::Error;

use aws_config::BehaviorVersion;
use aws_sdk_lambda::Client;

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let client = Client::new(&aws_config::load_defaults(BehaviorVersion::latest()).await);
        let call = client.get_function_configuration().function_name("function");
        println!("{:?}", call.send().await?);
        Ok(())
    })
}
