//! Objects: restXml, with streams, checksums, a multipart upload, pages, copies, presigned URLs and errors.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use s3::operation::complete_multipart_upload::CompleteMultipartUploadInput;
use s3::operation::copy_object::{CopyObjectError, CopyObjectInput};
use s3::operation::create_bucket::CreateBucketInput;
use s3::operation::create_multipart_upload::CreateMultipartUploadInput;
use s3::operation::delete_bucket::DeleteBucketInput;
use s3::operation::delete_objects::DeleteObjectsInput;
use s3::operation::get_bucket_location::GetBucketLocationInput;
use s3::operation::get_object::{GetObjectError, GetObjectInput};
use s3::operation::head_bucket::HeadBucketInput;
use s3::operation::head_object::{HeadObjectError, HeadObjectInput};
use s3::operation::list_objects_v2::ListObjectsV2Input;
use s3::operation::put_object::PutObjectInput;
use s3::operation::upload_part::UploadPartInput;
use s3::types::{
    BucketLocationConstraint, ChecksumAlgorithm, CompletedMultipartUpload, CompletedPart,
    CreateBucketConfiguration, Delete, ObjectIdentifier,
};
use whitesmith_client::CallError;
use whitesmith_runtime::ByteStream;

use super::clients::S3;
use crate::check::{given, paged, refused, same};

/// A key whose characters have to be encoded.
const KEY: &str = "a b/é+%2F&=.txt";

/// The size of the parts of the multipart upload, and their number: 64 MB.
const PART: u64 = 16 * 1024 * 1024;
const PARTS: u64 = 4;

pub(crate) async fn run(client: S3) -> Result<()> {
    let bucket = format!("photos-{}", super::super::KIND);
    let place =
        CreateBucketConfiguration::new().location_constraint(BucketLocationConstraint::EuCentral1);
    let input = CreateBucketInput::new(&bucket).create_bucket_configuration(place);
    wait!(client.create_bucket(input))?;
    let input = HeadBucketInput::new(&bucket);
    wait!(client.wait_until_bucket_exists(input, Duration::from_secs(10)))?.into_result()?;
    let found = wait!(client.get_bucket_location(GetBucketLocationInput::new(&bucket)))?;
    same(&found.location_constraint, &Some(BucketLocationConstraint::EuCentral1))?;

    checksums(&client, &bucket).await?;
    copies(&client, &bucket).await?;
    presigned(&client, &bucket).await?;
    parts(&client, &bucket).await?;
    errors(&client, &bucket).await?;
    let keys = pages(&client, &bucket).await?;
    let objects: Vec<_> = keys.iter().map(ObjectIdentifier::new).collect();
    let deleted =
        wait!(client.delete_objects(DeleteObjectsInput::new(&bucket, Delete::new(objects))))?;
    same(&deleted.deleted.unwrap_or_default().len(), &keys.len())?;
    wait!(client.delete_bucket(DeleteBucketInput::new(&bucket)))?;
    Ok(())
}

/// Uploads and downloads with each checksum, in memory and as a stream.
async fn checksums(client: &S3, bucket: &str) -> Result<()> {
    use ChecksumAlgorithm::{Crc32, Crc32C, Crc64Nvme, Sha1, Sha256};
    for algorithm in [None, Some(Crc32), Some(Crc32C), Some(Crc64Nvme), Some(Sha1), Some(Sha256)] {
        for is_stream in [false, true] {
            let text = format!("{algorithm:?} {is_stream}\r\n").repeat(5000);
            let body = if is_stream {
                let length = u64::try_from(text.len())?;
                ByteStream::from_reader(std::io::Cursor::new(text.clone()), Some(length))
            } else {
                ByteStream::from(text.clone())
            };
            let input = PutObjectInput::new(bucket, KEY).body(body).content_type("text/plain");
            let input = input.metadata([("team".to_owned(), "red".to_owned())]);
            let input = match &algorithm {
                Some(algorithm) => input.checksum_algorithm(algorithm.clone()),
                None => input,
            };
            let put = wait!(client.put_object(input))
                .with_context(|| format!("{algorithm:?}, a stream: {is_stream}"))?;
            ensure!(put.e_tag.is_some(), "no tag");
            let got = wait!(client.get_object(GetObjectInput::new(bucket, KEY)))?;
            same(&got.content_type.as_deref(), &Some("text/plain"))?;
            let metadata = given(got.metadata, "metadata")?;
            same(&metadata.get("team").map(String::as_str), &Some("red"))?;
            same(&body!(got.body), &text.into_bytes())?;
        }
    }
    Ok(())
}

/// Copies an object, and one that does not exist.
async fn copies(client: &S3, bucket: &str) -> Result<()> {
    let source = format!("{bucket}/a%20b/%C3%A9%2B%252F%26%3D.txt");
    let input = CopyObjectInput::new(bucket, source, "copy");
    let copied = given(wait!(client.copy_object(input))?.copy_object_result, "result")?;
    ensure!(given(copied.last_modified, "time")?.secs() > 1_700_000_000, "a strange time");
    let input = CopyObjectInput::new(bucket, format!("{bucket}/missing"), "other");
    match wait!(client.copy_object(input)) {
        Err(CallError::Service(CopyObjectError::Unhandled(error))) => {
            same(&error.code(), &Some("NoSuchKey"))
        }
        other => anyhow::bail!("NoSuchKey expected, not {other:?}"),
    }
}

