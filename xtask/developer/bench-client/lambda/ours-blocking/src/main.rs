//! Makes one blocking call; the size of this program is measured.

use std::error::Error;

use lambda::Config;
use lambda::blocking::Client;
use lambda::operation::get_function_configuration::GetFunctionConfigurationInput;

fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::new(Config::from_env());
    let input = GetFunctionConfigurationInput::new("function");
    println!("{:?}", client.get_function_configuration(input)?);
    Ok(())
}
