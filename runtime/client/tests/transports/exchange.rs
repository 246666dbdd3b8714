//! Requests arrive as they were sent, and responses as the server sent them.

use http::header::{HeaderMap, HeaderName, HeaderValue};
use http::{Method, Request};
use whitesmith_client::TransportErrorKind;
use whitesmith_runtime::ByteStream;
use whitesmith_runtime::internal::VerbatimPath;

use crate::server::Server;
use crate::subject::{all, get, read};

/// Responds with the request: the first line, a line for each header, an empty line, the body.
fn echo() -> Server {
    Server::start(|mut connection| {
        while let Some((head, body)) = connection.request() {
            let mut echo = head.line;
            for (name, value) in head.headers {
                echo.extend(["\n", &name, ": ", &value]);
            }
            echo.push_str("\n\n");
            echo.push_str(&String::from_utf8(body).unwrap());
            let response =
                format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{echo}", echo.len());
            connection.write(response.as_bytes()).unwrap();
        }
    })
}

/// A stream of unknown length.
fn unknown(text: &'static str) -> ByteStream {
    ByteStream::from_reader(text.as_bytes(), None)
}

fn known(text: &'static str) -> ByteStream {
    ByteStream::from_reader(text.as_bytes(), Some(text.len() as u64))
}

/// A method, headers and a body; the headers that arrive besides `host`, and the body that arrives.
type Case = (
    &'static str,
    &'static [(&'static str, &'static str)],
    fn() -> ByteStream,
    &'static [&'static str],
    &'static str,
);

const JSON: &[(&str, &str)] = &[("content-length", "2"), ("content-type", "application/json")];

const REQUESTS: &[Case] = &[
    ("GET", &[], ByteStream::default, &[], ""),
    ("GET", &[], || "hi".into(), &["content-length: 2"], "hi"),
    ("GET", &[("user-agent", "ours")], ByteStream::default, &["user-agent: ours"], ""),
    ("DELETE", &[], ByteStream::default, &[], ""),
    ("DELETE", &[], || "hi".into(), &["content-length: 2"], "hi"),
    ("OPTIONS", &[], ByteStream::default, &[], ""),
    ("POST", &[], ByteStream::default, &["content-length: 0"], ""),
    ("POST", &[("content-length", "0")], ByteStream::default, &["content-length: 0"], ""),
    ("POST", JSON, || "{}".into(), &["content-length: 2", "content-type: application/json"], "{}"),
    ("POST", &[], || known("streamed"), &["content-length: 8"], "streamed"),
    (
        "POST",
        &[("content-length", "8")],
        || unknown("streamed"),
        &["content-length: 8"],
        "streamed",
    ),
    ("POST", &[], || unknown("streamed"), &["transfer-encoding: chunked"], "streamed"),
    ("POST", &[], || known(""), &["content-length: 0"], ""),
    ("PUT", &[], ByteStream::default, &["content-length: 0"], ""),
    (
        "PUT",
        &[("x-a", "1"), ("x-a", "2")],
        || "hi".into(),
        &["content-length: 2", "x-a: 1", "x-a: 2"],
        "hi",
    ),
    ("PATCH", &[], || "hi".into(), &["content-length: 2"], "hi"),
    ("PURGE", &[], ByteStream::default, &[], ""),
];

#[test]
fn a_path_is_never_normalized_unnoticed() {
    let echo = echo();
    let path = "/../a//./b/..";
    for subject in all() {
        let mut request = get(&echo.uri(path));
        request.extensions_mut().insert(VerbatimPath);
        let sent = subject.send(request);
        if subject.name == "reqwest" {
            assert_eq!(sent.unwrap_err().kind(), TransportErrorKind::Request);
            continue;
        }
        let arrived = read(sent.unwrap().into_body()).unwrap();
        assert!(arrived.starts_with(&format!("GET {path} HTTP/1.1\n")), "{}", subject.name);
    }
}

