//! Compares the throughput of code in the form of emitted code with that of `quick-xml`: its derives for serde,
//! and its tokenizer alone, for a response of S3's `ListObjectsV2` with 2,000 objects.
//!
//! Both readers fill the same types, and their results are compared before the measurement. A copy of the body
//! shows what memory permits.

use std::fmt::Write as _;

use divan::Bencher;
use divan::counter::BytesCount;
use quick_xml::events::Event;
use serde::{Deserialize, Deserializer};
use whitesmith_runtime::xml::Reader;
use whitesmith_runtime::{Bytes, DateTime, HeaderMap, ParseError, Response, ResponseReader};

#[derive(Debug, Default, PartialEq, serde::Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct ListObjectsV2Output {
    is_truncated: Option<bool>,
    contents: Vec<Object>,
    name: Option<String>,
    prefix: Option<String>,
    max_keys: Option<i32>,
    key_count: Option<i32>,
    next_continuation_token: Option<String>,
}

#[derive(Debug, Default, PartialEq, serde::Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Object {
    key: Option<String>,
    #[serde(deserialize_with = "date_time")]
    last_modified: Option<DateTime>,
    #[serde(rename = "ETag")]
    e_tag: Option<String>,
    checksum_algorithm: Vec<String>,
    size: Option<i64>,
    storage_class: Option<String>,
    owner: Option<Owner>,
}

#[derive(Debug, Default, PartialEq, serde::Deserialize)]
#[serde(default)]
struct Owner {
    #[serde(rename = "DisplayName")]
    display_name: Option<String>,
    #[serde(rename = "ID")]
    id: Option<String>,
}

fn date_time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<DateTime>, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map(Some).map_err(serde::de::Error::custom)
}

impl ListObjectsV2Output {
    fn read(response: &Response) -> Result<Self, ParseError> {
        let mut output = Self::default();
        let mut reader = ResponseReader::new(response);
        reader.xml(|r, key| match key {
            "IsTruncated" => r.set(&mut output.is_truncated, Reader::boolean),
            "Contents" => r.push(&mut output.contents, Object::read_xml),
            "Name" => r.set(&mut output.name, Reader::string),
            "Prefix" => r.set(&mut output.prefix, Reader::string),
            "MaxKeys" => r.set(&mut output.max_keys, Reader::integer),
            "KeyCount" => r.set(&mut output.key_count, Reader::integer),
            "NextContinuationToken" => {
                r.set(&mut output.next_continuation_token, Reader::string);
            }
            _ => r.skip(),
        });
        reader.finish().map(|()| output)
    }
}

impl Object {
    fn read_xml(r: &mut Reader<'_>) -> Self {
        let mut value = Self::default();
        r.object(|r, key| match key {
            "Key" => r.set(&mut value.key, Reader::string),
            "LastModified" => r.set(&mut value.last_modified, Reader::date_time),
            "ETag" => r.set(&mut value.e_tag, Reader::string),
            "ChecksumAlgorithm" => r.push(&mut value.checksum_algorithm, Reader::string),
            "Size" => r.set(&mut value.size, Reader::long),
            "StorageClass" => r.set(&mut value.storage_class, Reader::string),
            "Owner" => r.set(&mut value.owner, Owner::read_xml),
            _ => r.skip(),
        });
        value
    }
}

impl Owner {
    fn read_xml(r: &mut Reader<'_>) -> Self {
        let mut value = Self::default();
        r.object(|r, key| match key {
            "DisplayName" => r.set(&mut value.display_name, Reader::string),
            "ID" => r.set(&mut value.id, Reader::string),
            _ => r.skip(),
        });
        value
    }
}

/// A body of about 770 kB.
fn body() -> Bytes {
    let mut xml = String::from(concat!(
        r#"<?xml version="1.0" encoding="UTF-8"?>"#,
        "\n",
        r#"<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">"#,
        "<Name>example-bucket</Name><Prefix>photos/</Prefix><KeyCount>2000</KeyCount>",
        "<MaxKeys>2000</MaxKeys><IsTruncated>true</IsTruncated>",
        "<NextContinuationToken>bmV4dA==</NextContinuationToken>",
    ));
    for n in 0..2000_u64 {
        let _ = write!(
            xml,
            concat!(
                "<Contents><Key>photos/2024/{:02}/holiday no. {}.jpg</Key>",
                "<LastModified>2024-{:02}-{:02}T{:02}:{:02}:07.000Z</LastModified>",
                "<ETag>&quot;{:032x}&quot;</ETag><ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm>",
                "<Size>{}</Size><StorageClass>STANDARD</StorageClass>",
                "<Owner><ID>{:064x}</ID><DisplayName>it-{}</DisplayName></Owner></Contents>",
            ),
            n % 12 + 1,
            n,
            n % 12 + 1,
            n % 28 + 1,
            n % 24,
            n % 60,
            n * 104_729,
            n * 7_919,
            n % 5,
            n % 17,
        );
    }
    xml.push_str("</ListBucketResult>");
    xml.into()
}

fn read(response: &Response) -> Option<ListObjectsV2Output> {
    ListObjectsV2Output::read(response).ok()
}

fn derived(body: &[u8]) -> Option<ListObjectsV2Output> {
    quick_xml::de::from_str(str::from_utf8(body).ok()?).ok()
}

fn main() {
    let response = Response::new(200, HeaderMap::new(), body());
    assert!(read(&response).is_some());
    assert_eq!(read(&response), derived(&body()));
    divan::main();
}

#[divan::bench(sample_count = 300)]
fn whitesmith(bencher: Bencher) {
    let response = Response::new(200, HeaderMap::new(), body());
    bencher.counter(BytesCount::of_slice(&body())).bench(|| read(&response));
}

#[divan::bench(sample_count = 300)]
fn whitesmith_skip(bencher: Bencher) {
    let body = body();
    bencher.counter(BytesCount::of_slice(&body)).bench(|| {
        let mut reader = Reader::new(&body);
        reader.skip();
        reader.finish()
    });
}

#[divan::bench(sample_count = 300)]
fn quick_xml_derive(bencher: Bencher) {
    let body = body();
    bencher.counter(BytesCount::of_slice(&body)).bench(|| derived(&body));
}

#[divan::bench(sample_count = 300)]
fn quick_xml_tokens(bencher: Bencher) {
    let body = body();
    bencher.counter(BytesCount::of_slice(&body)).bench(|| {
        let mut reader = quick_xml::Reader::from_str(str::from_utf8(&body).unwrap_or_default());
        let mut tokens = 0_usize;
        while let Ok(event) = reader.read_event() {
            if matches!(event, Event::Eof) {
                break;
            }
            tokens += 1;
        }
        tokens
    });
}

#[divan::bench(sample_count = 300)]
fn copy(bencher: Bencher) {
    let body = body();
    bencher.counter(BytesCount::of_slice(&body)).bench(|| body.to_vec());
}
