//! Tests the reader of each protocol over one model: it reads what the writer writes, and returns a value or
//! an error for bodies that are damaged.
//!
//! The request of an operation serves as its response, since both have the same members. The form protocols
//! respond with XML: their responses are those of restXml in the elements of their protocol.

use std::fmt::Debug;

use proptest::prelude::*;
use whitesmith_runtime::{HeaderMap, Operation, ParseError, Response, ResponseError};

use crate::contents::{
    aws_json_1_0, aws_json_1_1, aws_query, ec2_query, rest_json_1, rest_xml, rpc_v2_cbor,
    rpc_v2_json,
};
use crate::damage::{STATUSES, damaged, damages, headers, run};
use crate::draw::Draw;

/// A protocol, and an operation of its module.
struct Reader {
    name: &'static str,
    /// Makes an input from random bytes, and its response.
    exchange: fn(&[u8]) -> Exchange,
    /// The parse error of a response, and the output or error, formatted.
    read: fn(&Response) -> (Option<ParseError>, String),
    /// Pieces of bodies.
    tokens: &'static [&'static [u8]],
}

/// An input, formatted as the output with the same members, and the response with it.
struct Exchange {
    expected: String,
    headers: HeaderMap,
    body: Vec<u8>,
}

const JSON: &[&[u8]] =
    &[b"{", b"}", b"[", b"]", b",", b":", b"null", b"1e999", b"\"", b"{\"content\":{\"next\":"];

const CBOR: &[&[u8]] = &[
    b"\xf6",
    b"\xf7",
    b"\xff",
    b"\xbf",
    b"\x9f",
    b"\xa1",
    b"\x5f",
    b"\x7f",
    b"\xc1",
    b"\xc2",
    b"\xc4\x82",
    b"\xf9\x7e\x00",
    b"\xfb",
    b"\xbb\xff\xff\xff\xff\xff\xff\xff\xff",
    b"\x5b\x7f\xff\xff\xff\xff\xff\xff\xff",
    b"\x9b\x00\x00\x00\xff\xff\xff\xff\xff",
    b"\xf8\x14",
    b"\xa1\x67content\xa1\x64next",
];

const XML: &[&[u8]] = &[
    b"<",
    b">",
    b"</",
    b"/>",
    b"&",
    b";",
    b"&lt;",
    b"&#0;",
    b"&#x110000;",
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"-->",
    b"<?xml version='1.1'?>",
    b"<!DOCTYPE a [<!ENTITY b \"b\">]>",
    b"<content>",
    b"</content>",
    b"<next><next>",
    b" xmlns:a='b'",
    b"<member/>",
    b"<html><body>",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xfe\xff",
];

/// The reader of an operation of a module.
macro_rules! reader {
    ($module:ident :: $operation:ident, $tokens:ident) => {
        reader!($module::$operation, $tokens, |bytes| {
            Exchange::symmetric(&$module::$operation(&mut Draw::new(bytes)))
        })
    };
    ($module:ident :: $operation:ident, $tokens:ident, $exchange:expr) => {
        Reader {
            name: concat!(stringify!($module), "::", stringify!($operation)),
            exchange: $exchange,
            read: read_as($module::$operation),
            tokens: $tokens,
        }
    };
}

/// The response of a form protocol, whose members are in these elements.
macro_rules! form_reader {
    ($module:ident :: $operation:ident, $elements:expr) => {
        reader!($module::$operation, XML, |bytes| {
            let written = $module::$operation(&mut Draw::new(bytes));
            let members = rest_xml::$operation(&mut Draw::new(bytes));
            Exchange::of_form(&written, &members, $elements)
        })
    };
}

const READERS: [Reader; 15] = [
    reader!(rpc_v2_cbor::echo, CBOR),
    reader!(rpc_v2_cbor::echo_maps, CBOR),
    reader!(rpc_v2_json::echo, JSON),
    reader!(rpc_v2_json::echo_maps, JSON),
    reader!(aws_json_1_0::echo, JSON),
    reader!(aws_json_1_0::echo_maps, JSON),
    reader!(aws_json_1_1::echo, JSON),
    reader!(aws_json_1_1::echo_maps, JSON),
    reader!(rest_json_1::echo, JSON),
    reader!(rest_json_1::echo_maps, JSON),
    reader!(rest_xml::echo, XML),
    reader!(rest_xml::echo_maps, XML),
    form_reader!(aws_query::echo, &["EchoResponse", "EchoResult"]),
    form_reader!(aws_query::echo_maps, &["EchoMapsResponse", "EchoMapsResult"]),
    form_reader!(ec2_query::echo, &["EchoResponse"]),
];

