//! The transports under test, behind one interface.

use std::sync::{Arc, LazyLock};

use tokio::runtime::Runtime;
use whitesmith_client::{
    BlockingTransport as _, HyperTransport, ReqwestTransport, TowerTransport, Transport,
    TransportError, TransportErrorKind, UreqTransport,
};
use whitesmith_runtime::ByteStream;

pub(crate) static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
});

#[derive(Clone)]
pub(crate) struct Subject {
    pub(crate) name: &'static str,
    pub(crate) transport: Arc<dyn Transport>,
}

impl Subject {
    pub(crate) fn new(name: &'static str, transport: impl Transport) -> Self {
        Self { name, transport: Arc::new(transport) }
    }

    pub(crate) fn hyper(transport: HyperTransport) -> Self {
        Self::new("hyper", transport)
    }

    pub(crate) fn ureq(transport: UreqTransport) -> Self {
        Self::new("ureq", move |request: http::Request<ByteStream>| {
            let transport = transport.clone();
            async move { transport.send(request) }
        })
    }

    pub(crate) fn send(
        &self,
        request: http::Request<ByteStream>,
    ) -> Result<http::Response<ByteStream>, TransportError> {
        RUNTIME.block_on(self.transport.send(request))
    }
}

/// The asynchronous transports.
pub(crate) fn asynchronous() -> Vec<Subject> {
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    let service = hyper_util::client::legacy::Client::builder(hyper_util::rt::TokioExecutor::new())
        .build_http::<ByteStream>();
    vec![
        Subject::hyper(HyperTransport::new()),
        Subject::new("reqwest", ReqwestTransport(client.build().unwrap())),
        Subject::new("tower", TowerTransport::new(service)),
    ]
}

/// All transports.
pub(crate) fn all() -> Vec<Subject> {
    let mut all = asynchronous();
    all.push(Subject::ureq(UreqTransport::new()));
    all
}

pub(crate) fn get(uri: &str) -> http::Request<ByteStream> {
    http::Request::get(uri).body(ByteStream::default()).unwrap()
}

/// Reads a body to its end, or to its error, which must be a [`TransportError`].
pub(crate) fn read(body: ByteStream) -> Result<String, TransportErrorKind> {
    let bytes = RUNTIME.block_on(body.collect(1_000_000));
    let bytes = bytes.map_err(|error| {
        let error = error.into_inner().downcast::<TransportError>();
        error.expect("the error of a body is that of a transport").kind()
    });
    Ok(String::from_utf8(bytes?.to_vec()).unwrap())
}