#[test]
fn a_request_arrives_as_it_is() {
    let server = echo();
    for subject in all() {
        for (method, headers, body, expected_headers, expected_body) in REQUESTS {
            let uri = server.uri("/a%20b/c;d?e=%2F&f&e=g");
            let mut request = Request::new(body());
            *request.method_mut() = Method::from_bytes(method.as_bytes()).unwrap();
            *request.uri_mut() = uri.parse().unwrap();
            for (name, value) in *headers {
                let name = HeaderName::from_static(name);
                request.headers_mut().append(name, HeaderValue::from_static(value));
            }
            let case = format!("{} with {}: {request:?}", subject.name, request.method());

            let response = subject.send(request).expect(&case);
            assert_eq!(response.status(), 200, "{case}");
            let echo = read(response.into_body()).expect(&case);
            let (head, body) = echo.split_once("\n\n").unwrap();
            let mut lines = head.lines();
            let line = format!("{method} /a%20b/c;d?e=%2F&f&e=g HTTP/1.1");
            assert_eq!(lines.next(), Some(&*line), "{case}");
            let host = format!("host: {}", server.address());
            // reqwest adds this header to requests without one.
            let lines: Vec<_> = lines.filter(|l| *l != host && *l != "accept: */*").collect();
            assert_eq!(lines, *expected_headers, "{case}");
            assert_eq!(head.contains("accept: */*"), subject.name == "reqwest", "{case}");
            assert!(head.contains(&host), "{case}");
            assert_eq!(body, *expected_body, "{case}");
        }
    }
}

#[test]
fn a_response_arrives_as_it_is() {
    let cases: &[(&str, &[u8], u16, &str)] = &[
        ("a status is no error", b"HTTP/1.1 503 No\r\ncontent-length: 4\r\n\r\nbusy", 503, "busy"),
        (
            "chunks",
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n",
            200,
            "abc",
        ),
        ("until the end", b"HTTP/1.1 200 OK\r\n\r\nabc", 200, "abc"),
        ("nothing", b"HTTP/1.1 204 No Content\r\n\r\n", 204, ""),
        ("an empty body", b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", 200, ""),
        (
            "no redirect",
            b"HTTP/1.1 301 There\r\nlocation: /there\r\ncontent-length: 2\r\n\r\nno",
            301,
            "no",
        ),
        (
            "nor one without a body",
            b"HTTP/1.1 307 There\r\nlocation: /there\r\ncontent-length: 0\r\n\r\n",
            307,
            "",
        ),
        (
            "no decompression",
            b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 3\r\n\r\nraw",
            200,
            "raw",
        ),
        (
            "after news",
            b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\na",
            200,
            "a",
        ),
    ];
    for (name, bytes, status, body) in cases {
        for subject in all() {
            let case = format!("{name}, {}", subject.name);
            let server = Server::answer(bytes);
            let response = subject.send(get(&server.uri("/"))).expect(&case);
            assert_eq!(response.status(), *status, "{case}");
            assert_eq!(read(response.into_body()), Ok((*body).to_owned()), "{case}");
            assert_eq!(server.connections(), 1, "{case}");
        }
    }
}

#[test]
fn headers_of_a_response_are_kept() {
    for subject in all() {
        let server = Server::answer(
            b"HTTP/1.1 200 OK\r\nX-Two: a\r\nx-two: b\r\nset-cookie: a=b\r\ncontent-length: 3\r\n\r\nabc",
        );
        let response = subject.send(get(&server.uri("/"))).expect(subject.name);
        let mut expected = HeaderMap::new();
        for (name, value) in
            [("x-two", "a"), ("x-two", "b"), ("set-cookie", "a=b"), ("content-length", "3")]
        {
            expected.append(name, HeaderValue::from_static(value));
        }
        assert_eq!(*response.headers(), expected, "{}", subject.name);
        assert_eq!(response.body().len(), Some(3), "{}", subject.name);
    }
}

#[test]
fn the_answer_to_head_has_no_body() {
    for subject in all() {
        let server = Server::answer(b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n");
        let request = Request::head(server.uri("/")).body(ByteStream::default()).unwrap();
        let response = subject.send(request).expect(subject.name);
        assert_eq!(response.headers()["content-length"], "5", "{}", subject.name);
        assert_eq!(read(response.into_body()), Ok(String::new()), "{}", subject.name);
    }
}
