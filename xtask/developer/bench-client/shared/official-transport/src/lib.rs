//! Transports of the official SDK in place of the network.

use std::future::pending;

use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use http::StatusCode;

/// Responds with this body and these headers.
pub fn answered(body: &'static [u8], headers: Vec<(&'static str, String)>) -> SharedHttpClient {
    over(Answered { body, headers })
}

/// Never responds.
pub fn never_answered() -> SharedHttpClient {
    over(NeverAnswered)
}

fn over(connector: impl HttpConnector + 'static) -> SharedHttpClient {
    let connector = SharedHttpConnector::new(connector);
    http_client_fn(move |_, _| connector.clone())
}

#[derive(Debug)]
struct Answered {
    body: &'static [u8],
    headers: Vec<(&'static str, String)>,
}

impl HttpConnector for Answered {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let mut response = HttpResponse::new(StatusCode::OK.into(), SdkBody::from(self.body));
        for (name, value) in &self.headers {
            response.headers_mut().insert(*name, value.clone());
        }
        HttpConnectorFuture::ready(Ok(response))
    }
}

#[derive(Debug)]
struct NeverAnswered;

impl HttpConnector for NeverAnswered {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::new(pending::<Result<HttpResponse, ConnectorError>>())
    }
}
