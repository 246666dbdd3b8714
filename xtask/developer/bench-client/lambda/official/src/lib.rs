//! The measured cases, with the official SDK.

use aws_sdk_lambda::config::{BehaviorVersion, Builder, Credentials, Region};
use aws_sdk_lambda::{Client, Config};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use meter::{Arguments, Outcome, Work};
use official_transport::never_answered;

/// The response of the service.
const ANSWER: &str = include_str!("../../answer.json");

/// The task of a case.
pub fn work(arguments: &Arguments) -> Outcome<Work> {
    match arguments.case.as_str() {
        "call" => whole(1, config().http_client(answered())),
        "until-sent" => {
            let client = client(config().http_client(never_answered()));
            meter::until_sent(move || call(client.clone()))
        }
        "loopback" => {
            let url = arguments.url.as_deref().ok_or("URL is missing")?;
            whole(arguments.concurrency, config().endpoint_url(url))
        }
        other => Err(format!("unknown case {other}").into()),
    }
}

fn config() -> Builder {
    let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("AKIDEXAMPLE", secret, None, None, "benchmark"))
}

fn client(config: Builder) -> Client {
    Client::from_conf(config.build())
}

fn whole(concurrency: usize, config: Builder) -> Outcome<Work> {
    let client = client(config);
    meter::whole(concurrency, move || call(client.clone()))
}

async fn call(client: Client) -> Outcome<()> {
    let output = client.get_function_configuration().function_name("resize-photos").send().await?;
    if output.code_size() != 4_194_304 {
        return Err("the answer is not read".into());
    }
    Ok(())
}

fn answered() -> SharedHttpClient {
    let headers = [
        ("content-type", "application/json"),
        ("x-amzn-requestid", "7d2ec1b4-2cd2-4ef5-9d5c-1a2b3c4d5e6f"),
    ];
    let headers = headers.map(|(name, value)| (name, value.to_owned()));
    official_transport::answered(ANSWER.as_bytes(), headers.into())
}
