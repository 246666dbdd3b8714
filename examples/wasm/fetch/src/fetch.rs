//! A transport over `fetch`.

use generated::primitives::ByteStream;
use generated::runtime::client::{BoxFuture, Transport, TransportError, TransportErrorKind};
use js_sys::{Array, Promise, Uint8Array};
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, Request, RequestInit, Response};

#[wasm_bindgen]
extern "C" {
    /// The global function of browsers, workers and Node.js.
    fn fetch(request: &Request) -> Promise;
}

/// Sends requests with `fetch`, and reads responses into memory.
pub struct Fetch;

impl Transport for Fetch {
    fn send(
        &self,
        request: http::Request<ByteStream>,
    ) -> BoxFuture<'_, Result<http::Response<ByteStream>, TransportError>> {
        // The future of a call is `Send` on all targets, and that of a promise is not: it belongs to the thread
        // that made it. `SendWrapper` asserts at run time that it stays there.
        Box::pin(SendWrapper::new(exchange(request)))
    }
}

/// Cancels the exchange when the future of the call is dropped, such as after a timeout.
struct Abort(AbortController);

impl Drop for Abort {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn exchange(
    request: http::Request<ByteStream>,
) -> Result<http::Response<ByteStream>, TransportError> {
    let (head, body) = request.into_parts();
    let body = body.collect(usize::MAX).await;
    let body = body.map_err(|error| TransportError::new(TransportErrorKind::Request, error))?;
    let abort = Abort(AbortController::new().map_err(failed(TransportErrorKind::Other))?);
    let request = outgoing(&head, &body, &abort).map_err(failed(TransportErrorKind::Request))?;
    // `fetch` does not say why it failed.
    let interrupted = failed(TransportErrorKind::Interrupted);
    let response = JsFuture::from(fetch(&request)).await.map_err(interrupted)?;
    incoming(response.unchecked_into()).await.map_err(interrupted)
}

fn outgoing(head: &http::request::Parts, body: &[u8], abort: &Abort) -> Result<Request, JsValue> {
    let headers = Headers::new()?;
    for (name, value) in &head.headers {
        headers.append(name.as_str(), &String::from_utf8_lossy(value.as_bytes()))?;
    }
    let init = RequestInit::new();
    init.set_method(head.method.as_str());
    init.set_headers(&headers);
    init.set_signal(Some(&abort.0.signal()));
    if !body.is_empty() {
        init.set_body(&Uint8Array::from(body));
    }
    Request::new_with_str_and_init(&head.uri.to_string(), &init)
}

async fn incoming(response: Response) -> Result<http::Response<ByteStream>, JsValue> {
    let body = JsFuture::from(response.array_buffer()?).await?;
    let mut answer = http::Response::builder().status(response.status());
    for entry in response.headers().entries() {
        let entry: Array = entry?.unchecked_into();
        if let (Some(name), Some(value)) = (entry.get(0).as_string(), entry.get(1).as_string()) {
            answer = answer.header(name, value);
        }
    }
    let body = ByteStream::from(Uint8Array::new(&body).to_vec());
    answer.body(body).map_err(|error| JsValue::from_str(&error.to_string()))
}

/// Converts what JavaScript threw, without the URL, which may contain a signature.
fn failed(kind: TransportErrorKind) -> impl Fn(JsValue) -> TransportError + Copy {
    move |thrown| {
        let error = thrown.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
        TransportError::new(kind, error.unwrap_or_else(|| "an exception of the host".to_owned()))
    }
}
