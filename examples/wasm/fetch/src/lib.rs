//! Calls an operation of Amazon Chime from JavaScript, over `fetch`.

mod fetch;

use std::time::Duration;

use generated::operation::update_account::UpdateAccountInput;
use generated::primitives::ByteStream;
use generated::runtime::client::ReqwestTransport;
use generated::{Client, Config, Credentials};
use wasm_bindgen::prelude::*;

use self::fetch::Fetch;

/// Renames an account with the transport of this example, and returns the name that the service has then.
#[wasm_bindgen]
pub async fn rename(endpoint: String, name: String) -> Result<String, JsError> {
    call(config(endpoint).transport(Fetch), name).await
}

/// Renames an account with the transport of the feature `reqwest`.
#[wasm_bindgen]
pub async fn rename_with_reqwest(endpoint: String, name: String) -> Result<String, JsError> {
    call(config(endpoint).transport(ReqwestTransport(reqwest::Client::new())), name).await
}

/// Calls with a configuration of the environment, which does not exist here.
#[wasm_bindgen]
pub async fn rename_from_env(endpoint: String) -> Result<String, JsError> {
    let config = Config::from_env().region("us-east-1").endpoint_url(endpoint);
    call(config.transport(Fetch), String::new()).await
}

/// Opens a file as the body of a request, which does not exist here.
#[wasm_bindgen]
pub fn open(path: &str) -> Result<(), JsError> {
    ByteStream::from_path(path)?;
    Ok(())
}

fn config(endpoint: String) -> Config {
    Config::new()
        .region("us-east-1")
        .endpoint_url(endpoint)
        .credentials(Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI"))
        .attempt_timeout(Duration::from_millis(500))
}

async fn call(config: Config, name: String) -> Result<String, JsError> {
    let input = UpdateAccountInput::new("12a3456b").name(name);
    let output = Client::new(config).update_account(input).await?;
    Ok(output.account.map(|account| account.name).unwrap_or_default())
}
