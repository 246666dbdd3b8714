//! The measured cases, with whitesmith.

use std::future::pending;

use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use lambda::operation::get_function_configuration::GetFunctionConfigurationInput;
use lambda::{Client, Config, Credentials};
use meter::{Arguments, Outcome, Work};
use whitesmith_client::TransportError;
use whitesmith_runtime::ByteStream;

/// The response of the service.
const ANSWER: &str = include_str!("../../answer.json");

/// The task of a case.
pub fn work(arguments: &Arguments) -> Outcome<Work> {
    match arguments.case.as_str() {
        "call" => whole(1, Client::new(config().transport(answered))),
        "until-sent" => {
            let client = Client::new(config().transport(never_answered));
            meter::until_sent(move || call(client.clone()))
        }
        "loopback" => {
            let url = arguments.url.as_deref().ok_or("URL is missing")?;
            whole(arguments.concurrency, Client::new(config().endpoint_url(url)))
        }
        other => Err(format!("unknown case {other}").into()),
    }
}

fn config() -> Config {
    let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    Config::new().region("us-east-1").credentials(credentials)
}

fn whole(concurrency: usize, client: Client) -> Outcome<Work> {
    meter::whole(concurrency, move || call(client.clone()))
}

async fn call(client: Client) -> Outcome<()> {
    let input = GetFunctionConfigurationInput::new("resize-photos");
    let output = client.get_function_configuration(input).await?;
    if output.code_size != 4_194_304 {
        return Err("the answer is not read".into());
    }
    Ok(())
}

async fn answered(
    _: http::Request<ByteStream>,
) -> Result<http::Response<ByteStream>, TransportError> {
    let mut response = http::Response::new(ByteStream::from(ANSWER));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let id = HeaderValue::from_static("7d2ec1b4-2cd2-4ef5-9d5c-1a2b3c4d5e6f");
    headers.insert(HeaderName::from_static("x-amzn-requestid"), id);
    Ok(response)
}

async fn never_answered(
    _: http::Request<ByteStream>,
) -> Result<http::Response<ByteStream>, TransportError> {
    pending().await
}
