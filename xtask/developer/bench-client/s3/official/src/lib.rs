//! The measured cases, with the official SDK.

use std::future::Future as _;
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use aws_sdk_s3::config::endpoint::{DefaultResolver, Params, ResolveEndpoint as _};
use aws_sdk_s3::config::{BehaviorVersion, Builder, Credentials, Region};
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::{Client, Config};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use meter::{Arguments, Outcome, Work};
use official_transport::never_answered;

/// A page of `ListObjectsV2` with one object.
const PAGE: &str = include_str!("../../answer.xml");

/// The content of an object.
const OBJECT: &[u8] = &[b'o'; 1_024];

const BUCKET: &str = "photos-of-cats";
const ACCESS_POINT: &str = "arn:aws:s3:eu-central-1:123456789012:accesspoint/cats";
const OBJECTS: [&str; 2] = ["2026/cat.jpg", "2026/kitten.jpg"];

/// The task of a case.
pub fn work(arguments: &Arguments) -> Outcome<Work> {
    match arguments.case.as_str() {
        "get" => {
            let client = client(config().http_client(answered(OBJECT)));
            meter::whole(1, move || get(client.clone(), OBJECT.len()))
        }
        "put" => {
            let client = client(config().http_client(answered(b"")));
            meter::whole(1, move || put(client.clone()))
        }
        "list" => {
            let client = client(config().http_client(answered(page())));
            meter::whole(1, move || list(client.clone()))
        }
        "endpoint-host" => resolve(BUCKET, false),
        "endpoint-path" => resolve(BUCKET, true),
        "endpoint-access-point" => resolve(ACCESS_POINT, false),
        "until-sent" => {
            let client = client(config().http_client(never_answered()));
            meter::until_sent(move || get(client.clone(), OBJECT.len()))
        }
        "loopback" => {
            let url = arguments.url.as_deref().ok_or("URL is missing")?;
            let client = client(config().endpoint_url(url).force_path_style(true));
            meter::whole(arguments.concurrency, move || get(client.clone(), PAGE.len()))
        }
        other => Err(format!("unknown case {other}").into()),
    }
}

/// Resolves endpoints. Each request is for another object than the one before: the resolver keeps the endpoint
/// of the last parameters.
fn resolve(bucket: &str, is_path_style: bool) -> Outcome<Work> {
    let params = |key| {
        let params = Params::builder().region("eu-central-1").bucket(bucket).key(key);
        params.force_path_style(is_path_style).build()
    };
    let params = [params(OBJECTS[0])?, params(OBJECTS[1])?];
    let resolver = DefaultResolver::new();
    Ok(Box::new(move |count| {
        for params in params.iter().cycle().take(count) {
            let endpoint = pin!(resolver.resolve_endpoint(black_box(params)));
            match endpoint.poll(&mut Context::from_waker(Waker::noop())) {
                Poll::Ready(endpoint) => black_box(endpoint?),
                Poll::Pending => return Err("an endpoint is not resolved at once".into()),
            };
        }
        Ok(())
    }))
}

/// The page with a thousand objects.
fn page() -> &'static [u8] {
    let page = meter::repeated(PAGE, ["<Contents>", "</Contents>"], 1_000);
    page.leak().as_bytes()
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

async fn get(client: Client, length: usize) -> Outcome<()> {
    let output = client.get_object().bucket("photos-of-cats").key("2026/cat.jpg").send().await?;
    let body = output.body.collect().await?.into_bytes();
    if body.len() != length {
        return Err("the object is not whole".into());
    }
    Ok(())
}

async fn put(client: Client) -> Outcome<()> {
    let call = client.put_object().bucket("photos-of-cats").key("2026/cat.jpg");
    black_box(call.body(ByteStream::from_static(OBJECT)).send().await?);
    Ok(())
}

async fn list(client: Client) -> Outcome<()> {
    let output = client.list_objects_v2().bucket("photos-of-cats").send().await?;
    if output.contents().len() != 1_000 {
        return Err("the page is not whole".into());
    }
    Ok(())
}

fn answered(body: &'static [u8]) -> SharedHttpClient {
    let length = ("content-length", body.len().to_string());
    let id = ("x-amz-request-id", "4442587FB7D0A2F9".to_owned());
    official_transport::answered(body, vec![length, id])
}
