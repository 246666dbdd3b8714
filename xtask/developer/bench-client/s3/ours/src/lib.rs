//! The measured cases, with whitesmith.

use std::future::pending;
use std::hint::black_box;

use http::header::{CONTENT_LENGTH, HeaderName, HeaderValue};
use meter::{Arguments, Outcome, Work};
use s3::endpoint::{self, Params};
use s3::operation::get_object::GetObjectInput;
use s3::operation::list_objects_v2::ListObjectsV2Input;
use s3::operation::put_object::PutObjectInput;
use s3::{Client, ClientContextParams as _, Config, Credentials};
use whitesmith_client::TransportError;
use whitesmith_runtime::ByteStream;

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
            let client = answered(OBJECT);
            meter::whole(1, move || get(client.clone(), OBJECT.len()))
        }
        "put" => {
            let client = answered(b"");
            meter::whole(1, move || put(client.clone()))
        }
        "list" => {
            let client = answered(page());
            meter::whole(1, move || list(client.clone()))
        }
        "endpoint-host" => Ok(resolve(BUCKET, false)),
        "endpoint-path" => Ok(resolve(BUCKET, true)),
        "endpoint-access-point" => Ok(resolve(ACCESS_POINT, false)),
        "until-sent" => {
            let client = Client::new(config().transport(never_answered));
            meter::until_sent(move || get(client.clone(), OBJECT.len()))
        }
        "loopback" => {
            let url = arguments.url.as_deref().ok_or("URL is missing")?;
            let client = Client::new(config().endpoint_url(url).force_path_style(true));
            meter::whole(arguments.concurrency, move || get(client.clone(), PAGE.len()))
        }
        other => Err(format!("unknown case {other}").into()),
    }
}

/// Resolves endpoints. Each request is for another object than the one before.
fn resolve(bucket: &str, is_path_style: bool) -> Work {
    let params = OBJECTS.map(|key| {
        let mut params = Params::default();
        params.region = Some("eu-central-1".to_owned());
        params.bucket = Some(bucket.to_owned());
        params.key = Some(key.to_owned());
        params.force_path_style = is_path_style;
        params
    });
    Box::new(move |count| {
        for params in params.iter().cycle().take(count) {
            black_box(endpoint::resolve(black_box(params))?);
        }
        Ok(())
    })
}

/// The page with a thousand objects.
fn page() -> &'static [u8] {
    let page = meter::repeated(PAGE, ["<Contents>", "</Contents>"], 1_000);
    page.leak().as_bytes()
}

fn config() -> Config {
    let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    Config::new().region("us-east-1").credentials(credentials)
}

/// A client whose transport responds with this body.
fn answered(body: &'static [u8]) -> Client {
    Client::new(config().transport(move |_: http::Request<ByteStream>| async move {
        let mut response = http::Response::new(ByteStream::from(body));
        let headers = response.headers_mut();
        headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
        let id = HeaderValue::from_static("4442587FB7D0A2F9");
        headers.insert(HeaderName::from_static("x-amz-request-id"), id);
        Ok::<_, TransportError>(response)
    }))
}

async fn never_answered(
    _: http::Request<ByteStream>,
) -> Result<http::Response<ByteStream>, TransportError> {
    pending().await
}

async fn get(client: Client, length: usize) -> Outcome<()> {
    let input = GetObjectInput::new("photos-of-cats", "2026/cat.jpg");
    let body = client.get_object(input).await?.body.collect(1_000_000).await?;
    if body.len() != length {
        return Err("the object is not whole".into());
    }
    Ok(())
}

async fn put(client: Client) -> Outcome<()> {
    let input = PutObjectInput::new("photos-of-cats", "2026/cat.jpg").body(OBJECT);
    black_box(client.put_object(input).await?);
    Ok(())
}

async fn list(client: Client) -> Outcome<()> {
    let output = client.list_objects_v2(ListObjectsV2Input::new("photos-of-cats")).await?;
    if output.contents.as_deref().unwrap_or_default().len() != 1_000 {
        return Err("the page is not whole".into());
    }
    Ok(())
}