/// Uploads and downloads by presigned requests, which anything that speaks HTTP may send.
async fn presigned(client: &S3, bucket: &str) -> Result<()> {
    let hour = Duration::from_secs(3600);
    let put = wait!(client.presigned(PutObjectInput::new(bucket, "shared"), hour))?;
    same(&send(&put, "presigned")?, &String::new())?;
    let get = wait!(client.presigned(GetObjectInput::new(bucket, "shared"), hour))?;
    same(&send(&get, "")?, &"presigned".to_owned())
}

/// Sends a request over a connection of its own, and returns the body of the response.
fn send(request: &http::Request<ByteStream>, body: &str) -> Result<String> {
    let uri = request.uri();
    let authority = uri.authority().context("the URI has no host")?;
    let path = uri.path_and_query().context("the URI has no path")?;
    let mut text = format!("{} {path} HTTP/1.1\r\nhost: {authority}\r\n", request.method());
    for (name, value) in request.headers() {
        text.push_str(&format!("{name}: {}\r\n", value.to_str()?));
    }
    text.push_str(&format!("content-length: {}\r\nconnection: close\r\n\r\n{body}", body.len()));
    let mut connection = TcpStream::connect(authority.as_str())?;
    connection.write_all(text.as_bytes())?;
    let mut response = String::new();
    connection.read_to_string(&mut response)?;
    ensure!(response.starts_with("HTTP/1.1 200 "), "the response is {response}");
    let (_, body) = response.split_once("\r\n\r\n").context("the response has no body")?;
    Ok(body.to_owned())
}

/// Uploads a file of 64 MB in parts, and downloads it, in little memory.
async fn parts(client: &S3, bucket: &str) -> Result<()> {
    let path = std::env::temp_dir().join(format!("{bucket}-{}", std::process::id()));
    let result = parts_of(client, bucket, &path).await;
    std::fs::remove_file(&path)?;
    result
}

async fn parts_of(client: &S3, bucket: &str, path: &Path) -> Result<()> {
    std::fs::File::create(path)?.set_len(PART * PARTS)?;
    let before = peak_memory()?;
    let input = CreateMultipartUploadInput::new(bucket, "large")
        .checksum_algorithm(ChecksumAlgorithm::Crc32);
    let upload = given(wait!(client.create_multipart_upload(input))?.upload_id, "upload id")?;
    let mut parts = Vec::new();
    for (number, start) in (1..).zip((0..PARTS).map(|part| part * PART)) {
        let body = ByteStream::from_path_range(path, start..start + PART)?;
        let input = UploadPartInput::new(bucket, "large", number, &upload)
            .checksum_algorithm(ChecksumAlgorithm::Crc32)
            .body(body);
        let part = wait!(client.upload_part(input))?;
        let part = CompletedPart::new().part_number(number).e_tag(given(part.e_tag, "tag")?);
        parts.push(part);
    }
    let input = CompleteMultipartUploadInput::new(bucket, "large", &upload)
        .multipart_upload(CompletedMultipartUpload::new().parts(parts));
    ensure!(wait!(client.complete_multipart_upload(input))?.e_tag.is_some(), "no tag");
    let found = wait!(client.head_object(HeadObjectInput::new(bucket, "large")))?;
    same(&found.content_length, &Some(i64::try_from(PART * PARTS)?))?;
    let grown = peak_memory()?.saturating_sub(before);
    ensure!(grown < PART / 2, "the upload took {grown} bytes of memory");
    Ok(())
}

/// The most memory that the process has had so far, in bytes; zero where the system does not tell.
fn peak_memory() -> Result<u64> {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return Ok(0) };
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")).context("no VmHWM")?;
    Ok(kilobytes.trim().parse::<u64>()? * 1024)
}

/// Asks for objects that do not exist: with a body in the response, and without one.
async fn errors(client: &S3, bucket: &str) -> Result<()> {
    let missing = wait!(client.get_object(GetObjectInput::new(bucket, "missing")));
    refused(missing, "NoSuchKey", |error| matches!(error, GetObjectError::NoSuchKey(_)))?;
    match wait!(client.head_object(HeadObjectInput::new(bucket, "missing"))) {
        Err(CallError::Service(HeadObjectError::NotFound(error))) => {
            same(&error.metadata.status(), &404)
        }
        other => anyhow::bail!("NotFound expected, not {other:?}"),
    }
}

/// Lists the keys of the bucket, a page for two of them.
async fn pages(client: &S3, bucket: &str) -> Result<Vec<String>> {
    let mut pages = Vec::new();
    let mut listed = client.list_objects_v2_pages(ListObjectsV2Input::new(bucket).max_keys(2));
    while let Some(page) = next!(listed) {
        let objects = page?.contents.unwrap_or_default();
        pages.push(objects.into_iter().filter_map(|object| object.key).collect::<Vec<_>>());
    }
    let expected = [KEY, "copy", "large", "shared"].map(str::to_owned);
    paged(&pages, 2, &expected)?;
    Ok(pages.concat())
}
