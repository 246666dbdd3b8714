//! TLS: whom a transport trusts, and what a failure is.

use whitesmith_runtime::client::{HyperTransport, TransportErrorKind, UreqTransport};

use crate::server::Server;
use crate::subject::{Subject, get};

fn subjects() -> [Subject; 2] {
    [Subject::hyper(HyperTransport::new()), Subject::ureq(UreqTransport::new())]
}

#[test]
fn a_server_without_tls_is_no_connection() {
    for subject in subjects() {
        let server = Server::start(|mut connection| {
            connection.write(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n").unwrap();
            connection.wait_for_close();
        });
        let uri = format!("https://{}/", server.address());
        let error = subject.send(get(&uri)).expect_err(subject.name);
        assert_eq!(error.kind(), TransportErrorKind::Connect, "{}: {error}", subject.name);
    }
}
