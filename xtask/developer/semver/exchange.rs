//! Lets emitted crates serialize requests and deserialize responses for `wire.py`: one exchange for each line of
//! standard input, with its result on a line of standard output. Both are JSON.

use std::io::{BufRead as _, Write as _, stdin, stdout};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use whitesmith_runtime::{HeaderMap, HeaderName, HeaderValue, Operation, Response, ResponseError};

/// Runs the exchanges until standard input ends. `operation` finds the operation of a crate by the names of both.
pub(crate) fn run(operation: impl Fn(&str, &str, &Value) -> Value) {
    for line in stdin().lock().lines() {
        let message: Value = serde_json::from_str(&line.unwrap()).unwrap();
        let name = |key: &str| message[key].as_str().unwrap_or_default();
        let result = operation(name("crate"), name("operation"), &message);
        writeln!(stdout().lock(), "{result}").unwrap();
    }
}

/// The request for an input, or what an operation reads from a response. `error` returns the name and the members of
/// a modeled error.
pub(crate) fn exchange<I>(message: &Value, error: impl Fn(I::Error) -> Value) -> Value
where
    I: Operation + DeserializeOwned,
    I::Output: Serialize,
{
    match message.get("input") {
        Some(input) => match serde_json::from_value::<I>(input.clone()) {
            Ok(input) => request(&input),
            Err(reason) => json!({ "failure": format!("the input is not valid: {reason}") }),
        },
        None => match I::parse(&response(message)) {
            Ok(output) => json!({ "output": output }),
            Err(ResponseError::Service(found)) => json!({ "error": error(found) }),
            Err(ResponseError::Parse(reason)) => json!({ "failure": reason.to_string() }),
        },
    }
}

/// A modeled error.
pub(crate) fn modeled(name: &str, members: &impl Serialize) -> Value {
    json!({ "name": name, "members": members })
}

fn request<I: Operation>(input: &I) -> Value {
    let request = input.request().and_then(|request| request.into_http("https://localhost"));
    let request = match request {
        Ok(request) => request,
        Err(reason) => return json!({ "failure": reason.to_string() }),
    };
    let uri = request.uri();
    let headers = request.headers().iter();
    let headers: Vec<_> =
        headers.map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect();
    json!({
        "method": request.method().as_str(),
        "path": uri.path(),
        "query": uri.query().unwrap_or_default(),
        "headers": headers,
        "body": request.body().as_bytes().unwrap().to_vec(),
    })
}

fn response(message: &Value) -> Response {
    let mut headers = HeaderMap::new();
    for (name, value) in message["headers"].as_object().unwrap() {
        let name = HeaderName::try_from(name).unwrap();
        headers.insert(name, HeaderValue::try_from(value.as_str().unwrap()).unwrap());
    }
    let body: Vec<u8> = serde_json::from_value(message["body"].clone()).unwrap();
    let status = message["status"].as_u64().unwrap();
    Response::new(u16::try_from(status).unwrap(), headers, body)
}
