//! The measured cases, with whitesmith.

use std::future::pending;
use std::hint::black_box;
use std::time::{Duration, SystemTime};

use generated::operation::update_account::UpdateAccountInput;
use generated::{Client, Config, Credentials, Operation, Response};
use http::HeaderMap;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use meter::{Arguments, Outcome, Work};
use whitesmith_aws::sigv4::{self, Payload, SigningKey, SigningParams};
use whitesmith_client::TransportError;
use whitesmith_runtime::{ByteStream, DateTime};

/// The response of the service.
const ANSWER: &str = include_str!("../../answer.json");

const ENDPOINT: &str = "https://chime.us-east-1.amazonaws.com";

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
        "build" => Ok(Box::new(|count| {
            for _ in 0..count {
                black_box(black_box(input()).request()?.into_http(ENDPOINT)?);
            }
            Ok(())
        })),
        "sign" => sign(),
        "parse" => parse(),
        other => Err(format!("unknown case {other}").into()),
    }
}

fn config() -> Config {
    Config::new().region("us-east-1").credentials(credentials())
}

fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
}

fn whole(concurrency: usize, client: Client) -> Outcome<Work> {
    meter::whole(concurrency, move || call(client.clone()))
}

// ANCHOR: call
fn input() -> UpdateAccountInput {
    UpdateAccountInput::new("12a3456b-7c89-012d-3456-78901e23fg45").name("Example Corp")
}

async fn call(client: Client) -> Outcome<()> {
    let output = client.update_account(input()).await?;
    black_box(output.account.ok_or("the output has no account")?);
    Ok(())
}
// ANCHOR_END: call

async fn answered(
    _: http::Request<ByteStream>,
) -> Result<http::Response<ByteStream>, TransportError> {
    let mut response = http::Response::new(ByteStream::from(ANSWER));
    *response.headers_mut() = headers();
    Ok(response)
}

async fn never_answered(
    _: http::Request<ByteStream>,
) -> Result<http::Response<ByteStream>, TransportError> {
    pending().await
}

fn headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let id = HeaderValue::from_static("7d2ec1b4-2cd2-4ef5-9d5c-1a2b3c4d5e6f");
    headers.insert(HeaderName::from_static("x-amzn-requestid"), id);
    headers
}

/// Signs with the signing key of the day, which a client caches.
fn sign() -> Outcome<Work> {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
    let (head, body) = input().request()?.into_http(ENDPOINT)?.into_parts();
    let params = SigningParams::new("us-east-1", "chime", time);
    let key = SigningKey::derive(&credentials(), &params)?;
    Ok(Box::new(move |count| {
        let bytes = body.as_bytes().ok_or("the body is a stream")?;
        for _ in 0..count {
            let mut head = head.clone();
            black_box(sigv4::sign_with_key(&mut head, Payload::Bytes(bytes), &key, &params)?);
        }
        Ok(())
    }))
}

fn parse() -> Outcome<Work> {
    let response = Response::new(200, headers(), ANSWER);
    let output = UpdateAccountInput::parse(&response)?;
    let opened = output.account.and_then(|account| account.created_timestamp);
    if opened.is_none_or(|opened| opened <= DateTime::from_secs(0)) {
        return Err("the answer is not read".into());
    }
    Ok(Box::new(move |count| {
        for _ in 0..count {
            black_box(UpdateAccountInput::parse(black_box(&response))?);
        }
        Ok(())
    }))
}
