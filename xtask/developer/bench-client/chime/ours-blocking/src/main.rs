//! Makes one blocking call; the size of this program is measured.

use std::error::Error;

use generated::Config;
use generated::blocking::Client;
use generated::operation::update_account::UpdateAccountInput;

fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::new(Config::from_env());
    let input = UpdateAccountInput::new("account-id").name("example");
    let output = client.update_account(input)?;
    println!("{output:?}");
    Ok(())
}
