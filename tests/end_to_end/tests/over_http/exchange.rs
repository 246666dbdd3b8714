//! Sends the input of an operation to a server with a canned response, and returns the received
//! request and the result.

use std::thread;
use std::time::Duration;

use generated::Operation;
use generated::operation::update_account::UpdateAccountInput;
use ureq::Agent;
use whitesmith_runtime::{Response, ResponseError};

use crate::server::{Answer, Received, Server};

/// The result of an operation.
type Outcome<I> = Result<<I as Operation>::Output, ResponseError<<I as Operation>::Error>>;

/// The result of `UpdateAccount`.
pub(crate) type UpdateAccountResult = Outcome<UpdateAccountInput>;

/// Sends an operation to an endpoint. This is all that a blocking client of a generated crate
/// needs.
pub(crate) fn send<I: Operation>(
    input: &I,
    endpoint: &str,
) -> Result<Outcome<I>, Box<dyn std::error::Error>> {
    let request = input.request()?.into_http(endpoint)?;
    let (head, mut body) = agent()
        .run(request.map(|body| body.as_bytes().map(|bytes| bytes.to_vec()).unwrap_or_default()))?
        .into_parts();
    let response = Response::new(head.status.as_u16(), head.headers, body.read_to_vec()?);
    Ok(I::parse(&response))
}

/// Sends `UpdateAccount` to a server with a canned response.
pub(crate) fn exchange(
    input: &UpdateAccountInput,
    answer: &Answer<'_>,
) -> (Received, UpdateAccountResult) {
    exchange_at("", input, answer)
}

/// Sends it to an endpoint with a base path.
pub(crate) fn exchange_at(
    base: &str,
    input: &UpdateAccountInput,
    answer: &Answer<'_>,
) -> (Received, UpdateAccountResult) {
    // Without a request, the server would wait forever.
    input.request().unwrap();
    let server = Server::bind();
    let endpoint = server.endpoint() + base;
    thread::scope(|scope| {
        let received = scope.spawn(|| server.serve(answer));
        let result = send(input, &endpoint);
        (received.join().unwrap(), result.unwrap())
    })
}

/// The result for a response of the service.
pub(crate) fn answer(answer: &Answer<'_>) -> UpdateAccountResult {
    exchange(&UpdateAccountInput::new("12a3456b").name("Sales"), answer).1
}

/// A client that returns every status, follows no redirects, and uses no proxy.
fn agent() -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .timeout_global(Some(Duration::from_secs(20)));
    config.build().new_agent()
}