/// The function [`read`] for the inputs that a function makes.
const fn read_as<I: Operation<Output: Debug>>(
    _: fn(&mut Draw<'_>) -> I,
) -> fn(&Response) -> (Option<ParseError>, String) {
    read::<I>
}

fn read<I: Operation<Output: Debug>>(response: &Response) -> (Option<ParseError>, String) {
    match I::parse(response) {
        Ok(output) => (None, format!("{output:?}")),
        Err(error) => {
            let shown = format!("{error}: {error:?}");
            match error {
                ResponseError::Parse(error) => (Some(error), shown),
                ResponseError::Service(_) => (None, shown),
            }
        }
    }
}

impl Exchange {
    fn symmetric<I: Operation + Debug>(input: &I) -> Self {
        let request = input.request().unwrap().into_http("https://example.com").unwrap();
        let (head, body) = request.into_parts();
        let body = body.as_bytes().unwrap().to_vec();
        // The output has another name than the input.
        let expected = format!("{input:?}").replacen("Input", "Output", 1);
        Self { expected, headers: head.headers, body }
    }

    fn of_form<F: Operation + Debug, X: Operation + Debug>(
        form: &F,
        members: &X,
        elements: &[&str],
    ) -> Self {
        let Self { expected, headers, body } = Self::symmetric(form);
        let form = String::from_utf8(body).unwrap();
        assert!(form.starts_with("Action=Echo"), "{form}");
        let members = String::from_utf8(Self::symmetric(members).body).unwrap();
        let (_, members) = members.split_once('>').unwrap();
        let (members, _) = members.rsplit_once("</").unwrap_or(("", ""));
        let within = |body: String, name: &&str| format!("<{name}>{body}</{name}>");
        let body = elements.iter().rev().fold(members.to_owned(), within);
        Self { expected, headers, body: body.into_bytes() }
    }
}

fn random_bytes() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..600)
}

#[test]
fn what_is_written_is_read() {
    for Reader { name, exchange, read, .. } in READERS {
        run(400, &random_bytes(), |bytes| {
            let Exchange { expected, headers, body } = exchange(&bytes);
            let shown = String::from_utf8_lossy(&body).into_owned();
            assert_eq!(
                read(&Response::new(200, headers, body)),
                (None, expected),
                "{name}: {shown}"
            );
        });
    }
}

#[test]
fn damaged_bodies_of_each_protocol() {
    for Reader { name, exchange, read, tokens } in READERS {
        let statuses = prop::sample::select(STATUSES.to_vec());
        let tokens = tokens.iter().map(|token| token.to_vec()).collect();
        let strategy = (random_bytes(), statuses, damages(tokens), headers(&[]));
        run(600, &strategy, |(bytes, status, damages, more)| {
            let Exchange { mut headers, body, .. } = exchange(&bytes);
            headers.extend(more);
            let body = damages.iter().fold(body, damaged);
            let response = Response::new(status, headers, body);
            let (error, shown) = read(&response);
            assert!(!shown.is_empty(), "{name}");
            assert_eq!(read(&response), (error.clone(), shown), "{name}: reads differ");
            if let Some(error) = error {
                let message = error.to_string();
                let reason = message.strip_prefix(error.path()).unwrap_or_default();
                assert!(!reason.is_empty() && message.len() < 2_000, "{name}: {message}");
            }
        });
    }
}

/// A truncated body is an error, wherever it ends.
#[test]
fn truncated_bodies_of_each_protocol() {
    for Reader { name, exchange, read, .. } in READERS {
        run(20, &random_bytes(), |bytes| {
            let Exchange { headers, body, .. } = exchange(&bytes);
            for length in 1..body.len() {
                let (error, shown) =
                    read(&Response::new(200, headers.clone(), body[..length].to_vec()));
                assert!(
                    error.is_some(),
                    "{name}: {length} of {} bytes are read as {shown}",
                    body.len()
                );
            }
        });
    }
}
