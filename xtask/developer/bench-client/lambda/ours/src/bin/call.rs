//! Makes one call; the size of this program is measured.

use std::error::Error;

use lambda::operation::get_function_configuration::GetFunctionConfigurationInput;
use lambda::{Client, Config};

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let client = Client::new(Config::from_env());
        let input = GetFunctionConfigurationInput::new("function");
        println!("{:?}", client.get_function_configuration(input).await?);
        Ok(())
    })
}
